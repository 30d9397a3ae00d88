"""The harness measures what it says, in turn, and refuses what does not compare."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks.contenders import Contender, Workplace, contenders, pages, removing
from benchmarks.contenders.hugo import NotComparable, compare
from benchmarks.measure import CommandFailed, measure
from benchmarks.report import SIGN, Run, table, update
from benchmarks.rounds import Result, run, take_rounds

if TYPE_CHECKING:
    from pathlib import Path

MB = 1_000_000
HOLD = "import time; held = bytearray({size}); held[::4096] = b'x' * len(held[::4096]); time.sleep(0.5)"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD.format(size=60 * MB)!r}])"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    assert 0 < measure(python("import time; time.sleep(0.2)"), tmp_path).peak < 50 * MB
    assert measure(python(IN_A_CHILD), tmp_path).peak > 60 * MB


def test_the_processor_time_of_children_counts_and_waiting_does_not(tmp_path: Path) -> None:
    busy = "import os, time\nif not os.fork():\n while time.process_time() < 0.3: pass\n os._exit(0)\nos.wait()"
    assert measure(python(busy), tmp_path).cpu > 0.3
    waiting = measure(python("import time; time.sleep(1)"), tmp_path)
    assert waiting.wall > 1 > waiting.cpu


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="ended with 3:\nwhy it failed"):
        measure(python("import sys; print('why it failed'); sys.exit(3)"), tmp_path)


def test_everyone_comes_in_turn_after_things_are_put_in_place(tmp_path: Path) -> None:
    said: list[str] = []

    def contender(name: str, largest: int | None = None) -> Contender:
        return Contender(name, (python(""), python("")), tmp_path, lambda: said.append(name), largest)

    results = take_rounds([contender("a"), contender("b"), contender("c", largest=10)], records=20, count=2)
    assert said == ["a", "b", "a", "b"]
    assert [(result.contender, result.records, result.rounds) for result in results] == [("a", 20, 2), ("b", 20, 2)]


def test_what_is_removed_is_gone_and_what_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "file").touch()
    removing(tmp_path / "folder", tmp_path / "file", tmp_path / "nothing")()
    assert not [*tmp_path.iterdir()]


@pytest.mark.usefixtures("hugo")
def test_every_contender_builds_and_hugo_writes_as_much(work: Workplace) -> None:
    """Those that are not installed with the tests are named with the reason."""
    ready, missing = contenders(work)
    assert set(missing) <= {"material", "zensical"}
    assert all(missing.values())
    names = [one.name for one in ready]
    assert {"vlmap check, from nothing", "vlmap build, all files, from nothing", "Hugo", "the floor"} <= set(names)
    for one in ready:
        if not one.name.startswith("vlmap"):
            assert run(one).peak > 0
            assert pages(*one.sites)[1] > 0
    floor = next(one for one in ready if one.name == "the floor")
    assert pages(*floor.sites) == pages(work.site)


def test_a_site_of_another_weight_is_refused(work: Workplace, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(work.site, theirs)
    assert compare(work.site, theirs) == 1
    for file in theirs.glob("papers/*/index.html"):
        file.write_text("", encoding="utf-8")
    with pytest.raises(NotComparable):
        compare(work.site, theirs)


COLD = "vlmap build, pages, from nothing"


def result(contender: str, records: int, seconds: float) -> Result:
    return Result(contender, records, 5, wall=seconds, cpu=seconds, peak=400 * MB)


def test_a_goal_that_is_missed_is_in_bold_and_figures_not_measured_are_marked() -> None:
    results = [result(COLD, 1000, 2), result(COLD, 10_000, 15), result("Hugo", 1000, 2), result("Hugo", 10_000, 10)]
    results += [result("Material, two builds", 1000, 10), result("Material, two builds", 3000, 30)]
    text = table(Run("a machine", results=results))
    assert "| N = 10,000: cold build ÷ Hugo, wall | 1 | **1.50** |" in text
    assert "| N = 1,000: cold build ÷ Hugo, wall | 2 | 1.00 |" in text
    assert "| N = 10,000: cold build, peak MB | 500 | 400.00 |" in text
    assert "| N = 10,000: nothing changed ÷ cold | 0.08 | – |" in text
    assert "1,000 to 10,000 | 1 | 0.88 |" in text
    assert "| Material, two builds | 10.0 | 30.0 | ≈ 100 |" in text


def test_runs_on_one_machine_add_up(tmp_path: Path) -> None:
    (tmp_path / "performance.md").write_text(f"What it means.\n\n{SIGN}\nwhat was there", encoding="utf-8")
    update(tmp_path, Run("here", results=[result(COLD, 1000, 2), result("Hugo", 1000, 3)]))
    update(tmp_path, Run("here", results=[result(COLD, 1000, 4), result(COLD, 3000, 9)]))
    page = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert page.startswith("What it means.\n")
    assert "what was there" not in page
    assert f"| {COLD} | 4.00 | 9.00 |" in page
    assert "| Hugo | 3.00 | – |" in page
    assert "<svg" in (tmp_path / "performance.svg").read_text(encoding="utf-8")
    update(tmp_path, Run("there", results=[result(COLD, 300, 1)]))
    assert {one["records"] for one in json.loads((tmp_path / "performance.json").read_text())["results"]} == {300}
