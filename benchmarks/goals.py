"""What the build is to reach, as ratios of medians of one run: issue 6 names them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.rounds import Result

COLD = ("vlmap build, pages, from nothing", "vlmap build, all files, from nothing")
"""What is compared: the pages with search and feeds; everything, where no build makes the pages alone."""

_UNCHANGED, _EDITED = "nothing changed", "one record changed"


def goals(results: list[Result]) -> Iterator[list[str]]:
    """Yield each goal in words, its limit, and what was measured, a dash where it was not."""
    known = {(one.contender, one.records): one for one in results}
    cold = next((name for name in COLD if any(one.contender == name for one in results)), COLD[0])
    same, edited = (cold.replace("from nothing", what) for what in (_UNCHANGED, _EDITED))

    def ratio(name: str, base: str, records: int, of: Callable[[Result], float] = lambda one: one.wall) -> float | None:
        pair = known.get((name, records)), known.get((base, records))
        return of(pair[0]) / of(pair[1]) if pair[0] and pair[1] else None

    def row(what: str, limit: float, value: float | None) -> list[str]:
        if value is None:
            return [what, f"{limit:g}", "–"]
        return [what, f"{limit:g}", f"{value:.2f}" if value <= limit else f"**{value:.2f}**"]

    many, some = 10_000, 1_000
    big = known.get((cold, many))
    yield row("N = 10,000: cold build ÷ Hugo, wall", 1.0, ratio(cold, "Hugo", many))
    yield row("N = 10,000: cold build ÷ Hugo, CPU", 0.9, ratio(cold, "Hugo", many, lambda one: one.cpu))
    yield row("N = 10,000: cold build, peak MB", 500, big.peak / 1e6 if big else None)
    yield row("N = 10,000: one record changed ÷ cold", 0.15, ratio(edited, cold, many))
    yield row("N = 10,000: nothing changed ÷ cold", 0.08, ratio(same, cold, many))
    yield row("N = 10,000: check from nothing ÷ cold build", 0.3, ratio("vlmap check, from nothing", cold, many))
    yield row("N = 10,000: check again ÷ cold build", 0.1, ratio("vlmap check, again", cold, many))
    yield row("N = 1,000: cold build ÷ Hugo, wall", 2.0, ratio(cold, "Hugo", some))
    yield row("N = 1,000: cold build ÷ stock (two builds), wall", 0.1, ratio(cold, "Material, two builds", some))
    low = known.get((cold, some))
    power = growth(low.cpu, big.cpu, many / some) if big and low else None
    yield row("CPU growth exponent of the cold build, 1,000 to 10,000", 1.0, power)


def growth(before: float, after: float, factor: float) -> float:
    """Return the power of N with which a figure grows from `before` to `after`, while N grows by a factor."""
    return math.log(after / before) / math.log(factor)
