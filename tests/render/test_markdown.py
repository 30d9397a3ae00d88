"""Record text as HTML. The cases are in `cases.md`: title, text and HTML between lines that hold a dot."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from vlmap.render import markdown
from vlmap.render.markdown import Linked, Target, blocks, inline, plain

CASES = read_fixture_file(Path(__file__).parent / "cases.md")


def resolve(reference: str) -> Target | None:
    return Target("../clip/", "CLIP") if reference in ("clip", "old-clip") else None


@pytest.mark.parametrize(("text", "html"), [case[2:] for case in CASES], ids=[case[1].strip() for case in CASES])
def test_golden(text: str, html: str) -> None:
    assert blocks(text, resolve) == html


def test_one_line_has_no_paragraph_around_it() -> None:
    assert inline("在**对齐**之后\n看 [[clip]]", resolve) == '在<strong>对齐</strong>之后看 <a href="../clip/">CLIP</a>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**对齐**\n方法", "对齐方法"),
        ("two\nlines", "two lines"),
        ("see [the code](https://a.org/ 'x') and `x < y`", "see the code and x < y"),
        ("after [[clip|that one]]", "after that one"),
        ("a & b <c> &lt;", "a & b <c> <"),
    ],
)
def test_the_words_alone(text: str, words: str) -> None:
    assert plain(text) == words


def linked(text: str) -> list[Linked]:
    at = text.find("a")
    return [Linked(at, at + 1, "../#a&b", 'the "first" <letter>')] if at >= 0 else []


@given(st.text(st.sampled_from("ab中，“—\n .-+1)#>=~&<*[]!\t\u00a0\x0b\u3000\\")))
@example("中文\n中文\n\n\n“a”\nb a")
@example("a\n1. b")
@example("")
@example("\n")
@example("\na\n")
def test_what_needs_no_parser_comes_out_as_if_parsed(text: str) -> None:
    markdown._inline_anywhere.cache_clear()
    said = (blocks(text, resolve, linked), blocks(text, resolve), inline(text, resolve))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_MARKS", markdown.re.compile(""))
        markdown._inline_anywhere.cache_clear()
        assert said == (blocks(text, resolve, linked), blocks(text, resolve), inline(text, resolve))
