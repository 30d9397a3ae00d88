"""Which words a text has for the search, exactly as `assets/words.js` splits a query.

The index is written here and asked in a browser, so both must cut alike: a test puts the same texts through both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The ranges of Han, as they stand in a character class."""

_RUN = re.compile(f"[{HAN}]+")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])[ \t\n\xa0\u3000]+(?=[{HAN}])")
_WORD = re.compile(r"[^\W_]+\+*")
_JOINED = re.compile(r"[^\W_]+(?:[-·.][^\W_]+)+")
_MAY_BE_MARK = re.compile("[\u0300-\u2fff\u3005-\u3400\ua000-\U0010ffff]")


def written(text: str) -> list[str]:
    """Return the words by which a text is found: also names written in one (`blip-2` is found as `blip2`)."""
    plain = folded(text)
    joined = [re.sub("[-·.]", "", name) for name in _JOINED.findall(plain)]
    return _words(plain) + joined if joined else _words(plain)


def tokenize(text: str) -> list[str]:
    """Split a text into the words that are looked up: words and numbers, then Han in pairs of neighbours."""
    return _words(folded(text))


def named(text: str) -> str:
    """Return one spelling of a name, to compare whole names by."""
    return " ".join(tokenize(_BETWEEN_HAN.sub("", text)))


def folded(text: str) -> str:
    """Return a text without accents and capitals, each character in its plainest form."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _MAY_BE_MARK.sub(_unless_mark, apart)).lower()


def _unless_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.category(match[0]).startswith("M") else match[0]


def _words(plain: str) -> list[str]:
    if plain.isascii():
        return [stem(word) for word in _WORD.findall(plain)]
    words = [stem(word) for word in _WORD.findall(_RUN.sub(" ", plain))]
    for run in _RUN.findall(plain):
        words += [first + second for first, second in pairwise(run)] if len(run) > 1 else [run]
    return words


@cache
def stem(word: str) -> str:
    """Take off the commonest English endings, so that captions, captioned and captioning are one word."""
    if not re.fullmatch("[a-z]{4,}", word):
        return word
    single = re.sub("([^s])s$", r"\1", word)
    bare = re.sub("(?:ing|ed)$", "", single)
    return single if len(bare) < 4 or bare == single else re.sub(r"([^aeious])\1$", r"\1", bare)
