"""Whoever kills or stops a command at any moment loses nothing by it. `make torture` does the same many times over."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.torture.kills import torture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.torture.kills import Undisturbed
    from tests.torture.world import Case

TIMES = {signal.SIGKILL: 3, signal.SIGINT: 1, signal.SIGTERM: 1}
SEED = 7


@pytest.mark.parametrize("number", TIMES)
def test_nothing_is_lost_and_the_next_run_recovers(
    number: signal.Signals, case: Case, known: Undisturbed, template: Path, tmp_path: Path
) -> None:
    found = torture(case, known, number, TIMES[number], template, tmp_path, SEED)
    assert found.hits.total() == TIMES[number]
    assert found.wrong == []
