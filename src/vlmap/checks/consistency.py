"""A record does not contradict itself, nor say one thing twice."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vlmap.checks.bilingual import LANGUAGE_NAMES
from vlmap.checks.numerals import figures, is_plain, mentioned, written_numbers
from vlmap.checks.references import texts
from vlmap.checks.rule import Context, Finding, record_rule, written_rule
from vlmap.diagnostics import Severity
from vlmap.languages import LANGUAGES, Lang, Message, other
from vlmap.schema.explain import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Entry, Written
    from vlmap.diagnostics import Span
    from vlmap.source import Loc

REPEATED = 0.6
"""The share of an innovation's words that the one-liner may not reach; in real records it is 0.4 at most."""

_CODE_AND_ADDRESSES = r"(?P<ticks>`+).+?(?P=ticks)|\]\([^()\n]*\)|https?://[^\s<>）)，。、；]+"
_APART_FROM_WORDS = re.compile(rf"{_CODE_AND_ADDRESSES}|\[\[[^\[\]|\n]+", re.DOTALL)
_APART_FROM_FIGURES = re.compile(rf"{_CODE_AND_ADDRESSES}|\[\[[^\[\]\n]+\]\]", re.DOTALL)


def words(text: str, *, of_mentions: bool = True) -> str:
    """Return a text of the same length with blanks for code, addresses and ids, and for the words of mentions."""
    if not any(mark in text for mark in ("`", "[[", "](", "://")):
        return text
    hidden = _APART_FROM_WORDS if of_mentions else _APART_FROM_FIGURES
    return hidden.sub(lambda match: " " * len(match[0]), text)


class Prose(NamedTuple):
    """One text of a record or a reading path, in the languages it is written in."""

    written: Written
    loc: Loc
    sides: dict[Lang, str]

    def span(self, lang: Lang, start: int, end: int) -> Span:
        """Return where a stretch of the text stands in the file."""
        return self.written.document.text_span(self.written.parsed.written((*self.loc, lang)), start, end)


@lru_cache(maxsize=1)
def prose(written: Written) -> tuple[Prose, ...]:
    """Return the prose of a file; kept for the next rule that goes through it."""
    found: list[Prose] = []
    for (*loc, lang), text in texts(written):
        if lang == "zh" and found and found[-1].loc == tuple(loc):
            found[-1].sides["zh"] = text
        else:
            found.append(Prose(written, tuple(loc), {"zh" if lang == "zh" else "en": text}))
    return tuple(found)


@written_rule("numbers-differ", Severity.WARNING)
def numbers_differ(written: Written, _context: Context) -> Iterator[Finding]:
    """Both languages of a text state the same figures."""
    for text in prose(written):
        shown = {lang: words(side, of_mentions=False) for lang, side in text.sides.items()}
        if len(shown) < len(LANGUAGES) or written_numbers(shown["en"]) == written_numbers(shown["zh"]):
            continue
        stated = {lang: figures(side) for lang, side in shown.items()}
        values = {lang: {value for figure in stated[lang] for value in figure.values} for lang in LANGUAGES}
        for lang in LANGUAGES:
            there = other(lang)
            missing = [figure for figure in stated[lang] if values[there].isdisjoint(figure.values)]
            told = mentioned(text.sides[there]) if missing else set()
            for figure in missing:
                if told.isdisjoint(figure.values) and is_plain(figure, shown[lang]):
                    yield _differs(text, lang, figure.start, figure.end)


def _differs(text: Prose, lang: Lang, start: int, end: int) -> Finding:
    here, there = LANGUAGE_NAMES[lang], LANGUAGE_NAMES[other(lang)]
    name, figure = place_name(text.loc), text.sides[lang][start:end]
    return Finding(
        text.span(lang, start, end),
        Message(
            f"'{figure}' is in the {here.en} of {name}, but not in the {there.en}",
            f"{name} 的{here.zh}写有“{figure}”，{there.zh}却没有这个数",
        ),
        help=Message(
            f"state it in the {there.en} as well, or correct whichever of the two is wrong",
            f"请在{there.zh}中写明同一数值；若其中一种语言有误，请改正",
        ),
    )


@record_rule("repeated-innovation", Severity.WARNING)
def repeated_innovation(entry: Entry, _context: Context) -> Iterator[Finding]:
    """The innovation says more than the one-liner."""
    for lang in LANGUAGES:
        line, idea = (getattr(text, lang) for text in (entry.record.one_liner, entry.record.innovation))
        if line is None or idea is None or not (entry.is_sound(("one_liner",)) and entry.is_sound(("innovation",))):
            continue
        said, saying = _gist(line, lang), _gist(idea, lang)
        if saying and len(saying & said) >= REPEATED * len(saying):
            named = LANGUAGE_NAMES[lang]
            yield Finding(
                entry.span(("innovation", lang)),
                Message(
                    f"the {named.en} of innovation says little more than one_liner",
                    f"innovation 的{named.zh}与 one_liner 所说几乎相同",
                ),
                help=Message(
                    "say what is new here, and why it works: one_liner tells a newcomer what the work is",
                    "请写明新意何在、为何有效；one_liner 只用一句话向初学者说明这是什么工作",
                ),
            )


def _gist(text: str, lang: Lang) -> set[str]:
    """Return what a text is made of: its words, or in Chinese its pairs of neighbouring characters."""
    if lang == "en":
        return set(re.findall(r"[^\W_]+", text.casefold()))
    signs = re.sub(r"[\W_]+", "", text.casefold())
    return {first + second for first, second in pairwise(signs)}
