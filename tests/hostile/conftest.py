"""Prints the figures of the hostile inputs at the end of a test run."""

from __future__ import annotations

import pytest

FIGURES = pytest.StashKey[str]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if FIGURES in config.stash:
        terminalreporter.write_line(config.stash[FIGURES])
