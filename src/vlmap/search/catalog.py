"""What the browser searches and filters: one file with what every search needs, and many of which it needs a few.

The words of the texts stand in an inverted index, cut into shards; of the vocabulary (facets, concepts of the glossary)
there are the numbers of the terms that each record holds, since the filters need these anyway. Records are numbered by
date, the oldest is 0: so a new one seldom changes what is said of the others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from vlmap.catalog.entry import by_date
from vlmap.languages import LANGUAGES
from vlmap.render.markdown import Target, plain
from vlmap.render.terms import Concepts
from vlmap.render.views.browse import edition
from vlmap.schema.text import bilingual
from vlmap.search.facets import facets_of, term_words
from vlmap.search.keywords import EMPTY, EMPTY_HAN, keywords, telling_words
from vlmap.search.postings import WORDS, Postings
from vlmap.search.words import HAN, named, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Text
    from vlmap.schema.base import Part

HEAD = "catalog.json"
"""The file that every search needs."""

NAMING = ("title", "one_liner", "innovation", "key_points")
"""The texts whose concepts are a record's own; the others speak of older and of later works as well."""

LONG = ("problem", "innovation", "summary", "key_points", "limitations")
"""The texts of which only the telling words are searched."""

MOST_SAID = 3
"""Saying a concept more often than this tells nothing more."""

SPELLED = 3
"""Words of so many letters at least are offered for misspelt ones."""

BLOCK = 16
"""So many rows of the list are fetched at once."""

_IS_HAN = re.compile(f"[{HAN}]")


