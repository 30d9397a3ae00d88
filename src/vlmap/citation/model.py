"""The citation of a work, as data: what every format is written from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vlmap.citation.addresses import addresses
from vlmap.citation.names import Name, split
from vlmap.schema import Kind, PartialDate, VenueType

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Record

_PUBLISHED = ("doi", "acl", "openreview", "paper", "arxiv", "project")
_PREPRINT = ("arxiv", "openreview", "doi", "paper", "project")
"""Which address stands for a work: the first of these that it has."""

_CONTAINERS = (VenueType.CONFERENCE, VenueType.WORKSHOP, VenueType.JOURNAL)


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """A work as it is to be cited: the published version where there is one, else the preprint.

    `id` is the record's, and the key in every format. `title` is as published, `translation` its Chinese rendering.
    `venue` is the English name of the conference, the journal or the publisher, `short` its abbreviation. `date` is
    that of the version cited, no more precise than it is known.
    """

    id: str
    kind: Kind
    type: VenueType
    name: str
    title: str
    translation: str
    authors: tuple[Name, ...]
    venue: str
    short: str
    institutions: tuple[str, ...]
    date: PartialDate
    arxiv: str
    doi: str
    url: str

    @property
    def year(self) -> int:
        """The year of the version cited."""
        return self.date.year

    @property
    def container(self) -> str:
        """The conference or the journal that it appeared in; empty where it stands alone."""
        return self.venue if self.type in _CONTAINERS else ""

    @property
    def publisher(self) -> str:
        """Who brought out what stands alone: the institution of a report, the server of a preprint."""
        if self.container:
            return ""
        if self.type is VenueType.REPORT and self.institutions:
            return ", ".join(self.institutions)
        return self.short if self.type is VenueType.PREPRINT else self.venue


@lru_cache(maxsize=64)
def cite(entry: Entry, catalog: Catalog) -> Citation:
    """Return how the work of a record is cited. Kept for a while: every page and file of a record asks for it."""
    record, taxonomy = entry.record, catalog.taxonomy
    venue = taxonomy.venues[record.venue.id]
    known = {address.key: address.href for address in addresses(record)}
    wanted = _PREPRINT if venue.type is VenueType.PREPRINT else _PUBLISHED
    return Citation(
        id=entry.id,
        kind=record.kind,
        type=venue.type,
        name=_line(record.name),
        title=_line(record.title.best("en")[0]),
        translation=_line(record.title.zh or ""),
        authors=tuple(split(_line(author.name), _line(author.zh or "")) for author in record.authors),
        venue=_line(venue.name.best("en")[0]),
        short=_line(venue.label.best("en")[0]),
        institutions=tuple(_line(taxonomy.organizations[name].label.best("en")[0]) for name in record.organizations),
        date=_date(record, venue.type),
        arxiv=record.arxiv or "",
        doi=record.doi or "",
        url=next((known[key] for key in wanted if key in known), ""),
    )


def _date(record: Record, kind: VenueType) -> PartialDate:
    """Return when the cited version came out: a preprint's day is the record's, of a publication the year is known."""
    first = record.date
    if kind in (VenueType.PREPRINT, VenueType.REPORT) and first.year == record.venue.year:
        return first
    return PartialDate((record.venue.year,))


def _line(text: str) -> str:
    """Return a text in one line: a format of lines must not be broken by a line break in a name."""
    return " ".join(text.split())
