"""Addresses once given out keep answering, also where no record is left to gather."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.catalog import Lock, load
from vlmap.render import Layout, Renderer, outline
from vlmap.site.published import dropped

if TYPE_CHECKING:
    from vlmap.catalog import Project


def test_a_group_without_records_leads_to_the_list_of_all(volcano: Project) -> None:
    volcano.published.write_text("/authors/kiyoo-mogy/\n/papers/gone/\n/years/1901/\n", encoding="utf-8")
    catalog = load(volcano).catalog
    assert catalog
    pages = {page.url: page for page in outline(catalog)}
    assert pages["zh/authors/kiyoo-mogy/"].layout is Layout.BARE
    body = Renderer(volcano, catalog, Lock({})).render(pages["zh/authors/kiyoo-mogy/"]).body
    assert 'url=../../../zh/authors/"' in body
    assert "作者" in body
    left = dropped(volcano, {page.path for page in pages.values()})
    assert [found.fact.en for found in left] == ["no page answers /papers/gone/ any more"]
