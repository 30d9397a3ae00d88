"""Which pages there are: the whole site as a list, before anything is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.languages import LANGUAGES
from vlmap.render.page import PageKind, PageSpec
from vlmap.render.views import (
    atlas,
    benchmark,
    book,
    branch,
    browse,
    compare,
    fields,
    form,
    groups,
    home,
    moved,
    record,
    timeline,
    worklist,
)

if TYPE_CHECKING:
    from vlmap.catalog import Catalog
    from vlmap.render.figures.chart import Spec

KINDS: dict[str, PageKind] = {
    kind.name: kind
    for kind in (
        home.HOME,
        atlas.MAP,
        browse.BROWSE,
        compare.COMPARE,
        branch.ROOT,
        branch.CATEGORY,
        book.PATHS,
        book.PATH,
        book.GLOSSARY,
        timeline.TIMELINE,
        benchmark.BENCHMARKS,
        benchmark.BENCHMARK,
        *groups.GROUPINGS,
        form.FORM,
        fields.FIELDS_PAGE,
        worklist.WORKLIST,
        record.RECORD,
        moved.MOVED,
        moved.EMPTIED,
    )
}
"""Every kind of page by its name."""


def outline(catalog: Catalog) -> list[PageSpec]:
    """Return every page that is made from records and taxonomy, in both languages."""
    return [
        PageSpec.of(kind, place, lang)
        for lang in LANGUAGES
        for kind in KINDS.values()
        for place in kind.all_places(catalog)
    ]


def charts(catalog: Catalog) -> dict[str, Spec]:
    """Return every chart of the site, by the path of the page it stands on."""
    return {**timeline.charts(catalog), **benchmark.charts(catalog)}
