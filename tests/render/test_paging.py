"""Long lists come in parts: where one ends, what leads on, and that nothing gets lost between two."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlmap.catalog import Catalog, Lock
from vlmap.languages import LANGUAGES
from vlmap.render import Layout, Renderer, outline
from vlmap.render.paging import ROWS, Leaf, begins, near, parts
from vlmap.render.views.common import Reader
from vlmap.render.views.timeline import timeline_view
from vlmap.schema import Reference, Text
from vlmap.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Entry, Loaded, Project
    from vlmap.languages import Lang
    from vlmap.render import PageSpec

MANY = 1000


def href(path: str) -> str:
    return f"/{path}/"


# --- a part of a list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "count"), [(0, 1), (1, 1), (100, 1), (101, 2), (200, 2), (201, 3), (10_000, 100)])
def test_how_many_parts_a_list_has(length: int, count: int) -> None:
    assert parts(length, ROWS) == count
    part = Leaf("years/2021").part(range(length), href)
    assert len(part.items) == min(length, ROWS)
    assert (part.pager is None) == (count == 1)
    if part.pager:
        assert (part.pager.count, part.pager.total) == (count, length)


@pytest.mark.parametrize(
    ("number", "first", "last", "before", "after"),
    [
        (1, 1, 100, "", "/years/2021/page/2/"),
        (2, 101, 200, "/years/2021/", "/years/2021/page/3/"),
        (3, 201, 250, "/years/2021/page/2/", ""),
    ],
)
def test_where_a_part_stands(number: int, first: int, last: int, before: str, after: str) -> None:
    part = Leaf("years/2021", number).part(range(1, 251), href)
    assert (part.items[0], part.items[-1]) == (first, last)
    assert part.pager
    assert (part.pager.first, part.pager.last) == (first, last)
    assert (part.pager.before, part.pager.after) == (before, after)


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 2, "1 2"),
        (2, 3, "1 2 3"),
        (1, 9, "1 2 … 9"),
        (3, 9, "1 2 3 4 … 9"),
        (4, 9, "1 2 3 4 5 … 9"),
        (5, 9, "1 … 4 5 6 … 9"),
        (7, 9, "1 … 6 7 8 9"),
        (9, 9, "1 … 8 9"),
    ],
)
def test_which_numbers_are_shown(number: int, count: int, shown: str) -> None:
    assert " ".join(str(one or "…") for one in near(number, count)) == shown


def test_years_lead_to_the_part_where_they_begin() -> None:
    years = [2023] * 30 + [2022] * 120 + [2021] * 50
    part = Leaf("venues/cvpr", 2).part(years, href, mark=str)
    assert part.pager
    assert [(link.label, link.href) for link in part.pager.marks] == [
        ("2023", "/venues/cvpr/#2023"),
        ("2022", "/venues/cvpr/#2022"),
        ("2021", "#2021"),
    ]
    assert set(part.pager.under) == {"2022", "2021"}


@given(st.integers(0, 700), st.integers(1, 120))
def test_the_parts_are_the_list(length: int, at_most: int) -> None:
    leaves = [Leaf("x", number + 1) for number in range(parts(length, at_most))]
    shown = [leaf.part(range(length), href, at_most).items for leaf in leaves]
    assert list(itertools.chain(*shown)) == list(range(length))
    for number in range(1, len(leaves) + 1):
        numbers = near(number, len(leaves))
        assert {1, number, len(leaves)} <= set(numbers)
        assert [one for one in numbers if one] == sorted({one for one in numbers if one})


@given(st.lists(st.integers(0, 9), max_size=60).map(sorted))
def test_every_mark_begins_where_it_is_first(items: list[int]) -> None:
    assert list(begins(items, str)) == [(str(one), items.index(one)) for one in dict.fromkeys(items)]


# --- a large map -------------------------------------------------------------------------------------------------


HUB = "transformer"


def copied(entry: Entry, turn: int, known: set[str]) -> Entry:
    """Return a record again, under another name, building on what was copied with it, and on one that all build on."""
    record = entry.record
    steps = tuple(
        one.model_copy(
            update={"paper": f"{one.paper}-copy-{turn}" if f"{one.paper}-copy-{turn}" in known else one.paper}
        )
        for one in record.builds_on
    )
    hub = Reference(paper=HUB, relation="uses", note=Text(en="As all do.", zh="人人皆用。"))
    changed = {"name": f"{record.name} {turn}", "aliases": (), "builds_on": (*steps, hub), "introduced_in": None}
    return replace(entry, id=f"{entry.id}-copy-{turn}", value=record.model_copy(update=changed))


@pytest.fixture(scope="module")
def large(real_loaded: Loaded) -> Catalog:
    """The real records over and over."""
    real = real_loaded.catalog
    assert real
    models = itertools.islice(itertools.cycle(real), MANY)
    turns = [(model, number // len(real)) for number, model in enumerate(models)]
    known = {f"{model.id}-copy-{turn}" for model, turn in turns}
    entries = [copied(model, turn, known) if turn else model for model, turn in turns]
    return Catalog(
        real.taxonomy,
        {entry.id: entry for entry in entries},
        taxonomy_document=real.taxonomy_document,
        walks=real.walks,
    )


@pytest.fixture(scope="module")
def bodies(real: Project, large: Catalog) -> Callable[[Lang], dict[str, tuple[PageSpec, str]]]:
    """The pages of the large map by their addresses; those of most records are alike, and empty here."""
    renderer = Renderer(real, large, Lock({}))

    @cache
    def rendered(lang: Lang) -> dict[str, tuple[PageSpec, str]]:
        pages = [page for page in outline(large) if page.lang == lang and page.layout is not Layout.BARE]
        return {
            page.url: (page, "" if page.kind == "record" and page.subject != HUB else renderer.render(page).body)
            for page in pages
        }

    return rendered


def links(url: str, body: str) -> Iterator[str]:
    """Yield where the links of a page lead, below the site's root."""
    for address in re.findall(r'<a [^>]*?href="([^"]*)"', body):
        yield urljoin(f"https://x/{url}", re.split("[?#]", address)[0]).removeprefix("https://x/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_large_map_is_reached_by_links(
    lang: Lang, bodies: Callable[[Lang], dict[str, tuple[PageSpec, str]]]
) -> None:
    pages = bodies(lang)
    home = "" if lang == "en" else f"{lang}/"
    navigation = {url for url, (page, _) in pages.items() if page.in_navigation}
    seen, front = {home, *navigation}, [home, *navigation]
    while front:
        url = front.pop()
        for target in links(url, pages[url][1]):
            if target in pages and target not in seen:
                seen.add(target)
                front.append(target)
    assert seen == set(pages)


