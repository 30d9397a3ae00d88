"""The catalog: every record of a project, indexed, with inverse relations derived."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, TypeVar

from vlmap.catalog.authors import authors_of
from vlmap.catalog.entry import Link, by_date
from vlmap.catalog.ranking import Ranking, ranking
from vlmap.schema.taxonomy import branches_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vlmap.catalog.authors import AuthorEntry
    from vlmap.catalog.entry import Entry, Walk, Written
    from vlmap.schema import Category, Result, Taxonomy
    from vlmap.source import Document

K = TypeVar("K")
V = TypeVar("V")


class Catalog:
    """All records of a project that could be read, in the order of their ids.

    `broken` are the ids of files that could not: references to them are not called dangling. `published` are the paths
    of pages that were given out.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        entries: Mapping[str, Entry],
        *,
        taxonomy_document: Document,
        walks: Mapping[str, Walk] | None = None,
        broken: frozenset[str] = frozenset(),
        published: frozenset[str] = frozenset(),
    ) -> None:
        self.taxonomy = taxonomy
        self.taxonomy_document = taxonomy_document
        self.entries = dict(sorted(entries.items()))
        self.walks = dict(sorted((walks or {}).items()))
        self.broken = broken
        self.published = published

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def whole(self) -> Catalog:
        """Return the catalog itself, to say that what is asked of it may be anything."""
        return self

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

    def descendants(self, entry: Entry) -> int:
        """Return how many records build on this one, directly or through others. Needs a lineage without cycles."""
        return self._descendants[entry.id].bit_count()

    @cached_property
    def _descendants(self) -> dict[str, int]:
        """The set of descendants of each record, as the bits of a number: bit n stands for the n-th record."""
        bit = {name: 1 << number for number, name in enumerate(self.entries)}
        found = dict.fromkeys(self.entries, 0)
        for name in reversed(self.lineage_order):
            for link in self._backward.get(name, ()):
                if link.earlier.id != name:
                    found[link.earlier.id] |= bit[name] | found[name]
        return found

    @cached_property
    def lineage_order(self) -> dict[str, int]:
        """The place of each record in an order in which all that it builds on come before it."""
        before = {name: {link.earlier.id for link in self._backward.get(name, ())} - {name} for name in self.entries}
        return {name: place for place, name in enumerate(TopologicalSorter(before).static_order())}

    @cached_property
    def _by_category(self) -> dict[str, list[Entry]]:
        homes = (
            (path, entry)
            for entry in self.chronicle
            for path in dict.fromkeys((entry.record.category, *entry.record.also_in))
        )
        return _grouped(homes)

    @cached_property
    def chronicle(self) -> list[Entry]:
        """Every record, oldest first."""
        return sorted(self, key=by_date)

    def in_category(self, path: str) -> list[Entry]:
        """Return the records of one branch itself, oldest first, guests (`also_in`) among them."""
        return self._by_category.get(path, [])

    def around(self, entry: Entry, count: int) -> tuple[list[Entry], list[Entry]]:
        """Return so many records of the same branch before and after one in time, those nearest to it."""
        family = self.in_category(entry.record.category)
        at = bisect_left(family, by_date(entry), key=by_date)
        return family[max(0, at - count) : at], family[at + 1 : at + 1 + count]

    def under(self, path: str) -> list[Entry]:
        """Return the records of a branch and all below it, oldest first, each once."""
        return self._under.get(path, [])

    @cached_property
    def _under(self) -> dict[str, list[Entry]]:
        return _grouped(
            (path, entry)
            for entry in self.chronicle
            for path in dict.fromkeys(
                above for home in (entry.record.category, *entry.record.also_in) for above in branches_to(home)
            )
        )

    @cached_property
    def by_year(self) -> dict[str, list[Entry]]:
        """The records of each year, the first year first."""
        return _grouped((f"{entry.record.date.year:04}", entry) for entry in self.chronicle)

    @cached_property
    def by_venue(self) -> dict[str, list[Entry]]:
        """The records of each venue, oldest first."""
        return _grouped((entry.record.venue.id, entry) for entry in self.chronicle)

    @cached_property
    def by_organization(self) -> dict[str, list[Entry]]:
        """The records of each organization, oldest first."""
        return _grouped((name, entry) for entry in self.chronicle for name in entry.record.organizations)

    @cached_property
    def authors(self) -> dict[str, AuthorEntry]:
        """Every author by the slug of the name, in the order of the slugs."""
        return authors_of(self.chronicle)

    def has_author_page(self, slug: str) -> bool:
        """Tell whether an author has a page."""
        return slug in self.authors and self.authors[slug].has_page

    @cached_property
    def by_author(self) -> dict[str, list[Entry]]:
        """The records of each author who has a page, oldest first."""
        return {slug: author.entries for slug, author in self.authors.items() if author.has_page}

    @cached_property
    def _results(self) -> dict[str, list[tuple[Entry, Result]]]:
        return _grouped((one.benchmark, (entry, one)) for entry in self.chronicle for one in entry.record.results)

    def results_on(self, benchmark: str) -> list[tuple[Entry, Result]]:
        """Return every figure reported on a benchmark with the record that reports it, oldest first."""
        return self._results.get(benchmark, [])

    @cached_property
    def rankings(self) -> dict[str, Ranking]:
        """The figures of each benchmark in their order."""
        return {name: ranking(self.results_on(name), one) for name, one in self.taxonomy.benchmarks.items()}

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


def _grouped(pairs: Iterator[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
