"""Citations as `<meta>` tags, by which reference managers know the work that a page is about.

Names are those of Highwire Press, which Google Scholar and Zotero read. There is none for a preprint, hence Zotero's
own `z:itemType` beside them. No address of a PDF: this site does not hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.schema import VenueType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.citation.model import Citation

_ZOTERO = {
    VenueType.CONFERENCE: "conferencePaper",
    VenueType.WORKSHOP: "conferencePaper",
    VenueType.JOURNAL: "journalArticle",
    VenueType.PREPRINT: "preprint",
    VenueType.REPORT: "report",
    VenueType.BOOK: "book",
}
_PLACES = {
    VenueType.CONFERENCE: "citation_conference_title",
    VenueType.WORKSHOP: "citation_conference_title",
    VenueType.JOURNAL: "citation_journal_title",
    VenueType.REPORT: "citation_technical_report_institution",
    VenueType.BOOK: "citation_publisher",
    VenueType.PREPRINT: "citation_publisher",
}


def highwire(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield name and content of each tag."""
    yield "z:itemType", _ZOTERO[citation.type]
    yield "citation_title", citation.title
    for name in citation.authors:
        yield "citation_author", name.sorted
    yield "citation_publication_date", "/".join(f"{part:02}" for part in citation.date.parts)
    yield _PLACES[citation.type], citation.container or citation.publisher
    yield "citation_language", "en"
    if citation.doi:
        yield "citation_doi", citation.doi
    if citation.arxiv:
        yield "citation_arxiv_id", citation.arxiv
    if citation.url:
        yield "citation_public_url", citation.url
        yield "citation_abstract_html_url", citation.url