HEAVY = {"home": 160_000, "map": 280_000}
"""Kinds of pages that may have more bytes than others, before the frame."""


def test_no_page_of_a_large_map_is_heavy(bodies: Callable[[Lang], dict[str, tuple[PageSpec, str]]]) -> None:
    for lang in LANGUAGES:
        for url, (page, body) in bodies(lang).items():
            assert len(body.encode()) <= HEAVY.get(page.kind, 150_000), url


def test_a_thinned_map_says_so(bodies: Callable[[Lang], dict[str, tuple[PageSpec, str]]]) -> None:
    for lang in LANGUAGES:
        said = {"en": "shows 160 of 1,000 records", "zh": "画出 1,000 条记录中的 160 条"}[lang]
        body = bodies(lang)["map/" if lang == "en" else "zh/map/"][1]
        assert said in body
        assert body.count('<a class="vl-mark') == 2 * 160


def test_later_parts_say_which_they_are_and_are_no_promise(real: Project, large: Catalog) -> None:
    site = Site(real, large, Lock({}))
    page = next(page for page in site.pages if page.url == "zh/understanding/alignment/page/2/")
    rendered = site.renderer.render(page)
    assert rendered.title.endswith("（第 2 页）")
    assert 'href="../../../../../zh/understanding/alignment/"' in rendered.body
    assert "understanding/alignment/page/2" in site.paths - site.promised
    assert "understanding/alignment" in site.promised


