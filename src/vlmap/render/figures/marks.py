"""What the pictures are made of: marks for records, lines for what builds on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlmap.catalog import Entry
    from vlmap.render.figures.thinning import Tie


@dataclass(frozen=True, slots=True)
class Mark:
    """A record at its place, `r` being half the size of its mark.

    `label` is empty where there is no room; `label_x` is where it starts, or ends if `label_before` is true. `landmark`
    where it is one of those from which most came.
    """

    entry: Entry
    x: float
    y: float
    r: float
    label: str
    label_x: float
    label_before: bool = False
    landmark: bool = False

    @property
    def root(self) -> str:
        """The branch that gives the mark its colour."""
        return self.entry.record.category.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from an earlier record to a later one; `path` is SVG path data."""

    tie: Tie
    path: str


def across(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a curve that leaves and arrives level, as time runs from left to right."""
    reach = max(18.0, abs(x2 - x1) / 2)
    return _curve(x1, y1, x1 + reach, y1, x2 - reach, y2, x2, y2)


def down(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a curve for time that runs from top to bottom; between marks of one column it bows to the left."""
    reach = max(14.0, abs(y2 - y1) / 3)
    if x1 == x2:
        bow = min(11.0, 3 + abs(y2 - y1) / 30)
        return _curve(x1, y1, x1 - bow, y1 + reach, x2 - bow, y2 - reach, x2, y2)
    return _curve(x1, y1, x1, y1 + reach, x2, y2 - reach, x2, y2)


def _curve(*numbers: float) -> str:
    return "M{} {}C{} {} {} {} {} {}".format(*map(coordinate, numbers))


def coordinate(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def radius(descendants: int) -> float:
    """Return half the size of a mark: its area grows with the number of digits of what came of it."""
    return 2.6 + 0.42 * (descendants + 1).bit_length()
