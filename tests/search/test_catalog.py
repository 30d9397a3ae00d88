"""What the search knows: the vocabulary by number, keywords, and other names of a work; and how it answers."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from vlmap.catalog import Catalog, load
from vlmap.search.catalog import HEAD, in_order, search_files
from vlmap.search.engine import Search
from vlmap.search.keywords import KEPT, keywords

if TYPE_CHECKING:
    from vlmap.catalog import Project
    from vlmap.catalog.load import Loaded


@pytest.fixture(scope="module")
def real_catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


@pytest.fixture(scope="module")
def data(real_catalog: Catalog) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(search_files(real_catalog)[HEAD])
    return parsed


@pytest.fixture(scope="module")
def search(real_catalog: Catalog) -> Search:
    return Search(real_catalog)


def test_numbers_stand_for_what_the_record_says(real_catalog: Catalog, data: dict[str, Any]) -> None:
    columns = [*(facet["rows"] for facet in data["facets"]), data["concepts"]["rows"], *data["lengths"].values()]
    assert {len(column) for column in (*columns, data["years"])} == {data["count"]} == {len(real_catalog)}
    for row, entry in enumerate(in_order(real_catalog)):
        record = entry.record
        held = {
            facet["key"]: [facet["terms"][number][0] for number in facet["sets"][facet["rows"][row]]]
            for facet in data["facets"]
        }
        for facet in real_catalog.taxonomy.facets:
            assert held[facet] == list(record.facets.get(facet, ()))
        root = record.category.partition("/")[0]
        assert {root, record.category, *record.also_in} <= set(held["category"])
        assert held["kind"] == [record.kind.value]
        assert held["year"] == [str(record.date)[:4]]
        assert held["venue"] == [record.venue.id]
        assert held["organization"] == list(record.organizations)
        assert held["code"] == (["yes"] if record.links.code else [])
        assert data["years"][row] == [record.date.year, record.venue.year]


def test_every_term_is_there_for_a_record(data: dict[str, Any]) -> None:
    for facet in data["facets"]:
        assert {number for numbers in facet["sets"] for number in numbers} == set(range(len(facet["terms"])))


def test_a_work_has_the_other_names_of_the_concept_that_it_is(search: Search, real_catalog: Catalog) -> None:
    concept = real_catalog.taxonomy.glossary["vision-transformer"]
    for name in (concept.label.en, concept.label.zh):
        assert search.find(name or "")[0] == "vit"
    assert search.find("Fréchet Inception Distance")[0] == "fid"


def test_the_shards_are_in_order_and_each_word_is_where_it_is_looked_for(real_catalog: Catalog) -> None:
    files = search_files(real_catalog)
    shards = json.loads(files[HEAD])["shards"]
    words = []
    for (first, name), following in zip(shards, [*shards[1:], None], strict=True):
        shard = json.loads(files[f"search/{name}.json"])
        assert all(first <= word and (following is None or word < following[0]) for word in shard)
        words += list(shard)
        for entries in shard.values():
            for _, steps, *counts in entries:
                assert steps[0] >= 0
                assert all(step > 0 for step in steps[1:])
                assert sum(steps) < len(real_catalog)
                assert not counts or len(counts[0]) == len(steps)
    assert len(words) == len(set(words)) > 3000
    assert shards[0][0] == ""


def test_the_same_records_give_the_same_files(real_catalog: Catalog) -> None:
    """In whatever order they were read."""
    turned = Catalog(
        real_catalog.taxonomy,
        dict(reversed(real_catalog.entries.items())),
        taxonomy_document=real_catalog.taxonomy_document,
    )
    assert search_files(turned) == search_files(real_catalog)


def test_keywords_are_said_often_here_and_seldom_elsewhere() -> None:
    texts = {
        "one": [
            "The vokenizer finds a voken.",
            "Each voken is an image; the vokenizer is trained. 动量编码器与动量编码器。",
        ],
        "two": ["The model is trained on images.", "The model is trained."],
        "three": ["The image is trained.", "An image. [[vokenizer]] [[vokenizer]]"],
    }
    found = keywords(texts, {"one": "voken", "two": "", "three": ""})
    assert set(found["one"].split()) == {"vokenizer", "动量编码器"}
    assert found["two"] == "model"
    assert found["three"] == "image"


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.text(alphabet="ab 图像的模[", max_size=40)), min_size=1))
def test_keywords_are_few_and_stand_in_the_texts(texts: dict[str, list[str]]) -> None:
    for name, words in keywords(texts, dict.fromkeys(texts, "")).items():
        said = " ".join(texts[name]).lower()
        assert all(word in said for word in words.split())
        assert len(words.split()) <= 2 * KEPT


def test_three_hundred_records_stay_within_the_budget() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/search.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("query", ["", " ", "  \n", "<script>", "((", "的", "\0", "😀", "’", "x" * 5000])
def test_any_query_has_an_answer(search: Search, query: str) -> None:
    assert isinstance(search.find(query), list)


@given(query=st.text(max_size=30))
def test_an_answer_names_each_record_once(search: Search, real_catalog: Catalog, query: str) -> None:
    found = search.find(query)
    assert len(found) == len(set(found))
    assert set(found) <= set(real_catalog.entries)


def test_every_record_is_found_first_by_its_name(search: Search, real_catalog: Catalog) -> None:
    """But where two bear the same name."""
    for entry in real_catalog:
        for name in (entry.record.name, entry.id, *entry.record.aliases):
            assert entry.id in search.find(name)[:2], name


def test_every_record_is_found_by_its_title_in_either_language(search: Search, real_catalog: Catalog) -> None:
    for entry in real_catalog:
        for title in (entry.record.title.en, entry.record.title.zh):
            assert title is None or entry.id in search.find(title)[:3], title


def test_another_field_is_searched_by_its_own_words(volcano: Project) -> None:
    catalog = load(volcano).catalog
    assert catalog
    search = Search(catalog)
    assert search.find("mogi source")[0] == "mogi"
    assert search.find("火山爆发指数")[0] == "vei"
    assert search.find("defromation")[0] == "mogi"
