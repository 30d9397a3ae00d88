"""GitHub on this machine, and a project checked out from it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.github import server
from vlmap.importers.github import GitHub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project


@pytest.fixture
def hub() -> Iterator[server.Server]:
    """A GitHub of its own for each test."""
    yield from server.serve()


@pytest.fixture
def github(hub: server.Server, volcano: Project, monkeypatch: pytest.MonkeyPatch) -> GitHub:
    """What the commands take the workflow's repository to be: the small project, with the forms of this one."""
    shutil.copytree(ROOT / ".github" / "ISSUE_TEMPLATE", volcano.root / ".github" / "ISSUE_TEMPLATE")
    made = GitHub(server.REPOSITORY, server.TOKEN, "main", "c0", volcano.root, base=hub.base)
    monkeypatch.setattr(GitHub, "of_environment", classmethod(lambda _: made))
    return made
