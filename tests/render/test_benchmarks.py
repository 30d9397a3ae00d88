"""Rankings and charts: unlike settings apart, disagreement shown, nothing left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vlmap.catalog.authors import slug
from vlmap.errors import BuildError
from vlmap.languages import LANGUAGES
from vlmap.render.figures.chart import draw, score_chart, years_chart
from vlmap.render.outline import charts
from vlmap.render.views.benchmark import benchmark_page
from vlmap.render.views.common import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from vlmap.catalog import Catalog, Loaded


@pytest.fixture(scope="session")
def catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_stands_in_one_ranking_of_its_own_setting(catalog: Catalog, lang: str) -> None:
    for name, benchmark in catalog.taxonomy.benchmarks.items():
        page = benchmark_page(name, Reader(catalog, lang, f"benchmarks/{name}/"))
        assert sum(len(series.scores) for series in page.series) == len(catalog.results_on(name)) == page.count
        assert len({series.setting for series in page.series}) == len(page.series)
        for series in page.series:
            numbers = [float(score.number) for score in series.scores]
            assert numbers == sorted(numbers, reverse=benchmark.direction.value == "higher")


def test_disagreeing_sources_are_marked_and_both_shown(catalog: Catalog) -> None:
    page = benchmark_page("coco-fid30k", Reader(catalog, "en", "benchmarks/coco-fid30k/"))
    marked = [score for series in page.series for score in series.scores if score.disputed]
    for score in marked:
        twins = [other for other in marked if (other.record.id, other.variant) == (score.record.id, score.variant)]
        assert len({twin.number for twin in twins}) > 1


def test_a_chart_names_what_led_when_it_came(catalog: Catalog) -> None:
    points = charts(catalog)["benchmarks/imagenet-zs-top1"]["data"]["values"]
    assert len(points) == len(catalog.results_on("imagenet-zs-top1"))
    for series in {point["series"] for point in points}:
        best = float("-inf")
        for point in sorted((p for p in points if p["series"] == series), key=lambda p: (p["date"], -p["value"])):
            if point["named"]:
                assert point["value"] > best
            best = max(best, point["value"])


def test_charts_are_drawn_once(tmp_path: Path) -> None:
    spec = years_chart({(2020, "a"): 2, (2021, "b"): 1}, ["a", "b"])
    first = draw({"one": spec}, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.read_text(encoding="utf-8") == first["one"]
    kept.write_text("<svg/>", encoding="utf-8")
    assert draw({"one": spec}, tmp_path) == {"one": "<svg/>"}
    assert draw({"one": spec}) == first


def test_a_chart_escapes_names() -> None:
    import datetime as dt

    from vlmap.render.figures.chart import Point

    point = Point(dt.date(2020, 1, 1), 1.0, '<script>"&', "a", 0, named=True)
    svg = draw({"one": score_chart([point])})["one"]
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_chart_that_cannot_be_drawn_is_told() -> None:
    with pytest.raises(BuildError, match="could not draw a chart"):
        draw({"one": {"mark": "no such mark"}})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kaiming He", "kaiming-he"),
        ("Tomáš Kočiský", "tomas-kocisky"),
        ("Łukasz Kaiser", "lukasz-kaiser"),
        ("Aäron van den Oord", "aaron-van-den-oord"),
        ("OpenAI", "openai"),
        ("王小明", "738b-5c0f-660e"),
    ],
)
def test_authors_have_plain_addresses(name: str, expected: str) -> None:
    assert slug(name) == expected
