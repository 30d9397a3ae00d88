"""Synthetic records: each has a real one for a model, whose fields, lengths and counts it keeps.

What it says is its own: name, date, identifiers, authors, organizations, predecessors, figures, and a third of its
words. Works come in the order of their dates and build on earlier ones, the more likely on those many build on already.
"""

from __future__ import annotations

import bisect
import random
import re
from typing import TYPE_CHECKING, Any

from benchmarks.synthetic.people import Crowd
from benchmarks.synthetic.words import Words
from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.schema import Taxonomy

Data = dict[str, Any]

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
_OF_ONE_PAPER = ("aliases", "introduced_in", "doi", "acl", "openreview", "arxiv")
_FIRST_MODERN_ARXIV = "2007-04"
_LONGER_ARXIV = "2015"
_AUTHORS_GROWTH = 0.9
_ORGANIZATIONS_GROWTH = 0.6
_FOLLOWS_OTHERS = 0.5
"""How often a predecessor is one that another work has named; else it is one of the recent works."""

_RECENT = 0.3
"""The share of the works so far that are recent."""


class Field:
    """A field that grows from the real works, which are the first of it."""

    def __init__(self, models: dict[str, Data], taxonomy: Taxonomy) -> None:
        self._models = list(models.values())
        self._words = Words(taxonomy, (text for model in self._models for text in _texts(model)))
        self._authors = Crowd([_name(one) for model in self._models for one in model["authors"]], _AUTHORS_GROWTH)
        places = [name for model in self._models for name in model.get("organizations", ())]
        self._organizations = Crowd(places, _ORGANIZATIONS_GROWTH)
        parts = [name.split() for name in self._authors.parts if " " in name]
        self._given, self._family = (sorted({part[end] for part in parts}) for end in (0, -1))
        self._months = {key: str(model["date"])[:7] for key, model in models.items()}
        self._order = sorted((month, key) for key, month in self._months.items())
        self._named = [one["paper"] for model in self._models for one in model.get("builds_on", ())]
        self._reasons = [model["no_predecessor"] for model in self._models if "no_predecessor" in model]

    def grown(self, count: int) -> Iterator[tuple[str, Data]]:
        """Yield so many records with their ids, in the order of their dates."""
        planned = []
        for number in range(count):
            chance = random.Random(number)
            model = self._models[number % len(self._models)]
            planned.append((_some_day(str(model["date"]), chance), number, model, chance))
        for date, number, model, chance in sorted(planned, key=lambda one: one[:2]):
            name = _made_up(chance, number)
            key = name.lower()
            yield key, self._record(key, name, number, date, model, chance)
            self._months[key] = date[:7]
            bisect.insort(self._order, (date[:7], key))

    def _record(self, key: str, name: str, number: int, date: str, model: Data, chance: random.Random) -> Data:
        record = {field: value for field, value in model.items() if field not in _OF_ONE_PAPER}
        record = self._said_anew(record, chance)
        record["name"] = name
        record["title"] = {
            lang: f"{name}{colon}{re.split('[:：] ?', record['title'][lang], maxsplit=1)[-1]}"
            for lang, colon in zip(LANGUAGES, (": ", "："), strict=True)
        }
        record["date"] = date
        newcomers = [f"{chance.choice(self._given)} {chance.choice(self._family)}" for _ in model["authors"]]
        record["authors"] = self._authors.several(len(model["authors"]), newcomers, chance)
        places = [f"{_made_up(chance).lower()}-lab" for _ in range(8)]
        if "organizations" in model:
            record["organizations"] = self._organizations.several(len(model["organizations"]), places, chance)
        self._identify(record, number, key, model)
        self._build_on(record, date[:7], chance)
        for result in record.get("results", ()):
            result["value"] = _near(str(result["value"]), chance)
        return record

    def _said_anew(self, value: Any, chance: random.Random) -> Any:
        if isinstance(value, dict):
            if set(value) <= set(LANGUAGES):
                return {lang: self._words.exchanged(text, lang, chance) for lang, text in value.items()}
            return {key: self._said_anew(part, chance) for key, part in value.items()}
        return [self._said_anew(part, chance) for part in value] if isinstance(value, list) else value

    def _identify(self, record: Data, number: int, key: str, model: Data) -> None:
        """Give a record identifiers of the sorts that its model has, and sources that name them."""
        date = str(record["date"])
        links = {kind: f"https://example.org/{key}/{kind}" for kind in model.get("links", ())}
        if "arxiv" in model and date >= _FIRST_MODERN_ARXIV:
            digits = f"{number % 9999 + 1:04}" if date < _LONGER_ARXIV else f"{number + 20000:05}"
            record["arxiv"] = f"{date[2:4]}{date[5:7] or '01'}.{digits}"
            old = str(model["arxiv"])
            for place in (record, *record.get("results", ())):
                for field in ("source", "sources"):
                    if field in place:
                        place[field] = _instead(place[field], old, record["arxiv"])
        else:
            links.setdefault("project", f"https://example.org/{key}/")
        if "doi" in model:
            record["doi"] = f"10.5555/{key}"
        if links:
            record["links"] = links

    def _build_on(self, record: Data, month: str, chance: random.Random) -> None:
        """Choose what the record builds on: as many works as its model's, all of them earlier."""
        references = record.pop("builds_on", [])
        end = bisect.bisect_left(self._order, (month, ""))
        found: dict[str, None] = {}
        for _ in range(4 * len(references) if end else 0):
            if len(found) < len(references):
                found[self._predecessor(end, month, chance)] = None
        self._named += found
        if found:
            record["builds_on"] = [
                {**reference, "paper": paper} for reference, paper in zip(references, found, strict=False)
            ]
            record.pop("no_predecessor", None)
        elif record["kind"] == "method" and self._reasons:
            record.setdefault("no_predecessor", chance.choice(self._reasons))

    def _predecessor(self, end: int, month: str, chance: random.Random) -> str:
        if self._named and chance.random() < _FOLLOWS_OTHERS:
            famous = chance.choice(self._named)
            if self._months[famous] < month:
                return famous
        return self._order[chance.randrange(int(end * (1 - _RECENT)), end)][1]


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a record with its language."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in LANGUAGES and isinstance(part, str):
                yield key, part
            else:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _name(author: str | Data) -> str:
    return author if isinstance(author, str) else str(author["name"])


def _made_up(chance: random.Random, number: int | None = None) -> str:
    """Return a name that no work has; the number makes it this one's alone."""
    word = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
    return word if number is None else f"{word}-{number}"


def _some_day(date: str, chance: random.Random) -> str:
    """Return another date of the same year, as precise."""
    year, *rest = date.split("-")
    return "-".join([year, *(f"{chance.randint(1, most):02}" for most, _ in zip((12, 28), rest, strict=False))])


def _near(value: str, chance: random.Random) -> str:
    """Return a figure a little below another, with as many decimals."""
    decimals = len(value.partition(".")[2])
    return f"{float(value) * chance.uniform(0.9, 1):.{decimals}f}"


def _instead(said: Any, old: str, new: str) -> Any:
    if isinstance(said, list):
        return [_instead(one, old, new) for one in said]
    return said.replace(old, new)
