"""Lists of papers in Markdown: every form people keep them in, and nothing of them lost."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import copy_volcano
from tests.source.test_property import examples
from vlmap.canonical import canonical
from vlmap.catalog import load
from vlmap.importers import Drafter, collect
from vlmap.importers.drafts import LEFT_OVER
from vlmap.importers.markdown.labels import _MEANINGS
from vlmap.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.importers import Collected, Draft

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def drafter(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """The drafter of the small project."""
    project = copy_volcano(tmp_path_factory.mktemp("lists") / "volcano")
    catalog = load(project).catalog
    assert catalog
    return Drafter.of(project, catalog)


def data(draft: Draft) -> dict[str, Any]:
    """Return what a draft says; it is in canonical form."""
    assert canonical(draft.text.encode(), "x").text == draft.text
    document, findings = read(draft.text.encode(), "papers/x.yaml")
    assert document
    assert not findings
    return document.data()


def drafts_of(name: str, drafter: Drafter) -> dict[str, Draft]:
    """Return the drafts of one of the files here."""
    found = collect([FILES / name], drafter)
    assert not found.stray
    return {draft.id: draft for draft in found.drafts}


def test_details_blocks(drafter: Drafter) -> None:
    drafts = drafts_of("details.md", drafter)
    assert list(drafts) == ["geysernet", "tilt-and-tell"]
    first = data(drafts["geysernet"])
    assert first["name"] == "GeyserNet"
    assert first["title"] == {"en": "GeyserNet: Listening Posts for a Sleeping Caldera"}
    assert first["authors"] == ["Ana Núñez", "Jörg Müller", "王小明"]
    assert (first["date"], first["venue"], first["arxiv"]) == ("2023-01", {"id": "jgr", "year": "2023"}, "2301.12345")
    assert first["links"] == {"code": "https://github.com/example/geysernet"}
    assert first["one_liner"]["en"].startswith("A row of microphones")
    assert first["innovation"]["zh"] == "用声音代替倾斜仪，首次在喷发前数周听到点源膨胀。\n"
    assert [point["zh"] for point in first["key_points"]] == ["十二个麦克风\n", "提前三周预警\n", "不需要标定\n"]
    assert drafts["geysernet"].abstract == "本文提出一种以声学阵列监测火山的方法。阵列由十二个麦克风组成，价格低廉。"
    assert drafts["geysernet"].left_over == (
        "[[Slides]](https://example.org/slides)",
        "**Licence:** open",
        "under: 地表监测 › 代表性工作",
        "[Français](<LISEZMOI.md>) | [中文](<README_zh.md>)",
        "**目标**：从外部量出内部。",
        "**历史意义**：第一批“地表—岩浆”的桥梁。",
    )
    assert "venue" not in data(drafts["tilt-and-tell"])
    assert "venue: Annals of Crater Lakes 2015" in drafts["tilt-and-tell"].left_over


def test_numbered_notes(drafter: Drafter) -> None:
    drafts = drafts_of("notes.md", drafter)
    assert list(drafts) == ["earthear", "tilt"]
    first = data(drafts["earthear"])
    assert first["name"] == "EarthEar"
    assert first["title"] == {"en": "Hearing the Ground: Acoustic Arrays for Restless Calderas"}
    assert first["authors"] == ["Ana Núñez", "Jörg Müller", "Ilya Petrov"]
    assert "# The source does not name all of them. 来源未列出全部作者。\nauthors:" in drafts["earthear"].text
    assert first["organizations"] == ["usgs"]
    assert (first["date"], first["venue"]) == ("2021-01", {"id": "jgr", "year": "2021"})
    assert first["problem"]["zh"].splitlines() == [
        "倾斜仪昂贵，只有少数火山装得起",
        "在声学领域 便宜的麦克风早已普及",
        "传统的仪器只能测量缓慢的形变，听不见突发的震颤",
    ]
    assert first["innovation"]["zh"].splitlines()[-1] == "后来证明移动得太多"
    assert len(first["key_points"]) == 2
    assert drafts["earthear"].left_over == (
        "**Cite: 752**",
        "![picture-2021](./assets/pics/picture-2021.png)",
        "[详细信息](./Hearing the Ground.md)",
    )
    assert drafts["tilt"].left_over == ("**日本某研究所**", "**AOC: 2022**")


def test_awesome_lists_and_tables(drafter: Drafter) -> None:
    drafts = drafts_of("awesome.md", drafter)
    assert list(drafts) == ["geysernet", "tilt", "relations", "earthear", "quake"]
    tilt, relations, ear = (data(drafts[name]) for name in ("tilt", "relations", "earthear"))
    assert tilt["authors"] == ["Kiyoko Sato", "John Doe"]
    assert tilt["venue"] == {"id": "jgr", "year": "2022"}
    assert tilt["links"] == {"paper": "https://example.org/tilt.pdf"}
    assert relations["title"] == {"en": "Relations Between Swellings"}
    assert (relations["doi"], relations["venue"]["year"]) == ("10.1000/swell", "1958")
    assert (ear["name"], ear["arxiv"]) == ("EarthEar", "2101.11111")
    assert ear["links"] == {"code": "https://github.com/example/ear"}
    assert "Stars: 752" in drafts["earthear"].left_over
    assert "A favourite of ours" in drafts["geysernet"].left_over


def test_files_of_all_kinds_at_once_get_ids_of_their_own(drafter: Drafter) -> None:
    names = ("awesome.md", "details.md", "geysernet.bib", "geysernet.ris", "geysernet.json")
    found = collect([FILES / name for name in names], drafter)
    ids = [draft.id for draft in found.drafts]
    assert len(set(ids)) == len(ids) == 10
    assert {"geysernet", "geysernet-2", "geysernet-5"} <= set(ids)
    assert "from a list of ours" in found.drafts[ids.index("geysernet-3")].left_over


# --- nothing is lost ---------------------------------------------------------------------------------------------

TOKEN = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")
LABELS = {word for label in _MEANINGS for word in TOKEN.findall(label)}
URL = re.compile(r"https?://[^\s)\"'<>\]]+")
TAG = re.compile(r"<[^>]*>")


def leaves(value: Any) -> Iterator[str]:
    """Yield every text in some data."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def kept(found: Collected) -> str:
    """Return all that became of some files: data, comments of what is left over, abstracts in the report."""
    pieces = list(found.stray)
    for draft in found.drafts:
        _, _, below = draft.text.partition(LEFT_OVER)
        pieces += [*leaves(data(draft)), below.replace("\n#   ", "\n"), draft.abstract]
    return "\n".join(pieces)