def search_files(catalog: Catalog, lines: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Return every file by its path below `assets/vlmap/`. `lines` are blocks of rows as HTML, by the page's language.

    `HEAD` has what all searches need:
    - `empty`: the words and Han that a query does without.
    - `count`, `edition`, `block`: how many records there are, the mark of their order, how many rows a block has.
    - `facets`: what one may filter by, each `{key, label, terms, sets, rows}`; a term is `[id, English, Chinese, others
      …]`, what no vocabulary names (a year) its id alone; sets have numbers of terms, rows the number of each record's.
    - `concepts`: the glossary likewise, a term as often as it is said.
    - `years`: of the first version and of publication.
    - `lengths`: for each field how many different words each record has in it.
    - `characters`: in how many records each Han stands.
    - `shards`: the first word and the file of each; `Postings` says what stands there.
    - `spelling`: for each first letter the file of its words, those of the most records first.
    - `names`: the file of the records in the order of their names.
    - `lines`: the files of the blocks.
    """
    entries = in_order(catalog)
    facets = facets_of(catalog.taxonomy)
    columns = [[facet.numbers(entry.record) for entry in entries] for facet in facets]
    concepts = [[key, *term_words(term)] for key, term in catalog.taxonomy.glossary.items()]
    said = _concepts(entries, catalog)
    years = [[entry.record.date.year, entry.record.venue.year] for entry in entries]
    vocabulary = [(_words(facet.terms), column) for facet, column in zip(facets, columns, strict=True)]
    vocabulary.append((_words(concepts), said))
    postings, spread = _indexed(catalog, entries, concepts, vocabulary, years)
    others = _Files()
    head = {
        "empty": [*sorted(EMPTY), *sorted(EMPTY_HAN)],
        "count": len(entries),
        "edition": edition(entry.id for entry in entries),
        "block": BLOCK,
        "facets": [facet.data() | _packed(column) for facet, column in zip(facets, columns, strict=True)],
        "concepts": {"terms": concepts, **_packed(said)},
        "years": years,
        "lengths": postings.lengths,
        "characters": {name: count for name, count in sorted(spread.items()) if _IS_HAN.fullmatch(name)},
        "shards": [[first, others.add(shard)] for first, shard in postings.shards()],
        "spelling": {letter: others.add(words) for letter, words in _spelling(spread).items()},
        "names": others.add(sorted(range(len(entries)), key=lambda row: _by_name(entries[row]))),
        "lines": {lang: [others.add(block) for block in blocks] for lang, blocks in (lines or {}).items()},
    }
    return {HEAD: _json(head), **others.texts}


def in_order(catalog: Catalog) -> list[Entry]:
    """Return the records in the order of their numbers."""
    return sorted(catalog, key=by_date)


def blocks(catalog: Catalog) -> list[list[Entry]]:
    """Return the records in the pieces in which their rows are fetched."""
    entries = in_order(catalog)
    return [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]


class _Files:
    """Files named by what they hold: a page of yesterday finds its own or none, never others of the same name."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def add(self, data: Any) -> str:
        text = _json(data)
        name = f"search/{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        self.texts[name] = text
        return name.removeprefix("search/").removesuffix(".json")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _indexed(
    catalog: Catalog,
    entries: Sequence[Entry],
    concepts: list[list[str]],
    vocabulary: Sequence[tuple[list[list[str]], list[list[int]]]],
    years: list[list[int]],
) -> tuple[Postings, Counter[str]]:
    """Return the index of the texts, and in how many records each word and each character stands, be it of a term."""
    long = _keywords(entries)
    ideas = _words(concepts)
    meant = defaultdict(set)
    for number, terms in enumerate(concepts):
        for name in terms:
            meant[name.casefold()].add(number)
    postings, spread = Postings(), Counter[str]()
    for row, entry in enumerate(entries):
        record = entry.record
        title, line = _sides(record.title, catalog), _sides(record.one_liner, catalog)
        names = [entry.id, record.name, *record.aliases]
        called = sorted({number for name in names for number in meant.get(name.casefold(), ())})
        names += [name for number in called for name in concepts[number]]
        words = {
            "name": written(record.name),
            "id": written(entry.id),
            "called": [word for name in record.aliases for word in written(name)]
            + [word for number in called for word in ideas[number]],
            "title": [word for side in title for word in written(side)],
            "line": written(telling_words(line, " ".join(title))),
            "authors": written(_authors(entry)),
            "keywords": written(long[row]),
        }
        postings.add(words, {"bears": map(named, names), "known": (entry.id, *record.aliases)})
        known = {*map(str, years[row])}.union(*(words[field] for field in WORDS))
        for words_of, column in vocabulary:
            known.update(*map(words_of.__getitem__, column[row]))
        spread.update(known)
        spread.update({*"".join(known)} - known)
    return postings, spread


def _words(terms: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return for each term of the vocabulary, which starts with its id, the words of its names."""
    return [list(dict.fromkeys(word for name in names for word in written(name))) for _, *names in terms]


def _packed(column: list[list[int]]) -> dict[str, list[Any]]:
    """Return the sets of terms that records hold, the commonest first, and the number of each record's set."""
    held = [tuple(terms) for terms in column]
    sets = [terms for terms, _ in Counter(held).most_common()]
    numbers = {terms: number for number, terms in enumerate(sets)}
    return {"sets": sets, "rows": [numbers[terms] for terms in held]}


def _spelling(spread: Counter[str]) -> dict[str, list[str]]:
    """Return the words that a misspelt one may stand for, by their first letter, those of the most records first."""
    known: dict[str, list[str]] = {}
    for word in sorted(spread, key=lambda word: (-spread[word], word)):
        if len(word) >= SPELLED and word[0].isalpha() and not _IS_HAN.match(word):
            known.setdefault(word[0], []).append(word)
    return dict(sorted(known.items()))


def _by_name(entry: Entry) -> tuple[str, str]:
    return entry.record.name.casefold(), entry.id


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


def _keywords(entries: Sequence[Entry]) -> list[str]:
    texts, known = {}, {}
    for entry in entries:
        long = list(_texts(entry.record, LONG))
        short = list(_texts(entry.record, ("title", "one_liner")))
        texts[entry.id] = [side for text in long for lang in LANGUAGES if (side := text.to(lang))]
        known[entry.id] = " ".join(side for text in short for lang in LANGUAGES if (side := text.to(lang)))
    found = keywords(texts, known)
    return [found[entry.id] for entry in entries]


def _concepts(entries: Sequence[Entry], catalog: Catalog) -> list[list[int]]:
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
