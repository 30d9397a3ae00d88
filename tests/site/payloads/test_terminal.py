"""Every payload in what commands say: no line of it steers a terminal, or is a command to a CI log.

GitHub's runner takes a line for a command that starts with `::`, blanks before it or not, and one that has `##[`
anywhere (actions/runner, `ActionCommand`).
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.conftest import copy_volcano
from tests.repository import Repository
from tests.site.payloads.grow import quoted
from tests.site.payloads.payload import ALLOWED, PAYLOADS
from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.languages import LANGUAGES
from vlmap.report import FORMATS, report
from vlmap.review.markdown import in_one_language
from vlmap.review.proposal import proposal
from vlmap.site import adapter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.site.payloads.grow import Grown
    from vlmap.diagnostics import Diagnostic
    from vlmap.languages import Lang

    Run = Callable[..., CompletedProcess[str]]


def assert_harmless(said: str, commands: int = 0) -> None:
    """Assert that a text holds so many commands of a CI log, and nothing that a terminal obeys."""
    lines = said.split("\n")
    assert not [one for one in lines if not one.isprintable()]
    assert not [one for one in lines if "##[" in one]
    assert sum(one.lstrip().startswith("::") for one in lines) == commands


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> list[Diagnostic]:
    """What is found in records with a payload wherever a mistake would be quoted."""
    project = copy_volcano(tmp_path_factory.mktemp("mistaken") / "project")
    text = (project.papers / "mogi.yaml").read_text(encoding="utf-8")
    for number, one in enumerate(PAYLOADS):
        evil = quoted(one.text)
        changed = text.replace("kind: method", f"kind: {evil}\n{evil}: x").replace("category: ", f"category: {evil} #")
        changed += f"also_in: [{evil}]\naliases: [{evil}]\norganizations: [{evil}]\nintroduced_in: {evil}\n"
        (project.papers / f"x-{number}.yaml").write_text(changed, encoding="utf-8")
    return check(load(project), Lock({}))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_findings_quote_payloads(form: str, lang: Lang, mistaken: list[Diagnostic], grown: Grown) -> None:
    findings = [*mistaken, *grown.findings, *check(load(grown.project), Lock({}))]
    assert len(findings) > 5 * len(ALLOWED)
    said = report(findings, 1, form=form, lang=lang)  # type: ignore[arg-type]
    if form == "json":
        assert len(json.loads(said)) == len(findings)
    else:
        assert_harmless(said, len(findings) if form == "github" else 0)


def test_commands_print_payloads(vlmap: Run, grown: Grown) -> None:
    for command in (("find", "pwn", "--limit", "500"), ("status",), ("check",)):
        done = vlmap(*command, cwd=grown.project.root)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.split("\n")) > len(ALLOWED) / 2
        assert_harmless(done.stdout)


def test_the_log_of_a_build(grown: Grown, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        adapter._checked(adapter.draft(grown.project).prepared)
    assert len(caplog.messages) > len(ALLOWED)
    assert not [one for one in caplog.messages if not one.isprintable()]


def test_the_report_of_a_pull_request(tmp_path: Path, grown: Grown) -> None:
    made = Repository(copy_volcano(tmp_path / "volcano"))
    made.git("init", "--quiet")
    base = made.commit()
    for name in ("taxonomy.yaml", *(f"papers/{path.name}" for path in sorted(grown.project.papers.iterdir())[::8])):
        made.write(name, (grown.project.root / name).read_text(encoding="utf-8"))
    found = proposal(made.project, f"{base}..{made.commit()}")
    for lang in LANGUAGES:
        said = in_one_language(found, lang)
        assert_harmless(said)
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse(said):
            assert token.type != "html_block"
            assert not [child for child in token.children or () if child.type in ("html_inline", "link_open", "image")]
