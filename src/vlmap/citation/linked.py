"""Citations as linked data in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vlmap.schema import Kind, VenueType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.citation.model import Citation
    from vlmap.citation.names import Name


def work(citation: Citation, same_as: Iterable[str], description: str) -> dict[str, Any]:
    """Return the work as a `ScholarlyArticle`; that of a data set as a `Dataset` with its article as the citation."""
    article = {
        "@type": "ScholarlyArticle",
        "name": citation.title,
        "author": [_author(name) for name in citation.authors],
        "datePublished": str(citation.date),
        "isPartOf": _container(citation),
        "publisher": {"@type": "Organization", "name": citation.publisher} if citation.publisher else None,
        "url": citation.url,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": key, "value": value}
            for key, value in (("DOI", citation.doi), ("arXiv", citation.arxiv))
            if value
        ],
        "sameAs": list(same_as),
        "inLanguage": "en",
    }
    article = {key: value for key, value in article.items() if value}
    if citation.kind is not Kind.DATASET:
        return {**article, "alternateName": citation.name}
    return {
        "@type": "Dataset",
        "name": citation.name,
        "description": description,
        "creator": article["author"],
        "url": citation.url,
        "citation": article,
    }


def _author(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = {
        "givenName": name.given,
        "familyName": f"{name.particle} {name.family}".strip(),
        "honorificSuffix": name.suffix,
        "alternateName": name.original,
    }
    return {"@type": "Person", "name": name.shown, **{key: value for key, value in parts.items() if value}}


def _container(citation: Citation) -> dict[str, str] | None:
    if not citation.container:
        return None
    kind = "Periodical" if citation.type is VenueType.JOURNAL else "PublicationVolume"
    return {"@type": kind, "name": citation.container}
