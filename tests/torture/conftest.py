"""The small world, made once, and what each command makes of it undisturbed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from tests.torture.disks import means
from tests.torture.kills import Undisturbed, undisturbed
from tests.torture.world import CASES, Case, make_world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world as it is before any command; to be copied, never changed."""
    return make_world(tmp_path_factory.mktemp("torture"))


@pytest.fixture(scope="session")
def knows(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Undisturbed]:
    """What a command comes to when it is let be; each is let be once."""

    @functools.cache
    def look(name: str) -> Undisturbed:
        (case,) = (case for case in CASES if case.name == name)
        return undisturbed(case, template, tmp_path_factory.mktemp("undisturbed"))

    return look


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Each command that writes."""
    found: Case = request.param
    return found


@pytest.fixture
def known(case: Case, knows: Callable[[str], Undisturbed]) -> Undisturbed:
    """What this command comes to."""
    return knows(case.name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which disks were had, so that nobody takes the one for the other."""
    said = "; ".join(f"{kind} disk: {mean}" for kind, mean in means().items())
    terminalreporter.write_line(f"tests/torture: {said}")
