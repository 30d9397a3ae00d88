"""Finding, in a real browser: how good the ranking is, facets, the address, the tray, phones, and hostile names."""

from __future__ import annotations

import json
import random
import re
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

from tests.conftest import copy_volcano, serve
from vlmap.search.catalog import in_order
from vlmap.search.engine import Search
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from vlmap.catalog import Catalog
    from vlmap.catalog.load import Loaded

pytestmark = pytest.mark.browser

GOLDEN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "search" / "golden.yaml").read_text(encoding="utf-8")
)
RECALL, RECIPROCAL_RANK = 0.95, 0.85

ASK = """async ([base, queries]) => {
  const { index, find } = await import(`${base}assets/vlmap/search.js`);
  const load = async (name) => (await fetch(`${base}assets/vlmap/${name}`)).json();
  const ready = index(await load("catalog.json"), load);
  const answers = [];
  for (const query of queries) answers.push((await find(ready, query)).rows);
  return answers;
}"""


def asked(page: Page, address: str, catalog: Catalog, queries: list[str]) -> list[list[str]]:
    """Return what the shipped script finds for each query, over the shipped files: ids, best first."""
    ids = [entry.id for entry in in_order(catalog)]
    answers = page.evaluate(ASK, [address, queries])
    return [[ids[row] for row in answer] for answer in answers]


def status(page: Page) -> int:
    """Return the number of records that the page announces."""
    settled(page)
    expect(page.locator(".vl-browse__status")).to_have_text(re.compile(r"^(\d+ (records?|条记录)|Nothing|没有)"))
    said = re.match(r"\d+", page.locator(".vl-browse__status").inner_text())
    return int(said[0]) if said else 0


def settled(page: Page) -> None:
    """Wait until the page shows what was asked last."""
    expect(page.locator(".vl-browse[aria-busy=false]")).to_be_visible()


def shown(page: Page) -> list[str]:
    settled(page)
    ids: list[str] = page.locator(".vl-row").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    return ids


def ready(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".vl-browse--ready")).to_be_visible()


# --- The ranking ---------------------------------------------------------------------------------------------------


def test_the_golden_queries_are_many_and_of_every_kind(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    assert len(GOLDEN) >= 80
    assert len({query["query"] for query in GOLDEN}) == len(GOLDEN)
    assert sum(query.get("by") == "other" for query in GOLDEN) >= 20
    assert {query["kind"] for query in GOLDEN} >= {"en", "zh", "mixed", "typo", "alias", "synonym"}
    assert {name for query in GOLDEN for name in query["expected"]} <= set(real_loaded.catalog.entries)


def test_people_find_what_they_look_for(page: Page, address: str, real_loaded: Loaded) -> None:
    """Recall in the first three, and mean reciprocal rank, of the shipped script over the shipped catalog."""
    assert real_loaded.catalog
    answers = asked(page, address, real_loaded.catalog, [query["query"] for query in GOLDEN])
    recall = ranks = met = 0.0
    missed = []
    for query, ids in zip(GOLDEN, answers, strict=True):
        expected = set(query["expected"])
        hits = expected & set(ids[:3])
        recall += len(hits) / min(3, len(expected))
        met += bool(hits)
        ranks += next((1 / place for place, name in enumerate(ids, start=1) if name in expected), 0)
        if not hits:
            missed.append((query["query"], ids[:3]))
    count = len(GOLDEN)
    figures = {"recall@3": recall / count, "mean reciprocal rank": ranks / count, "met": met / count}
    print(f"{count} queries:", ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))
    assert recall / count >= RECALL, missed
    assert ranks / count >= RECIPROCAL_RANK, missed


