"""`make torture`: kill every command that writes, many times, and print what became of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.torture.kills import HEAD, PHASES, torture
from tests.torture.world import make_world


def main() -> int:
    """Print a line a command and one for all; return 1 if anything was torn, lost or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{chosen.kills} kills (SIGKILL to the whole group), seed {chosen.seed}; every second one while it writes")
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder))
        figures = torture(world, Path(folder), chosen.kills, chosen.seed, lambda said: print(said, flush=True))
    hits = sum((found.hits for found in figures.values()), start=type(next(iter(figures.values())).hits)())
    wrong = [f"{name}: {said}" for name, found in figures.items() for said in found.wrong]
    phases = ", ".join(f"{hits[phase]} {phase}" for phase in PHASES)
    strays = sum(found.strays for found in figures.values())
    print(f"\n{hits.total()} kills ({phases} the writing): {len(wrong)} times something torn, lost or not recovered")
    print(f"{strays} times a hidden file was left; after the next run there was none")
    print("\n".join(wrong), end="\n" if wrong else "")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
