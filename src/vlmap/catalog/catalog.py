"""The catalog: every record of a project, indexed, with inverse relations derived."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from vlmap.schema.text import bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vlmap.diagnostics import Span
    from vlmap.schema import Category, Parsed, ReadingPath, Record, Reference, Taxonomy
    from vlmap.schema.base import Part
    from vlmap.schema.text import Text
    from vlmap.source import Document, Loc

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Written:
    """What one file says: its id, its value, and the document it was read from. It is equal to nothing but itself."""

    id: str
    value: Part
    document: Document
    parsed: Parsed[Any]

    @property
    def key(self) -> str:
        """The id among all files: a record's own, another file's with its folder."""
        return self.id

    @cached_property
    def texts(self) -> tuple[tuple[Loc, Text], ...]:
        """Every bilingual text of the value with its place."""
        return tuple(bilingual(self.value))

    def span(self, loc: Loc) -> Span:
        """Return where a part of the value is written."""
        return self.document.span(self.parsed.written(loc))

    def is_sound(self, loc: Loc) -> bool:
        """Tell whether a part of the value is as written, not stood in for."""
        return not self.parsed.broken or not self.parsed.is_broken(self.parsed.written(loc))


@dataclass(frozen=True, eq=False)
class Entry(Written):
    """One record."""

    value: Record

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.value


@dataclass(frozen=True, eq=False)
class Walk(Written):
    """One reading path."""

    value: ReadingPath

    @property
    def key(self) -> str:
        """The id with its folder: `paths/five-questions`."""
        return f"paths/{self.id}"

    @property
    def path(self) -> ReadingPath:
        """The path itself."""
        return self.value


@dataclass(frozen=True)
class Link:
    """One step of lineage: `later` builds on `earlier`, as `reference` says."""

    earlier: Entry
    later: Entry
    reference: Reference


class Catalog:
    """All records of a project that could be read, in the order of their ids.

    `broken` are the ids of files that could not: references to them are not called dangling.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        entries: Mapping[str, Entry],
        *,
        taxonomy_document: Document,
        walks: Mapping[str, Walk] | None = None,
        broken: frozenset[str] = frozenset(),
    ) -> None:
        self.taxonomy = taxonomy
        self.taxonomy_document = taxonomy_document
        self.entries = dict(sorted(entries.items()))
        self.walks = dict(sorted((walks or {}).items()))
        self.broken = broken

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def written(self) -> tuple[Written, ...]:
        """Every record and every reading path."""
        return (*self.entries.values(), *self.walks.values())

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Former ids, each with the id that holds today; an alias never hides a record."""
        return {alias: entry.id for entry in self for alias in entry.record.aliases if alias not in self.entries}

    def resolve(self, reference: str) -> Entry | None:
        """Return the record that an id or a former id stands for, or None."""
        return self.entries.get(self.aliases.get(reference, reference))

    def knows(self, reference: str) -> bool:
        """Tell whether a reference leads somewhere, be it to a file that could not be read."""
        return self.resolve(reference) is not None or reference in self.broken

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Every branch of the taxonomy by its path."""
        return dict(self.taxonomy.categories())

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return tuple(
            Link(earlier, later, reference)
            for later in self
            for reference in later.record.builds_on
            if (earlier := self.resolve(reference.paper)) is not None
        )

    def builds_on(self, entry: Entry) -> list[Link]:
        """Return what a record builds on, in the order it says."""
        return self._backward.get(entry.id, [])

    def built_on_by(self, entry: Entry) -> list[Link]:
        """Return what builds on a record, oldest first."""
        return self._forward.get(entry.id, [])

    @cached_property
    def _backward(self) -> dict[str, list[Link]]:
        return _grouped((link.later.id, link) for link in self._links)

    @cached_property
    def _forward(self) -> dict[str, list[Link]]:
        links = sorted(self._links, key=lambda link: by_date(link.later))
        return _grouped((link.earlier.id, link) for link in links)

    @cached_property
    def _by_category(self) -> dict[str, list[Entry]]:
        homes = (
            (path, entry)
            for entry in sorted(self, key=by_date)
            for path in dict.fromkeys((entry.record.category, *entry.record.also_in))
        )
        return _grouped(homes)

    def in_category(self, path: str) -> list[Entry]:
        """Return the records of one branch itself, oldest first, guests (`also_in`) among them."""
        return self._by_category.get(path, [])

    def under(self, path: str) -> list[Entry]:
        """Return the records of a branch and all below it, oldest first, each once."""
        found = {
            entry.id: entry
            for below in self.categories
            if below == path or below.startswith(f"{path}/")
            for entry in self.in_category(below)
        }
        return sorted(found.values(), key=by_date)

    def walks_with(self, entry: Entry) -> list[Walk]:
        """Return the reading paths that a record stands in."""
        return self._walks_by_record.get(entry.id, [])

    @cached_property
    def _walks_by_record(self) -> dict[str, list[Walk]]:
        return _grouped(
            (entry.id, walk)
            for walk in self.walks.values()
            for step in walk.path.steps
            if (entry := self.resolve(step.paper)) is not None
        )

    def presents(self, entry: Entry) -> list[Entry]:
        """Return the data sets and metrics that the paper of a record introduced."""
        return self._presented.get(entry.id, [])

    @cached_property
    def _presented(self) -> dict[str, list[Entry]]:
        named = ((self.resolve(entry.record.introduced_in or ""), entry) for entry in self)
        return _grouped((origin.id, entry) for origin, entry in named if origin is not None)


def by_date(entry: Entry) -> tuple[tuple[int, int, int], str]:
    """Sort key: first version first; records of one day by id."""
    return entry.record.date.order, entry.id


def _grouped(pairs: Iterator[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