def test_the_terminal_ranks_as_the_browser_does(page: Page, address: str, real_loaded: Loaded) -> None:
    """For every golden query, and for chance ones: words of the records, torn, swapped and misspelt."""
    assert real_loaded.catalog
    chance = random.Random(0)
    titles = [entry.record.title for entry in real_loaded.catalog]
    words = [word for title in titles for word in re.findall(r"\w+", f"{title.en} {title.zh}")]
    queries = [query["query"] for query in GOLDEN] + [
        "",
        " ",
        "+",
        "é",
        "的",
        "\U0001f600",
        "a" * 500,
        "<b>",
        "\\",
        "'\"",
    ]
    for _ in range(300):
        word = (
            "".join(chance.sample(pick := chance.choice(words), len(pick)))
            if chance.random() < 0.2
            else chance.choice(words)
        )
        queries.append(" ".join((word[: chance.randint(1, 12)], *chance.choices(words, k=chance.randint(0, 3)))))
    terminal = Search(real_loaded.catalog)
    answers = asked(page, address, real_loaded.catalog, queries)
    assert sum(map(bool, answers)) > len(queries) / 2
    assert {query: terminal.find(query) for query in queries} == dict(zip(queries, answers, strict=True))


# --- Facets and the address ----------------------------------------------------------------------------------------


def test_the_number_beside_a_term_is_what_it_leaves(page: Page, address: str) -> None:
    ready(page, f"{address}browse/?q=attention&not=kind:dataset")
    for panel in page.locator(".vl-filters .vl-facet:not([hidden])").all()[:4]:
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()
        for line in panel.locator(".vl-option:not([hidden]):not(.vl-option--not)").all()[:3]:
            promised = int(line.locator(".vl-count").inner_text())
            line.locator("input").check()
            assert status(page) == promised == len(shown(page)) > 0
            line.locator("input").uncheck()
            settled(page)


def test_terms_of_a_facet_add_up_and_facets_narrow(page: Page, address: str) -> None:
    ready(page, f"{address}browse/")
    everything = status(page)
    kinds = page.locator(".vl-facet", has=page.locator("input[value^='kind:']"))
    kinds.locator("input[value='kind:metric']").check()
    metrics = status(page)
    kinds.locator("input[value='kind:survey']").check()
    both = status(page)
    page.locator("input[value='category:unified']").check()
    assert 0 < metrics < both < everything
    assert 0 < status(page) < both


