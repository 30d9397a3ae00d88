"""What the workflows do on GitHub, from recorded events, against a GitHub on this machine."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from vlmap.checks.linkcheck import DeadLink, LinkCheck
from vlmap.cli import propose, refresh
from vlmap.cli.main import cli
from vlmap.errors import VlmapError
from vlmap.importers.github import GitHub
from vlmap.importers.issue_form import Filled, answers, labels, read_event, work_of
from vlmap.importers.work import Work
from vlmap.review import issue
from vlmap.schema import PartialDate, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.github.server import Server
    from vlmap.catalog import Project
    from vlmap.importers import Arxiv

FILES = ROOT / "tests" / "github" / "files"
HAN = re.compile("[\u4e00-\u9fff]")


def run(command: Any, *arguments: str, folder: Path) -> Result:
    """Run a command in this process, where GitHub is the one on this machine."""
    return CliRunner().invoke(command, [*arguments, "--project", str(folder)], standalone_mode=False)


def changed_event(tmp_path: Path, **changes: object) -> Path:
    event = json.loads((FILES / "reference.json").read_text(encoding="utf-8"))
    event["issue"].update(changes)
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    return path


# --- the form of a new paper -------------------------------------------------------------------------------------


def test_a_form_becomes_a_draft_record(github: GitHub, volcano: Project) -> None:
    done = run(propose.command, str(FILES / "reference.json"), folder=volcano.root)
    assert done.exception is None, done.output
    assert done.stdout == "papers/okada-source.yaml\n"
    text = (volcano.papers / "okada-source.yaml").read_text(encoding="utf-8")
    for line in (
        "name: Okada source",
        "  en: Surface deformation due to shear and tensile faults in a half-space",
        "  - Yoshimitsu Okada",
        "doi: 10.1785/BSSA0750041135",
        "    Says how the ground moves when a fault slips.",
        "#   notes: It builds on mogi: a plane in the place of a point.",
        "#   ### And a heading of the reader's own",
    ):
        assert line in text.splitlines()
    assert "_No response_" not in text
    assert "CC BY" not in text, "the licence is agreed to, not recorded"


def test_a_chinese_form_with_an_arxiv_number(
    github: GitHub, volcano: Project, arxiv_client: Callable[..., Arxiv], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose, "Arxiv", lambda _: arxiv_client("feed"))
    done = run(propose.command, str(FILES / "arxiv-zh.json"), folder=volcano.root)
    assert done.exception is None, done.output
    text = (volcano.papers / "geysernet.yaml").read_text(encoding="utf-8")
    assert 'arxiv: "2301.12345"' in text
    assert "  - Jörg Müller" in text
    assert "由监听站的记录找出震颤的来源。" in text


def test_a_draft_pull_request_and_an_answer(github: GitHub, hub: Server, volcano: Project) -> None:
    done = run(propose.command, str(FILES / "reference.json"), "--pull-request", folder=volcano.root)
    assert done.exception is None, done.output
    assert done.stdout == "https://github.com/someone/map/pull/1\n"
    (pull,) = hub.state.pulls
    assert (pull["head"], pull["base"], pull["draft"]) == ("draft/issue-12", "main", True)
    assert pull["title"] == "Add okada-source"
    assert pull["body"].startswith("Closes #12, written by `a-reader`.\n")
    assert "`problem is missing` · `缺少 problem`" in pull["body"]
    draft = (volcano.papers / "okada-source.yaml").read_text(encoding="utf-8")
    assert hub.state.files("draft/issue-12") == {"papers/okada-source.yaml": draft}
    assert hub.state.commits[hub.state.branches["draft/issue-12"]]["parents"] == ["c0"]
    assert hub.state.branches["main"] == "c0", "nothing is put on main"
    ((number, answer),) = hub.state.comments
    assert number == 12
    assert "https://github.com/someone/map/pull/1" in answer
    assert HAN.search(answer)


def test_a_paper_that_is_on_the_map_is_answered_by_naming_it(
    github: GitHub, hub: Server, volcano: Project, tmp_path: Path
) -> None:
    body = "### Which paper?\n\nhttps://doi.org/10.1029/JC087iC02p01231\n"
    done = run(propose.command, str(changed_event(tmp_path, body=body)), "--pull-request", folder=volcano.root)
    assert isinstance(done.exception, VlmapError)
    assert "on the map already: papers/vei.yaml" in done.exception.message.en
    ((_, answer),) = hub.state.comments
    assert "`papers/vei.yaml`" in answer
    assert not hub.state.pulls
    assert set(hub.state.branches) == {"main"}


def test_another_paper_of_the_same_name_gets_an_id_of_its_own(github: GitHub, volcano: Project, tmp_path: Path) -> None:
    body = "### Which paper?\n\nA paper nobody knows\n\n### What is it called?\n\nVEI\n"
    done = run(propose.command, str(changed_event(tmp_path, body=body)), folder=volcano.root)
    assert done.stdout == "papers/vei-12.yaml\n"


def test_a_second_run_leaves_the_branch_alone(github: GitHub, hub: Server, volcano: Project) -> None:
    run(propose.command, str(FILES / "reference.json"), "--pull-request", folder=volcano.root)
    before = dict(hub.state.branches)
    (volcano.papers / "okada-source.yaml").unlink()
    done = run(propose.command, str(FILES / "reference.json"), "--pull-request", folder=volcano.root)
    assert isinstance(done.exception, VlmapError)
    assert done.exception.message.en == "the branch draft/issue-12 is there already"
    assert hub.state.branches == before


def test_where_workflows_may_not_open_pull_requests_it_is_said_how_to_allow_it(
    github: GitHub, hub: Server, volcano: Project
) -> None:
    hub.state.may_open_pulls = False
    done = run(propose.command, str(FILES / "reference.json"), "--pull-request", folder=volcano.root)
    assert isinstance(done.exception, VlmapError)
    assert "Settings → Actions" in done.exception.message.en


@pytest.mark.parametrize("body", [None, "", "I want to add a paper", "### Which record?\n\nclip\n"])
def test_an_issue_without_the_form_is_told(body: str | None, github: GitHub, volcano: Project, tmp_path: Path) -> None:
    done = run(propose.command, str(changed_event(tmp_path, body=body)), folder=volcano.root)
    assert isinstance(done.exception, VlmapError)
    assert "issue 12 names no paper in a form of .github/ISSUE_TEMPLATE" in done.exception.message.en


@pytest.mark.parametrize("text", ["{}", "[]", "<html>", '{"issue": {"number": "x"}}'])
def test_what_is_no_event_is_told(text: str, github: GitHub, volcano: Project, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(text, encoding="utf-8")
    with pytest.raises(VlmapError, match="does not tell of an issue"):
        read_event(tmp_path / "event.json", volcano)


HOSTILE = (
    "### Which paper?\n\n../../../etc/passwd\n\n### What is it called?\n\n$(rm -rf ~) `id` ${{ github.token }} @all\n\n"
    "### What does it do?\n\n: [ & * ! | > ' \" % @ ` {a: b}\n# not a comment\n...\n---\n\u202e\x07\n\n"
    "### Where is its code?\n\njavascript:alert(1)\n\n### A reference to it\n\n```text\n@article{x, title={\n```\n\n"
    "### What else should we know?\n\n### Which paper?\n\nanother\n"
)


def test_hostile_answers_become_data(github: GitHub, hub: Server, volcano: Project, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in volcano.root.rglob("*") if path.is_file()}
    event = changed_event(tmp_path, body=HOSTILE, user={"login": "`](x)@everyone"})
    done = run(propose.command, str(event), "--pull-request", folder=volcano.root)
    assert done.exception is None, done.output
    (name,) = hub.state.files("draft/issue-12")
    assert re.fullmatch(r"papers/[a-z0-9-]+\.yaml", name)
    (pull,) = hub.state.pulls
    assert re.fullmatch("Add [a-z0-9-]+", pull["title"])
    assert "written by `` `](x)@everyone ``." in pull["body"]
    assert "syntax" not in pull["body"], "whatever was written, the draft is YAML"
    assert {path: path.read_bytes() for path in before} == before
    text = (volcano.root / name).read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert "\x07" not in text


def test_a_heading_belongs_to_the_first_question_of_that_name() -> None:
    known = {"One?": "one", "Two?": "two"}
    body = "before\n### One?\n\na\n\n### Three?\n\nb\n### Two?\nc\n### One?\nd\n"
    assert answers(body, known) == {"one": "a\n\n### Three?\n\nb", "two": "c\n### One?\nd"}
    assert answers("### One?\n\n_No response_\n\n### Two?\n\n\n", known) == {}
    assert answers("### One?\r\n\r\n```text\r\nx\r\ny\r\n```\r\n", known) == {"one": "x\ny"}


def test_no_answer_is_lost_where_arxiv_knows_more() -> None:
    found = {"paper": "2301.12345", "reference": "@misc{x, title={Y}}", "code": "https://example.org/mine"}
    work = work_of(Filled(1, "x", found), lambda arxiv: Work(title="T", arxiv=arxiv, links={"code": "https://a.org/"}))
    assert (work.title, work.arxiv, work.links["code"]) == ("T", "2301.12345", "https://a.org/")
    assert work.left_over == ["reference: @misc{x, title={Y}}", "code: https://example.org/mine"]


def test_the_two_forms_of_a_new_paper_ask_the_same(github: GitHub, volcano: Project) -> None:
    known = labels(volcano)
    asked = [question for question in known.values() if question in ("paper", "one_liner", "reference")]
    assert sorted(asked) == ["one_liner", "one_liner", "paper", "paper", "reference", "reference"]


# --- generated files, dead links ---------------------------------------------------------------------------------


def test_refresh_commits_what_it_changed_and_nothing_else(github: GitHub, hub: Server, volcano: Project) -> None:
    done = run(refresh.command, "--commit", folder=volcano.root)
    assert done.exception is None, done.output
    names = done.stdout.split()
    assert "translations.lock" in names
    assert hub.state.files("main") == {name: (volcano.root / name).read_text(encoding="utf-8") for name in names}
    head = hub.state.branches["main"]
    assert hub.state.commits[head]["parents"] == ["c0"]
    assert run(refresh.command, "--commit", folder=volcano.root).stdout == ""
    assert hub.state.branches["main"] == head, "without a change there is no commit"


def test_refresh_does_not_write_over_a_branch_that_moved_on(github: GitHub, hub: Server, volcano: Project) -> None:
    hub.state.commits["c9"] = {"tree": {"sha": "t0"}, "parents": ["c0"]}
    hub.state.branches["main"] = "c9"
    done = run(refresh.command, "--commit", folder=volcano.root)
    assert isinstance(done.exception, VlmapError)
    assert "main has moved on" in done.exception.message.en
    assert hub.state.branches["main"] == "c9"


def checked(*urls: str) -> LinkCheck:
    reason = Text(en="status 404 | <b> @all", zh="状态码 404")
    dead = tuple(DeadLink(url=url, place=f"papers/{index}.yaml:3", reason=reason) for index, url in enumerate(urls))
    return LinkCheck(checked=PartialDate.parse("2026-11-21"), dead=dead)


def test_one_issue_is_opened_brought_up_to_date_and_closed(github: GitHub, hub: Server) -> None:
    issue.keep_issue(github, checked())
    assert hub.state.issues == []
    issue.keep_issue(github, checked("https://one.example.org/", "https://two.example.org/"))
    issue.keep_issue(github, checked("https://two.example.org/"))
    (kept,) = hub.state.issues
    assert (kept["state"], kept["labels"]) == ("open", [issue.LABEL])
    assert "`https://two.example.org/`" in kept["body"]
    assert "one.example.org" not in kept["body"]
    issue.keep_issue(github, checked())
    assert kept["state"] == "closed"
    assert "every link answers" in kept["body"]
    issue.keep_issue(github, checked("https://three.example.org/"))
    assert [one["state"] for one in hub.state.issues] == ["closed", "open"]


def test_a_pull_request_with_the_label_is_not_the_issue(github: GitHub, hub: Server) -> None:
    pull = {"number": 1, "state": "open", "labels": [issue.LABEL], "pull_request": {}, "body": "mine"}
    hub.state.issues.append(pull)
    issue.keep_issue(github, checked("https://one.example.org/"))
    assert len(hub.state.issues) == 2
    assert pull["body"] == "mine"


def test_what_the_issue_says_is_in_both_languages_and_within_what_github_takes() -> None:
    body = issue.body(checked(*(f"https://example.org/{'x' * 900}/{number}" for number in range(500))))
    assert "500 links dead" in body
    assert "500 个链接失效" in body
    assert len(body) < 65_536
    assert "@all" not in re.sub("`[^`]*`", "", body)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": "wrong"}, "status 401"),
        ({"repository": "someone/else"}, "status 404"),
        ({"base": "http://127.0.0.1:9"}, "cannot be reached"),
    ],
)
def test_what_github_refuses_is_one_message(change: dict[str, str], said: str, github: GitHub) -> None:
    from dataclasses import replace

    with pytest.raises(VlmapError, match=said) as told:
        replace(github, **change).open_issue("x")  # type: ignore[arg-type]
    assert HAN.search(told.value.message.zh)
    assert "wrong" not in told.value.message.en
    assert "a-token" not in repr(github)


@pytest.mark.parametrize(
    "command", [["refresh", "--commit"], ["links", "--issue"], ["propose", "e.json", "--pull-request"]]
)
def test_outside_of_a_workflow_it_is_said_so_before_anything_is_done(
    command: list[str], volcano: Project, vlmap: Callable[..., CompletedProcess[str]]
) -> None:
    (volcano.root / "e.json").write_text("{}", encoding="utf-8")
    before = sorted(volcano.root.rglob("*"))
    nowhere = dict.fromkeys(("GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_WORKSPACE"), "")
    done = vlmap(*command, cwd=volcano.root, **nowhere)
    assert (done.returncode, done.stdout) == (2, "")
    assert "GITHUB_TOKEN" in done.stderr
    assert sorted(volcano.root.rglob("*")) == before


def test_every_command_is_in_the_group() -> None:
    assert {"report", "links", "propose", "refresh"} <= set(cli.commands)
