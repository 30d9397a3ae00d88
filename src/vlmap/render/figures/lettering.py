"""How much room words take, without a font at hand: close enough to keep labels apart."""

from __future__ import annotations

import unicodedata
from functools import cache

_NARROW = frozenset("fijlrtI!'(),-./:;[]|· ")
_BROAD = frozenset("mwMW@%&")
_EM = {"han": 1.0, "broad": 0.88, "capital": 0.68, "narrow": 0.34, "other": 0.57}
"""Parts of the type size, those of common sans faces, on the generous side."""


def width(words: str, size: float) -> float:
    """Return the width of words set in a sans of `size`, in the same unit."""
    return sum(map(_em, words)) * size


def shortened(words: str, size: float, room: float) -> str:
    """Return words cut to fit into `room`, with an ellipsis where something was cut."""
    if width(words, size) <= room:
        return words
    while words and width(f"{words}…", size) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


@cache
def _em(character: str) -> float:
    return _EM[_class(character)]


def _class(character: str) -> str:
    if unicodedata.east_asian_width(character) in "WF":
        return "han"
    if character in _NARROW:
        return "narrow"
    if character in _BROAD:
        return "broad"
    return "capital" if character.isupper() else "other"
