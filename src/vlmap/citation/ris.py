"""Citations as RIS, written by rispy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rispy import RisWriter

from vlmap.schema import VenueType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.citation.model import Citation

_TYPES = {
    VenueType.CONFERENCE: "CPAPER",
    VenueType.WORKSHOP: "CPAPER",
    VenueType.JOURNAL: "JOUR",
    VenueType.PREPRINT: "UNPB",
    VenueType.REPORT: "RPRT",
    VenueType.BOOK: "BOOK",
}


class _Writer(RisWriter):  # type: ignore[misc]
    """rispy puts a number before each reference, which other readers refuse."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 (the name is rispy's)
        return ""


_WRITER = _Writer()


def ris(citations: Iterable[Citation]) -> str:
    """Return citations as one RIS file."""
    return str(_WRITER.formats([_reference(citation) for citation in citations]))


def _reference(citation: Citation) -> dict[str, Any]:
    values: dict[str, Any] = {
        "type_of_reference": _TYPES[citation.type],
        "id": citation.id,
        "title": citation.title,
        "translated_title": citation.translation,
        "authors": [name.sorted for name in citation.authors],
        "secondary_title": citation.container,
        "publisher": citation.publisher,
        "year": f"{citation.year:04}",
        "date": "/".join(f"{part:02}" for part in citation.date.parts) + "/" * (3 - len(citation.date.parts)),
        "doi": citation.doi,
        "accession_number": f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        "urls": [citation.url.replace(";", "%3B")] if citation.url else [],  # it parts several addresses
        "language": "en",
    }
    return {key: value for key, value in values.items() if value}
