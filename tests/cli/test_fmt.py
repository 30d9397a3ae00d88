"""`vlmap fmt` as a contract: what it prints, what it changes, and how it ends."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import HAN, edit, snapshot
from tests.conftest import ROOT
from vlmap.canonical import MODELINE

if TYPE_CHECKING:
    from tests.cli.test_commands import Run
    from vlmap.catalog import Project

NAMES = ["papers/mogi.yaml", "papers/vei.yaml", "papers/walker-classes.yaml"]


def test_our_own_records_need_nothing(vlmap: Run) -> None:
    done = vlmap("fmt", "--check", cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_names_what_it_changes_and_the_second_time_nothing(volcano: Project, vlmap: Run) -> None:
    (volcano.papers / "vei.yaml").chmod(0o640)
    before, checked = snapshot(volcano.root), vlmap("check", "--format", "json", cwd=volcano.root).stdout
    done = vlmap("fmt", cwd=volcano.root)
    after = snapshot(volcano.root)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, NAMES, "")
    assert [name for name in after if after[name] != before.get(name)] == NAMES
    assert stat.S_IMODE((volcano.papers / "vei.yaml").stat().st_mode) == 0o640
    assert vlmap("check", "--format", "json", cwd=volcano.root).stdout == checked
    again = vlmap("fmt", cwd=volcano.root)
    assert (again.returncode, again.stdout) == (0, "")
    assert snapshot(volcano.root) == after


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_it_only_looks_where_asked_to(option: str, volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    done = vlmap("fmt", option, "papers/mogi.yaml", cwd=volcano.root)
    assert done.returncode == 1
    if option == "--check":
        assert done.stdout == "papers/mogi.yaml\n"
    else:
        assert done.stdout.startswith(f"--- papers/mogi.yaml\n+++ papers/mogi.yaml\n@@ -1,3 +1,4 @@\n+{MODELINE}\n")
    assert snapshot(volcano.root) == before
    assert vlmap("fmt", "papers/mogi.yaml", cwd=volcano.root).stdout == "papers/mogi.yaml\n"
    assert vlmap("fmt", option, "papers/mogi.yaml", cwd=volcano.root).returncode == 0


def test_a_broken_file_is_left_alone_and_the_others_are_not(volcano: Project, vlmap: Run) -> None:
    edit(volcano, "papers/mogi.yaml", "date: 1958", "date: [1958")
    before = snapshot(volcano.root)
    done = vlmap("fmt", cwd=volcano.root)
    assert done.returncode == 1
    assert done.stdout.splitlines() == NAMES[1:]
    assert done.stderr.startswith("papers/mogi.yaml:")
    assert "error[syntax]" in done.stderr
    assert snapshot(volcano.root)["papers/mogi.yaml"] == before["papers/mogi.yaml"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_other_files_are_refused(lang: str, volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    for name in ("taxonomy.yaml", "mkdocs.yml"):
        done = vlmap("fmt", name, cwd=volcano.root, lang=lang)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(name)
        assert bool(HAN.search(done.stderr)) is (lang == "zh")
    assert snapshot(volcano.root) == before
