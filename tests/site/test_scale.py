"""A map of a thousand records: the page comes with the newest, and all others are found and drawn as these."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import serve
from tests.site.test_find import GOLDEN, asked, ready, settled, shown, status
from vlmap.catalog import Catalog, Lock
from vlmap.languages import HTML_LANG, LANGUAGES
from vlmap.render import Renderer, url_of
from vlmap.render.views.browse import edition
from vlmap.search.catalog import blocks, in_order, search_files
from vlmap.search.engine import Search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from vlmap.catalog import Project
    from vlmap.catalog.load import Loaded

pytestmark = pytest.mark.browser

TURNS = 7
ROWS = 50
"""So many rows the page comes with here."""


@pytest.fixture(scope="module")
def grown(real_loaded: Loaded) -> Catalog:
    """The real records seven times, under new ids and names, and with the titles of others."""
    assert real_loaded.catalog
    real = real_loaded.catalog
    chance = random.Random(0)
    titles = [entry.record.title for entry in real]
    entries = {}
    for turn in range(TURNS):
        for entry in real:
            name = f"{entry.id}-{turn}"
            changed = {
                "name": f"{entry.record.name} {turn}",
                "title": chance.choice(titles),
                "aliases": (f"old-{name}",),
            }
            entries[name] = replace(entry, id=name, value=entry.record.model_copy(update=changed))
    return Catalog(real.taxonomy, entries, taxonomy_document=real.taxonomy_document)


@pytest.fixture(scope="module")
def large(site: Path, real: Project, grown: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site with the grown catalog in the place of its own, as far as a search sees it."""
    folder: Path = tmp_path_factory.mktemp("large")
    renderer = Renderer(real, grown, Lock.read(real.lock))
    lines = {HTML_LANG[lang]: [renderer.rows(lang, block) for block in blocks(grown)] for lang in LANGUAGES}
    shutil.copytree(site / "assets", folder / "assets", ignore=shutil.ignore_patterns("search"))
    for name, text in search_files(grown, lines).items():
        (folder / "assets/vlmap" / name).parent.mkdir(exist_ok=True)
        (folder / "assets/vlmap" / name).write_text(text, encoding="utf-8")
    mark = edition(entry.id for entry in in_order(grown))
    for lang in LANGUAGES:
        rows = re.findall(r"<li.*?</li>", "".join(lines[HTML_LANG[lang]]), re.DOTALL)[: -ROWS - 1 : -1]
        for page in (url_of("browse", lang), url_of("compare", lang)):
            html = (site / page / "index.html").read_text(encoding="utf-8")
            html = re.sub(
                r'(?<=<ol class="vl-rows">).*?(?=</ol>)', lambda _, rows=rows: "".join(rows), html, flags=re.DOTALL
            )
            (folder / page).mkdir(parents=True)
            html = re.sub(r'data-edition="\w*"', f'data-edition="{mark}"', html)
            (folder / page / "index.html").write_text(html, encoding="utf-8")
    yield from serve(folder)


@pytest.fixture
def reader(browser: Browser, large: str) -> Iterator[Page]:
    """A page that fails the test for what stands in its console."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, seen = context.new_page(), []
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(f"{large}browse/")
    yield page
    context.close()
    assert seen == []


def test_the_terminal_ranks_as_the_browser_does(reader: Page, large: str, grown: Catalog) -> None:
    chance = random.Random(1)
    words = [word for entry in grown for word in re.findall(r"\w+", f"{entry.record.title.en} {entry.record.title.zh}")]
    queries = [query["query"] for query in GOLDEN]
    queries += [" ".join((chance.choice(words)[: chance.randint(1, 9)], chance.choice(words))) for _ in range(60)]
    terminal = Search(grown)
    assert dict(zip(queries, asked(reader, large, grown, queries), strict=True)) == {
        query: terminal.find(query) for query in queries
    }


def test_results_are_drawn_some_at_a_time_in_the_order_of_the_ranking(reader: Page, large: str, grown: Catalog) -> None:
    found = Search(grown).find("diffusion")
    for prefix, more in (("", "Show more"), ("zh/", "显示更多")):
        ready(reader, f"{large}{prefix}browse/?q=diffusion")
        assert status(reader) == len(found) > 100
        assert shown(reader) == found[:15]
        reader.get_by_role("button", name=more).click()
        assert shown(reader) == found[:30]
        expect(reader.locator(".vl-row a").nth(15)).to_be_focused()
        assert reader.locator(".vl-row mark").count() >= 15
        reader.locator(".vl-browse input[name=q]").fill(grown.entries[found[0]].record.name)
        assert shown(reader)[0] == found[0]


def test_a_row_that_was_fetched_looks_as_one_that_the_page_came_with(reader: Page, large: str, grown: Catalog) -> None:
    html = "rows => rows.map((row) => row.querySelector('.vl-row__text').innerHTML)"
    ready(reader, f"{large}browse/")
    came = dict(zip(shown(reader), reader.locator(".vl-row").evaluate_all(html), strict=True))
    assert len(came) == ROWS
    assert list(came) == [entry.id for entry in reversed(in_order(grown))][:ROWS]
    reader.evaluate("document.querySelector('.vl-browse').dataset.edition = ''")
    reader.route(
        "**/browse/", lambda route: route.fulfill(body=re.sub('data-edition="[^"]*"', "", route.fetch().text()))
    )
    ready(reader, f"{large}browse/")
    assert dict(zip(shown(reader), reader.locator(".vl-row").evaluate_all(html), strict=True)) == came


def test_filters_count_all_records_and_sorting_takes_all(reader: Page, large: str, grown: Catalog) -> None:
    ready(reader, f"{large}browse/?has=kind:dataset&sort=name")
    sets = sorted((e.record.name.casefold(), e.id) for e in grown if e.record.kind.value == "dataset")
    assert status(reader) == len(sets)
    assert shown(reader) == [name for _, name in sets[:15]]
    reader.locator(".vl-browse input[name=q]").fill("image")
    settled(reader)
    promised = reader.locator(".vl-option", has=reader.locator("[value='kind:dataset']")).locator(".vl-count")
    assert status(reader) == int(promised.inner_text())


def test_papers_that_are_not_on_the_page_are_ticked_and_compared(reader: Page, large: str, grown: Catalog) -> None:
    oldest = in_order(grown)[0]
    ready(reader, f"{large}browse/?ids={oldest.id},nosuch")
    expect(reader.locator(".vl-tray__names")).to_have_text(oldest.record.name)
    reader.goto(f"{large}compare/?ids=nosuch")
    expect(reader.locator(".vl-compare__status")).to_contain_text("There is no record nosuch.")
    reader.locator(".vl-compare__add input").fill(oldest.record.name)
    expect(reader.locator(".vl-compare__found button").first).to_have_text(oldest.record.name)


def test_what_cannot_be_fetched_is_said_and_fetched_when_asked_again(browser: Browser, large: str) -> None:
    """A page that is older than the site, or a broken connection."""
    page = browser.new_page()
    ready(page, f"{large}browse/")
    page.route("**/search/*.json", lambda route: route.abort())
    page.locator(".vl-browse input[name=q]").fill("diffusion")
    expect(page.locator(".vl-browse__status")).to_contain_text("could not be loaded")
    page.unroute_all()
    page.locator(".vl-browse input[name=q]").fill("diffusion model")
    assert status(page) > 0
    page.close()
