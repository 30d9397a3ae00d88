"""No command reaches for the network but those that are there for it.

Every Python process of a command is watched, which works anywhere; where a network of its own can be had, one that
leads nowhere, the command runs in it besides, with all that it starts.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import pytest

from tests.conftest import ROOT
from tests.torture.kills import trial
from tests.torture.world import CASES

WATCH = Path(__file__).parent / "watch"
READING = (("check",), ("fmt", "--check"), ("fmt", "--diff"), ("status",), ("find", "mogi"), ("export", "bibtex"))
LOCAL = [*(case.arguments for case in CASES), *READING]


@functools.cache
def alone() -> tuple[str, ...]:
    """Return the start of a command that has no network, or nothing where that is not to be had."""
    for start in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        try:
            if subprocess.run((*start, "true"), capture_output=True, check=False).returncode == 0:
                return start
        except FileNotFoundError:
            return ()
    return ()


def run(arguments: tuple[str, ...], world: Path) -> tuple[int, str, str]:
    """Run a command, and return its exit code, what it said, and who was reached for."""
    note = world / "reached"
    note.touch()
    settings = {
        "PYTHONPATH": f"{WATCH}{os.pathsep}{world / 'stand-ins'}",
        "REACHED": str(note),
        "VLMAP_LANG": "en",
        "GITHUB_ACTIONS": "",
    }
    done = subprocess.run(
        [*alone(), sys.executable, "-m", "vlmap", *arguments],
        cwd=world / "project",
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr, note.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", LOCAL, ids=lambda arguments: " ".join(arguments[:2]))
def test_what_is_here_is_enough(arguments: tuple[str, ...], template: Path, tmp_path: Path) -> None:
    with trial(template, tmp_path) as world:
        rmtree(world / "project" / ".cache")  # so that charts are drawn, which takes a process more
        code, said, reached = run(arguments, world)
        assert reached == ""
        assert code in (0, 1), said
        assert "vlmap:" not in said


def test_what_judges_a_pull_request_is_among_them() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    commands = set(re.findall(r"/vlmap (\w+)", workflow))
    assert {"check", "build", "report"} <= commands <= {arguments[0] for arguments in LOCAL}


def test_the_watch_sees_who_reaches_out(template: Path, tmp_path: Path) -> None:
    with trial(template, tmp_path) as world:
        code, said, reached = run(("new", "x", "--arxiv", "2301.12345"), world)
        assert "socket." in reached
        assert "export.arxiv.org" in reached
        assert code == 2
        assert "cannot be reached" in said
