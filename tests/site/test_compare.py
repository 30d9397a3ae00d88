"""Papers side by side, in a real browser: what stands in the table, what is marked, the address, and the files."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from vlmap.catalog.load import Loaded

pytestmark = pytest.mark.browser


def names(page: Page) -> list[str]:
    return page.locator(".vl-compare__name > a").all_inner_texts()


def cells(page: Page, row: str) -> list[str]:
    """Return the cells of the row that bears a name."""
    found = page.locator(".vl-compare__grid tr", has=page.get_by_role("rowheader", name=re.compile(f"^{row}")))
    return found.locator("td").all_inner_texts()


def test_each_paper_says_the_same_as_on_its_page(page: Page, address: str, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    for prefix, lang in (("", "en"), ("zh/", "zh")):
        page.goto(f"{address}{prefix}compare/?ids=clip,align")
        expect(page.locator(".vl-compare__name > a")).to_have_text(["CLIP", "ALIGN"])
        table = page.locator(".vl-compare__grid").inner_text()
        for name in ("clip", "align"):
            record = real_loaded.catalog.entries[name].record
            for text in (record.one_liner, record.problem, record.innovation):
                assert (text.to(lang) or "").split("\n")[0][:20] in table
            for facet, terms in record.facets.items():
                known = real_loaded.catalog.taxonomy.facets[facet]
                assert known.label.to(lang) in table
                assert all(known.terms[term].label.to(lang) in table for term in terms)
        assert page.evaluate("document.querySelectorAll('.vl-compare__grid [id]').length") == 0


def test_figures_stand_with_variant_and_setting_where_two_report_them(
    page: Page, address: str, real_loaded: Loaded
) -> None:
    assert real_loaded.catalog
    compared = ("clip", "align", "albef")
    page.goto(f"{address}compare/?ids={','.join(compared)}")
    expect(page.locator(".vl-compare__name")).to_have_count(len(compared))
    records = [real_loaded.catalog.entries[name].record for name in compared]
    reported = [{result.benchmark for result in record.results} for record in records]
    benchmarks = real_loaded.catalog.taxonomy.benchmarks
    shared = {name for name in benchmarks if sum(name in found for found in reported) > 1}
    assert shared
    for name in benchmarks:
        row = cells(page, re.escape(benchmarks[name].label.en or "") + r"(\n| )")
        assert bool(row) == (name in shared), name
        for cell, record in zip(row, records, strict=False):
            results = [result for result in record.results if result.benchmark == name]
            assert bool(results) == (cell.strip() != "–")
            for result in results:
                settings = [real_loaded.catalog.taxonomy.settings[word].en for word in result.settings]
                assert all(word in cell for word in (str(result.value), result.variant or "", *settings))


def test_what_is_not_shared_stands_out_by_weight(page: Page, address: str) -> None:
    page.goto(f"{address}compare/?ids=clip,align,siglip")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Vision encoder"))
    weight = "link => Number(getComputedStyle(link).fontWeight)"
    expect(row.locator("td")).to_have_count(3)
    for link in row.get_by_role("link").all():
        assert link.evaluate(weight) >= 600
    shared = page.locator("tr", has=page.get_by_role("rowheader", name="Objective")).get_by_role(
        "link", name="contrastive learning"
    )
    assert shared.count() == 3
    for link in shared.all():
        assert link.evaluate(weight) < 600


def test_papers_are_added_and_removed_and_the_address_follows(page: Page, address: str) -> None:
    page.goto(f"{address}compare/")
    expect(page.locator(".vl-compare__status")).to_contain_text("Add at least two")
    field = page.get_by_role("searchbox", name="Add a paper")
    for query, name in (("clip", "CLIP"), ("图像描述 注意力", "Show, Attend and Tell")):
        field.fill(query)
        page.locator(".vl-compare__found").get_by_role("button", name=name, exact=True).first.press("Enter")
        expect(page.get_by_role("columnheader", name=name).first).to_be_visible()
    expect(field).to_be_focused()
    expect(page).to_have_url(f"{address}compare/?ids=clip,show-attend-and-tell")
    page.get_by_role("button", name="Remove CLIP").click()
    expect(page).to_have_url(f"{address}compare/?ids=show-attend-and-tell")
    expect(page.locator(".vl-compare__status")).to_contain_text("add another")
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{address}zh/compare/?ids=show-attend-and-tell")
    expect(page.locator(".vl-compare__name > a")).to_have_count(1)


def test_six_are_the_most_and_unknown_ones_are_named(page: Page, address: str, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    former = next(entry for entry in real_loaded.catalog if entry.record.aliases)
    page.goto(f"{address}compare/?ids=nosuch,clip,clip,{former.record.aliases[0]}")
    expect(page.locator(".vl-compare__status")).to_contain_text("There is no record nosuch.")
    assert names(page) == ["CLIP", former.record.name]
    page.goto(f"{address}compare/?ids=clip,align,siglip,albef,blip,vilt,coca")
    expect(page.locator(".vl-compare__name")).to_have_count(6)
    expect(page.locator(".vl-compare__status")).to_contain_text("Six papers")
    expect(page.get_by_role("searchbox", name="Add a paper")).to_be_disabled()


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.locator(".vl-compare__export").get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes().decode()


def test_the_table_is_downloaded(page: Page, address: str, site: Path) -> None:
    page.goto(f"{address}compare/?ids=clip,align")
    expect(page.locator(".vl-compare__name")).to_have_count(2)
    text = saved(page, "CSV")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines()))
    assert rows[0] == ["", "CLIP", "ALIGN"]
    assert {len(row) for row in rows} == {3}
    encoders = next(row for row in rows if row[0] == "Vision encoder")
    assert encoders[1] == "ResNet family; Vision Transformer"
    lines = saved(page, "Markdown").splitlines()
    assert lines[:2] == ["|  | CLIP | ALIGN |", "| --- | --- | --- |"]
    assert len(lines) == len(rows) + 1
    entries = saved(page, "BibTeX")
    assert all((site / f"papers/{name}.bib").read_text(encoding="utf-8") in entries for name in ("clip", "align"))


@pytest.mark.parametrize("page", [("phone", "dark")], indirect=True)
def test_on_a_phone_the_table_scrolls_by_itself(page: Page, address: str) -> None:
    page.goto(f"{address}zh/compare/?ids=clip,align,siglip")
    expect(page.locator(".vl-compare__name")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    table = page.locator(".vl-compare__table")
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    table.evaluate("table => table.scrollTo(200, 400)")
    head, frame = page.locator(".vl-compare__grid thead th").first.bounding_box(), table.bounding_box()
    assert head
    assert frame
    assert abs(head["y"] - frame["y"]) < 3


def test_without_javascript_it_says_what_it_needs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}zh/compare/?ids=clip,align")
    expect(page.locator("article noscript p")).to_be_visible()
    expect(page.locator("article noscript p")).to_contain_text("比较功能需要 JavaScript")
    expect(page.locator(".vl-compare__add")).to_be_hidden()
    page.get_by_role("link", name="从列表中选择").click()
    expect(page).to_have_url(f"{address}zh/browse/")
    context.close()


@pytest.mark.parametrize("page", [("desktop", "light"), ("phone", "dark")], indirect=True)
def test_axe_finds_nothing_on_pages_in_use(page: Page, address: str) -> None:
    """`test_everyone` looks at them as they are written; here papers are compared, terms chosen and rows ticked."""
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    for url, ready in (
        ("zh/compare/?ids=clip,align", ".vl-compare__name"),
        ("browse/?q=CLIP&has=kind:method&not=year:2022&ids=clip", ".vl-tray"),
    ):
        page.goto(address + url)
        expect(page.locator(ready).first).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
