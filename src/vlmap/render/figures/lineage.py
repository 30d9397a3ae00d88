"""A record among its kin: two steps back, two forward."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vlmap.catalog.entry import by_date
from vlmap.render.figures.lettering import shortened, width
from vlmap.render.figures.marks import Edge, Mark, across, radius
from vlmap.render.figures.thinning import Tie, foremost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry

STEPS = 2
"""So many generations are shown on either side."""

MOST = 8
"""So many records of a generation, those from which most came; the page lists all."""

WIDTH = 680.0
SIZE = 11.0
ROW = 21.0
GAP = 4.0


@dataclass(frozen=True, slots=True)
class More:
    """So many of a generation that are not shown: `step` is -2 … 2."""

    step: int
    count: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """The picture."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    edges: tuple[Edge, ...]
    more: tuple[More, ...]


@lru_cache(maxsize=2)
def lineage(entry: Entry, catalog: Catalog) -> Lineage | None:
    """Draw the kin of a record, or return None where it has none. Kept for a moment: both languages show the same."""
    generations = _generations(entry, catalog)
    columns = {step: kin for step, kin in generations.items() if kin}
    if len(columns) == 1:
        return None
    left, right = min(columns), max(columns)
    room = WIDTH / (right - left + 1)
    rows = max(min(len(kin), MOST) + (len(kin) > MOST) for kin in columns.values())
    height = rows * ROW + 2 * GAP
    marks, more = [], []
    for step, kin in columns.items():
        shown = sorted(foremost(kin, catalog, MOST), key=by_date)
        x = (step - left) * room + 2 * GAP
        top = (height - (len(shown) + (len(kin) > MOST)) * ROW) / 2 + ROW / 2
        for number, one in enumerate(shown):
            r = radius(catalog.descendants(one))
            label = shortened(one.record.name, SIZE, room - 2 * r - 5 * GAP)
            marks.append(Mark(one, x, top + number * ROW, r, label, x + r + GAP))
        if len(kin) > MOST:
            more.append(More(step, len(kin) - MOST, x, top + len(shown) * ROW))
    at = {mark.entry.id: mark for mark in marks}
    edges = tuple(
        Edge(
            Tie(link.earlier, mark.entry, link.reference.relation),
            across(_end(at[link.earlier.id]), at[link.earlier.id].y, mark.x - mark.r, mark.y),
        )
        for mark in marks
        for link in catalog.builds_on(mark.entry)
        if link.earlier.id in at and at[link.earlier.id].x < mark.x
    )
    return Lineage(WIDTH, height, tuple(marks), edges, tuple(more))


def _end(mark: Mark) -> float:
    """Return where the words of a mark end, from which its lines start."""
    return mark.label_x + width(mark.label, SIZE)


def _generations(entry: Entry, catalog: Catalog) -> dict[int, list[Entry]]:
    """Return the records at each step from one, each at the nearest step it is met."""
    found, seen = {0: [entry]}, {entry.id}
    for direction in (-1, 1):
        front = [entry]
        for distance in range(1, STEPS + 1):
            kin = {one.id: one for member in front for one in _next(member, catalog, direction) if one.id not in seen}
            seen |= kin.keys()
            front = list(kin.values())
            found[direction * distance] = front
    return found


def _next(entry: Entry, catalog: Catalog, direction: int) -> Iterable[Entry]:
    if direction < 0:
        return (link.earlier for link in catalog.builds_on(entry))
    return (link.later for link in catalog.built_on_by(entry))
