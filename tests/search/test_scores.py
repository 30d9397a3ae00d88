"""The scores of the index in shards are those of MiniSearch, a library that holds all in memory, for the same words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import quickjs

from tests.conftest import ROOT
from vlmap import ASSETS
from vlmap.search.catalog import HEAD, search_files
from vlmap.search.postings import Postings
from vlmap.search.words import written

if TYPE_CHECKING:
    from vlmap.catalog import Catalog
    from vlmap.catalog.load import Loaded

LIBRARY = ROOT / "node_modules/minisearch/dist/es/index.js"

SCRIPT = """
let engine, ready, ours;
function open(catalog, documents) {
  engine = new MiniSearch({
    idField: "row",
    fields: Object.keys(FIELDS),
    stringifyField: (words) => words,
    tokenize: (words) => words,
    processTerm: (word) => word,
  });
  engine.addAll(JSON.parse(documents));
  ready = index(JSON.parse(catalog), async (name) => JSON.parse(read(name)));
}
function library(words) {
  const wanted = JSON.parse(words);
  const hits = engine.search("", { tokenize: () => wanted, boost: FIELDS, prefix: isPrefix });
  return JSON.stringify(Object.fromEntries(hits.map((hit) => [hit.id, hit.score / hit.queryTerms.length])));
}
function ask(words) {
  ours = undefined;
  scored(ready, JSON.parse(words), new Map()).then(({ points }) => { ours = points; });
}
const rounded = () => JSON.stringify(Object.fromEntries([...ours.entries()].filter(([, one]) => one)));
function answer() { return rounded(); }
"""


def documents(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Return the files of a catalog, and the words of every field of every record."""
    found: list[dict[str, Any]] = []
    add = Postings.add

    def noted(self: Postings, words: dict[str, list[str]], whole: Any) -> None:
        found.append({**words, "terms": [], "category": [], "place": [], "concepts": [], "row": len(found)})
        add(self, words, whole)

    monkeypatch.setattr(Postings, "add", noted)
    files = search_files(catalog)
    head = json.loads(files[HEAD])
    field_of = {"category": "category", "venue": "place", "organization": "place"}
    parts = [(field_of.get(facet["key"], "terms"), facet) for facet in head["facets"]]
    for field, part in (*parts, ("concepts", head["concepts"])):
        for document, number in zip(found, part["rows"], strict=True):
            for term in part["sets"][number]:
                names = part["terms"][term][1:]
                document[field] += dict.fromkeys(word for name in names for word in written(name))
    for document, years in zip(found, head["years"], strict=True):
        document["place"] += map(str, years)
    return files, found


def test_scores_are_those_of_the_library(real_loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    assert real_loaded.catalog
    files, found = documents(real_loaded.catalog, monkeypatch)
    context = quickjs.Context()
    for path in (LIBRARY, ASSETS / "words.js", ASSETS / "search.js"):
        script = re.sub(r"^import .*;$|\bexport\s*\{.*?\};?", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        context.eval(re.sub(r"^export ", "", script, flags=re.MULTILINE))
    context.add_callable("read", files.__getitem__)
    context.eval(SCRIPT)
    context.get("open")(files[HEAD], json.dumps(found))
    for words in (
        ["caption"],
        ["im"],
        ["对比", "比学"],
        ["clip", "2021"],
        ["contrast", "learn", "模型"],
        ["google", "a"],
    ):
        theirs = json.loads(context.get("library")(json.dumps(words)))
        context.get("ask")(json.dumps(words))
        while context.execute_pending_job():
            pass
        ours = json.loads(context.get("answer")())
        assert len(theirs) > 3
        assert ours == pytest.approx(theirs), words
