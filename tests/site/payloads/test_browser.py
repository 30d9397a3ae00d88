"""Every payload in every text, in a real Chromium: nothing runs, nothing is fetched, no markup of a text is live."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.site.payloads.payload import ALLOWED, PAYLOADS
from tests.site.payloads.test_outputs import line
from vlmap.languages import LANGUAGES
from vlmap.render import Layout, outline, url_of

if TYPE_CHECKING:
    from tests.site.payloads.conftest import Watch
    from vlmap.catalog import Catalog
    from vlmap.languages import Lang

pytestmark = pytest.mark.browser

SCAN = """
async (urls) => {
  const found = [];
  async function look(url) {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    found.push(...wrongs(page).map((one) => `${new URL(url).pathname}: ${one}`));
  }
  for (let at = 0; at < urls.length; at += 8) await Promise.all(urls.slice(at, at + 8).map(look));
  return found;
}
"""


def test_the_scan_would_see_it(watch: Watch, ground: str) -> None:
    """Where nothing is escaped, the scan finds every payload that is markup, and the watch what it runs."""
    groups, not_as_such = ("HTML elements", "HTML handlers", "Mutation"), ("image without an end", "noscript")
    raw = [one for one in ALLOWED if one.group in groups and one.kind not in not_as_such]
    assert len(raw) > 50
    watch.page.route(re.compile("/raw/[0-9]+$"), lambda route: route.fulfill(
        content_type="text/html", body=raw[int(route.request.url.rpartition("/")[2])].text))  # fmt: skip
    watch.page.goto(ground)
    live = watch.page.evaluate(SCAN, [f"{ground}raw/{number}" for number in range(len(raw))])
    watch.page.goto(f"{ground}raw/{[one.kind for one in raw].index('svg')}")
    told = [*watch.told]
    watch.told.clear()
    seen = {int(one.split(":")[0].rpartition("/")[2]) for one in live}
    assert [one.kind for number, one in enumerate(raw) if number not in seen] == []
    assert any(one.startswith("policy: ") for one in told), "the policy of the page that scans forbids handlers"
    assert any(one.startswith("ran: ") for one in told)


def test_no_markup_of_a_text_is_live(watch: Watch, ground: str, planted: Path) -> None:
    urls = [path.relative_to(planted).as_posix() for path in sorted(planted.rglob("*.html"))]
    watch.page.goto(ground)
    live = watch.page.evaluate(SCAN, [ground + url for url in urls])
    print(f"{len(urls)} pages parsed: {len(live)} live")
    assert live == []


def test_nothing_runs(watch: Watch, ground: str, catalog: Catalog) -> None:
    """Every record once, its language alternating; of each other kind the first pages, in both languages."""
    seen: dict[tuple[str, str], int] = {}
    for page in outline(catalog):
        if page.layout is Layout.BARE:
            continue
        seen[page.kind, page.lang] = number = seen.get((page.kind, page.lang), -1) + 1
        if number % 2 == LANGUAGES.index(page.lang) if page.kind == "record" else number < FIRST:
            watch.open(ground + page.url)
    assert watch.opened > len(ALLOWED)
    assert watch.told == []


FIRST = 2
"""So many pages of a kind are opened: their payloads come in bundles, or stand on the pages of records."""

MOST = 6
"""So many papers are compared at once."""


# --- What people type, and what addresses say ----------------------------------------------------------------------


TYPE = """
async ([selector, texts]) => {
  const field = document.querySelector(selector);
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done));
  }
}
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_typing_into_the_search(lang: Lang, watch: Watch, ground: str) -> None:
    watch.page.goto(ground + url_of("browse", lang))
    watch.page.locator(".vl-browse--ready").wait_for()
    mine = [one.text for one in PAYLOADS[LANGUAGES.index(lang) :: 2]]
    watch.page.evaluate(TYPE, [".vl-browse input[name=q]", mine])
    watch.look()
    assert watch.told == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_addresses_that_ask(lang: Lang, watch: Watch, ground: str) -> None:
    page, mine = watch.page, [one.text for one in PAYLOADS[LANGUAGES.index(lang) :: 2]]
    browse, ready = ground + url_of("browse", lang), watch.page.locator(".vl-browse--ready")
    for text in mine[::20]:
        asked = quote(text, safe="")
        page.goto(f"{browse}?q={asked}&has={asked}&not={asked}&sort={asked}&ids={asked}#{asked}")
        ready.wait_for()
        watch.look()
    page.goto(f"{browse}#<img src=x onerror=pwn(1)>")
    typed = '"><img src=x onerror=pwn(1)>'
    page.locator("header input[name=q]").fill(typed)
    page.locator("header input[name=q]").press("Enter")
    expect(page).to_have_url(re.compile(r"[?]q="))
    ready.wait_for()
    assert page.locator(".vl-browse input[name=q]").input_value() == typed
    watch.look()
    for kind in ("map", "compare", "contribute/form", "paths/path-0"):
        asked = quote(typed, safe="")
        page.goto(f"{ground}{url_of(kind, lang)}?at={asked}&category={asked}&title={asked}&id={asked}#{asked}")
        watch.look()
    assert watch.told == []


