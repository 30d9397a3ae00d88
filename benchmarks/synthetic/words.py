"""Prose of the real records with about a third of its words exchanged: as long, as marked up, and never said before.

What names something stays: digits, names, marks, mentions and every word of the vocabulary, so that the two languages
of a text go on agreeing with each other, and the glossary goes on being linked. A text that merely stood on many
records would flatter whoever keeps what was rendered once, and whoever packs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.checks.numerals import mentioned
from vlmap.languages import LANGUAGES, Lang

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from vlmap.schema import Taxonomy

_PIECE: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?<![\w/.\[|@-])[a-z]{5,}(?![\w/@|\]-])"),
    "zh": re.compile(r"[\u4e00-\u9fff]{2}"),
}
"""What may be exchanged: an ordinary English word, two Chinese characters."""

_SHARE = 0.35
"""Of the pieces that may be exchanged, so many are."""

_NUMERALS = set("一二三四五六七八九十百千万亿零两半倍成双首次第几")


class Words:
    """The words that texts of a language use, and the exchange of some for others."""

    def __init__(self, taxonomy: Taxonomy, texts: Iterable[tuple[Lang, str]]) -> None:
        """Take the texts of all records, each with its language."""
        self._names: dict[Lang, re.Pattern[str]] = {lang: _names(taxonomy, lang) for lang in LANGUAGES}
        found: dict[Lang, set[str]] = {lang: set() for lang in LANGUAGES}
        for lang, text in texts:
            found[lang].update(_PIECE[lang].findall(self._names[lang].sub("\n", text)))
        self._known = {lang: {piece for piece in pieces if _is_plain(piece)} for lang, pieces in found.items()}
        self._pool = {lang: sorted(pieces) for lang, pieces in self._known.items()}

    def exchanged(self, text: str, lang: Lang, chance: random.Random) -> str:
        """Return a text in which words that name nothing are exchanged for others."""
        pool, known = self._pool[lang], self._known[lang]

        def piece(match: re.Match[str]) -> str:
            return chance.choice(pool) if match[0] in known and chance.random() < _SHARE else match[0]

        out, at = [], 0
        for name in self._names[lang].finditer(text):
            out += [_PIECE[lang].sub(piece, text[at : name.start()]), name[0]]
            at = name.end()
        return "".join([*out, _PIECE[lang].sub(piece, text[at:])])


def _is_plain(piece: str) -> bool:
    """Tell whether a piece stands for no number: 1 is mentioned by every text."""
    return _NUMERALS.isdisjoint(piece) and len(mentioned(piece)) == 1


def _names(taxonomy: Taxonomy, lang: Lang) -> re.Pattern[str]:
    """Return a pattern for what the vocabulary calls its concepts and terms, in the spelling of running text."""
    terms = [*taxonomy.glossary.values()]
    terms += [term for facet in taxonomy.facets.values() for term in facet.terms.values()]
    found = {term.label.to(lang) or term.label.best(lang)[0] for term in terms}
    found |= {alias for term in terms if term.aliases for alias in term.aliases.to(lang) or ()}
    longest_first = sorted(found, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]") for name in longest_first)
    marks = r"`[^`]*`|\[\[[^\]]*\]\]|\]\([^)]*\)|https?://\S+"
    return re.compile(rf"{marks}|(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
