"""The map: time from left to right (or from top to bottom), one lane a root, every record a mark with its name."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vlmap.catalog.entry import by_date
from vlmap.render.figures.lettering import shortened, width
from vlmap.render.figures.marks import Edge, Mark, across, down, radius
from vlmap.render.figures.thinning import thinned, ties
from vlmap.render.figures.timescale import TimeScale, Year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Category

MOST, STRIP_MOST = 160, 80
"""So many records the map and a strip of it show at most; more could not be read, and would weigh on every visit."""

WIDTH, STRIP_WIDTH = 1280.0, 880.0
"""Of the map across, and of a strip of it that stands in a column of text, in CSS pixels at full size."""

SIZE = 11.0
"""Of the type."""

ROW = 15.5
GAP = 4.0
HEAD = 22.0
"""Above the first row of a lane, where its name stands."""

AXIS = 22.0
"""Above and below the lanes, where the years stand."""

LEAST_YEAR, BUSY_YEAR = 9.0, 26.0
"""The least room of a year in which nothing happened, and of one with records."""

ROWS = 3, 40
"""The fewest and the most rows of a lane."""

DOWN_WIDTH = 360.0
DOWN_SIZE = 10.0
DOWN_ROW = 15.0
DOWN_BOW = 14.0
"""The room at the left of a column for the lines within it."""

DOWN_R = 4.4
DOWN_MARGIN = 34.0
"""The room at the left for the years."""

LANDMARKS = 0.08
"""The share of the records whose names are set bold: those from which most came."""

BOLD = 1.08
"""How much wider bold type is."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The part of the picture that belongs to one branch."""

    path: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TimeMap:
    """A whole picture. `left_out` counts the records that it had no room for."""

    width: float
    height: float
    years: tuple[Year, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    edges: tuple[Edge, ...]
    left_out: int


def lane_order(roots: Mapping[str, Category]) -> list[str]:
    """Return the roots in the order of their lanes: one that unites two others stands between them."""
    order = [root for root, category in roots.items() if not category.unites]
    for root, category in roots.items():
        if category.unites:
            united = [order.index(one) for one in category.unites if one in order]
            order.insert(min(united) + 1 if united else len(order), root)
    return order


def map_across(
    catalog: Catalog, lanes: Mapping[str, Sequence[Entry]], wide: float = WIDTH, most: int = MOST
) -> TimeMap:
    """Draw with time from left to right. `lanes` are the records of each lane, in the order from top to bottom."""
    entries = [entry for lane in lanes.values() for entry in lane]
    shown = thinned(lanes, catalog, most)
    pens = _pens(shown, catalog)
    scale = _scale(pens, wide)
    marks: list[Mark] = []
    drawn: list[Lane] = []
    top = AXIS
    for path, lane in lanes.items():
        members = {entry.id for entry in lane}
        placed, rows = _lane([pen for pen in pens if pen.entry.id in members], scale, wide)
        height = HEAD + rows * ROW + GAP
        drawn.append(Lane(path, 0.0, top, wide, height))
        marks += [_moved(mark, top + HEAD) for mark in placed]
        top += height
    at = {mark.entry.id: mark for mark in marks}
    edges = tuple(
        Edge(tie, across(at[tie.earlier.id].x, at[tie.earlier.id].y, at[tie.later.id].x, at[tie.later.id].y))
        for tie in ties(shown, entries, catalog)
    )
    marks.sort(key=lambda mark: by_date(mark.entry))
    return TimeMap(wide, top + AXIS, tuple(scale.years), tuple(drawn), tuple(marks), edges, len(entries) - len(shown))


@dataclass(frozen=True, slots=True)
class _Pen:
    """How a record is drawn, before it has a place; `room` is that of mark and name."""

    entry: Entry
    r: float
    room: float
    landmark: bool

    def at(self, x: float, y: float, *, named: bool = True, before: bool = False) -> Mark:
        beside = x - self.r - GAP / 2 if before else x + self.r + GAP / 2
        label = self.entry.record.name if named else ""
        return Mark(self.entry, x, y, self.r, label, beside, before, self.landmark)


def _pens(shown: Sequence[Entry], catalog: Catalog) -> list[_Pen]:
    """Return how the records are drawn; they come with the most important first."""
    pens = []
    for number, entry in enumerate(shown):
        r, landmark = radius(catalog.descendants(entry)), number < round(len(shown) * LANDMARKS)
        long = width(entry.record.name, SIZE) * (BOLD if landmark else 1)
        pens.append(_Pen(entry, r, 2 * r + long + 2 * GAP, landmark))
    return pens


def _scale(pens: Sequence[_Pen], wide: float) -> TimeScale:
    """Return an axis on which a year is as long as the names of its records, within the width of the picture."""
    if not pens:
        return TimeScale({})
    words: Counter[int] = Counter()
    for pen in pens:
        words[pen.entry.record.date.year] += round(pen.room)
    years = range(min(words), max(words) + 1)
    margin = max(pen.room for pen in pens if pen.entry.record.date.year == years[-1])
    least = {year: BUSY_YEAR if words[year] else LEAST_YEAR for year in years}
    free = max(0.0, wide - margin - sum(least.values()))
    total = sum(words.values())
    return TimeScale({year: least[year] + free * words[year] / total for year in years}, start=2 * GAP)


def _lane(pens: Sequence[_Pen], scale: TimeScale, wide: float) -> tuple[list[Mark], int]:
    """Place the records of a lane, the important ones first, in as few rows as leave every name readable."""
    rows, most = ROWS
    rows = max(rows, round(sum(pen.room for pen in pens) / wide))  # with fewer, not even packed tight
    while True:
        marks = _placed(pens, scale, rows, wide)
        if rows >= most or all(mark.label for mark in marks):
            return marks, rows
        rows += 1


def _placed(pens: Sequence[_Pen], scale: TimeScale, rows: int, wide: float) -> list[Mark]:
    """Place each record in the row nearest to its kin: the name after the mark, else before, else hidden."""
    taken = [_Row() for _ in range(rows)]
    categories = sorted({pen.entry.record.category for pen in pens})
    homes = {path: (number + 0.5) / len(categories) * rows for number, path in enumerate(categories)}
    nearest = {path: sorted(range(rows), key=lambda row: (abs(row + 0.5 - home), row)) for path, home in homes.items()}
    marks = []
    for pen in pens:
        x, near = scale.place(pen.entry.record.date), nearest[pen.entry.record.category]
        after = (x - pen.r - 1, x - pen.r + pen.room)
        before = (x + pen.r - pen.room, x + pen.r + 1)
        alone = (x - pen.r - 1, x + pen.r + 1)
        row, span = next(
            (
                (row, span)
                for span in (after, before, alone)
                if span[0] >= 0 and span[1] <= wide
                for row in near
                if taken[row].free(span)
            ),
            (near[0], alone),
        )
        taken[row].take(span)
        marks.append(pen.at(x, row * ROW + ROW / 2, named=span is not alone, before=span is before))
    return marks


class _Row:
    """What is taken of a row: spans that do not overlap, in order."""

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []

    def free(self, span: tuple[float, float]) -> bool:
        at = bisect_left(self._spans, span)
        return (at == 0 or self._spans[at - 1][1] <= span[0]) and (
            at == len(self._spans) or span[1] <= self._spans[at][0]
        )

    def take(self, span: tuple[float, float]) -> None:
        insort(self._spans, span)


def _moved(mark: Mark, by: float) -> Mark:
    return replace(mark, y=mark.y + by)


def map_down(catalog: Catalog, lanes: Mapping[str, Sequence[Entry]], most: int = MOST) -> TimeMap:
    """Draw with time from top to bottom, for narrow screens: a column for each lane, a row for each record in it."""
    entries = [entry for lane in lanes.values() for entry in lane]
    shown = thinned(lanes, catalog, most)
    pens = {pen.entry.id: pen for pen in _pens(shown, catalog)}
    columns = {path: sorted((e for e in lane if e.id in pens), key=by_date) for path, lane in lanes.items()}
    counts = {path: Counter(entry.record.date.year for entry in lane) for path, lane in columns.items()}
    years = {year for count in counts.values() for year in count}
    tall = {
        year: max((count[year] for count in counts.values()), default=0) * DOWN_ROW + 6 if year in years else 6.0
        for year in (range(min(years), max(years) + 1) if years else ())
    }
    scale = TimeScale(tall, start=HEAD, apart=0.0, tall=DOWN_ROW)
    starts = {year.year: year.start for year in scale.years}
    room = (DOWN_WIDTH - DOWN_MARGIN) / max(1, len(columns))
    marks, drawn = [], []
    for number, (path, lane) in enumerate(columns.items()):
        left = DOWN_MARGIN + number * room
        drawn.append(Lane(path, left, 0.0, room, scale.end + GAP))
        seen: Counter[int] = Counter()
        for entry in lane:
            year = entry.record.date.year
            y = starts[year] + 3 + seen[year] * DOWN_ROW + DOWN_ROW / 2
            seen[year] += 1
            x, pen = left + DOWN_BOW, pens[entry.id]
            label = shortened(entry.record.name, DOWN_SIZE, room - DOWN_BOW - DOWN_R - GAP)
            marks.append(Mark(entry, x, y, min(pen.r, DOWN_R), label, x + DOWN_R + GAP / 2, landmark=pen.landmark))
    at = {mark.entry.id: mark for mark in marks}
    edges = tuple(
        Edge(tie, down(at[tie.earlier.id].x, at[tie.earlier.id].y, at[tie.later.id].x, at[tie.later.id].y))
        for tie in ties(shown, entries, catalog)
    )
    marks.sort(key=lambda mark: by_date(mark.entry))
    left_out = len(entries) - len(pens)
    return TimeMap(DOWN_WIDTH, scale.end + GAP, tuple(scale.years), tuple(drawn), tuple(marks), edges, left_out)