def test_comparing(watch: Watch, ground: str, catalog: Catalog) -> None:
    ids = [entry.id for entry in catalog]
    for number, start in enumerate(range(0, len(ids), MOST)):
        chosen = ids[start : start + MOST]
        compare = ground + url_of("compare", LANGUAGES[number % 2])
        watch.page.goto(f"{compare}?ids={','.join(chosen)},{quote('<img src=x>')}")
        expect(watch.page.locator(".vl-compare__name")).to_have_count(len(chosen))
        said = watch.page.locator(".vl-compare__name > a").all_text_contents()
        assert [line(one) for one in said] == [line(catalog.entries[name].record.name) for name in chosen]
        watch.look()
    assert watch.told == []


def test_a_compared_table_as_a_file(watch: Watch, ground: str, catalog: Catalog) -> None:
    signs = ("=", "+", "-", "@", "＝")
    formulas = [entry.id for entry in catalog if entry.record.name.startswith(signs)][:MOST]
    watch.page.goto(f"{ground}{url_of('compare', 'en')}?ids={','.join(formulas)}")
    expect(watch.page.locator(".vl-compare__name")).to_have_count(len(formulas))
    files = {}
    for form in ("csv", "md"):
        with watch.page.expect_download() as download:
            watch.page.locator(f".vl-compare__export [value={form}]").click()
        files[form] = Path(download.value.path()).read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(files["csv"].removeprefix("\ufeff").splitlines()) for cell in row]
    assert len(formulas) > 4
    assert not [cell for cell in cells if cell.startswith(signs)]
    tokens = [child for token in MarkdownIt("commonmark").parse(files["md"]) for child in token.children or ()]
    assert not [token for token in tokens if token.type in ("html_inline", "image", "link_open")]
    watch.page.evaluate(TYPE, [".vl-compare input[name=q]", [one.text for one in ALLOWED[::20]]])
    watch.look()
    assert watch.told == []


FILL = """
async (texts) => {
  const fields = [...document.querySelectorAll(".vl-form input[type=text], .vl-form textarea")];
  const made = new Set();
  for (const text of texts) {
    for (const field of fields) field.value = text;
    fields[0].dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await new Promise((done) => setTimeout(done));
    for (const element of document.querySelectorAll(".vl-preview *")) made.add(element.localName);
  }
  return [...made];
}
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form(lang: Lang, watch: Watch, ground: str) -> None:
    """Every payload in every field: its preview, its file, and the draft that comes back."""
    page, form = watch.page, watch.page.locator(".vl-form:not([aria-busy])")
    page.goto(ground + url_of("contribute/form", lang))
    form.wait_for()
    for button in page.locator(".vl-items__add").all():
        button.click()
    mine = [one.text for one in PAYLOADS[LANGUAGES.index(lang) :: 2]]
    made = page.evaluate(FILL, mine)
    assert set(made) == {"article", "header", "h3", "h4", "p", "section", "ul", "li", "span"}
    said = page.locator(".vl-preview h3").text_content()
    assert said == line(mine[-1])
    watch.look()
    page.reload()
    form.wait_for()
    assert page.locator(".vl-preview h3").text_content() == said
    watch.look()
    page.evaluate("localStorage.clear()")
    assert watch.told == []
