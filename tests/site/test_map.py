"""The map, the rankings and the paths as people use them: pointer, keyboard, finger, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ACROSS = ".vl-figure--across"


def lit(page: Page) -> set[str]:
    """The ids of the marks that have stepped forward."""
    ids = page.locator(f"{ACROSS} .vl-mark.is-kin").evaluate_all("all => all.map(one => one.dataset.id)")
    return set(ids)


def test_a_record_pointed_at_brings_its_kin_forward(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    page.locator(f"{ACROSS} [data-id=albef]").hover()
    near = lit(page)
    assert {"albef", "clip", "moco", "blip", "transformer"} <= near
    assert "stackgan" not in near
    expect(page.locator(".vl-card")).to_contain_text("ALBEF 2021-07")
    expect(page.locator(".vl-card a")).to_have_attribute("href", re.compile(r"papers/albef/$"))
    page.mouse.move(0, 0)
    assert lit(page) == set()


def test_arrow_keys_walk_along_the_lines(page: Page, address: str) -> None:
    page.goto(f"{address}zh/map/")
    page.locator(f"{ACROSS} [data-id=blip]").focus()
    page.keyboard.press("ArrowLeft")
    back = page.evaluate("document.activeElement.dataset.id")
    lines = page.locator(f"{ACROSS} .vl-edge[data-later=blip]").evaluate_all("all => all.map(e => e.dataset.earlier)")
    assert back in lines
    page.keyboard.press("ArrowRight")
    forth = page.evaluate("document.activeElement.dataset.id")
    lines = page.locator(f"{ACROSS} .vl-edge[data-earlier={back}]").evaluate_all("all => all.map(e => e.dataset.later)")
    assert forth in lines
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/zh/papers/{forth}/$"))


def test_what_is_chosen_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    page.locator("select[name=category]").select_option("generation")
    expect(page).to_have_url(re.compile(r"\?category=generation$"))
    expect(page.locator(f"{ACROSS} [data-id=clip]")).to_have_class(re.compile("is-off"))
    expect(page.locator(f"{ACROSS} [data-id=glide]")).not_to_have_class(re.compile("is-off"))
    page.goto(f"{address}map/?at=glide&category=generation")
    assert {"glide", "clip", "dall-e-2"} <= lit(page)
    expect(page.locator(f"{ACROSS} [data-id=clip]")).to_have_class(re.compile("is-off"))
    page.locator("button[name=clear]").click()
    expect(page).to_have_url(re.compile(r"map/$"))
    assert lit(page) == set()


@pytest.mark.parametrize("page", [("phone", "light")], indirect=True)
def test_a_phone_has_the_map_turned(page: Page, address: str) -> None:
    page.goto(f"{address}zh/map/")
    expect(page.locator(ACROSS)).to_be_hidden()
    expect(page.locator(".vl-figure--down")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_finger_shows_first_and_follows_then(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 900}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}map/")
    mark = page.locator(f"{ACROSS} [data-id=clip]")
    mark.tap()
    expect(page).to_have_url(re.compile(r"\?at=clip$"))
    assert "dall-e-2" in lit(page)
    mark.tap()
    expect(page).to_have_url(re.compile(r"papers/clip/$"))
    context.close()


def test_the_table_says_what_the_picture_shows(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    page.locator(".vl-fold summary").click()
    marks = page.locator(f"{ACROSS} .vl-mark").count()
    expect(page.locator(".vl-fold tbody tr")).to_have_count(marks)
    edges = page.locator(f"{ACROSS} .vl-edge").count()
    expect(page.locator(".vl-fold tbody td:last-child a")).to_have_count(edges)


def test_the_map_can_be_taken_along(page: Page, address: str) -> None:
    page.goto(f"{address}zh/map/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 SVG").click()
    svg = download.value.path().read_text(encoding="utf-8")
    assert "font:" in svg
    assert "vlmap.example" in svg
    assert 'href="https://vlmap.example/zh/papers/clip/"' in svg


def test_a_ranking_can_be_sorted_by_any_column(page: Page, address: str) -> None:
    page.goto(f"{address}benchmarks/vqav2-test-dev/")
    table = page.locator("table[data-sortable]").first
    values = table.locator("td.vl-number")
    first = values.all_inner_texts()
    assert first == sorted(first, key=lambda text: -float(text.rstrip("%")))
    table.get_by_role("button", name="Date").click()
    dates = table.locator("time").all_inner_texts()
    assert dates == sorted(dates)
    expect(table.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("button", name="Date").click()
    assert table.locator("time").all_inner_texts() == sorted(dates, reverse=True)


def test_what_was_read_is_kept_in_the_browser(page: Page, address: str) -> None:
    page.goto(f"{address}paths/understanding-generation-unified/")
    page.get_by_role("checkbox").first.check()
    expect(page.locator(".vl-path__progress")).to_contain_text("1 of")
    page.goto(f"{address}zh/paths/understanding-generation-unified/")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.locator(".vl-path__progress")).to_contain_text("已读 1 /")


def test_a_paper_leads_along_its_paths(page: Page, address: str) -> None:
    page.goto(f"{address}papers/clip/")
    page.locator(".vl-around a[rel=next]").first.click()
    expect(page.locator(".vl-around a[rel=prev]", has_text="CLIP").first).to_be_visible()
