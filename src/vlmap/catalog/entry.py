"""One file of a project as the catalog holds it: what it says, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vlmap.schema.text import bilingual

if TYPE_CHECKING:
    from vlmap.diagnostics import Span
    from vlmap.schema import Parsed, ReadingPath, Record, Reference
    from vlmap.schema.base import Part
    from vlmap.schema.text import Text
    from vlmap.source import Document, Loc


@dataclass(frozen=True, eq=False)
class Written:
    """What one file says: its id, its value, and the document it was read from. It is equal to nothing but itself.

    `digest` tells the file's bytes apart, and the program that read them.
    """

    id: str
    value: Part
    document: Document
    parsed: Parsed[Any]
    digest: str = ""

    @property
    def key(self) -> str:
        """The id among all files: a record's own, another file's with its folder."""
        return self.id

    @property
    def texts(self) -> tuple[tuple[Loc, Text], ...]:
        """Every bilingual text of the value with its place."""
        return _texts(self)

    def span(self, loc: Loc) -> Span:
        """Return where a part of the value is written."""
        return self.document.span(self.parsed.written(loc))

    def is_sound(self, loc: Loc) -> bool:
        """Tell whether a part of the value is as written, not stood in for."""
        return not self.parsed.broken or not self.parsed.is_broken(self.parsed.written(loc))


@lru_cache(maxsize=8)  # one file is asked by many rules, one after the other
def _texts(written: Written) -> tuple[tuple[Loc, Text], ...]:
    return tuple(bilingual(written.value))


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


def by_date(entry: Entry) -> tuple[tuple[int, int, int], str]:
    """Sort key: first version first; records of one day by id."""
    return entry.record.date.order, entry.id