def test_what_is_excluded_is_gone_and_said(page: Page, address: str) -> None:
    ready(page, f"{address}browse/")
    everything = status(page)
    datasets = int(
        page.locator(".vl-option", has=page.locator("[value='kind:dataset']")).locator(".vl-count").inner_text()
    )
    page.get_by_role("button", name="Exclude data set", exact=True).click()
    assert status(page) == everything - datasets
    assert "not=kind:dataset" in page.url
    expect(page.get_by_role("button", name="Exclude data set", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Remove the filter: not Kind: data set").click()
    assert status(page) == everything
    assert "not=" not in page.url


def test_what_no_record_has_is_not_offered(page: Page, address: str) -> None:
    ready(page, f"{address}browse/?has=kind:metric")
    for count in page.locator(".vl-option:not([hidden]) .vl-count").all():
        assert int(count.text_content() or "") > 0 or count.locator("xpath=../..").locator("input").is_checked()
    assert page.locator(".vl-facet[hidden]").count() > 0


def test_a_shared_address_shows_the_same(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    ready(page, f"{address}browse/")
    page.locator(".vl-browse input[name=q]").fill("文生图 diffusion")
    page.locator("input[value='category:generation']").check()
    page.get_by_role("button", name="Exclude data set", exact=True).click()
    page.locator("select[name=sort]").select_option("name")
    settled(page)
    page.locator(".vl-row__pick").first.check()
    before, ids = page.url, shown(page)
    names = page.locator(".vl-row__name").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.goto("about:blank")
    ready(page, before)
    assert shown(page) == ids
    assert page.url == before
    expect(page.locator(".vl-row__pick").first).to_be_checked()
    expect(page.locator("select[name=sort]")).to_have_value("name")
    expect(page.locator(".vl-browse input[name=q]")).to_have_value("文生图 diffusion")

    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(before.replace("/browse/", "/zh/browse/"))
    expect(page.locator(".vl-browse--ready")).to_be_visible()
    assert set(shown(page)) == set(ids)


def test_back_undoes_a_choice(page: Page, address: str) -> None:
    ready(page, f"{address}browse/")
    everything = status(page)
    page.locator("input[value='kind:metric']").check()
    assert status(page) < everything
    page.go_back()
    expect(page.locator("input[value='kind:metric']")).not_to_be_checked()
    assert status(page) == everything


def test_any_state_survives_the_address(page: Page, address: str) -> None:
    chance = random.Random(1)
    alphabet = "aé的 &=?#%+,:/;\"'<>\\\U0001f600"
    states = [
        {
            "query": "".join(chance.choices(alphabet, k=chance.randint(0, 8))).strip(),
            **{
                name: [f"x:{''.join(chance.choices(alphabet, k=4))}" for _ in range(chance.randint(0, 3))]
                for name in ("has", "not")
            },
            "sort": chance.choice(["", "relevance", "date", "name"]),
            "ids": chance.sample(["clip", "blip-2", "dall-e"], chance.randint(0, 3)),
        }
        for _ in range(200)
    ]
    read_back = page.evaluate(
        """async ([base, states]) => {
          const { read, written } = await import(`${base}assets/vlmap/facets.js`);
          const each = (state, change) =>
            Object.fromEntries(Object.entries(state).map(([key, value]) => [key, change(value)]));
          const set = (value) => (Array.isArray(value) ? new Set(value) : value);
          const list = (value) => (value instanceof Set ? [...value] : value);
          return states.map((state) => each(read(written(location.href, each(state, set))), list));
        }""",
        [address, states],
    )
    assert [
        {**state, "has": list(dict.fromkeys(state["has"])), "not": list(dict.fromkeys(state["not"]))}
        for state in states
    ] == read_back


def test_the_chips_of_a_paper_lead_to_its_like(page: Page, address: str) -> None:
    page.goto(f"{address}zh/papers/clip/")
    chip = page.locator(".vl-facets .vl-chip").first
    label = chip.inner_text()
    chip.click()
    expect(page.locator(".vl-browse--ready")).to_be_visible()
    expect(page.locator(".vl-browse__chips")).to_contain_text(label)
    assert "clip" in shown(page)
    assert 0 < status(page) < 100


def test_the_slash_leads_to_the_search_field(page: Page, address: str) -> None:
    page.goto(f"{address}papers/clip/")
    page.keyboard.press("/")
    page.keyboard.type("dif/fusion")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/browse/\?q=dif%2Ffusion"))


# --- The tray ------------------------------------------------------------------------------------------------------


def test_ticked_papers_are_compared_cited_and_cleared(page: Page, address: str) -> None:
    ready(page, f"{address}browse/?q=CLIP")
    tray = page.get_by_role("region", name="Selected papers")
    expect(tray).to_be_hidden()
    page.get_by_role("checkbox", name="Select CLIP", exact=True).focus()
    page.keyboard.press("Space")
    expect(tray).to_contain_text("1 selected: CLIP")
    expect(tray.locator(".vl-tray__compare")).not_to_have_attribute("href", re.compile("."))
    page.get_by_role("checkbox", name="Select CLIPScore").check()
    expect(tray).to_contain_text("2 selected: CLIP, CLIPScore")
    page.locator(".vl-browse input[name=q]").fill("diffusion")
    expect(tray).to_contain_text("CLIPScore")
    tray.get_by_role("link", name="Compare").click()
    expect(page).to_have_url(f"{address}compare/?ids=clip,clip-score")
    expect(page.locator(".vl-compare__grid thead a")).to_contain_text(["CLIP", "ICML 2021"])
    page.go_back()
    expect(tray).to_contain_text("2 selected")
    tray.get_by_role("button", name="Clear").click()
    expect(tray).to_be_hidden()
    assert "ids=" not in page.url


@pytest.mark.parametrize(("form", "suffix"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")])
def test_the_selection_is_cited_in_one_file(form: str, suffix: str, page: Page, address: str, site: Path) -> None:
    ready(page, f"{address}zh/browse/?ids=clip,blip")
    with page.expect_download() as download:
        page.get_by_role("region", name="已选论文").get_by_role("button", name=form, exact=True).click()
    assert download.value.suggested_filename == f"vlmap.{suffix}"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    clip, blip = ((site / f"papers/{name}.{suffix}").read_text(encoding="utf-8") for name in ("clip", "blip"))
    if suffix == "json":
        assert json.loads(text) == json.loads(clip) + json.loads(blip)
    else:
        assert text == f"{clip}\n{blip}"


# --- Phones, Chinese, no JavaScript, hostile names -----------------------------------------------------------------


@pytest.mark.parametrize("page", [("phone", "light")], indirect=True)
def test_on_a_phone_the_filters_are_a_sheet(page: Page, address: str) -> None:
    ready(page, f"{address}zh/browse/?q=图像描述&ids=clip,blip")
    before = status(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator(".vl-filters")).to_be_hidden()
    page.get_by_role("button", name="筛选", exact=True).click()
    sheet = page.get_by_role("dialog", name="筛选")
    sheet.locator("input[value='kind:dataset']").check()
    assert status(page) < before
    sheet.get_by_role("button", name="查看列表").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="筛选（1）")).to_be_visible()
    expect(page.get_by_role("region", name="已选论文")).to_contain_text("已选 2 项")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(shown(page)) == status(page) > 0


def test_matched_words_are_marked_in_either_script(page: Page, address: str) -> None:
    ready(page, f"{address}zh/browse/?q=扩散模型 difusion")
    marked = {text.lower() for text in page.locator("mark").all_inner_texts()}
    assert {"扩散模型", "diffusion"} <= marked
    page.locator(".vl-browse input[name=q]").fill("")
    expect(page.locator("mark")).to_have_count(0)


def test_without_javascript_the_whole_list_is_there(browser: Browser, address: str, real_loaded: Loaded) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}zh/browse/?has=kind:dataset")
    assert real_loaded.catalog
    expect(page.locator(".vl-row")).to_have_count(len(real_loaded.catalog))
    for name in (".vl-browse__tools", ".vl-tray", ".vl-sheet"):
        expect(page.locator(name)).to_be_hidden()
    context.close()


HOSTILE = "<img src=x onerror=alert(1)>\"'</script><b>{} $& [[x]]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small project under names that are markup, built and served."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    project = copy_volcano(folder / "volcano")
    name = json.dumps(HOSTILE)
    for path, key in (("papers/mogi.yaml", "name: "), ("papers/vei.yaml", "name: "), ("taxonomy.yaml", "        en: ")):
        file = project.root / path
        text = re.sub(
            rf"^{key}.*$", lambda _, key=key: key + name, file.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        file.write_text(text, encoding="utf-8")
    publish(project.root, folder / "site")
    yield from serve(folder / "site")


def test_hostile_names_stay_texts(browser: Browser, hostile: str) -> None:
    context = browser.new_context()
    page, seen = context.new_page(), []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("response", lambda one: seen.append(one.url) if one.status >= 400 else None)
    page.goto(f"{hostile}browse/?q={urllib.parse.quote('img onerror')}&has={urllib.parse.quote('x:' + HOSTILE)}")
    expect(page.locator(".vl-browse__chips")).to_contain_text(HOSTILE)
    page.goto(f"{hostile}browse/?q={urllib.parse.quote('img onerror')}&ids=mogi,vei")
    expect(page.locator(".vl-tray__names")).to_contain_text(f"{HOSTILE}, {HOSTILE}")
    assert {"mogi", "vei"} <= set(shown(page))
    expect(page.locator("mark", has_text="onerror").first).to_be_visible()
    page.locator(".vl-tray__compare").click()
    expect(page.locator(".vl-compare__grid thead a").first).to_have_text(HOSTILE)
    page.locator(".vl-compare__add input").fill("walker")
    expect(page.locator(".vl-compare__found button")).to_have_count(1)
    page.goto(f"{hostile}compare/?ids=mogi,{urllib.parse.quote(HOSTILE)}")
    expect(page.locator(".vl-compare__status")).to_contain_text(HOSTILE.partition(",")[0])
    assert page.locator("article img, article script:not([src]):not([type='application/json'])").count() == 0
    assert seen == []
    context.close()


def test_a_field_that_is_chosen_reads_the_index_ahead(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    ready(page, f"{address}browse/")
    shards = {name for _, name in page.request.get(f"{address}assets/vlmap/catalog.json").json()["shards"]}
    assert shards
    assert not [url for url in fetched if url.rpartition("/")[2].removesuffix(".json") in shards]
    page.locator(".vl-browse input[name=q]").focus()
    for _ in range(100):
        if shards <= {url.rpartition("/")[2].removesuffix(".json") for url in fetched}:
            return
        page.wait_for_timeout(100)
    pytest.fail("not all shards were fetched")
