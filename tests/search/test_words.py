"""The words of a text are cut alike where the index is written (Python) and where it is asked (JavaScript)."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
import quickjs
from hypothesis import given
from hypothesis import strategies as st

from vlmap import ASSETS
from vlmap.search.words import named, stem, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from vlmap.catalog.load import Loaded

    Cut = Callable[[list[str]], list[Any]]

KNOWN = unicodedata.ucd_3_2_0
"""Unicode as everybody has it: what came later, one side may know and the other not yet."""


@pytest.fixture(scope="module")
def cut() -> Cut:
    """What the shipped script makes of texts: the words of each, and its spelling as a name."""
    script = (ASSETS / "words.js").read_text(encoding="utf-8")
    context = quickjs.Context()
    context.eval(re.sub(r"^export ", "", script, flags=re.MULTILINE))
    context.eval(
        "function cut(texts) { return JSON.stringify(JSON.parse(texts).map((one) => [written(one), named(one)])); }"
    )
    return lambda texts: json.loads(context.get("cut")(json.dumps(texts)))


def same(cut: Cut, texts: list[str]) -> None:
    for text, found in zip(texts, cut(texts), strict=True):
        assert found == [written(text), named(text)], text


def test_every_character_is_taken_alike(cut: Cut) -> None:
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assigned = [one for one in characters if KNOWN.category(one) not in ("Cn", "Co")]
    assert len(assigned) > 90_000
    same(cut, [f"a{one}b 图{one}像 {one}-x" for one in assigned])


@given(
    st.lists(
        st.text(
            st.one_of(st.sampled_from("aeinsdgx-·.+ 图像的Éß々〇ﬁＡ９\u3000\u0301"), st.characters(max_codepoint=0x3FF))
        )
    )
)
def test_any_text_is_cut_alike(cut: Cut, texts: list[str]) -> None:
    old = ["".join(one for one in text if KNOWN.category(one) != "Cn") for text in texts]
    same(cut, old)


def test_the_texts_of_the_records_are_cut_alike(cut: Cut, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    records = [entry.record for entry in real_loaded.catalog]
    texts = [side for one in records for text in (one.title, one.summary) for side in (text.en, text.zh) if side]
    same(cut, texts + [author.name for one in records for author in one.authors])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BLIP-2", ["blip", "2", "blip2"]),
        ("Captions, captioned, captioning", ["caption", "caption", "caption"]),
        ("Führer", ["fuhrer"]),
        ("对比学习", ["对比", "比学", "学习"]),
        ("图", ["图"]),
        ("𠀀𠀁", ["𠀀𠀁"]),
        ("用CLIP 模型", ["clip", "用", "模型"]),
        ("C++", ["c++"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert written(text) == words


def test_endings_are_taken_off_once() -> None:
    assert [stem(word) for word in ("models", "class", "running", "need", "gans")] == [
        "model",
        "class",
        "run",
        "need",
        "gan",
    ]
