"""What the pages of benchmarks show: rankings among like settings, a plot, and where sources disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vlmap.languages import LIST_COMMA
from vlmap.render.figures.chart import Point, score_chart
from vlmap.render.figures.timescale import fraction
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.paging import Paged
from vlmap.render.views.results import setting_words, source_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from vlmap.catalog import Catalog, Entry
    from vlmap.catalog.ranking import Ranking
    from vlmap.render.figures.chart import Spec
    from vlmap.render.labels import Labels
    from vlmap.render.paging import Pager
    from vlmap.render.views.common import Name, Reader, Said
    from vlmap.render.views.results import LinkView
    from vlmap.schema import PartialDate, Result

NAME_ROOM = 150, 0.09
"""The room of a name in a plot: days, and the share of the range of values."""

WORTH_A_PLOT = 4
"""With fewer figures than this, a plot says less than the table."""


MOST_POINTS = 200
"""So many figures a plot shows; more could not be told apart."""


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
    """Figures under one setting, best first; `whole` where they are all of it.

    `shape` is the number of their mark in the plot, `href` leads to the first of them.
    """

    id: str
    setting: str
    shape: int
    href: str
    scores: tuple[ScoreView, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """The page of one benchmark; `better` is the key of a label.

    A series of which nothing stands on this page has no `scores`; `plotted` counts the points of the plot.
    """

    id: str
    label: str
    definition: str
    metric: str
    unit: str
    better: str
    dataset: Name | None
    chart: Markup
    plotted: int
    series: tuple[SeriesView, ...]
    pager: Pager | None
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
    ranking = reader.catalog.rankings[name]
    figures = [
        (f"setting-{number}", entry, result)
        for number, scores in enumerate(ranking.series.values(), start=1)
        for entry, result in scores
    ]
    part = reader.part(figures, mark=lambda one: one[0])
    shown: dict[str, list[ScoreView]] = {}
    for series, entry, result in part.items:
        shown.setdefault(series, []).append(_score(entry, result, ranking.is_disputed(entry, result), reader))
    starts = {mark.label: mark.href for mark in part.pager.marks} if part.pager else {}
    return BenchmarkPage(
        id=name,
        label=reader.word(benchmark.label),
        definition=reader.word(benchmark.definition),
        metric=reader.word(benchmark.metric),
        unit=benchmark.unit,
        better=benchmark.direction.value,
        dataset=reader.name(dataset) if dataset else None,
        chart=reader.chart(f"benchmarks/{name}"),
        plotted=min(len(figures), MOST_POINTS),
        series=tuple(
            SeriesView(
                id=(id_ := f"setting-{number + 1}"),
                setting=LIST_COMMA[reader.lang].join(setting_words(setting, reader)),
                shape=number,
                href=starts.get(id_, f"#{id_}"),
                scores=tuple(scores := shown.get(id_, ())),
                whole=len(scores) == len(all_scores),
            )
            for number, (setting, all_scores) in enumerate(ranking.series.items())
        ),
        pager=replace(part.pager, marks=()) if part.pager else None,
        count=len(figures),
    )


def charts(catalog: Catalog) -> dict[str, Spec]:
    """Return the plot of each benchmark that is worth one, by the path of its page; the same in either language."""
    found = {}
    for name, ranking in catalog.rankings.items():
        figures = catalog.results_on(name)
        if len(figures) >= WORTH_A_PLOT and len({entry.record.date.year for entry, _ in figures}) > 1:
            found[f"benchmarks/{name}"] = score_chart(_points(ranking))
    return found


def _points(ranking: Ranking) -> list[Point]:
    """Return the points of a plot; those are named that were the best of their series when they came.

    A name that would stand on another is left out: the table has all. Of very many figures those that were best when
    they came are shown, then the best of each series.
    """
    points: list[tuple[bool, int, Point]] = []
    named: list[Point] = []
    values = [float(result.value) for scores in ranking.series.values() for _, result in scores]
    near = (max(values) - min(values)) * NAME_ROOM[1]
    for series, scores in enumerate(ranking.series.values()):
        best = None
        for rank, (entry, result) in sorted(enumerate(scores), key=lambda one: (one[1][0].record.date.order, one[0])):
            value, day = float(result.value), _day(entry.record.date)
            leads = best is None or (value > best if ranking.higher_is_better else value < best)
            best = value if leads else best
            free = leads and not any(
                abs((other.day - day).days) < NAME_ROOM[0] and abs(other.value - value) < near for other in named
            )
            point = Point(day, value, entry.record.name, _root(entry), series, free)
            named += [point] if free else []
            points.append((not leads, rank, point))
    if len(points) > MOST_POINTS:
        points = sorted(points, key=lambda one: one[:2])[:MOST_POINTS]
    return [point for *_, point in points]


def _day(date: PartialDate) -> dt.date:
    """Return the middle of what a date covers."""
    if len(date.parts) > 2:
        return dt.date(*date.parts)
    return dt.date(date.year, 1 + int(fraction(date) * 12), 15)


def _root(entry: Entry) -> str:
    return entry.record.category.partition("/")[0]


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
BENCHMARK = PageKind(
    "benchmark", Layout.LIST, _pages, _content, paged=Paged(lambda catalog, name: len(catalog.results_on(name)))
)
