"""What a reader's browser fetches before it can search: catalog, library and our own scripts, after `gzip -9`.

The records are synthetic and as long as the real ones, field by field, but none repeats another: each text is drawn
word by word from the words that the same field of all real records uses. (Copies of real records would be taken for
repetitions by gzip, and look smaller than they are; drawn words lack the phrases of real ones, and look larger.)

    python benchmarks/search.py [--records 300]
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import statistics
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vlmap import ASSETS
from vlmap.catalog import Catalog, Project, load
from vlmap.schema.text import Text, bilingual
from vlmap.search.catalog import HEAD, search_files

if TYPE_CHECKING:
    from vlmap.schema import Record

ROOT = Path(__file__).parent.parent
SCRIPTS = ("vendor/minisearch.js", "search.js", "facets.js", "filters.js", "papers.js", "cite.js", "browse.js")
BUDGET = 120_000
PIECE = re.compile(r"[\u3400-\u9fff]{1,2}|[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)
"""What is drawn as one: a Latin word, a pair of Han, a blank, a punctuation mark."""
SYLLABLES = [first + vowel for first in "b c ch d f g h j k l m n p r s sh t v w x y z".split() for vowel in "aeiou"]
NEW = {"author": 0.2, "name": 0.3, "title": 0.02, "": 0.002}
"""How often a Latin word is one that no other record has, by field."""


def main() -> None:
    """Draw the records and print the sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=300)
    count = parser.parse_args().records
    real = load(Project(ROOT)).catalog
    assert real is not None
    drawn = synthetic(real, count, random.Random(0))
    print(f"texts of the median record: {median(real):,.0f} characters in {len(real)} real ones,", end=" ")
    print(f"{median(drawn):,.0f} in {count} drawn ones")
    sizes = {"catalog.json": packed(search_catalog(drawn).encode())}
    sizes |= {Path(name).name: packed((ASSETS / name).read_bytes()) for name in SCRIPTS}
    for name, size in sizes.items():
        print(f"{name:15} {size:8,} bytes after gzip -9")
    total = sum(sizes.values())
    print(f"{'together':15} {total:8,} bytes of {BUDGET:,}")
    print(f"the catalog of the {len(real)} real ones: {packed(search_catalog(real).encode()):,} bytes")
    if total > BUDGET:
        raise SystemExit(1)


def packed(content: bytes) -> int:
    """Return a file's size as a careful server sends it."""
    return len(gzip.compress(content, 9, mtime=0))


def synthetic(real: Catalog, count: int, chance: random.Random) -> Catalog:
    """Return a catalog of `count` records: each a real one in turn, with every text drawn anew and every term shuffled."""
    pools: dict[tuple[str, str], list[str]] = {}
    for entry in real:
        for place, text in texts(entry.record):
            pools.setdefault(place, []).extend(PIECE.findall(text))
    models = list(real)
    entries = {}
    for number in range(count):
        model = models[number % len(models)]
        record = redrawn(model.record, pools, [chance.choice(models).record for _ in range(20)], chance)
        name = f"{coined(chance)}-{number}"
        entries[name] = replace(model, id=name, value=record)
    return Catalog(real.taxonomy, entries, taxonomy_document=real.taxonomy_document)


def coined(chance: random.Random) -> str:
    """Return a word that nobody has used: a growing field has new names, of people and of works, in every record."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3)))


def texts(record: Record) -> list[tuple[tuple[str, str], str]]:
    """Return every text with its field and language; names of authors are a field, too."""
    found = [(("author", ""), author.name) for author in record.authors] + [(("name", ""), record.name)]
    for (field, *_), text in bilingual(record):
        found += [((str(field), lang), side) for lang in ("en", "zh") if (side := text.to(lang))]
    return found


def redrawn(
    record: Record, pools: dict[tuple[str, str], list[str]], others: list[Record], chance: random.Random
) -> Record:
    """Return a record whose texts have as many pieces, drawn from those of their field; its terms are those of others."""

    def draw(place: tuple[str, str], text: str) -> str:
        pieces = chance.choices(pools[place], k=len(PIECE.findall(text)))
        share = NEW.get(place[0], NEW[""])
        return (
            "".join(
                coined(chance) if piece.isascii() and piece.isalpha() and chance.random() < share else piece
                for piece in pieces
            ).strip()
            or "x"
        )

    def side(field: str, text: Text) -> Text:
        return Text(**{lang: draw((field, lang), said) for lang in ("en", "zh") if (said := text.to(lang))})

    def value(field: str, old: Any) -> Any:
        if isinstance(old, Text):
            return side(field, old)
        if isinstance(old, tuple) and old and isinstance(old[0], Text):
            return tuple(side(field, text) for text in old)
        return old

    changed = {field: value(field, getattr(record, field)) for field in type(record).model_fields}
    changed["name"] = draw(("name", ""), record.name)
    changed["aliases"] = ()
    changed["authors"] = tuple(
        author.model_copy(update={"name": draw(("author", ""), author.name)}) for author in record.authors
    )
    dated, *rest = others
    changed |= {"date": dated.date, "venue": dated.venue, "category": rest[0].category, "also_in": rest[1].also_in}
    changed |= {"kind": rest[2].kind, "organizations": rest[3].organizations, "links": rest[4].links}
    facets = {key for other in rest[5:] for key in other.facets}
    drawn = {key: chance.choice(rest[5:]).facets.get(key) for key in sorted(facets)}
    changed["facets"] = {key: terms for key, terms in drawn.items() if terms}
    return record.model_copy(update=changed)


def median(catalog: Catalog) -> float:
    """Return how many characters of text the median record has."""
    return statistics.median(sum(len(text) for _, text in texts(entry.record)) for entry in catalog)


if __name__ == "__main__":
    main()