def test_what_builds_on_a_work_is_shown_in_parts(
    large: Catalog, bodies: Callable[[Lang], dict[str, tuple[PageSpec, str]]]
) -> None:
    parted = [(page, body) for page, body in bodies("zh").values() if page.kind == "record" and page.subject == HUB]
    assert [page.path for page, _ in parted][:2] == [f"papers/{HUB}", f"papers/{HUB}/page/2"]
    lists = [body.partition('id="built-on-by"')[2] for _, body in parted]
    shown = [re.findall(r'vl-lineage__head"><a href="[./]*zh/papers/([^"]*)/"', part) for part in lists]
    assert list(itertools.chain(*shown)) == [link.later.id for link in large.built_on_by(large.entries[HUB])]
    assert "vl-cite" in parted[0][1]
    assert "vl-cite" not in parted[1][1]


@pytest.mark.parametrize(
    "url",
    ["papers/transformer/page/2/", "zh/understanding/alignment/page/2/", "authors/page/2/", "venues/cvpr/page/2/"],
)
def test_the_twin_of_a_part_is_that_part(url: str, real: Project, large: Catalog) -> None:
    renderer = Renderer(real, large, Lock({}))
    page = next(page for page in outline(large) if page.url == url)
    named = re.findall(r"- \[.*?\]\(.*?/((?:papers|authors)/[^/]*)/\)", renderer.twin(page))
    rows = renderer.render(page).body.partition("<nav")[0]
    shown = re.findall(r'<li[^>]*>(?:(?!</li>).)*?href="[^"]*?((?:papers|authors)/[^/"]*)/"', rows, re.DOTALL)
    assert named == [name for name in shown if not name.endswith("/page")]
    assert len(named) > 30
    assert ("Previous" if page.lang == "en" else "上一页") in renderer.twin(page)


def test_browse_comes_with_the_newest_and_leads_to_the_years(
    large: Catalog, bodies: Callable[[Lang], dict[str, tuple[PageSpec, str]]]
) -> None:
    body = bodies("en")["browse/"][1]
    newest = [entry.id for entry in reversed(large.chronicle)][:200]
    assert re.findall(r'<li class="vl-row"[^>]* data-id="([^"]*)"', body) == newest
    assert "newest 200 of 1,000" in body
    assert re.findall(r'href="../years/([0-9]{4})/"', body) == list(reversed(large.by_year))


def test_the_timeline_names_some_of_each_year_and_counts_the_others(large: Catalog) -> None:
    view = timeline_view(Reader(large, "en", "timeline/"))
    for year in view.years:
        assert sum(len(cell.records) + cell.more for cell in year.columns) == len(large.by_year[year.year])
        assert all(len(cell.records) == 20 or not cell.more for cell in year.columns)


def test_no_list_of_the_real_map_is_parted_that_was_published_whole(real: Project, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    assert not [page.url for page in outline(real_loaded.catalog) if page.number > 1]


def test_names_stand_by_initials_where_they_are_too_many(large: Catalog, real: Project) -> None:
    pages = [page for page in outline(large) if page.lang == "en" and page.kind == "authors"]
    assert [page.path for page in pages] == ["authors", "authors/page/2", "authors/page/3"]
    body = Renderer(real, large, Lock({})).render(pages[1]).body
    names = re.findall(r'href="../../../authors/([a-z0-9-]+)/"', body)
    assert names == sorted(names)
    assert len(names) == 300
    assert re.search(r'<a href="../../../authors/#A">A</a>', body)


def test_a_part_is_parted_for_its_reader(large: Catalog) -> None:
    whole = Reader(large, "en", "").part(large.chronicle)
    assert [entry.id for entry in whole.items] == [entry.id for entry in large.chronicle[:ROWS]]
