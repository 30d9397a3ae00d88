"""What the pages of benchmarks show: rankings among like settings, a plot, and where sources disagree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog.catalog import by_date
from vlmap.languages import LIST_COMMA
from vlmap.render.figures.chart import Point, score_chart
from vlmap.render.figures.timescale import fraction
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.results import setting_words, source_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.figures.chart import Spec
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Name, Reader, Said
    from vlmap.render.views.results import LinkView
    from vlmap.schema import PartialDate, Result

NAME_ROOM = 150, 0.09
"""The room of a name in a plot: days, and the share of the range of values."""

WORTH_A_PLOT = 4
"""With fewer figures than this, a plot says less than the table."""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A line of a ranking. `disputed` where another source has another value for the same variant and setting."""

    record: Name
    value: str
    number: str
    variant: str
    source: LinkView
    note: Said | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Figures under one setting, best first. `shape` is the number of their mark in the plot."""

    id: str
    setting: str
    shape: int
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """The page of one benchmark; `better` is the key of a label."""

    id: str
    label: str
    definition: str
    metric: str
    unit: str
    better: str
    dataset: Name | None
    chart: Markup
    series: tuple[SeriesView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class BenchmarkLink:
    """A benchmark in the list of all."""

    label: str
    href: str
    definition: str
    metric: str
    count: int


def benchmark_link(name: str, count: int, reader: Reader) -> BenchmarkLink:
    """Return how to point to a benchmark on which there are `count` figures."""
    benchmark = reader.catalog.taxonomy.benchmarks[name]
    href = reader.href(f"benchmarks/{name}")
    return BenchmarkLink(
        reader.word(benchmark.label), href, reader.word(benchmark.definition), reader.word(benchmark.metric), count
    )


def benchmark_page(name: str, reader: Reader) -> BenchmarkPage:
    """Gather what the page of a benchmark shows."""
    benchmark = reader.catalog.taxonomy.benchmarks[name]
    dataset = reader.catalog.resolve(benchmark.dataset) if benchmark.dataset else None
    figures = reader.catalog.results_on(name)
    values = Counter({key: len(found) for key, found in _values(figures).items()})
    higher = benchmark.direction.value == "higher"
    series = tuple(
        SeriesView(
            f"setting-{number + 1}",
            LIST_COMMA[reader.lang].join(setting_words(setting, reader)),
            number,
            tuple(
                _score(entry, result, values[_key(entry, result)] > 1, reader)
                for entry, result in sorted(
                    ranked, key=lambda one: (one[1].value * (-1 if higher else 1), by_date(one[0]))
                )
            ),
        )
        for number, (setting, ranked) in enumerate(by_setting(figures).items())
    )
    return BenchmarkPage(
        id=name,
        label=reader.word(benchmark.label),
        definition=reader.word(benchmark.definition),
        metric=reader.word(benchmark.metric),
        unit=benchmark.unit,
        better=benchmark.direction.value,
        dataset=reader.name(dataset) if dataset else None,
        chart=reader.chart(f"benchmarks/{name}"),
        series=series,
        count=len(figures),
    )


def by_setting(figures: list[tuple[Entry, Result]]) -> dict[tuple[str, ...], list[tuple[Entry, Result]]]:
    """Return figures parted by their conditions, the commonest first; unlike conditions are never mixed."""
    parted: dict[tuple[str, ...], list[tuple[Entry, Result]]] = {}
    for entry, result in figures:
        parted.setdefault(tuple(sorted(result.settings)), []).append((entry, result))
    return dict(sorted(parted.items(), key=lambda item: (-len(item[1]), item[0])))


def charts(catalog: Catalog) -> dict[str, Spec]:
    """Return the plot of each benchmark that is worth one, by the path of its page; the same in either language."""
    found = {}
    for name, benchmark in catalog.taxonomy.benchmarks.items():
        figures = catalog.results_on(name)
        if len(figures) >= WORTH_A_PLOT and len({entry.record.date.year for entry, _ in figures}) > 1:
            found[f"benchmarks/{name}"] = score_chart(_points(figures, higher=benchmark.direction.value == "higher"))
    return found


def _points(figures: list[tuple[Entry, Result]], *, higher: bool) -> list[Point]:
    """Return the points of a plot; those are named that were the best of their series when they came.

    A name that would stand on another is left out: the table has all.
    """
    points: list[Point] = []
    values = [float(result.value) for _, result in figures]
    near = (max(values) - min(values)) * NAME_ROOM[1]
    for series, (_, members) in enumerate(by_setting(figures).items()):
        best = None
        for entry, result in sorted(
            members, key=lambda one: (one[0].record.date.order, one[1].value * (-1 if higher else 1))
        ):
            value, day = float(result.value), _day(entry.record.date)
            leads = best is None or (value > best if higher else value < best)
            best = value if leads else best
            free = not any(
                other.named and abs((other.day - day).days) < NAME_ROOM[0] and abs(other.value - value) < near
                for other in points
            )
            points.append(Point(day, value, entry.record.name, _root(entry), series, leads and free))
    return points


def _day(date: PartialDate) -> dt.date:
    """Return the middle of what a date covers."""
    if len(date.parts) > 2:
        return dt.date(*date.parts)
    return dt.date(date.year, 1 + int(fraction(date) * 12), 15)


def _root(entry: Entry) -> str:
    return entry.record.category.partition("/")[0]


def _key(entry: Entry, result: Result) -> tuple[str, str, tuple[str, ...]]:
    return entry.id, result.variant or "", tuple(sorted(result.settings))


def _values(figures: list[tuple[Entry, Result]]) -> dict[tuple[str, str, tuple[str, ...]], set[str]]:
    found: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for entry, result in figures:
        found.setdefault(_key(entry, result), set()).add(str(result.value))
    return found


def _score(entry: Entry, result: Result, disputed: bool, reader: Reader) -> ScoreView:
    return ScoreView(
        record=reader.name(entry),
        value=f"{result.value}{reader.catalog.taxonomy.benchmarks[result.benchmark].unit}",
        number=str(result.value),
        variant=result.variant or "",
        source=source_link(result.source or ""),
        note=reader.line(result.note, entry.id, "results") if result.note else None,
        disputed=disputed,
    )


def _reported(catalog: Catalog) -> dict[str, int]:
    return {name: count for name in catalog.taxonomy.benchmarks if (count := len(catalog.results_on(name)))}


def _all_content(_subject: str, reader: Reader, label: Labels) -> Content:
    links = tuple(benchmark_link(name, count, reader) for name, count in _reported(reader.catalog).items())
    return Content(label("benchmarks"), label("benchmarks"), label("benchmarks-description"), links)


def _content(subject: str, reader: Reader, _label: Labels) -> Content:
    view = benchmark_page(subject, reader)
    return Content(view.label, view.label, view.definition, view)


def _index(catalog: Catalog) -> Iterator[Place]:
    if _reported(catalog):
        yield Place("benchmarks", section="benchmarks", source="taxonomy.yaml", in_navigation=True)


def _pages(catalog: Catalog) -> Iterator[Place]:
    for name in _reported(catalog):
        yield Place(f"benchmarks/{name}", name, "benchmarks", "taxonomy.yaml")


BENCHMARKS = PageKind("benchmarks", Layout.LIST, _index, _all_content)
BENCHMARK = PageKind("benchmark", Layout.LIST, _pages, _content)
