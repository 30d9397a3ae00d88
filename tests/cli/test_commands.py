"""The command line as a contract: exit codes, both languages, and what may change on the disk.

0: no error; 1: errors; 2: cannot run. What is asked for goes to stdout, all else to stderr; never a traceback.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.conftest import copy_volcano

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from vlmap.catalog import Project

    Run = Callable[..., CompletedProcess[str]]

HAN = re.compile("[\u4e00-\u9fff]")


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Change a file of the project, a text standing in it once."""
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def break_date(project: Project) -> None:
    edit(project, "papers/mogi.yaml", "date: 1958", "date: spring")


def lose_translation(project: Project) -> None:
    edit(project, "papers/vei.yaml", "    zh: 不涉及气体。\n", "")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file of a folder with its bytes and the time of its last change, but for the cache."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.relative_to(folder).parts
    }


# --- check -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mistakes", "options", "code", "counts"),
    [
        ([], [], 0, (4, 0, 0)),
        ([], ["--strict"], 0, (4, 0, 0)),
        ([lose_translation], [], 0, (4, 0, 1)),
        ([lose_translation], ["--strict"], 1, (4, 0, 1)),
        ([lose_translation], ["--strict", "--ignore", "missing-translation"], 0, (4, 0, 0)),
        ([break_date], [], 1, (4, 1, 0)),
        ([break_date, lose_translation], [], 1, (4, 1, 1)),
        ([break_date, lose_translation], ["--select", "schema"], 1, (4, 1, 0)),
        ([break_date, lose_translation], ["--select", "missing-translation"], 0, (4, 0, 1)),
        ([break_date, lose_translation], ["--ignore", "schema"], 0, (4, 0, 1)),
        ([break_date], ["papers/mogi.yaml"], 1, (1, 1, 0)),
        ([break_date], ["papers/vei.yaml", "taxonomy.yaml"], 0, (2, 0, 0)),
        ([break_date], ["papers"], 1, (3, 1, 0)),
        ([break_date], ["papers", "papers/mogi.yaml", "."], 1, (4, 1, 0)),
        ([break_date], ["docs"], 0, (0, 0, 0)),
    ],
)
def test_check(
    mistakes: list[Callable[[Project], None]],
    options: list[str],
    code: int,
    counts: tuple[int, int, int],
    volcano: Project,
    vlmap: Run,
) -> None:
    for mistake in mistakes:
        mistake(volcano)
    before = snapshot(volcano.root)
    done = vlmap("check", *options, cwd=volcano.root)
    assert (done.returncode, done.stderr) == (code, "")
    assert tuple(map(int, re.findall("[0-9]+", done.stdout.splitlines()[-1]))) == counts, "files, errors, warnings"
    assert snapshot(volcano.root) == before, "checking changes nothing"


def test_check_from_a_folder_inside_and_from_elsewhere(volcano: Project, vlmap: Run, tmp_path: Path) -> None:
    break_date(volcano)
    for done in (
        vlmap("check", "mogi.yaml", cwd=volcano.papers),
        vlmap("check", "--project", str(volcano.root), cwd=tmp_path),
        vlmap("check", "--project", "volcano/papers", "volcano/papers/mogi.yaml", cwd=tmp_path),
    ):
        assert done.returncode == 1
        assert done.stdout.startswith("papers/mogi.yaml:10:7: error[schema]: date is not a date")


@pytest.mark.parametrize(
    ("options", "lang", "chinese"),
    [
        ([], "zh", True),
        ([], "zh_CN.UTF-8", True),
        ([], "en", False),
        ([], "fr", False),
        (["--lang", "zh"], "en", True),
        (["--lang=zh"], "en", True),
        (["--lang", "en"], "zh", False),
    ],
)
def test_messages_are_in_the_chosen_language(
    options: list[str], lang: str, chinese: bool, volcano: Project, vlmap: Run
) -> None:
    break_date(volcano)
    done = vlmap("check", *options, cwd=volcano.root, lang=lang)
    assert done.returncode == 1
    assert ("date 不是日期" in done.stdout) is chinese
    assert ("检查了 4 个文件" in done.stdout) is chinese
    assert ("date is not a date" in done.stdout) is not chinese
    assert ("4 files checked" in done.stdout) is not chinese


