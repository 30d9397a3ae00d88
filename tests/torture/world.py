"""A small world in which every command that writes has something to write, and what it looks like afterwards."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import make_project

from tests.conftest import ROOT, copy_volcano
from tests.repository import Repository
from vlmap.catalog import Project
from vlmap.cli.main import COMMANDS as ALL
from vlmap.export.readme import BEGIN, END
from vlmap.site.publish import publish

RECORDS = 30
FILES = ROOT / "tests" / "importers" / "files"

Tree = dict[str, bytes]
"""Files by their path, with what is in them; folders, which end in a slash, with nothing."""


@dataclass(frozen=True)
class Case:
    """One command. `done_before` are the exit codes it may have when it is run once more."""

    arguments: tuple[str, ...]
    done_before: frozenset[int] = frozenset({0})

    @property
    def name(self) -> str:
        return self.arguments[0]


CASES = (
    Case(("fmt",)),
    Case(("new", "geysernet", "--from", "../geysernet.bib"), frozenset({0, 2})),
    Case(("import", "../list.bib"), frozenset({0, 1})),
    Case(("export", "json", "-o", "records.json")),
    Case(("report", "HEAD~1..HEAD", "-o", "report.md")),
    Case(("propose", "../event.json"), frozenset({0, 2})),
    Case(("refresh",)),
    Case(("cards",)),
    Case(("build", "--jobs", "2")),
)
READING = {"check", "serve", "find", "links", "status"}
"""The commands that write nothing, or only what the network says."""

assert {case.name for case in CASES} | READING == {str(module.command.name) for module in ALL}


def make_world(folder: Path) -> Path:
    """Make a project of some records with a history, a site of an older state, and what else the commands read."""
    source = copy_volcano(folder / "source").root
    project = folder / "world" / "project"
    make_project(source, project, RECORDS)
    shutil.rmtree(source)
    publish(project)
    for name in ("README.md", "README_zh.md"):
        (project / name).write_text(f"# Volcanoes\n\n{BEGIN}\nold\n{END}\n", encoding="utf-8")
    for name in ("records.json", "report.md"):
        (project / name).write_text("old\n", encoding="utf-8")
    (project / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    history = Repository(Project(project))
    history.git("init", "--quiet")
    history.commit()
    for path in sorted((project / "papers").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert text.count("\nreviewed: 2026-11-21") == 1
        path.write_text(text.replace("\nreviewed: 2026-11-21", "\nreviewed:   2026-11-22"), encoding="utf-8")
    history.commit()
    shutil.copy(FILES / "geysernet.bib", project.parent)
    (project.parent / "list.bib").write_text("\n".join(map(_reference, range(RECORDS))), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "github" / "files" / "reference.json", project.parent / "event.json")
    forms = project / ".github" / "ISSUE_TEMPLATE"
    shutil.copytree(ROOT / ".github" / "ISSUE_TEMPLATE", forms)
    stand_ins = project.parent / "stand-ins"  # `make cards` installs the real one
    stand_ins.mkdir()
    (stand_ins / "oxipng.py").write_text("def optimize_from_memory(raw, level):\n    return raw\n", encoding="utf-8")
    (project.parent / "tmp").mkdir()
    return project.parent


def _reference(number: int) -> str:
    """Return the BibTeX of a work that is not on the map."""
    return (
        f"@article{{geyser{number},\n  title = {{Geyser {number} and its {number}th eruption}},\n"
        f"  author = {{Smith, Ann}},\n  year = 2001,\n  doi = {{10.1000/geyser.{number}}}\n}}\n"
    )


def tree(world: Path) -> Tree:
    """Return everything in a world, but for what git and caches hold."""
    found: Tree = {}
    for name, below, files in os.walk(world):
        below[:] = [one for one in below if one not in (".git", ".cache")]
        folder = Path(name)
        at = folder.relative_to(world)
        found |= {f"{(at / one).as_posix()}/": b"" for one in below}
        found |= {(at / one).as_posix(): (folder / one).read_bytes() for one in files}
    return found
