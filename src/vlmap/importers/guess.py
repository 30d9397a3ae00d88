"""Where a new work may belong, judged by the words it shares with the vocabulary and with the works that are there."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from vlmap.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog
    from vlmap.schema.text import Text

_WORD = re.compile(r"[a-z]{3,}|[\u3400-\u9fff]{2}")
_SHORTEST_TERM = 4


def guess_category(text: str, catalog: Catalog) -> str | None:
    """Return the branch whose definition and records share most of the words of a text, rare words counting more."""
    bags: dict[str, Counter[str]] = {}
    for path, category in catalog.categories.items():
        if category.categories:
            continue
        texts = [category.label, category.definition]
        for entry in catalog.in_category(path):
            texts += [entry.record.title, entry.record.one_liner, entry.record.summary]
        bags[path] = Counter(_bag(texts))
    spread = Counter(word for bag in bags.values() for word in bag)
    scores = {path: _likeness(set(_words(text)), bag, spread, len(bags)) for path, bag in bags.items()}
    best = max(scores, key=lambda path: scores[path], default=None)
    return best if best is not None and scores[best] > 0 else None


def _likeness(words: set[str], bag: Counter[str], spread: Counter[str], bags: int) -> float:
    """Return the cosine of a text and a branch, with words weighed by how few branches have them."""
    weight = {word: math.log(bags / spread[word]) + 0.01 for word in bag}
    length = math.sqrt(sum((math.log1p(count) * weight[word]) ** 2 for word, count in bag.items()))
    shared = sum(math.log1p(bag[word]) * weight[word] ** 2 for word in sorted(words & bag.keys()))
    return shared / length if length else 0.0


def guess_kind(title: str) -> str:
    """Return what a title says a work is about; most are about a method."""
    words = {word.rstrip("s") for word in re.findall("[a-z]+", title.lower())}
    return next((kind.value for kind in Kind if kind.value in words), Kind.METHOD.value)


def terms_in(text: str, catalog: Catalog) -> dict[str, list[str]]:
    """Return, for each facet, the terms whose label or alias a text uses."""
    found: dict[str, list[str]] = {}
    plain = re.sub(r"[-\s]+", " ", text.casefold())
    for facet_id, facet in catalog.taxonomy.facets.items():
        for term_id, term in facet.terms.items():
            aliases = term.aliases
            names = [term.label.en, term.label.zh, *((*(aliases.en or ()), *(aliases.zh or ())) if aliases else ())]
            if any(_uses(plain, re.sub(r"[-\s]+", " ", name.casefold())) for name in names if name):
                found.setdefault(facet_id, []).append(term_id)
    return found


def _uses(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return len(name) >= _SHORTEST_TERM and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _bag(texts: Iterable[Text]) -> list[str]:
    return [word for text in texts for side in (text.en, text.zh) if side for word in _words(side)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
