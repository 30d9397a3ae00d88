"""Rounds: every contender in turn, again and again, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.contenders import pages
from benchmarks.measure import Usage, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.contenders import Contender


@dataclass(frozen=True, slots=True)
class Result:
    """What a contender took with so many records: medians over the rounds, and the pages it wrote."""

    contender: str
    records: int
    rounds: int
    wall: float
    cpu: float
    peak: int
    pages: int = 0
    bytes: int = 0


def take_rounds(contenders: Sequence[Contender], records: int, count: int) -> list[Result]:
    """Time each contender once a round, in their order; say so while it goes on."""
    taking_part = [one for one in contenders if one.largest is None or records <= one.largest]
    taken: dict[str, list[Usage]] = {one.name: [] for one in taking_part}
    written: dict[str, tuple[int, int]] = {}
    for number in range(1, count + 1):
        for one in taking_part:
            used = run(one)
            taken[one.name].append(used)
            print(
                f"{records:6,} records, round {number}: {one.name:45} {used.wall:8.2f} s wall {used.cpu:8.2f} s CPU"
                f" {used.peak / 1e6:7,.0f} MB",
                flush=True,
            )
            if one.sites and one.name not in written:
                written[one.name] = pages(*one.sites)
    return [Result(name, records, count, *_medians(used), *written.get(name, (0, 0))) for name, used in taken.items()]


def run(contender: Contender) -> Usage:
    """Run a contender's commands once."""
    contender.before()
    total = Usage(0, 0, 0)
    for command in contender.commands:
        total = total.then(measure(command, contender.folder, contender.environment))
    return total


def _medians(used: list[Usage]) -> tuple[float, float, int]:
    wall, cpu, peak = (statistics.median(getattr(one, name) for one in used) for name in ("wall", "cpu", "peak"))
    return wall, cpu, int(peak)
