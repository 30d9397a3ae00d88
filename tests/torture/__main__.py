"""`make torture`: kill every command that writes many times over, stop it, and print what became of it."""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.kills import HEAD, PHASES, Figures, Phase, line, torture, undisturbed
from tests.torture.world import CASES, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Print a line a command and one for all; return 1 if anything was torn, lost or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="by SIGKILL, in all")
    parser.add_argument("--stops", type=int, default=100, help="by SIGINT, and as many by SIGTERM")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many commands at a time")
    chosen = parser.parse_args()
    rounds = {signal.SIGKILL: chosen.kills, signal.SIGINT: chosen.stops, signal.SIGTERM: chosen.stops}
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(chosen.jobs) as pool:
        folder = Path(name).resolve()
        world = make_world(folder)
        known = list(pool.map(lambda case: undisturbed(case, world, folder / case.name), CASES))

        def hit(number: signal.Signals, place: int) -> Figures:
            share = rounds[number] // len(CASES) + (place < rounds[number] % len(CASES))
            case = CASES[place]
            return torture(case, known[place], number, share, world, folder / case.name, chosen.seed)

        wrong = []
        for number, times in rounds.items():
            print(f"\n{number.name} to the whole group, {times} times, every second time while it writes;", end=" ")
            print(f"seed {chosen.seed}\n{HEAD}", flush=True)
            wrong += _tell(number, pool.map(functools.partial(hit, number), range(len(CASES))))
    return int(bool(wrong))


def _tell(number: signal.Signals, figures: Iterator[Figures]) -> list[str]:
    """Print the figures of one signal as they come, and return what was wrong."""
    hits: Counter[Phase] = Counter()
    strays, wrong = 0, []
    for case, found in zip(CASES, figures, strict=True):
        print(line(case.name, found), flush=True)
        hits += found.hits
        strays += found.strays
        wrong += [f"{case.name}: {said}" for said in found.wrong]
    phases = ", ".join(f"{hits[phase]} {phase}" for phase in PHASES)
    print(f"{hits.total()} times {number.name} ({phases} the writing): {strays} left hidden files for the next run,")
    print(f"{len(wrong)} things torn, lost, left after the next run, or not recovered")
    print("\n".join(wrong), end="\n" if wrong else "")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
