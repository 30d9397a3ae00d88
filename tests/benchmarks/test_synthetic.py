"""Synthetic records are in order, each its own, as long as their models, and the same every time."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest
from benchmarks.contenders.vlmap import edited
from benchmarks.synthetic import make_project, medians

from tests.conftest import ROOT
from vlmap.catalog import Catalog, Lock, Project, load
from vlmap.checks import check

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.contenders import Workplace

RECORDS = 260


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "project"
    make_project(ROOT, folder, RECORDS)
    return folder


def catalog_of(folder: Path) -> Catalog:
    catalog = load(Project(folder)).catalog
    assert catalog is not None
    return catalog


def test_there_is_nothing_to_find_fault_with(drawn: Path) -> None:
    loaded = load(Project(drawn))
    assert check(loaded, Lock.read(Project(drawn).lock)) == []
    assert loaded.catalog is not None
    assert len(loaded.catalog) == RECORDS


def test_they_are_the_same_every_time(drawn: Path, tmp_path: Path) -> None:
    make_project(ROOT, tmp_path / "again", RECORDS)
    for part in ("taxonomy.yaml", *(f"papers/{file.name}" for file in (drawn / "papers").iterdir())):
        assert (tmp_path / "again" / part).read_bytes() == (drawn / part).read_bytes()


def test_they_are_as_large_and_as_rich_as_the_real_ones(drawn: Path) -> None:
    real, ours = medians(ROOT), medians(drawn)
    assert real.keys() == ours.keys()
    for name, value in ours.items():
        assert value == pytest.approx(real[name], rel=0.2 if name == "results" else 0.05), name


def test_hardly_any_text_stands_twice(drawn: Path) -> None:
    """A line of which all words are names has none to be exchanged."""
    for field in ("one_liner", "problem", "innovation", "summary"):
        for lang in ("en", "zh"):
            texts = [getattr(entry.record, field).to(lang) for entry in catalog_of(drawn)]
            assert len(set(texts)) > 0.98 * len(texts), (field, lang)


def test_some_works_and_authors_are_far_better_known_than_most(drawn: Path) -> None:
    catalog = catalog_of(drawn)
    cited = [len(catalog.built_on_by(entry)) for entry in catalog]
    assert max(cited) > 10 * statistics.mean(cited)
    written = [len(author.entries) for author in catalog.authors.values()]
    assert statistics.median(written) == 1
    assert max(written) > 5


def test_fewer_records_than_the_project_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least"):
        make_project(ROOT, tmp_path / "project", 3)


def test_an_edit_changes_the_line_of_both_languages_and_can_be_made_again(work: Workplace) -> None:
    file = next((work.project / "papers").glob("*-*.yaml"))
    drawn = file.read_text(encoding="utf-8")
    once, twice = edited(drawn, 1), edited(edited(drawn, 1), 2)
    assert twice == edited(drawn, 2)
    assert [line for line in once.splitlines() if line not in drawn.splitlines()] == [
        line for line in once.splitlines() if "Version 1: " in line or "第 1 版：" in line
    ]
    assert len(once.splitlines()) == len(drawn.splitlines())
    assert once.count("Version 1: ") == once.count("第 1 版：") == 1
