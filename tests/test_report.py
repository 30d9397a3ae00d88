"""Findings as people, programs and GitHub read them."""

from __future__ import annotations

import json
import re

import pytest

from vlmap.diagnostics import Diagnostic, Severity, Span
from vlmap.languages import Message
from vlmap.report import display_width, report


def finding(line: str, marked: str = "", *, number: int = 7, file: str = "papers/clip.yaml", **said: str) -> Diagnostic:
    """Return a finding about the first place in a line where `marked` stands."""
    start = line.index(marked)
    return Diagnostic(
        "unknown-term",
        Severity.ERROR,
        Span(file, number, start + 1, start + len(marked) + 1, line),
        Message(said.get("fact", "it is wrong"), "有误"),
        Message(said["label"], "此处") if "label" in said else None,
        Message(said["help"], "请改正") if "help" in said else None,
    )


def marked_cells(block: str) -> str:
    """Return what a reader sees above the carets: the characters of the source line in the same terminal cells."""
    source, pointer = (line.partition("| ")[2] for line in block.split("\n")[2:4])
    first = display_width(pointer[: pointer.index("^")])
    last = first + pointer.count("^")
    found, cell = "", 0
    for character in source:
        if first <= cell < last:
            found += character
        cell += display_width(character)
    return found


def test_a_whole_report() -> None:
    warning = Diagnostic(
        "missing-translation",
        Severity.WARNING,
        Span("papers/clip.yaml", 12, 3, 9, "  title:"),
        Message("title has no Chinese text", "title 缺少中文"),
    )
    error = finding("    - 零样本 clasification", "clasification", label="not there", help="did you mean it?")
    assert report([error, warning], 1_200) == (
        "papers/clip.yaml:7:11: error[unknown-term]: it is wrong\n"
        "   |\n"
        " 7 |     - 零样本 clasification\n"
        "   |              ^^^^^^^^^^^^^ not there\n"
        "   = help: did you mean it?\n"
        "\n"
        "papers/clip.yaml:12:3: warning[missing-translation]: title has no Chinese text\n"
        "    |\n"
        " 12 |   title:\n"
        "    |   ^^^^^^\n"
        "\n"
        "1,200 files checked: 1 error, 1 warning\n"
    )
    assert report([error], 1, lang="zh") == (
        "papers/clip.yaml:7:11: error[unknown-term]: 有误\n"
        "   |\n"
        " 7 |     - 零样本 clasification\n"
        "   |              ^^^^^^^^^^^^^ 此处\n"
        "   = 帮助：请改正\n"
        "\n"
        "检查了 1 个文件：1 个错误，0 个警告\n"
    )


def test_nothing_to_report() -> None:
    assert report([], 141) == "141 files checked: 0 errors, 0 warnings\n"
    assert json.loads(report([], 141, form="json")) == []


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("  zh: 视觉模型只会预测一张固定的标签表", "预测"),
        ("  zh: 视觉模型", "视"),
        ("  zh: “引号”——[[clpi]]，之后", "clpi"),
        ("  name: Cafe\u0301 CLIP", "CLIP"),
        ("  name: ＣＬＩＰ model", "model"),
        ("name: a\tb", "b"),
    ],
    ids=["Han", "first Han", "punctuation", "combining", "full width", "tab"],
)
def test_carets_stand_below_what_they_mark(line: str, marked: str) -> None:
    assert marked_cells(report([finding(line, marked)], 1)) == marked


LATIN = "x" * 300
HAN = "视觉模型只会预测一张固定的标签表，" * 20


@pytest.mark.parametrize("filling", [LATIN, HAN], ids=["Latin", "Han"])
@pytest.mark.parametrize(
    ("before", "after"), [(0, 1), (1, 1), (1, 0)], ids=["at the start", "in the middle", "at the end"]
)
def test_a_long_line_is_cut_around_the_finding(filling: str, before: int, after: int) -> None:
    block = report([finding(f"  en: {filling * before}WRONG{filling * after}", "WRONG")], 1)
    assert marked_cells(block) == "WRONG"
    assert "…" in block
    assert all(display_width(line) <= 120 for line in block.split("\n")), "it fits a terminal"


def test_a_long_finding_is_marked_as_far_as_it_is_shown() -> None:
    block = report([finding(f"  en: {LATIN}", LATIN)], 1)
    assert set(marked_cells(block)) <= {"x", "…"}
    assert all(display_width(line) <= 120 for line in block.split("\n"))


@pytest.mark.parametrize("form", ["text", "github"])
@pytest.mark.parametrize(
    "sign",
    ["\x1b[31m", "\r", "\x07", "\u202e", "\u2066", "\u200b", "\x85", "\u2028", "\0"],
    ids=lambda sign: f"U+{ord(sign[0]):04X}",
)
def test_nothing_in_a_record_can_steer_a_terminal_or_a_log(sign: str, form: str) -> None:
    evil = f"{sign}::set-output name=x::y"
    said = report([finding(f"name: {evil}", fact=evil, label=evil, help=evil, file=f"papers/{evil}")], 1, form=form)
    assert sign[0] not in said
    if form == "github":
        assert [line for line in said.splitlines() if line.startswith("::")] == said.splitlines()[:1]


@pytest.mark.parametrize("form", ["text", "github"])
def test_an_old_command_of_a_log_is_taken_apart(form: str) -> None:
    evil = "x ##[add-mask]y"
    said = report(
        [finding(f"name: {evil}", evil, fact=evil, label=evil, help=evil, file=f"papers/{evil}")], 1, form=form
    )
    assert "##[" not in said
    assert marked_cells(said) == "x #\ufffd[add-mask]y" if form == "text" else "add-mask" in said


def test_a_line_break_in_a_message_starts_no_second_command() -> None:
    said = report([finding("name: x", fact="a\n::error::b", help="c\n::error::d")], 1, form="github")
    assert len(said.splitlines()) == 2


def test_github_escapes() -> None:
    found = finding("name: x", "x", file="papers/a,b:c%d.yaml", fact="100% wrong, is it: yes", help="do this")
    assert report([found], 1, form="github") == (
        "::error file=papers/a%2Cb%3Ac%25d.yaml,line=7,col=7,endColumn=8,title=unknown-term::"
        "100%25 wrong, is it: yes%0Ado this\n"
        "1 file checked: 1 error, 0 warnings\n"
    )


def test_json_gives_programs_both_languages_and_the_place() -> None:
    found = finding("name: 视觉 x", "x", label="here", help="mend it")
    assert json.loads(report([found, finding("name: x")], 2, form="json", lang="zh")) == [
        {
            "rule": "unknown-term",
            "severity": "error",
            "file": "papers/clip.yaml",
            "line": 7,
            "column": 10,
            "end_column": 11,
            "message": {"en": "it is wrong", "zh": "有误"},
            "label": {"en": "here", "zh": "此处"},
            "help": {"en": "mend it", "zh": "请改正"},
        },
        {
            "rule": "unknown-term",
            "severity": "error",
            "file": "papers/clip.yaml",
            "line": 7,
            "column": 1,
            "end_column": 1,
            "message": {"en": "it is wrong", "zh": "有误"},
            "label": None,
            "help": None,
        },
    ]


def test_colour_adds_nothing_but_colour() -> None:
    found = [finding("name: x", "x", label="here", help="mend it")]
    coloured = report(found, 1, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report(found, 1)
