"""Which pages there are: the whole site as a list, before anything is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.languages import LANGUAGES
from vlmap.render.page import PageKind, PageSpec
from vlmap.render.views import book, branch, browse, home, map, record

if TYPE_CHECKING:
    from vlmap.catalog import Catalog

KINDS: dict[str, PageKind] = {
    kind.name: kind
    for kind in (
        home.HOME,
        map.MAP,
        browse.BROWSE,
        branch.ROOT,
        branch.CATEGORY,
        book.PATHS,
        book.PATH,
        book.GLOSSARY,
        record.RECORD,
        record.MOVED,
    )
}
"""Every kind of page by its name."""


def outline(catalog: Catalog) -> list[PageSpec]:
    """Return every page that is made from records and taxonomy, in both languages."""
    return [
        PageSpec.of(kind, place, lang)
        for lang in LANGUAGES
        for kind in KINDS.values()
        for place in kind.places(catalog)
    ]
