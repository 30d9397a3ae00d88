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
from vlmap.catalog import load
from vlmap.search.catalog import search_catalog
from vlmap.search.engine import Search
from vlmap.search.keywords import KEPT, keywords

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Project
    from vlmap.catalog.load import Loaded


@pytest.fixture(scope="module")
def real_catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


@pytest.fixture(scope="module")
def data(real_catalog: Catalog) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(search_catalog(real_catalog))
    return parsed


@pytest.fixture(scope="module")
def search(real_catalog: Catalog) -> Search:
    return Search(search_catalog(real_catalog))


def test_numbers_stand_for_what_the_record_says(real_catalog: Catalog, data: dict[str, Any]) -> None:
    records = data["records"]
    assert {len(column) for column in records.values()} == {len(real_catalog)}
    for row, name in enumerate(records["id"]):
        record = real_catalog.entries[name].record
        held = {
            facet["key"]: [facet["terms"][number][0] for number in numbers]
            for facet, numbers in zip(data["facets"], records["facets"][row], strict=True)
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


def test_every_term_is_there_for_a_record(data: dict[str, Any]) -> None:
    for place, facet in enumerate(data["facets"]):
        needed = {number for numbers in data["records"]["facets"] for number in numbers[place]}
        assert needed == set(range(len(facet["terms"])))


def test_a_work_has_the_other_names_of_the_concept_that_it_is(data: dict[str, Any]) -> None:
    called = {
        name: [data["concepts"][number][0] for number in numbers]
        for name, numbers in zip(data["records"]["id"], data["records"]["called"], strict=True)
    }
    assert called["vit"] == ["vision-transformer"]
    assert called["fid"] == ["fid"]
    assert called["blip-2"] == []


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
    search = Search(search_catalog(catalog))
    assert search.find("mogi source")[0] == "mogi"
    assert search.find("火山爆发指数")[0] == "vei"
    assert search.find("defromation")[0] == "mogi"
