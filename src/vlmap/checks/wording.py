"""One thing has one name: concepts in Chinese, works in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.checks.consistency import prose, words
from vlmap.checks.rule import Context, Finding, written_rule
from vlmap.diagnostics import Severity
from vlmap.languages import LANGUAGES, Lang, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vlmap.catalog import Catalog, Written
    from vlmap.schema import Taxonomy
    from vlmap.schema.taxonomy import Term

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_DASHES = "‐‑–—"


@written_rule("term-variant", Severity.WARNING)
def term_variant(written: Written, context: Context) -> Iterator[Finding]:
    """Where the English uses the label of a concept, the Chinese uses its label, and no alias."""
    rivals, any_rival, labels = context.once(_vocabulary)
    for text in prose(written):
        if len(text.sides) < len(LANGUAGES):
            continue
        chinese = _plain(words(text.sides["zh"]))
        if not any_rival.search(chinese):
            continue
        held = [match.span(1) for match in labels.finditer(chinese)]
        left = {id(term): _unmatched(term, text.sides["en"], chinese) for alias, term in rivals if alias in chinese}
        for start, end, term in _places(chinese, rivals):
            if left[id(term)] <= 0 or _within((start, end), held):
                continue
            held.append((start, end))
            left[id(term)] -= 1
            alias = text.sides["zh"][start:end]
            yield Finding(
                text.span("zh", start, end),
                Message(
                    f"'{alias}' is another rendering of '{term.label.en}', which is '{term.label.zh}' here",
                    f"“{alias}”与“{term.label.zh}”同指 {term.label.en}，译法不一致",
                ),
                help=Message(
                    f"write '{term.label.zh}', the label in taxonomy.yaml; its aliases serve the search only",
                    f"请写“{term.label.zh}”，即 taxonomy.yaml 中的标准名称；别名只供搜索",
                ),
            )


def _vocabulary(catalog: Catalog) -> tuple[list[tuple[str, Term]], re.Pattern[str], re.Pattern[str]]:
    """Return the aliases that may stand for a label, and patterns for any of them, and for any label."""
    rivals = _rivals(catalog.taxonomy)
    any_rival = re.compile("|".join(re.escape(alias) for alias, _ in rivals) or r"(?!)")
    return rivals, any_rival, _any_of({_plain(term.label.zh) for term in _terms(catalog.taxonomy) if term.label.zh})


def _places(chinese: str, rivals: list[tuple[str, Term]]) -> list[tuple[int, int, Term]]:
    """Return where a text has an alias, of those that share a place the longest first."""
    places = [
        (*match.span(), term)
        for alias, term in rivals
        if alias in chinese
        for match in re.finditer(re.escape(alias), chinese)
    ]
    return sorted(places, key=lambda place: (place[0] - place[1], place[0]))


def _plain(text: str) -> str:
    """Return a text with one kind of dash."""
    for dash in _DASHES:
        text = text.replace(dash, "-")
    return text


def _terms(taxonomy: Taxonomy) -> Iterator[Term]:
    yield from taxonomy.glossary.values()
    for facet in taxonomy.facets.values():
        yield from facet.terms.values()


def _rivals(taxonomy: Taxonomy) -> list[tuple[str, Term]]:
    """Return each Chinese alias that may stand for a label, with its concept; a label or one character may not."""
    labels = {term.label.zh for term in _terms(taxonomy)}
    return [
        (_plain(alias), term)
        for term in taxonomy.glossary.values()
        if term.aliases and term.label.en and term.label.zh
        for alias in term.aliases.zh or ()
        if alias not in labels and len(_HAN.findall(alias)) > 1
    ]


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the longest of some words at each place, which may overlap others."""
    return re.compile(f"(?=({'|'.join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))}))")


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Tell whether one of `others` holds a span or is held by it."""
    start, end = span
    return any((first <= start and end <= last) or (start <= first and last <= end) for first, last in others)


def _unmatched(term: Term, english: str, chinese: str) -> int:
    """Return how much oftener the English uses the label of a concept than the Chinese does, in either spelling."""
    label = _spaced(term.label.en or "")
    if label not in _spaced(english):
        return 0
    whole = re.compile(rf"(?<![\w-]){'[ -]'.join(map(re.escape, label.split()))}(?:s|es)?(?![\w-])", re.ASCII)
    there = len(whole.findall(_plain(words(english)).casefold().replace("\n", " ")))
    here = len(whole.findall(chinese.casefold())) + chinese.count(_plain(term.label.zh or ""))
    return there - here


def _spaced(text: str) -> str:
    """Return a text without case, hyphens and line breaks."""
    return re.sub(r"[-\s]", " ", _plain(text)).casefold()


_PARTING = r"[-‐‑–·]|\s+"
_NAME_START = re.compile(r"[A-Z0-9][A-Za-z0-9]*")
_NEXT_WORD = re.compile(rf"(?:{_PARTING})([A-Za-z0-9]+)")
_PLAIN_NAME = re.compile(rf"[A-Za-z0-9]+(?:(?:{_PARTING})[A-Za-z0-9]+)*")
_LIKE_A_NAME = re.compile(r"\d|[A-Z].*[A-Z]|[a-z][A-Z]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;。！？：；“\"(（])\s*$")
_SHORTEST = 4
"""A name of fewer letters is told from a word or a person's name only by its capitals."""


