"""Where a text uses a concept of the glossary: its label or one of its aliases, the longest that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vlmap.languages import LANGUAGES, Lang
from vlmap.render.cjk import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vlmap.schema import Term

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z].*[A-Z0-9]|[0-9]")
_GAP = re.compile(r"[-–\s]+")
_MOST_WORDS = 5
"""No label or alias has more words."""

_TOO_SHORT = 2
"""A word of two letters is too often something else."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a concept in a text."""

    id: str
    start: int
    end: int


class Concepts:
    """The concepts of a glossary, ready to be found in texts of one language."""

    def __init__(self, glossary: Mapping[str, Term], lang: Lang) -> None:
        self._words: dict[str, str] = {}
        self._han: dict[str, str] = {}
        for concept, term in glossary.items():
            for side in LANGUAGES if lang == "zh" else (lang,):
                aliases = (term.aliases.to(side) if term.aliases else None) or ()
                for name in (term.label.to(side) or "", *aliases):
                    if len(name) > 1 and is_han(name[0]):
                        self._han.setdefault(name, concept)
                    elif len(name) > _TOO_SHORT:
                        self._words.setdefault(_folded(name), concept)
        self._starts = {f"{_start(name)}{plural}" for name in self._words for plural in ("", "s")}
        longest_first = sorted(self._han, key=len, reverse=True)
        self._han_pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def uses(self, text: str) -> Iterator[Use]:
        """Yield the uses in a text that do not overlap, from left to right."""
        at = 0
        for use in sorted((*self._of_han(text), *self._of_words(text)), key=lambda use: use.start):
            if use.start >= at:
                yield use
                at = use.end

    def _of_han(self, text: str) -> Iterator[Use]:
        for match in self._han_pattern.finditer(text):
            yield Use(self._han[match[0]], match.start(), match.end())

    def _of_words(self, text: str) -> Iterator[Use]:
        words = list(_WORD.finditer(text))
        for number, first in enumerate(words):
            if _start(first[0]) not in self._starts:
                continue
            for last in reversed(words[number : number + _MOST_WORDS]):
                concept = self._words.get(_folded(text[first.start() : last.end()]))
                if concept is not None:
                    yield Use(concept, first.start(), last.end())
                    break


@cache
def _start(name: str) -> str:
    """Return the first word of a name, without case."""
    return name.casefold().partition(" ")[0].partition("-")[0]


@lru_cache(maxsize=1 << 16)
def _folded(name: str) -> str:
    """Return a name as it is compared: acronyms by their exact letters, words without case, plurals as singulars."""
    if _ACRONYM.search(name):
        return name
    folded = _GAP.sub(" ", name.casefold())
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
