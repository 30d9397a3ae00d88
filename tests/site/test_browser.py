"""A reader's walk, in a real Chromium: pages, languages, search; no message in the console, no request off the host."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.conftest import WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FOUND = re.compile(r"^\d+ (records?|条记录)$")


@pytest.mark.parametrize("page", [("desktop", "light"), ("desktop", "dark")], indirect=True)
def test_a_walk(page: Page) -> None:
    page.locator(".vl-column").get_by_role("link", name="Generation", exact=True).click()
    page.locator(".vl-branches").get_by_role("link", name="Diffusion").first.click()
    page.locator(".vl-rows").get_by_role("link", name="GLIDE").click()
    expect(page.locator("h1")).to_have_text("GLIDE")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(re.compile(r"/atlas/zh/papers/glide/$"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#problem")).to_have_text("此前的问题")

    field = page.locator("header input[name=q]")
    field.fill("扩散模型")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/atlas/zh/browse/\?q="))
    expect(page.locator(".vl-browse__status")).to_have_text(FOUND)
    expect(page.locator("mark", has_text="扩散模型").first).to_be_visible()
    names = page.locator(".vl-row__name").all_inner_texts()
    assert {"GLIDE", "Latent Diffusion"} <= set(names[:12])
    assert 0 < len(names) < 60


@pytest.mark.parametrize("page", [("phone", "light"), ("phone", "dark")], indirect=True)
def test_nothing_is_wider_than_a_phone(page: Page, address: str) -> None:
    for path in ("", "zh/", "browse/", "understanding/", "papers/clip/", "zh/papers/clip/", "zh/contribute/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"], path


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("CLIP", "clip"),
        ("对比学习", None),
        ("stable diffusion", "latent-diffusion"),
        ("文生图", None),
        ("BLIP2", "blip-2"),
    ],
)
def test_search_in_either_language(page: Page, address: str, query: str, first: str | None) -> None:
    for path in ("browse/", "zh/browse/"):
        page.goto(f"{address}{path}?q={query}")
        expect(page.locator(".vl-browse__status")).to_have_text(FOUND)
        ids = page.locator(".vl-row").evaluate_all("rows => rows.map(row => row.dataset.id)")
        assert ids
        assert first is None or first in ids[:3], ids[:5]


def test_an_empty_query_shows_everything_and_a_vain_one_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}browse/")
    everything = page.locator(".vl-row").count()
    page.locator(".vl-browse input[name=q]").fill("qqqqzzzz")
    expect(page.locator(".vl-browse__status")).to_contain_text("Nothing found")
    page.locator(".vl-browse input[name=q]").fill("")
    expect(page.locator(".vl-row")).to_have_count(everything)


def test_the_chosen_colours_stay(page: Page, address: str) -> None:
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}zh/papers/clip/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}browse/")
    assert page.locator(".vl-row").count() > 30
    page.goto(f"{address}papers/clip/")
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/zh/papers/clip/")
    context.close()


def test_a_citation_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}zh/papers/vq-vae/")
    page.locator(".vl-cite summary", has_text="BibTeX").click()
    page.locator(".vl-cite [open] button").click()
    expect(page.locator(".vl-cite [open] button")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.request.get(f"{address}papers/vq-vae.bib").text()
    assert "van den Oord, A\u00e4ron" in copied


def test_a_citation_that_may_not_be_copied_is_selected(page: Page, address: str) -> None:
    page.goto(f"{address}papers/vq-vae/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".vl-cite summary", has_text="RIS").click()
    page.locator(".vl-cite [open] button").click()
    expect(page.locator(".vl-cite [open] button")).to_have_text("Could not copy; the text is selected")
    assert page.evaluate("getSelection().toString()").startswith("TY  - CPAPER")


def test_the_citations_of_a_selection(page: Page, address: str) -> None:
    page.goto(f"{address}papers/clip/")
    ask = """async ([format, root]) => {
        const { citations } = await import(`${root}assets/vlmap/cite.js`);
        return citations(["clip", "vq-vae"], format, root);
    }"""
    assert page.evaluate(ask, ["bibtex", address]).count("@inproceedings{") == 2
    assert page.evaluate(ask, ["ris", address]).count("TY  - CPAPER") == 2
    assert [item["id"] for item in json.loads(page.evaluate(ask, ["csl-json", address]))] == ["clip", "vq-vae"]


def test_citing_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}papers/clip/")
    page.locator(".vl-cite summary", has_text="RIS").click()
    expect(page.locator(".vl-cite [open] pre")).to_be_visible()
    expect(page.locator(".vl-cite [open] button")).to_be_hidden()
    with page.expect_download() as download:
        page.locator(".vl-cite [open] a").click()
    assert download.value.suggested_filename == "clip.ris"
    context.close()
