"""Time vlmap against others: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.contenders import Workplace, contenders
from benchmarks.contenders.vlmap import CHECK, build_reference
from benchmarks.machine import machine
from benchmarks.report import Run, table, update
from benchmarks.rounds import Result, take_rounds
from benchmarks.synthetic import make_project, medians

ROOT = Path(__file__).parent.parent
MANY = 10_000
"""With so many records a round takes long, and few rounds must do."""


def main() -> None:
    """Make the projects, take the rounds, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1000], help="how many; several in turn")
    parser.add_argument("--rounds", type=int, default=5, help=f"at {MANY:,} records and more at most 3")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="vlmap, hugo, material, zensical, floor")
    parser.add_argument("--work", type=Path, help="a folder to work in, and to keep")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/dev/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vlmap-bench-") as temporary:
        run = Run(machine(), {"real": medians(ROOT)}, {}, {}, [])
        for records in options.records:
            work = Workplace((options.work or Path(temporary)) / str(records), records)
            rounds = min(options.rounds, 3) if records >= MANY else options.rounds
            run.results += one_size(work, rounds, options.only, run)
    print(table(run))
    if options.write:
        update(ROOT / "docs" / "dev", run)


def one_size(work: Workplace, rounds: int, only: list[str], run: Run) -> list[Result]:
    """Make a project of one size and what the contenders need, and take the rounds."""
    make_ready(work)
    run.medians[f"{work.records:,}"] = medians(work.project)
    ready, missing = contenders(work, only)
    run.missing.update(missing)
    for one in ready:
        run.commands[one.name] = " && ".join(_shown(command) for command in one.commands)
        print(f"{one.name}: {run.commands[one.name]}")
    return take_rounds(ready, work.records, rounds)


def make_ready(work: Workplace) -> None:
    """Draw the records, see that they are in order, and build the site that is the measure for all."""
    if not work.project.exists():
        make_project(ROOT, work.project, work.records)
    subprocess.run(CHECK, cwd=work.project, check=True)
    shutil.rmtree(work.site, ignore_errors=True)
    build_reference(work)


def _shown(command: tuple[str, ...]) -> str:
    return shlex.join([Path(command[0]).name, *command[1:]])


if __name__ == "__main__":
    main()
