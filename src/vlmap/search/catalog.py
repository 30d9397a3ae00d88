"""The compact catalog that the browser searches and filters: both languages of every record in one file.

What all records have stands in columns, and a record points to the vocabulary by number: that keeps the file small.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from vlmap.catalog.catalog import by_date
from vlmap.languages import LANGUAGES
from vlmap.render.markdown import Target, plain
from vlmap.render.terms import Concepts
from vlmap.schema.text import bilingual
from vlmap.search.facets import facets_of, term_words
from vlmap.search.keywords import EMPTY, EMPTY_HAN, keywords, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Text
    from vlmap.schema.base import Part

NAMING = ("title", "one_liner", "innovation", "key_points")
"""The texts whose concepts are a record's own; the others speak of older and of later works as well."""

LONG = ("problem", "innovation", "summary", "key_points", "limitations")
"""The texts of which only the telling words are searched."""


MOST_SAID = 3
"""Saying a concept more often than this tells nothing more."""


def search_catalog(catalog: Catalog) -> str:
    """Return JSON with four parts.

    `empty`: the words and Han that a query does without. `facets`: what one may filter by, each `{key, label, terms}`;
    a term is `[id, English, Chinese, other names …]`, and what no vocabulary names (a year) is its id alone.
    `concepts`: the glossary, its terms written likewise. `records`: columns, newest record first; `facets` (a list for
    each facet), `concepts` and `called` hold numbers of terms, `called` those of concepts that are this very work.
    """
    entries = sorted(catalog, key=by_date, reverse=True)
    facets = facets_of(catalog.taxonomy)
    concepts = [[key, *term_words(term)] for key, term in catalog.taxonomy.glossary.items()]
    columns: dict[str, list[Any]] = {
        "id": [entry.id for entry in entries],
        "name": [entry.record.name for entry in entries],
        "aliases": [list(entry.record.aliases) for entry in entries],
        "title": [_sides(entry.record.title, catalog) for entry in entries],
        "line": [
            telling_words(_sides(entry.record.one_liner, catalog), " ".join(_sides(entry.record.title, catalog)))
            for entry in entries
        ],
        "authors": [_authors(entry) for entry in entries],
        "date": [str(entry.record.date) for entry in entries],
        "published": [entry.record.venue.year for entry in entries],
        "keywords": _keywords(entries),
        "facets": [[facet.numbers(entry.record) for facet in facets] for entry in entries],
        "concepts": _concepts(entries, catalog),
        "called": [_called(entry, concepts) for entry in entries],
    }
    empty = [*sorted(EMPTY), *sorted(EMPTY_HAN)]
    data = {"empty": empty, "facets": [facet.data() for facet in facets], "concepts": concepts, "records": columns}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _sides(text: Text, catalog: Catalog) -> list[str]:
    def target(reference: str) -> Target | None:
        entry = catalog.resolve(reference)
        return Target("", entry.record.name) if entry else None

    return [plain(text.to(lang) or "", target) for lang in LANGUAGES]


def _authors(entry: Entry) -> str:
    return ", ".join(f"{author.name} {author.zh}" if author.zh else author.name for author in entry.record.authors)


def _texts(record: Part, fields: Iterable[str]) -> Iterator[Text]:
    for field in fields:
        yield from (text for _, text in bilingual(getattr(record, field)))


def _keywords(entries: list[Entry]) -> list[str]:
    texts, known = {}, {}
    for entry in entries:
        long = list(_texts(entry.record, LONG))
        short = list(_texts(entry.record, ("title", "one_liner")))
        texts[entry.id] = [side for text in long for lang in LANGUAGES if (side := text.to(lang))]
        known[entry.id] = " ".join(side for text in short for lang in LANGUAGES if (side := text.to(lang)))
    found = keywords(texts, known)
    return [found[entry.id] for entry in entries]


def _concepts(entries: list[Entry], catalog: Catalog) -> list[list[int]]:
    numbers = {name: number for number, name in enumerate(catalog.taxonomy.glossary)}
    finders = [(lang, Concepts(catalog.taxonomy.glossary, lang)) for lang in LANGUAGES]
    found = []
    for entry in entries:
        said: Counter[int] = Counter()
        for lang, finder in finders:
            uses = (use for text in _texts(entry.record, NAMING) for use in finder.uses(text.to(lang) or ""))
            said |= Counter(numbers[use.id] for use in uses)
        found.append([number for number in sorted(said) for _ in range(min(said[number], MOST_SAID))])
    return found


def _called(entry: Entry, concepts: list[list[str]]) -> list[int]:
    names = {name.casefold() for name in (entry.id, entry.record.name, *entry.record.aliases)}
    return [number for number, words in enumerate(concepts) if names & {word.casefold() for word in words}]
