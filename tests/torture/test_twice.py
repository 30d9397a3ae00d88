"""Two people, or two terminals, at work on one project at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.torture.kills import Run, hidden, site, trial
from tests.torture.world import CASES, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.torture.kills import Undisturbed
    from tests.torture.world import Case, Tree

ROUNDS = 2


def together(one: Case, other: Case, world: Path) -> list[tuple[int, str]]:
    """Start two commands at once and return how they ended."""
    runs = [Run(case, world) for case in (one, other)]
    return [run.end() for run in runs]


def test_a_command_twice_at_once(case: Case, known: Undisturbed, template: Path, tmp_path: Path) -> None:
    for _ in range(ROUNDS):
        with trial(template, tmp_path) as world:
            for code, said in together(case, case, world):
                assert code in case.done_before, said
                assert "Traceback" not in said
            assert tree(world) == known.after


def test_records_are_formatted_while_the_site_is_built(
    knows: Callable[[str], Undisturbed], template: Path, tmp_path: Path
) -> None:
    fmt, build = (next(case for case in CASES if case.name == name) for name in ("fmt", "build"))
    for _ in range(ROUNDS):
        with trial(template, tmp_path) as world:
            assert [code for code, _ in together(fmt, build, world)] == [0, 0]
            left = tree(world)
            assert hidden(left) == []
            assert records(left) == records(knows("fmt").after)
            assert site(left) == site(knows("build").after)


def records(found: Tree) -> Tree:
    return {name: content for name, content in found.items() if name.startswith("project/papers/")}
