"""For everyone: assistive technology, keyboard, print, slow lines; by axe-core and the Nu HTML checker."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from vlmap.catalog import load
from vlmap.render import Layout, outline

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from vlmap.catalog import Project

pytestmark = pytest.mark.browser

THEME = re.compile(
    r"Attribute “autocomplete” is only allowed when"
    r"|Bad value “” for attribute “tabindex” on element “label”"
    r"|The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control"
)
"""What the checker says of Material's own markup: its drawer and palette are hidden check boxes."""


def of_each_kind(real: Project) -> list[str]:
    """The addresses of a page of every kind in either language, the richest record among them, and pages by hand."""
    catalog = load(real).catalog
    assert catalog
    first: dict[tuple[str, str], str] = {}
    for page in outline(catalog):
        if page.layout is not Layout.BARE:
            first.setdefault((page.kind, page.lang), page.url)
    return [*first.values(), "papers/clip/", "zh/papers/clip/", "contribute/", "zh/rules/bad-link/"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(width: int, scheme: str, browser: Browser, address: str, real: Project) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for url in of_each_kind(real):
        page.goto(address + url)
        page.evaluate(axe)
        for violation in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]:
            found.append((url, violation["id"], violation["nodes"][0]["html"][:120]))
    context.close()
    assert found == []


def test_no_page_breaches_the_policy(browser: Browser, address: str, real: Project) -> None:
    """The browser says so by an event where a page does; it would say so of what the policy forbids."""
    context, breaches = browser.new_context(), []
    context.expose_binding("breached", lambda source, what: breaches.append((source["page"].url, what)))
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => breached(event.violatedDirective), true)"
    )
    page = context.new_page()
    for url in of_each_kind(real):
        page.goto(address + url)
        page.evaluate("new Promise((done) => setTimeout(done))")
    assert breaches == []
    page.evaluate("document.body.setAttribute('onclick', '1'); document.body.setAttribute('style', 'color: red')")
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert {what for _, what in breaches} == {"script-src-attr", "style-src-attr"}
    context.close()


def test_the_html_checker_finds_nothing_of_ours(site: Path, real: Project) -> None:
    if shutil.which("java") is None:
        if os.environ.get("VLMAP_REQUIRE_BROWSER"):
            pytest.fail("VLMAP_REQUIRE_BROWSER is set, but there is no java on the PATH for the HTML checker")
        pytest.skip("no java: install a Java runtime (Debian: apt-get install default-jre-headless)")
    files = [site / url / ("" if url.endswith("html") else "index.html") for url in (*of_each_kind(real), "404.html")]
    checker = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(checker), "--format", "json", "--errors-only", *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    assert [one for one in messages if one["type"] == "error" and not THEME.search(one["message"])] == []
    assert any(THEME.search(one["message"]) for one in messages), "the list of the theme's own faults is out of date"


def test_a_paper_can_be_read_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}papers/clip/")
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.name ?? ''")
        )
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert shown != "none" or page.evaluate("document.activeElement.matches('input, .md-skip, label')"), reached[-1]
    assert "q" in reached
    assert any(href.startswith("https://arxiv.org/abs/") for href in reached)
    assert any("papers/" in href or href.startswith("../") for href in reached)


def test_print_shows_the_paper_and_nothing_around_it(page: Page, address: str) -> None:
    page.goto(f"{address}papers/clip/")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", "#summary", ".vl-results", ".vl-figure--lineage"):
        expect(page.locator(shown)).to_be_visible()


def test_nothing_moves_for_those_who_asked(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}map/")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert moving == 0
    context.close()


def test_a_paper_is_light(page: Page, address: str, site: Path) -> None:
    """Beside the theme's assets, the first view of the heaviest paper takes at most 150 KB over the wire."""
    heaviest = max((site / "papers").glob("*/index.html"), key=lambda file: len(gzip.compress(file.read_bytes())))
    taken: list[str] = []
    page.on("response", lambda response: taken.append(urlsplit(response.url).path))
    page.goto(f"{address}papers/{heaviest.parent.name}/")
    page.wait_for_load_state("networkidle")
    own = [path for path in taken if "/assets/javascripts/" not in path and "/assets/stylesheets/" not in path]
    files = [site / path.partition("/atlas/")[2] for path in own]
    wire = sum(len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 9)) for file in files)
    assert wire <= 150_000, f"{heaviest.parent.name}: {wire:,} bytes"
