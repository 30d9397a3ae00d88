"""The words that set a record apart: what its long texts say often and the other records seldom.

The whole of every text would be most of what a browser has to fetch; these few words find nearly as much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from vlmap.prose import MENTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KEPT = 10
"""So many words, pairs of Han counted one by one, are kept of each record and script."""

# fmt: off
EMPTY = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "in", "into", "is",
    "it", "its", "of", "on", "or", "that", "the", "their", "this", "to", "using", "via", "what", "which", "with",
    "work",
))
# fmt: on
"""English words that say how others relate, and nothing about what is looked for."""

EMPTY_HAN = frozenset("的了与和在之而其为以于也由从到把被将使让并及或各每这那是个不")
"""Likewise Han: a pair with one of them is no word of its own."""

_LEAST = 2
"""A word said once is as likely chance."""

_TOKEN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[^\\W\u3400-\u9fff]+(?:-[^\\W\u3400-\u9fff]+)*")
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff][^\W_\u2e80-\u9fff]{2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_BOUNDS = [0x4DFF, *sorted(map(ord, EMPTY_HAN)), 0xA000]
_TELLING_HAN = "\u3400-\u4dbf" + "".join(f"{chr(a + 1)}-{chr(b - 1)}" for a, b in pairwise(_BOUNDS) if b - a > 1)
_RUN = re.compile(f"[{_TELLING_HAN}]{{2,}}")
"""Han without an empty one among them."""


def telling_words(texts: Iterable[str], known: str) -> str:
    """Return the words of some texts, each once: without empty ones, and without those of a text that is known."""
    apart = re.compile(f"[{''.join(sorted(EMPTY_HAN))}]")
    words = (word for text in texts for word in _TOKEN.findall(apart.sub(" ", text.lower())))
    told = {*_TOKEN.findall(known.lower()), *EMPTY}
    return " ".join(dict.fromkeys(word for word in words if word not in told))


def keywords(texts: Mapping[str, Iterable[str]], known: Mapping[str, str]) -> dict[str, str]:
    """Return for each record its keywords, parted by blanks; `known` is what a search finds of it anyway."""
    words, pairs = _Telling(), _Telling()
    for name, parts in texts.items():
        said, told = "\n".join(_said(parts)), known[name].lower()
        words.add(name, Counter(_WORD.findall(said)), told)
        pairs.add(name, Counter(_pairs(said)), told)
    return {
        name: " ".join((*words.of(name), *_runs(_said(parts), frozenset(pairs.of(name)))))
        for name, parts in texts.items()
    }


def _said(texts: Iterable[str]) -> list[str]:
    return [MENTION.sub(" ", text).lower() for text in texts]


def _pairs(text: str) -> Iterator[str]:
    return (pair for run in _RUN.findall(text) for pair in map(add, run, run[1:]))


class _Telling:
    """Finds the words of each record that score highest by tf·idf. Of a record only what may be one is kept."""

    def __init__(self) -> None:
        self._spread: Counter[str] = Counter()
        self._counts: dict[str, dict[str, int]] = {}

    def add(self, name: str, counts: Counter[str], told: str) -> None:
        self._spread.update(counts.keys())
        self._counts[name] = {word: count for word, count in counts.items() if count >= _LEAST and word not in told}

    def of(self, name: str) -> list[str]:
        total, spread = len(self._counts), self._spread
        scores = {
            word: count * math.log(total / spread[word])
            for word, count in self._counts[name].items()
            if spread[word] < total
        }
        return sorted(scores, key=lambda word: (-scores[word], word))[:KEPT]


def _runs(texts: Iterable[str], pairs: frozenset[str]) -> list[str]:
    """Put pairs of Han that overlap in the texts together again: 动量, 量编, 编码 → 动量编码."""
    found: dict[str, None] = {}
    for text in texts:
        for run in _HAN.findall(text):
            piece = ""
            for first, second in pairwise(run):
                if first + second in pairs:
                    piece = (piece or first) + second
                elif piece:
                    found.setdefault(piece)
                    piece = ""
            if piece:
                found.setdefault(piece)
    longest_first = sorted(found, key=lambda piece: (-len(piece), piece))
    return [piece for n, piece in enumerate(longest_first) if not any(piece in kept for kept in longest_first[:n])]
