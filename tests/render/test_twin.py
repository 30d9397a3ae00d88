"""The Markdown of twins: escaped words stay words, and record texts keep what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vlmap.render.environment import in_brackets, in_markdown
from vlmap.render.markdown import Target
from vlmap.render.twin import markdown, one_line

READER = MarkdownIt("commonmark")
KNOWN = {"vei": Target("../vei/", "VEI [1982]")}


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=80))
def test_any_words_stay_words(text: str) -> None:
    words = " ".join(text.split())
    for place in ("# {}", "- {}", "{}", "- [{}](x)"):
        tokens = READER.parse(place.format(in_markdown(text)))
        inside = [child for token in tokens for child in token.children or ()]
        assert "".join(child.content for child in inside if child.type == "text") == words
        assert {child.type for child in inside} <= {"text", "link_open", "link_close"}
        assert not {token.type for token in tokens} & {"html_block", "blockquote_open", "fence", "hr", "code_block"}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_address_ends_where_it_should(text: str) -> None:
    tokens = READER.parseInline(f"[x](https://a.example/{in_brackets(text)}) end")[0].children or []
    assert [token.type for token in tokens] == ["link_open", "text", "link_close", "text"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain *words*", "plain *words*"),
        ("see [[vei]]", "see [VEI \\[1982\\]](../vei/)"),
        ("see [[vei|the index]].", "see [the index](../vei/)."),
        ("see [[nowhere]]", "see nowhere"),
        ("code `[[vei]] <b>`", "code `[[vei]] <b>`"),
        ("a <b>tag</b>", "a \\<b>tag\\</b>"),
        ("1 < 2", "1 < 2"),
        ("![not](an image)", "\\![not](an image)"),
        ("# not a heading", "\\# not a heading"),
        ("words\n---", "words\n\\---"),
        ("[a]: https://a.example/", "\\[a]: https://a.example/"),
        ("see [a]\n\n  [a\\]b]: javascript:x", "see [a]\n\n  \\[a\\]b]: javascript:x"),
        ("\\[a]: as it is", "\\[a]: as it is"),
    ],
)
def test_a_record_text(text: str, written: str) -> None:
    assert markdown(text, KNOWN.get) == written


def test_broken_lines_are_joined_as_on_the_page() -> None:
    assert one_line("two\nwords") == "two words"
    assert one_line("两行\n汉字，\nabc") == "两行汉字，abc"
