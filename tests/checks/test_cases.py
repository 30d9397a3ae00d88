"""Golden cases: a mistake made in the small project, and the whole report that `vlmap check` prints of it.

A case is a YAML file in `cases/<rule>/`, read as documentation:

    title: what went wrong, in a line
    edit: {file: [{replace: text, with: text}, …]}     changes to files of tests/projects/volcano
    write: {file: text}                                 whole new files
    encode: {file: encoding}                            files written in another encoding than UTF-8
    rename: {old: new}
    refresh: true                                       run `vlmap refresh` before the changes
    expected: {en: the report, zh: the report}          written by hand
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import copy_volcano
from vlmap.catalog import Lock, load
from vlmap.checks import RULES, check
from vlmap.report import report

if TYPE_CHECKING:
    from vlmap.catalog import Project

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*/*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_report(path: Path, lang: Any, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    project = prepared(case, tmp_path / "volcano")
    before = {name: name.read_bytes() for name in project.root.rglob("*") if name.is_file()}
    loaded = load(project)
    found = check(loaded, Lock.read(project.lock))
    assert report(found, len(loaded.files), lang=lang) == case["expected"][lang]
    assert path.parent.name in {finding.rule for finding in found}, "a case shows its own rule"
    assert before == {name: name.read_bytes() for name in project.root.rglob("*") if name.is_file()}


@pytest.mark.parametrize("rule", sorted(set(RULES) - {"dropped-url"}))
def test_without_a_rule_each_of_its_cases_would_fail(rule: str, tmp_path: Path) -> None:
    for path in (FOLDER / rule).glob("*.yml"):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        project = prepared(case, tmp_path / path.stem)
        loaded = load(project)
        found = check(loaded, Lock.read(project.lock), RULES.keys() - {rule})
        assert report(found, len(loaded.files)) != case["expected"]["en"], path.stem


def prepared(case: dict[str, Any], folder: Path) -> Project:
    """Return a copy of the small project with the mistake in it."""
    project = copy_volcano(folder)
    if case.get("refresh"):
        loaded = load(project)
        assert loaded.catalog
        lock = Lock({}).updated({entry.id: entry.record for entry in loaded.catalog}, frozenset())
        project.lock.write_text(lock.text(), encoding="utf-8")
    change(project, case)
    return project


def change(project: Project, case: dict[str, Any]) -> None:
    """Make the mistake."""
    for name, edits in case.get("edit", {}).items():
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        for edit in edits:
            assert text.count(edit["replace"]) == 1, f"{edit['replace']!r} must stand exactly once in {name}"
            text = text.replace(edit["replace"], edit["with"])
        path.write_text(text, encoding="utf-8")
    for name, text in case.get("write", {}).items():
        (project.root / name).parent.mkdir(exist_ok=True)
        (project.root / name).write_text(text, encoding="utf-8")
    for name, encoding in case.get("encode", {}).items():
        path = project.root / name
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    for old, new in case.get("rename", {}).items():
        (project.root / old).rename(project.root / new)


def test_the_small_project_is_clean(volcano: Project) -> None:
    loaded = load(volcano)
    assert check(loaded, Lock({})) == []


@pytest.mark.parametrize("rule", sorted(set(RULES) - {"dropped-url"}))
def test_every_rule_has_cases(rule: str) -> None:
    assert list((FOLDER / rule).glob("*.yml"))