def test_check_speaks_json(volcano: Project, vlmap: Run) -> None:
    assert json.loads(vlmap("check", "--format", "json", cwd=volcano.root).stdout) == []
    break_date(volcano)
    done = vlmap("check", "--format", "json", cwd=volcano.root)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    assert (found["rule"], found["file"], found["line"], found["column"]) == ("schema", "papers/mogi.yaml", 10, 7)
    assert found["message"]["en"] == "date is not a date ('spring')"
    assert found["message"]["zh"].startswith("date 不是日期")


def test_check_annotates_pull_requests_by_itself_on_github(volcano: Project, vlmap: Run) -> None:
    break_date(volcano)
    done = vlmap("check", cwd=volcano.root, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=papers/mogi.yaml,line=10,col=7,")


def test_no_colour_where_no_terminal_is(volcano: Project, vlmap: Run) -> None:
    break_date(volcano)
    assert "\x1b" not in vlmap("check", cwd=volcano.root).stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_terminal_that_cannot_show_a_character_gets_the_rest(
    lang: str, encoding: str, volcano: Project, vlmap: Run
) -> None:
    edit(volcano, "papers/mogi.yaml", "reviewed: 2026-11-21", "reviewed: 昨天 𠮷")
    done = vlmap("check", cwd=volcano.root, lang=lang, PYTHONIOENCODING=f"{encoding}:strict", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error[schema]" in done.stdout


# --- wrong usage -------------------------------------------------------------------------------------------------

WRONG = {
    "a command that is not there": ["chekc"],
    "an option that is not there": ["check", "--stric"],
    "a format that is not there": ["check", "--format", "xml"],
    "a rule that is not there": ["check", "--select", "no-such-rule"],
    "a rule to ignore that is not there": ["check", "--ignore", "no-such-rule"],
    "a language that is not there": ["check", "--lang", "fr"],
    "a path that is not there": ["check", "papers/nowhere.yaml"],
    "a path outside the project": ["check", ".."],
    "a project that is not there": ["check", "--project", "nowhere"],
    "no project": ["check", "--project", ".."],
    "a form that is not there": ["export", "docx"],
    "no form": ["export"],
    "a selection of no field": ["export", "json", "--select", "vei"],
    "a selection of a field that is not there": ["export", "json", "--select", "colour:red"],
    "a selection of a word that is not there": ["export", "csv", "--select", "kind:metod"],
    "a selection of what has no records": ["export", "schema", "--select", "kind:method"],
    "a record that is not there": ["refresh", "--accept", "nowhere"],
    "a report on no interval": ["report", "HEAD"],
    "both ways of only looking": ["fmt", "--check", "--diff"],
    "an id that cannot be one": ["new", "BLIP_2"],
    "no id": ["new"],
    "two sources": ["new", "x", "--arxiv", "2301.12345", "--from", "taxonomy.yaml"],
    "offline without a question": ["new", "x", "--offline"],
    "an arXiv identifier that cannot be one": ["new", "x", "--arxiv", "12345"],
    "a reference that is none": ["new", "x", "--from", "taxonomy.yaml"],
    "no list": ["import"],
    "a list that is not there": ["import", "nowhere.md"],
    "a list that is a folder": ["import", "papers"],
    "nothing": [],
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_usage_is_one_message_and_exit_2(what: str, volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    done = vlmap(*WRONG[what], cwd=volcano.root)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(volcano.root) == before


@pytest.mark.parametrize("what", sorted(set(WRONG) - {"nothing"}))
def test_wrong_usage_is_told_in_chinese(what: str, volcano: Project, vlmap: Run) -> None:
    done = vlmap(*WRONG[what], cwd=volcano.root, lang="zh")
    assert done.returncode == 2
    said = done.stderr.splitlines()[0]
    assert HAN.search(said)
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", said), "no English sentence inside the Chinese one"


def test_help_is_in_the_chosen_language(volcano: Project, vlmap: Run) -> None:
    english = vlmap("check", "--help", cwd=volcano.root).stdout
    assert "Let warnings fail, too." in english
    assert not HAN.search(english)
    chinese = vlmap("check", "--help", cwd=volcano.root, lang="zh")
    assert chinese.returncode == 0
    assert "警告也算失败。" in chinese.stdout
    assert "Show this message" not in chinese.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("translations.lock", "<<<<<<< HEAD\n"),
        ("translations.lock", "[]"),
        ("mkdocs.yml", "site_name: [\n"),
        ("mkdocs.yml", "docs_dir: nowhere\nsite_name: x\nplugins: [vlmap]\n"),
        ("mkdocs.yml", None),
        ("templates/labels.yaml", "problem: x\n"),
        ("templates/labels.yaml", None),
        ("templates/pages/record.html.j2", "{{ view.nothing }}"),
        ("templates/pages/record.html.j2", "{% if %}"),
        ("templates/pages/record.html.j2", None),
    ],
)
def test_a_build_that_cannot_run_says_which_file_and_exits_2(
    name: str, content: str | None, volcano: Project, vlmap: Run
) -> None:
    path = volcano.root / name
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    before = snapshot(volcano.root)
    done = vlmap("build", cwd=volcano.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert path.name in done.stderr or "docs_dir" in done.stderr
    assert snapshot(volcano.root) == before


# --- build, export, refresh --------------------------------------------------------------------------------------


def test_build_reports_what_check_reports_and_leaves_everything_as_it_is(volcano: Project, vlmap: Run) -> None:
    break_date(volcano)
    (volcano.root / "site").mkdir()
    (volcano.root / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    before = snapshot(volcano.root)
    built, checked = vlmap("build", cwd=volcano.root), vlmap("check", cwd=volcano.root)
    assert (built.returncode, built.stdout) == (1, checked.stdout)
    assert snapshot(volcano.root) == before


def test_build_writes_where_it_is_told_and_says_so(volcano: Project, vlmap: Run, tmp_path: Path) -> None:
    lose_translation(volcano)
    before = snapshot(volcano.root)
    done = vlmap("build", "--site-dir", str(tmp_path / "out"), cwd=volcano.root)
    assert done.returncode == 0
    assert "warning[missing-translation]" in done.stdout
    assert str(tmp_path / "out") in done.stderr
    assert (tmp_path / "out" / "zh" / "papers" / "vei" / "index.html").is_file()
    assert snapshot(volcano.root) == before


def test_export_prints_or_writes_the_same(volcano: Project, vlmap: Run, tmp_path: Path) -> None:
    printed = vlmap("export", "readme", cwd=volcano.root)
    assert printed.returncode == 0
    assert "[VEI](papers/vei.yaml)" in printed.stdout
    written = vlmap("export", "readme", "-o", str(tmp_path / "list.md"), cwd=volcano.root)
    assert (written.returncode, written.stdout) == (0, "")
    assert (tmp_path / "list.md").read_text(encoding="utf-8") == printed.stdout
    assert "爆发式" in vlmap("export", "readme", cwd=volcano.root, lang="zh").stdout


def test_export_of_a_selection(volcano: Project, vlmap: Run) -> None:
    done = vlmap("export", "jsonl", "--select", "venue:jgr -id:mogi", cwd=volcano.root)
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["vei"]


def test_cards_without_the_library_say_what_to_do(volcano: Project, vlmap: Run, tmp_path: Path) -> None:
    (tmp_path / "vl_convert.py").write_text("raise ImportError", encoding="utf-8")
    before = snapshot(volcano.root)
    done = vlmap("cards", cwd=volcano.root, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "make cards" in done.stderr
    assert snapshot(volcano.root) == before


def test_refresh_writes_what_it_says_and_the_second_time_nothing(volcano: Project, vlmap: Run) -> None:
    marked = "# Volcanoes\n\n<!-- catalogue: begin -->\nold\n<!-- catalogue: end -->\n\nThe end.\n"
    for name in ("README.md", "README_zh.md"):
        (volcano.root / name).write_text(marked, encoding="utf-8")
    before = snapshot(volcano.root)
    first = vlmap("refresh", cwd=volcano.root)
    after = snapshot(volcano.root)
    assert first.returncode == 0
    assert set(first.stdout.splitlines()) == {name for name in after if after[name] != before.get(name)} == {
        *("README.md", "README_zh.md", "published-urls.txt", "translations.lock"),
        *(f"schemas/{kind}.schema.json" for kind in ("paper", "path", "taxonomy")),
    }  # fmt: skip
    english = (volcano.root / "README.md").read_text(encoding="utf-8")
    assert english.startswith("# Volcanoes\n\n<!-- catalogue: begin -->\n")
    assert english.endswith("<!-- catalogue: end -->\n\nThe end.\n")
    assert "old" not in english
    second = vlmap("refresh", cwd=volcano.root)
    assert (second.returncode, second.stdout) == (0, "")
    assert snapshot(volcano.root) == after


def test_refresh_settles_a_translation_only_when_told(volcano: Project, vlmap: Run) -> None:
    vlmap("refresh", cwd=volcano.root)
    edit(volcano, "papers/vei.yaml", "Says nothing about gas.", "It is silent about gas.")
    assert vlmap("check", "--strict", cwd=volcano.root).returncode == 1
    assert vlmap("refresh", cwd=volcano.root).stdout == ""
    assert vlmap("check", "--strict", cwd=volcano.root).returncode == 1
    assert vlmap("refresh", "--accept", "vei", cwd=volcano.root).stdout == "translations.lock\n"
    assert vlmap("check", "--strict", cwd=volcano.root).returncode == 0


@pytest.mark.parametrize("reason", ["an error", "no markers"])
def test_refresh_writes_all_or_nothing(reason: str, volcano: Project, vlmap: Run) -> None:
    if reason == "an error":
        break_date(volcano)
    else:
        (volcano.root / "README.md").write_text("# no markers\n", encoding="utf-8")
    before = snapshot(volcano.root)
    done = vlmap("refresh", cwd=volcano.root)
    assert done.returncode == (1 if reason == "an error" else 2)
    assert done.stdout == ""
    assert snapshot(volcano.root) == before


def test_an_address_once_published_must_keep_answering(volcano: Project, vlmap: Run) -> None:
    vlmap("refresh", cwd=volcano.root)
    (volcano.papers / "mogi.yaml").rename(volcano.papers / "mogi-source.yaml")
    done = vlmap("build", cwd=volcano.root)
    assert done.returncode == 1
    assert "error[dropped-url]: no page answers /papers/mogi/ any more" in done.stdout
    edit(volcano, "papers/mogi-source.yaml", "kind: method\n", "kind: method\naliases: [mogi]\n")
    assert vlmap("build", cwd=volcano.root).returncode == 0
    moved = (volcano.root / "site" / "zh" / "papers" / "mogi" / "index.html").read_text(encoding="utf-8")
    (target,) = set(re.findall(r'href="([^"]+)"', moved))
    assert urljoin("/zh/papers/mogi/", target) == "/zh/papers/mogi-source/"


def test_two_projects_side_by_side_do_not_mix(vlmap: Run, tmp_path: Path, volcano: Project) -> None:
    other = copy_volcano(tmp_path / "other")
    break_date(other)
    assert vlmap("check", cwd=volcano.root).returncode == 0
    assert vlmap("check", "--project", str(other.root), cwd=volcano.root).returncode == 1
