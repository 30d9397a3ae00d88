"""A real git repository around the small project, with what a pull request does to it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from vlmap.catalog import Project


@dataclass(frozen=True)
class Repository:
    """A project in git. Nothing of the machine's own configuration counts."""

    project: Project

    def git(self, *arguments: str) -> str:
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        names = {f"GIT_{who}_{what}": "x@y.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        command = ("git", "-C", str(self.project.root), *arguments)
        return subprocess.run(
            command, env={**os.environ, **quiet, **names}, capture_output=True, text=True, check=True
        ).stdout

    def commit(self) -> str:
        """Commit everything as it stands and return the commit's hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD").strip()

    def read(self, name: str) -> str:
        return (self.project.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert self.read(name).count(old) == 1, f"{old!r} must stand exactly once in {name}"
        self.write(name, self.read(name).replace(old, new))

    def rename(self, old: str, new: str) -> None:
        (self.project.papers / f"{old}.yaml").rename(self.project.papers / f"{new}.yaml")

    def remove(self, name: str) -> None:
        (self.project.papers / f"{name}.yaml").unlink()

    def copy(self, old: str, new: str) -> None:
        self.write(f"papers/{new}.yaml", self.read(f"papers/{old}.yaml"))


@pytest.fixture
def repository(volcano: Project) -> Repository:
    """The small project, committed."""
    made = Repository(volcano)
    made.git("init", "--quiet")
    (made.project.root / ".gitignore").write_text("/.cache/\n", encoding="utf-8")  # as every project has
    made.commit()
    return made
