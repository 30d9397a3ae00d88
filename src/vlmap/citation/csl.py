"""Citations as CSL-JSON 1.0.2, which citation processors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vlmap.schema import VenueType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.citation.model import Citation
    from vlmap.citation.names import Name

_TYPES = {
    VenueType.CONFERENCE: "paper-conference",
    VenueType.WORKSHOP: "paper-conference",
    VenueType.JOURNAL: "article-journal",
    VenueType.PREPRINT: "article",
    VenueType.REPORT: "report",
    VenueType.BOOK: "book",
}


def csl_json(citations: Iterable[Citation]) -> str:
    """Return citations as a CSL-JSON array, an item a line."""
    return _array(json.dumps(item(citation), ensure_ascii=False) for citation in citations)


def joined(files: Iterable[str]) -> str:
    """Return several arrays, as `csl_json` writes them, as one."""
    return _array(file.removeprefix("[\n").removesuffix("\n]\n") for file in files)


def _array(items: Iterable[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]\n"


def item(citation: Citation) -> dict[str, Any]:
    """Return one citation as a CSL item."""
    originals = {name.sorted: name.original for name in citation.authors if name.original}
    values = {
        "id": citation.id,
        "type": _TYPES[citation.type],
        "title": citation.title,
        "translated-title": citation.translation,
        "author": [_name(name) for name in citation.authors],
        "issued": {"date-parts": [list(citation.date.parts)]},
        "container-title": citation.container,
        "container-title-short": citation.short if citation.container else "",
        "publisher": citation.publisher,
        "number": f"arXiv:{citation.arxiv}" if citation.type is VenueType.PREPRINT and citation.arxiv else "",
        "DOI": citation.doi,
        "URL": citation.url,
        "language": "en",
        "custom": {key: value for key, value in (("arxiv", citation.arxiv), ("names", originals)) if value},
    }
    return {key: value for key, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}
