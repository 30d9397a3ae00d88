"""What a reader's browser fetches for a search, after `gzip -9`: catalog, scripts, index and lines of the list.

The records are synthetic and as long as the real ones, field by field, but none repeats another: each text is drawn
word by word from the words that the same field of all real records uses, some words are new, and terms, dates and
venues are those of other records. (Copies of real records would be taken for repetitions by gzip, and look smaller than
they are; drawn words lack the phrases of real ones, and look larger.)

    python benchmarks/search.py [--records 300]
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from vlmap import ASSETS
from vlmap.catalog import Catalog, Lock, Project, load
from vlmap.render import Renderer
from vlmap.schema.text import Text, bilingual
from vlmap.search.catalog import HEAD, blocks, in_order, search_files
from vlmap.search.engine import Search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.schema import Record

ROOT = Path(__file__).parent.parent
SCRIPTS = ("browse", "cite", "facets", "filters", "finder", "papers", "search", "sieve", "words", "worker")
BUDGETS = {300: 120_000, 10_000: 400_000}
"""What a first search may cost at most, by the number of records."""
SHOWN = 15
GOLDEN = ROOT / "tests" / "search" / "golden.yaml"
PIECE = re.compile(r"[\u3400-\u9fff]{1,2}|[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)
"""What is drawn as one: a Latin word, a pair of Han, a blank, a punctuation mark."""
SYLLABLES = [first + vowel for first in ("ch", "sh", *"bcdfghjklmnprstvwxyz") for vowel in "aeiou"]
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
    started = time.process_time()
    files = search_files(drawn, {"en": lines(drawn)})
    print(f"written in {time.process_time() - started:.1f} s of processor time")
    sizes = {name: packed(text.encode()) for name, text in files.items()}
    head = json.loads(files[HEAD])
    every = [sizes[f"search/{name}.json"] for _, name in head["shards"]]
    print(f"the index: {len(every)} shards, {sum(every):,} bytes, the largest {max(every):,}")
    scripts = sum(packed((ASSETS / f"{name}.js").read_bytes()) for name in SCRIPTS)
    print(f"for any search: catalog {sizes[HEAD]:,}, scripts {scripts:,} bytes")
    searches = sorted(sum(map(sizes.__getitem__, names)) for names in needed(drawn, files))
    base = sizes[HEAD] + scripts
    print(
        f"for one of {len(searches)} queries and its {SHOWN} lines: median {searches[len(searches) // 2]:,},", end=" "
    )
    print(f"most {searches[-1]:,} bytes")
    print(f"first search, at most: {base + searches[-1]:,} bytes of {BUDGETS.get(count, 0):,}")
    if base + searches[-1] > BUDGETS.get(count, math.inf):
        raise SystemExit(1)


def queries() -> list[str]:
    """Return the golden queries, and what somebody has typed who has just begun to."""
    golden = [query["query"] for query in yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))]
    return [*golden, *(query[:letters] for query in golden for letters in (1, 2, 3))]


def needed(drawn: Catalog, files: dict[str, str]) -> Iterator[set[str]]:
    """Yield for each query the files that it needs: those that it reads, and the blocks of the lines that it shows."""
    search, head = Search(drawn, files), json.loads(files[HEAD])
    rows = {entry.id: row for row, entry in enumerate(in_order(drawn))}
    for query in queries():
        shown = {rows[name] // head["block"] for name in search.find(query)[:SHOWN]}
        yield search.read | {f"search/{head['lines']['en'][number]}.json" for number in shown}


def lines(drawn: Catalog) -> list[str]:
    """Return the blocks of lines in English."""
    project = Project(ROOT)
    renderer = Renderer(project, drawn, Lock.read(project.lock))
    return [renderer.rows("en", block) for block in blocks(drawn)]


def packed(content: bytes) -> int:
    """Return a file's size as a careful server sends it."""
    return len(gzip.compress(content, 9, mtime=0))


def synthetic(real: Catalog, count: int, chance: random.Random) -> Catalog:
    """Return a catalog of `count` records: each a real one in turn, with every text drawn and every term shuffled."""
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
    """Return a record whose texts have as many pieces, drawn from those of their field, and the terms of others."""

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
