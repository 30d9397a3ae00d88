"""The exports in an engine for analysis, as they come: no option says what a column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from vlmap.export.formats import FORMATS, Chosen
from vlmap.export.table import results_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vlmap.catalog import Catalog, Loaded, Project

    Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog is not None
    return real_loaded.catalog


@pytest.fixture(scope="module")
def ask(real: Project, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask in SQL, the files being named by `{csv}`, `{jsonl}` and `{results}`."""
    folder: Path = tmp_path_factory.mktemp("exports")
    chosen = Chosen(real, catalog, list(catalog), "en")
    names = {"csv": "records.csv", "jsonl": "records.jsonl", "results": "results.csv"}
    texts = {"csv": FORMATS["csv"](chosen), "jsonl": FORMATS["jsonl"](chosen), "results": results_csv(catalog, catalog)}
    for key, text in texts.items():
        (folder / names[key]).write_text(text, encoding="utf-8", newline="")
    files = {key: f"'{folder / name}'" for key, name in names.items()}
    with duckdb.connect() as connection:
        yield lambda sql: connection.execute(sql.format(**files)).fetchall()


@pytest.mark.parametrize("file", ["{csv}", "{jsonl}"])
def test_every_record_is_a_row_with_its_words(ask: Ask, catalog: Catalog, file: str) -> None:
    rows = ask(f"SELECT id, name FROM {file} ORDER BY id")
    assert rows == [(key, catalog.entries[key].record.name) for key in sorted(catalog.entries)]


def test_both_files_say_the_same(ask: Ask) -> None:
    differing = """
        SELECT id FROM {csv} AS flat JOIN {jsonl} AS whole USING (id)
        WHERE flat.title_zh <> whole.title.zh OR flat.category <> whole.category OR flat.year <> whole.venue.year
           OR len(string_split(flat.authors, '; ')) <> len(whole.authors)
    """
    assert ask(differing) == []


def test_who_is_built_on_most(ask: Ask, catalog: Catalog) -> None:
    """The parts of a record come as lists of structures, ready to be taken apart."""
    most = """
        SELECT link.paper, count(*) AS n FROM (SELECT unnest(builds_on) AS link FROM {jsonl})
        GROUP BY ALL ORDER BY n DESC, 1 LIMIT 1
    """
    (found,) = ask(most)
    best = max(sorted(catalog.entries), key=lambda key: len(catalog.built_on_by(catalog.entries[key])))
    assert found == (best, len(catalog.built_on_by(catalog.entries[best])))


def test_figures_are_numbers(ask: Ask, catalog: Catalog) -> None:
    ours = [(entry.id, result) for entry in catalog for result in entry.record.results]
    assert ask("SELECT count(*), typeof(any_value(value)) FROM {results}") == [(len(ours), "DOUBLE")]
    highest = dict(ask("SELECT benchmark, max(value) FROM {results} GROUP BY ALL"))
    for benchmark, value in highest.items():
        assert value == max(float(result.value) for _, result in ours if result.benchmark == benchmark)