@written_rule("name-variant", Severity.WARNING, compares_names=True)
def name_variant(written: Written, context: Context) -> Iterator[Finding]:
    """The name of a work is written as its record has it."""
    names = context.once(_Names.of)
    for text in prose(written):
        for lang, side in text.sides.items():
            shown = words(side)
            for start, end, (name, known) in names.found(shown):
                wrong = " ".join(shown[start:end].split())
                is_first = _SENTENCE_END.search(shown, max(start - 20, 0), start) is not None
                if wrong in names.allowed or not _is_variant(wrong, name, lang, is_first=is_first):
                    continue
                yield Finding(
                    text.span(lang, start, end),
                    Message(f"'{wrong}' is called '{name}' elsewhere", f"“{wrong}”在别处写作“{name}”"),
                    help=Message(
                        f"write '{name}', the name in papers/{known}.yaml",
                        f"请写“{name}”，即 papers/{known}.yaml 中的名称",
                    ),
                )


@dataclass(frozen=True, slots=True)
class _Names:
    """The names to look for without case, hyphens and blanks, each with how it is written, and in which record."""

    known: dict[str, tuple[str, str]]
    starts: frozenset[str]
    allowed: frozenset[str]

    @classmethod
    def of(cls, catalog: Catalog) -> _Names:
        known: dict[str, tuple[str, str]] = {}
        for entry in catalog:
            name = re.sub(r"\s*\(.*\)$", "", entry.record.name)
            if entry.is_sound(("name",)) and _PLAIN_NAME.fullmatch(name) and _LIKE_A_NAME.search(name):
                known.setdefault(_squeezed(name), (name, entry.id))
        starts = frozenset(key[:length] for key in known for length in range(1, len(key)))
        allowed = {entry.record.name for entry in catalog} | {name for name, _ in known.values()}
        for term in _terms(catalog.taxonomy):
            allowed |= {term.label.en or "", *((term.aliases.en or ()) if term.aliases else ())}
        return cls(known, starts, frozenset(allowed))

    def found(self, text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """Yield where a text has one of the names in another spelling, the longest at each place."""
        done = 0
        for match in _NAME_START.finditer(text):
            start, end = match.span()
            while start and "a" <= text[start - 1] <= "z":
                start -= 1
            if start < done:
                continue
            key, last = text[start:end].casefold(), ""
            while True:
                if key in self.known:
                    last, done = key, end
                following = _NEXT_WORD.match(text, end) if key in self.starts else None
                if following is None:
                    break
                key, end = key + following[1].casefold(), following.end()
            if last and text[start:done] not in self.allowed:
                yield start, done, self.known[last]


def _squeezed(name: str) -> str:
    return re.sub(_PARTING, "", name).casefold()


def _is_variant(wrong: str, name: str, lang: Lang, *, is_first: bool) -> bool:
    """Tell whether a spelling is a wrong name, and not ordinary words or a capital at the start of a sentence."""
    if wrong == name or (is_first and wrong[1:] == name[1:]):
        return False
    if not _LIKE_A_NAME.search(wrong):
        # One capital: a name only where an ordinary word would have none, as CLIP written "Clip" within a sentence.
        return wrong.istitle() and wrong.isalpha() and len(wrong) >= _SHORTEST and (lang == "zh" or not is_first)
    ours, theirs = re.split(_PARTING, wrong), re.split(_PARTING, name)
    if len(ours) != len(theirs):
        return True
    differing = [part for part, right in zip(ours, theirs, strict=True) if part != right]
    return not differing or not all(part.isalpha() and part.islower() for part in differing)