def lost(source: str, found: Collected) -> list[str]:
    """Return the words and addresses of a list that are nowhere, but for labels and the numbers before titles."""
    there = kept(found)
    tokens = set(TOKEN.findall(there))
    addresses = [
        url for url in URL.findall(source) if url not in there and not any(id_ in there for id_ in ids_in(url))
    ]
    text = re.sub(r"^#+ [0-9]+\.", "", TAG.sub(" ", URL.sub(" ", source)), flags=re.MULTILINE)
    words = [word for word in TOKEN.findall(text) if word.strip("_") and word.casefold() not in LABELS]
    return [
        *addresses,
        *(word for word in words if word not in tokens and not (word.isdecimal() and f"0{word}" in tokens)),
    ]


def ids_in(url: str) -> list[str]:
    """Return the identifiers in an address, which stand for it."""
    return re.findall(r"[0-9]{4}\.[0-9]{5}|10\.[0-9]{4}/\w+", url)


@pytest.mark.parametrize("name", ["details.md", "notes.md", "awesome.md"])
def test_no_word_of_the_files_is_lost(name: str, drafter: Drafter) -> None:
    source = (FILES / name).read_text(encoding="utf-8").replace("JGR", "jgr").replace("USGS", "usgs").replace("等", "")
    assert lost(source, collect([FILES / name], drafter)) == []


def test_no_word_of_a_bibliography_is_lost(drafter: Drafter, tmp_path: Path) -> None:
    source = """stray q1x
@comment{q2x} @preamble{"q3x"} @string{s = "q4x"} @string{never = "q5x"}
@article{q6x, title={q7x {Q8x}}, author={q9x, q10x and {q11x}}, journal=s, year={2021}, odd={q12x}, year={q13x0}}
@article{q14x, title={q15x}, journal={q16x}, year={q17x}, month={q18x}, doi={q19x}, eprint={q20x}, url={q21x},
 keywords={q22x}, abstract={q23x}, editor={q24x, q25x and q26x}, note={\\emph{q27x}}, title2={q28x}}
@article{q14x, title={q29x}, journal={q30x}, booktitle={q31x}, school={q32x}}
@article{q33x, title={q34x"""
    (tmp_path / "list.bib").write_text(source, encoding="utf-8")
    there = kept(collect([tmp_path / "list.bib"], drafter))
    assert [word for word in re.findall(r"[qQ][0-9]+x", source) if word not in there] == []


def test_a_lost_word_would_be_seen(drafter: Drafter) -> None:
    source = "Ana Núñez\nunheard https://example.org/unheard"
    assert lost(source, collect([FILES / "notes.md"], drafter)) == [
        "https://example.org/unheard",
        "unheard",
    ]


SPOKEN = sorted(_MEANINGS)


