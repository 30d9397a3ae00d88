"""From dates to places on an axis, where a year gets room by what happened in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vlmap.schema import PartialDate

_MONTHS = 12
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the axis, from `start` to `end`; `named` where there is room for its number."""

    year: int
    start: float
    end: float
    named: bool


class TimeScale:
    """An axis of whole years without gaps, each as long as `room` says, in the unit of the picture."""

    def __init__(self, room: Mapping[int, float], start: float = 0.0, apart: float = 34.0, tall: float = 0.0) -> None:
        """Take the length of every year from the first to the last.

        A number has room where its year is at least `tall` long and the middle of the last named one `apart` away.
        """
        self.years: list[Year] = []
        last = -apart
        for year, length in sorted(room.items()):
            end, middle = start + length, start + length / 2
            named = length >= tall and middle - last >= apart
            last = middle if named else last
            self.years.append(Year(year, start, end, named))
            start = end
        self.end = start

    def place(self, date: PartialDate) -> float:
        """Return where a date stands: a year alone in its middle, a month alone in the month's middle."""
        year = self.years[bisect_right([one.year for one in self.years], date.year) - 1]
        return year.start + fraction(date) * (year.end - year.start)


def fraction(date: PartialDate) -> float:
    """Return how much of its year has passed at a date, between 0 and 1."""
    if len(date.parts) == 1:
        return 0.5
    day = date.parts[2] - 0.5 if len(date.parts) > 2 else _DAYS / 2
    return (date.parts[1] - 1 + day / _DAYS) / _MONTHS
