"""The form for a new record, in a real browser: what it writes, what it says, and that nothing typed is ever run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from tests.canonical.test_canonical import stripped
from tests.conftest import ROOT
from tests.site.conftest import WIDTHS
from vlmap.canonical import canonical

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.cli.test_commands import Run

pytestmark = pytest.mark.browser

RECORDS = sorted((ROOT / "papers").glob("*.yaml"))

THROUGH_THE_FORM = """async (records) => {
  const base = document.querySelector("script[src$='form/main.js']").src;
  const [{ Fields }, { file }] = [await import(new URL("./fields.js", base)), await import(new URL("./yaml.js", base))];
  const settings = JSON.parse(document.querySelector(".vl-settings").textContent).file;
  const fields = new Fields(document.querySelector(".vl-form"), settings.forbidden);
  return records.map((record) => {
    fields.write({ id: "x", record });
    const read = fields.read().record;
    return [read, file(read, settings)];
  });
}"""
"""Puts each record into the form and returns what the form reads, and the file that it writes of that."""


def data_of(text: str) -> Any:
    """Return what a file says, as the form would read it: no blanks around texts."""
    return stripped(yaml.load(text, yaml.CBaseLoader))


def test_every_record_goes_through_the_form_unchanged(page: Page, address: str) -> None:
    """Each in its canonical form; only that terms come in the order of the taxonomy."""
    page.goto(f"{address}zh/contribute/form/")
    texts = [path.read_text(encoding="utf-8") for path in RECORDS]
    records = [data_of(text) for text in texts]
    for path, text, (_, made) in zip(RECORDS, texts, page.evaluate(THROUGH_THE_FORM, records), strict=True):
        ours, theirs = data_of(made), data_of(text)
        assert list(ours) == list(theirs), path.stem
        assert {**ours, "facets": 0} == {**theirs, "facets": 0}, path.stem
        assert sorted(made.splitlines()) == sorted(text.splitlines()), path.stem
        assert canonical(made.encode(), path.name).text == made


NASTY = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="aé中\u0301\u0308\u200b\u200d\ufe0f\u00ad\u202e\U000e0041\n ", max_size=16),
    st.text(alphabet="-?:,[]{}#&*!|>'\"%@` \n\tyYnNoO0123456789.eExX_+~=<é文。：“”\\/", max_size=16),
    st.sampled_from(
        ["yes", "No", "1e3", "0x1F", "12:30:45", "2021-02-26", "１２", ".5", "<<", "---", "- a", "a: b", "a #b"]
    ),
)
SIDES = st.dictionaries(st.sampled_from(["en", "zh"]), NASTY, max_size=2)
ANYTHING = st.fixed_dictionaries(
    {
        "name": NASTY,
        "title": SIDES,
        "authors": st.lists(NASTY, max_size=3),
        "date": NASTY,
        "venue": st.fixed_dictionaries({"id": st.just("arxiv"), "year": NASTY}),
        "arxiv": NASTY,
        "links": st.fixed_dictionaries({"code": NASTY}),
        "one_liner": SIDES,
        "key_points": st.lists(SIDES, max_size=3),
        "builds_on": st.lists(st.fixed_dictionaries({"paper": NASTY, "note": SIDES}), max_size=2),
        "results": st.lists(st.fixed_dictionaries({"value": NASTY, "source": NASTY}), max_size=2),
        "sources": st.lists(NASTY, max_size=3),
    }
)
"""A record with anything in its fields."""


def test_whatever_is_typed_the_file_is_canonical_and_says_it(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")

    @settings(max_examples=15, deadline=None)
    @given(st.lists(ANYTHING, min_size=10, max_size=10))
    def run(records: list[dict[str, Any]]) -> None:
        for read, made in page.evaluate(THROUGH_THE_FORM, records):
            assert data_of(made) == read
            assert canonical(made.encode(), "papers/x.yaml").text == made

    run()


GEYSER = {
    "name": "GeyserNet",
    "title": {"en": "GeyserNet: Looking at Water", "zh": "GeyserNet：看水"},
    "kind": "method",
    "category": "understanding/alignment",
    "authors": ["Ada Lovelace", "何恺明"],
    "organizations": ["openai"],
    "date": "2024-05-06",
    "venue": {"id": "arxiv", "year": "2024"},
    "arxiv": "2405.99999",
    "links": {"code": "https://github.com/geyser/net"},
    "facets": {"task": ["image-text-retrieval"]},
    "one_liner": {"en": "Learns from geysers.", "zh": "从间歇泉中学习。"},
    "problem": {"en": "Water was not seen.", "zh": "过去看不见水。"},
    "innovation": {"en": "It looks at water.", "zh": "它看水。"},
    "summary": {"en": "It looks.\nIt learns: 100% # no comment.", "zh": "它看。\n它学：“全都学”。"},
    "key_points": [{"en": f"Point {n}.", "zh": f"要点 {n}。"} for n in (1, 2, 3)],
    "builds_on": [{"paper": "clip", "relation": "uses", "note": {"en": "Its towers.", "zh": "用其双塔。"}}],
    "results": [
        {
            "benchmark": "coco-retrieval-tr1",
            "value": "58.40",
            "setting": "zero-shot",
            "source": "arXiv 2405.99999, Table 1",
        }
    ],
    "sources": ["arXiv 2405.99999"],
    "reviewed": "2026-11-21",
}
"""A paper that is not on the map."""


def fill(page: Page, record: dict[str, Any], name: str = "geyser-net") -> None:
    """Fill in the form as a person does, control by control."""
    page.locator("[data-field=id] input").fill(name)
    for part, value in record.items():
        put(page.locator(f".vl-form section > .vl-parts > [data-field='{part}']"), value)


def put(field: Locator, value: Any) -> None:
    match field.get_attribute("data-kind"):
        case "text":
            for side, text in value.items():
                field.locator(f"textarea[data-side={side}]").fill(text)
        case "group":
            for part, one in value.items():
                put(field.locator(f":scope > fieldset > .vl-parts > [data-field='{part}']"), one)
        case "terms":
            field.locator("summary").click()
            for term in value:
                field.locator(f"input[value='{term}']").check()
        case "list":
            for number, one in enumerate(value):
                if field.locator(".vl-item").count() == number:
                    field.locator(".vl-items__add").click()
                put(field.locator(".vl-item").nth(number).locator(":scope > .vl-field"), one)
        case "choice":
            field.locator("select").select_option(value)
        case "line":
            field.locator("input").fill(value)
        case _:
            field.locator("textarea").fill("\n".join(value))


def written(page: Page) -> str:
    """Return the file that the form shows, once it has followed."""
    expect(page.locator(".vl-form")).not_to_have_attribute("aria-busy", "true")
    page.evaluate("document.activeElement.blur()")
    page.evaluate("new Promise((done) => setTimeout(done))")
    return page.locator(".vl-yaml code").text_content() or ""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, as the contributor's pull request would have it."""
    folder = tmp_path / "vlmap"
    shutil.copytree(ROOT / "papers", folder / "papers")
    shutil.copytree(ROOT / "paths", folder / "paths")
    for name in ("taxonomy.yaml", "translations.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_a_paper_from_the_form_passes_the_checks(
    lang: str, page: Page, address: str, vlmap: Run, project: Path
) -> None:
    page.goto(f"{address}{lang}contribute/form/")
    fill(page, GEYSER)
    made = written(page)
    assert data_of(made) == GEYSER
    assert page.locator(".vl-mend__list li").all_inner_texts() == []
    expect(page.locator(".vl-send__open")).to_be_visible()
    expect(page.locator(".vl-send__empty")).to_be_hidden()
    link = urlsplit(page.locator(".vl-send__open").get_attribute("href") or "")
    assert link._replace(query="").geturl() == "https://github.com/OWNER/vlmap/new/main"
    assert parse_qs(link.query) == {"filename": ["papers/geyser-net.yaml"], "value": [made]}
    with page.expect_download() as download:
        page.locator(".vl-send__save").click()
    assert download.value.suggested_filename == "geyser-net.yaml"
    download.value.save_as(project / "papers" / "geyser-net.yaml")
    file = project / "papers" / "geyser-net.yaml"
    assert file.read_text(encoding="utf-8") == made
    done = vlmap("check", "papers/geyser-net.yaml", "--strict", cwd=project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert vlmap("fmt", "--check", "papers/geyser-net.yaml", cwd=project).returncode == 0


@pytest.mark.parametrize("page", [("phone", "light")], indirect=True)
def test_the_form_fits_a_phone(page: Page, address: str) -> None:
    for lang in ("", "zh/"):
        page.goto(f"{address}{lang}contribute/form/")
        fill(page, {**GEYSER, "name": "N" * 60, "authors": ["A" * 120]})
        written(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]


HOSTILE = (
    '<img src=x onerror="window.hurt = 1"> <script>window.hurt = 1</script> [x](javascript:window.hurt=1) '
    "${window.hurt = 1} {{ 7 * 7 }} \"'>`- : # & * !!python/object\u202e\u200b"
)


def test_what_is_typed_is_never_run_or_interpreted(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")
    sides = {"en": HOSTILE, "zh": f"中文 {HOSTILE}"}
    hostile = {
        **dict.fromkeys(("name", "date", "arxiv", "doi", "introduced_in", "reviewed"), HOSTILE),
        **dict.fromkeys(("title", "one_liner", "problem", "innovation", "summary", "limitations"), sides),
        "authors": [HOSTILE, f"{HOSTILE} | {HOSTILE}"],
        "links": {"code": HOSTILE, "paper": "javascript:window.hurt=1"},
        "key_points": [sides] * 3,
        "builds_on": [{"paper": HOSTILE, "note": sides}],
        "results": [{"value": HOSTILE, "variant": HOSTILE, "setting": HOSTILE, "source": HOSTILE, "note": sides}],
        "citations": {"count": HOSTILE, "as_of": HOSTILE, "source": HOSTILE},
        "sources": [HOSTILE, "javascript:window.hurt=1"],
    }
    fill(page, hostile, HOSTILE)
    made = written(page)
    assert data_of(made)["summary"]["en"] == HOSTILE[:-2]
    for button in page.locator(".vl-mend__list button").all():
        button.click()
    assert page.evaluate("window.hurt") is None
    assert page.locator(".vl-preview").locator("img, script, a").count() == 0
    assert "<img src=x" in (page.locator(".vl-preview").text_content() or "")
    expect(page.locator(".vl-send__open")).to_be_hidden()
    page.reload()
    written(page)
    assert page.evaluate("window.hurt") is None


def test_a_link_that_would_be_too_long_is_not_offered(page: Page, address: str) -> None:
    """A Han character takes nine bytes of a link: some eight hundred are too many, and so are three hundred authors."""
    page.goto(f"{address}zh/contribute/form/")
    fill(page, {**GEYSER, "authors": [f"Author Number{n}" for n in range(400)]})
    made = written(page)
    expect(page.locator(".vl-send__open")).to_be_hidden()
    expect(page.locator(".vl-send__empty")).to_be_visible()
    empty = page.locator(".vl-send__empty").get_attribute("href")
    assert empty == "https://github.com/OWNER/vlmap/new/main?filename=papers%2Fgeyser-net.yaml"
    said = page.locator(".vl-send__said").inner_text()
    assert "内容过长" in said
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".vl-send__copy").click()
    expect(page.locator(".vl-send__said")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == made


def test_the_longest_link_is_at_most_so_long(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")
    summary = {"en": "Short.", "zh": "好" * 400}
    fill(page, {**GEYSER, "summary": summary})
    field = page.locator("[data-field=summary] textarea[data-side=zh]")
    lengths = []
    for count in range(400, 800, 40):
        field.fill("好" * count)
        made = written(page)
        whole = (
            f"https://github.com/OWNER/vlmap/new/main?filename=papers%2Fgeyser-net.yaml&value={quote(made, safe='')}"
        )
        lengths.append(len(whole))
        assert page.locator(".vl-send__open").is_visible() == (len(quote(whole, safe="%:/?=&")) <= 8000), count
    assert min(lengths) < 8000 < max(lengths)


def test_a_draft_survives(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")
    fill(page, GEYSER)
    made = written(page)
    page.goto(f"{address}zh/contribute/form/")  # the same draft, in the other language
    assert written(page) == made
    expect(page.locator(".vl-draft__said")).to_have_text("草稿已保存在此浏览器中。")
    page.locator(".vl-draft__clear").click()
    page.reload()
    assert written(page).count("\n") == 1
    assert page.evaluate("localStorage.getItem('vlmap-draft')") is None


def test_looking_changes_no_draft(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")
    page.locator("[data-field=id] input").fill("mine")
    written(page)
    page.goto(f"{address}contribute/form/?id=another")
    expect(page.locator("[data-field=id] input")).to_have_value("another")
    page.goto(f"{address}contribute/form/")
    expect(page.locator("[data-field=id] input")).to_have_value("mine")


def test_the_address_may_fill_in(page: Page, address: str) -> None:
    page.goto(
        f"{address}contribute/form/?id=geyser-net&arxiv=2405.99999&title=Geysers&authors=A%20B;C%20D&category=none&x=<b>"
    )
    assert data_of(written(page)) == {"title": {"en": "Geysers"}, "authors": ["A B", "C D"], "arxiv": "2405.99999"}
    assert page.locator("[data-field=id] input").input_value() == "geyser-net"


@pytest.mark.parametrize(
    "typed",
    [
        {"arxiv": "2103.00020"},
        {"arxiv": "https://arxiv.org/abs/2103.00020v1"},
        {"title": {"en": "learning transferable visual models, from natural-language supervision!"}},
        {"title": {"zh": "从自然语言监督中 学习可迁移的视觉模型"}},
    ],
)
def test_a_work_that_is_on_the_map_is_named(typed: dict[str, Any], page: Page, address: str) -> None:
    page.goto(f"{address}zh/contribute/form/")
    fill(page, typed, "another-clip")
    written(page)
    link = page.locator(".vl-known a")
    expect(link).to_have_text("CLIP")
    link.click()
    expect(page).to_have_url(f"{address}zh/papers/clip/")


MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    # what: (what is typed beside what is right, the field that is blamed, words of what is said)
    "an id that is taken": ({}, "Id", "This id is taken"),
    "no title": ({"title": {"en": "", "zh": ""}}, "Title", "This is needed"),
    "an address for an arXiv id": ({"arxiv": "arxiv/24"}, "arXiv", "not in the form that is expected"),
    "nothing to find it by": (
        {"arxiv": "", "links": {"code": "https://x.org/"}},
        "arXiv",
        "so that the work can be found",
    ),
    "a day that is not there": ({"date": "2024-02-30"}, "Date", "There is no such day"),
    "a date in words": ({"date": "May 2024"}, "Date", "not in the form"),
    "two points": ({"key_points": [{"en": "", "zh": ""}]}, "Key points", "At least 3"),
    "no predecessor": (
        {"builds_on": [{"paper": "", "relation": "", "note": {"en": "", "zh": ""}}]},
        "Builds on",
        "or say why",
    ),
    "a predecessor that is not there": (
        {"builds_on": [{"paper": "klip"}]},
        "Older work",
        "There is no record of this id",
    ),
    "half an address": ({"links": {"code": "github.com/x"}}, "Code", "beginning with https://"),
    "a figure without source": ({"results": [{"source": ""}]}, "Source", "Say where the figure is printed"),
    "a figure with its unit": ({"results": [{"value": "58%"}]}, "Value", "not in the form"),
    "no category": ({"category": ""}, "Category", "This is needed"),
    "no year": ({"venue": {"year": ""}}, "Year", "This is needed"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_said_where_it_is_and_how_to_mend_it(what: str, page: Page, address: str) -> None:
    mistake, field, words = MISTAKES[what]
    name = "clip" if what == "an id that is taken" else "geyser-net"
    page.goto(f"{address}contribute/form/")
    page.evaluate("draft => localStorage.setItem('vlmap-draft', JSON.stringify(draft))", {"id": name, "record": GEYSER})
    page.reload()
    fill(page, mistake, name)
    written(page)
    said = page.locator(".vl-mend__list button").all_inner_texts()
    assert len(said) == 1
    assert f"{field}: " in said[0]
    assert words in said[0]
    page.locator(".vl-mend__list button").click()
    expect(page.locator(".vl-wrong:visible", has_text=words).first).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.vl-field') !== null")
    expect(page.locator(".vl-send__open")).to_be_hidden()


def test_it_works_offline_once_loaded(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/form/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    fill(page, GEYSER)
    assert data_of(written(page)) == GEYSER
    assert page.locator(".vl-mend__list li").count() == 0
    expect(page.locator(".vl-preview h3")).to_have_text("GeyserNet")
    page.context.set_offline(False)


def test_without_the_schema_it_says_that_it_cannot_check(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/schemas/*", lambda route: route.abort())
    page.goto(f"{address}contribute/form/")
    fill(page, GEYSER)
    assert data_of(written(page)) == GEYSER
    expect(page.locator(".vl-mend")).to_contain_text("The rules could not be loaded")
    context.close()


def test_without_javascript_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}zh/contribute/form/")
    expect(page.locator(".vl-form")).to_be_hidden()
    page.locator("noscript a").click()
    expect(page).to_have_url(f"{address}zh/contribute/")
    context.close()


def test_axe_finds_nothing_in_a_form_at_work(page: Page, address: str) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page.goto(f"{address}contribute/form/")
    fill(
        page,
        {
            **GEYSER,
            "date": "May",
            "title": {"en": "Learning Transferable Visual Models From Natural Language Supervision"},
        },
    )
    written(page)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