class Words:
    """Words that occur once."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1000)

    def __call__(self, draw: Any) -> str:
        """Return a phrase of them, with marks in it."""
        word = lambda: f"q{next(self.numbers)}x"  # noqa: E731
        form = draw(st.sampled_from(FORMS))
        return re.sub("W", lambda _: word(), form)


FORMS = [
    *(
        "W",
        "W W W",
        "**W**",
        "*W* W",
        "`W`",
        "W: W",
        "**W:** W",
        "**W: W**",
        "==W==",
        "W, W and W",
        "W 2021",
        "“W” 中文 W。",
    ),
    *(
        "[W](https://example.org/W)",
        "[[Paper]](https://example.org/W.pdf)",
        "[Code](https://example.org/W) | [W](W.md)",
    ),
    *(
        "![W](W.png)",
        "https://example.org/W",
        "W<br>W",
        "<b>W</b>",
        '<a href="https://example.org/W">W</a>',
        "W &amp; W",
    ),
    *(
        "<!-- W -->",
        "W \\* W",
        "W  \nW",
        "[W](https://arxiv.org/abs/2301.12345) - JGR 2023. [[W]](https://example.org/W)",
    ),
    *(
        "**W** W. [[pdf]](https://example.org/W)",
        "JGR 2021",
        "USGS",
        "2021.01",
        "W et al.",
        '<img src="https://example.org/W">',
    ),
]


@st.composite
def lists(draw: Any) -> str:
    """A list as it may have grown: any block in any other."""
    words = Words()
    blocks = [block(draw, words, depth=0) for _ in range(draw(st.integers(1, 6)))]
    return "\n\n".join(blocks) + "\n"


def block(draw: Any, words: Words, depth: int) -> str:
    kinds = ["line", "field", "list", "heading", "table", "quote", "code", "html"]
    kind = draw(st.sampled_from([*kinds, "details", "entry", "entry"] if depth < 2 else kinds[:4]))
    text = words(draw)
    if kind == "field":
        return field(draw, words)
    if kind == "list":
        items = [item(draw, words, depth) for _ in range(draw(st.integers(1, 3)))]
        return "\n".join(items)
    if kind == "heading":
        return "#" * draw(st.integers(1, 4)) + f" {text}"
    if kind == "table":
        head = draw(st.sampled_from(["Title | Year | Odd", "Name | Paper | Code", "One | Two | Three"]))
        rows = [" | ".join(cell(draw, words) for _ in range(3)) for _ in range(2)]
        return f"| {head} |\n|---|---|---|\n" + "\n".join(f"| {row} |" for row in rows)
    if kind == "quote":
        return "\n".join(f"> {line}" for line in f"{field(draw, words)}\n\n{text}".split("\n"))
    if kind == "code":
        return f"```\n{text}\n```"
    if kind == "html":
        return f"<p align='center'>\n  {text}\n</p>"
    if kind == "details":
        inside = "\n\n".join(block(draw, words, depth + 1) for _ in range(draw(st.integers(0, 3))))
        title = draw(st.sampled_from([text, "Abstract", "Key points", "Notes", f"<b>{text}</b>"]))
        gap = draw(st.sampled_from(["\n", "\n\n"]))
        return f"<details>\n<summary>{title}</summary>{gap}{inside}{gap}</details>"
    if kind == "entry":
        fields = "\n".join(f"- {field(draw, words)}" for _ in range(draw(st.integers(2, 5))))
        return f"### {text}\n\n{fields}"
    return text


def field(draw: Any, words: Words) -> str:
    """A field under a label that is known, with something in it, or nothing."""
    label, form = (
        draw(st.sampled_from(SPOKEN)),
        draw(st.sampled_from(["**{}:** {}", "**{}：{}**", "{}: {}", "**{}**\n{}"])),
    )
    return form.format(label, draw(st.sampled_from([words(draw), ""])))


def item(draw: Any, words: Words, depth: int) -> str:
    first = draw(st.sampled_from([words(draw), field(draw, words)]))
    below = block(draw, words, depth + 2).split("\n") if draw(st.booleans()) else []
    return "\n".join(
        [f"- {first.replace(chr(10), chr(10) + '  ')}", *([""] if below else []), *(f"  {line}" for line in below)]
    )


def cell(draw: Any, words: Words) -> str:
    return words(draw).replace("\n", " ").replace("|", "\\|")


@examples(300)
@given(source=lists())
@example(source="### q1000x\n\n- Authors: q1001x\n- Venue: q1002x\n\n## q1003x\n\nq1004x\n")
def test_no_word_of_any_list_is_lost(drafter: Drafter, tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    path = tmp_path_factory.getbasetemp() / "list.md"
    path.write_text(source, encoding="utf-8")
    there = kept(collect([path], drafter))
    assert [word for word in re.findall(r"q[0-9]+x", source) if word not in there] == []


@examples(300)
@given(text=st.text(max_size=200))
def test_no_text_raises(drafter: Drafter, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.md"
    path.write_bytes(text.encode("utf-8", "replace"))
    for draft in collect([path], drafter).drafts:
        data(draft)
