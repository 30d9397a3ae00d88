"""`vlmap find`: what it prints, in both languages, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from vlmap.catalog import Project

    Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "vei  VEI  1982  One number from 0 to 8 for the size of an explosive eruption."),
        ("zh", "vei  VEI  1982  用 0 到 8 的一个数表示爆发式喷发的大小。"),
    ],
)
def test_a_table_in_the_language_asked_for(vlmap: Run, volcano: Project, lang: str, line: str) -> None:
    for query in (["explosivity", "index"], ["explosivity index"], ["爆发指数"]):
        done = vlmap("find", *query, "--limit", "1", cwd=volcano.root, lang=lang)
        assert (done.returncode, done.stdout, done.stderr) == (0, line + "\n", "")


def test_json_has_both_languages(vlmap: Run, volcano: Project) -> None:
    done = vlmap("find", "mogi", "--format", "json", cwd=volcano.root)
    (found,) = json.loads(done.stdout)
    assert (found["id"], found["name"], found["date"]) == ("mogi", "Mogi source", "1958")
    assert set(found["one_liner"]) == {"en", "zh"}


def test_finding_nothing_is_no_error(vlmap: Run, volcano: Project) -> None:
    done = vlmap("find", "qqqq", cwd=volcano.root, lang="zh")
    assert (done.returncode, done.stdout) == (0, "")
    assert "没有找到" in done.stderr
    done = vlmap("find", "qqqq", "--format", "json", cwd=volcano.root)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_it_ends_with_2_for_a_mistake_of_use_and_1_for_broken_records(vlmap: Run, volcano: Project) -> None:
    for wrong in (["find"], ["find", "x", "--limit", "0"], ["find", "x", "--format", "xml"]):
        done = vlmap(*wrong, cwd=volcano.root)
        assert (done.returncode, done.stdout) == (2, ""), wrong
        assert "Traceback" not in done.stderr
    (volcano.papers / "mogi.yaml").write_text("name: [", encoding="utf-8")
    done = vlmap("find", "vei", cwd=volcano.root)
    assert done.returncode == 1
    assert "papers/mogi.yaml" in done.stderr
