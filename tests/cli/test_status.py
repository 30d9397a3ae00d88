"""The worklist: every planted gap is in its list, nothing else is, and gaps are no failure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_commands import HAN, break_date, edit, lose_translation, snapshot
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.test_commands import Run
    from vlmap.catalog import Project

LISTS = [
    *("errors", "translations", "thin", "figures", "predecessors", "benchmarks"),
    *("preprints", "categories", "addresses", "links"),
]


def status(project: Project, vlmap: Run, **environment: str) -> Any:
    """Return the worklist as data."""
    done = vlmap("status", "--format", "json", cwd=project.root, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def places(work: Any, name: str) -> list[str]:
    return [item["place"] for item in work["lists"][name]]


def said(work: Any, name: str, lang: str = "en") -> list[str]:
    return [item["message"][lang] for item in work["lists"][name]]


def fatten(project: Project) -> None:
    """Give each record of the small project all that keeps it off the list of thin ones."""
    for path in project.papers.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        start, end = text.index("summary:\n"), text.index("key_points:\n")
        text = f"{text[:start]}summary:\n  en: {'word ' * 120}\n  zh: {'字' * 180}\n{text[end:]}"
        if "limitations:" not in text:
            text += "limitations:\n  en: Some.\n  zh: 有。\n"
        path.write_text(text, encoding="utf-8")


def test_the_small_project_as_it_is(volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    work = status(volcano, vlmap)
    assert work["counts"] == {
        "records": 3,
        "method": 3,
        "dataset": 0,
        "metric": 0,
        "survey": 0,
        "complete": 3,
        "reviewed": 3,
        "stale": 0,
        "missing": 0,
        "edges": 1,
        "figures": 1,
        "paths": 0,
    }
    assert list(work["lists"]) == LISTS
    assert places(work, "thin") == ["mogi", "vei", "walker-classes"]
    assert places(work, "predecessors") == ["mogi", "walker-classes"]
    assert said(work, "predecessors") == [
        "Its predecessors, theories of elasticity, lie outside the map.",
        "The first of its line on the map.",
    ]
    assert places(work, "benchmarks") == ["pinatubo-volume"]
    assert said(work, "categories") == ["Eruptions: 2", "Classification: 2", "Monitoring: 2", "Deformation: 2"]
    assert said(work, "addresses") == [
        "site_url is still https://volcano.example/atlas/",
        "repo_url is still https://github.com/OWNER/volcano",
    ]
    for name in ("errors", "translations", "figures", "preprints", "links"):
        assert work["lists"][name] == []
    assert work["links_checked"] is None
    assert snapshot(volcano.root) == before, "looking changes nothing"


def lose_source(project: Project) -> None:
    edit(project, "papers/vei.yaml", "    source: Newhall and Punongbayan 1996\n", "")


def lose_reason(project: Project) -> None:
    text = (project.papers / "mogi.yaml").read_text(encoding="utf-8")
    edit(project, "papers/mogi.yaml", text[text.index("no_predecessor:") :], "")


def call_it_a_preprint(project: Project) -> None:
    edit(
        project, "taxonomy.yaml", "      zh: 火山学通报\n    type: journal", "      zh: 火山学通报\n    type: preprint"
    )


def say_a_data_set_that_is_not_there(project: Project) -> None:
    edit(project, "taxonomy.yaml", "    direction: lower\n", "    direction: lower\n    dataset: pinatubo\n")


def break_reference(project: Project) -> None:
    edit(project, "papers/vei.yaml", "      en: Takes over the idea of a measured magnitude.\n", "")
    edit(project, "papers/vei.yaml", "      zh: 沿用以实测量定大小的思路。\n", "")


PLANTED: dict[str, tuple[Callable[[Project], None], str, str, str]] = {
    # what: (the gap, list, place, words of it)
    "no Chinese": (lose_translation, "translations", "papers/vei.yaml:47", "key_points[3] has no Chinese text"),
    "no source": (lose_source, "figures", "papers/vei.yaml:60", "the figure 10 has no source"),
    "no reason": (lose_reason, "predecessors", "mogi", "no reason is given"),
    "a preprint": (call_it_a_preprint, "preprints", "walker-classes", "Bull. Volcanol. 1973"),
    "a mistake": (break_date, "errors", "papers/mogi.yaml", "1 error"),
    "a data set not written": (
        say_a_data_set_that_is_not_there,
        "benchmarks",
        "pinatubo-volume",
        "1 figure, there is no record 'pinatubo'",
    ),
    "a mistake in the lineage": (break_reference, "errors", "papers/vei.yaml", "1 error"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_gap_is_in_its_list(what: str, volcano: Project, vlmap: Run) -> None:
    gap, name, place, words = PLANTED[what]
    gap(volcano)
    work = status(volcano, vlmap)
    assert (place, words) in list(zip(places(work, name), said(work, name), strict=True))
    assert all(HAN.search(text) for text in said(work, name, "zh") if name != "preprints")


def test_a_preprint_may_wait_for_a_year(volcano: Project, vlmap: Run) -> None:
    """The latest review is the clock: what was new a year before it, or later, is not listed."""
    call_it_a_preprint(volcano)
    records = (path.read_text(encoding="utf-8") for path in volcano.papers.glob("*.yaml"))
    latest = max(day for text in records for day in re.findall(r"^reviewed: (.*)$", text, re.MULTILINE))
    year = int(latest[:4])
    edit(volcano, "papers/walker-classes.yaml", "date: 1973", f"date: {year - 1}{latest[4:]}")
    assert places(status(volcano, vlmap), "preprints") == []


def test_a_reference_that_is_wrong_makes_no_method_the_first(volcano: Project, vlmap: Run) -> None:
    break_reference(volcano)
    assert "vei" not in places(status(volcano, vlmap), "predecessors")


def test_a_translation_left_behind_is_counted_and_listed(volcano: Project, vlmap: Run) -> None:
    vlmap("refresh", cwd=volcano.root)
    edit(volcano, "papers/vei.yaml", "Says nothing about gas.", "It is silent about gas.")
    work = status(volcano, vlmap)
    assert (work["counts"]["stale"], work["counts"]["missing"], work["counts"]["complete"]) == (1, 0, 3)
    assert said(work, "translations") == ["the English of key_points has changed, the Chinese has not"]
    lose_translation(volcano)
    work = status(volcano, vlmap)
    assert (work["counts"]["missing"], work["counts"]["complete"]) == (1, 2)


def test_what_makes_a_record_thin(volcano: Project, vlmap: Run) -> None:
    fatten(volcano)
    assert status(volcano, vlmap)["lists"]["thin"] == []
    edit(volcano, "papers/mogi.yaml", f"  en: {'word ' * 120}\n", f"  en: {'word ' * 119}\n")
    edit(volcano, "papers/mogi.yaml", f"  zh: {'字' * 180}\n", f"  zh: {'字，2 ' * 179}\n")
    edit(volcano, "papers/vei.yaml", "  - en: Usable for 8,000 eruptions.\n    zh: 可用于 8,000 次喷发。\n", "")
    edit(volcano, "papers/walker-classes.yaml", "limitations:\n  en: Some.\n  zh: 有。\n", "")
    work = status(volcano, vlmap)
    assert dict(zip(places(work, "thin"), said(work, "thin"), strict=True)) == {
        "mogi": "only 119 English words in the summary, only 179 Chinese characters in the summary",
        "vei": "fewer than 3 key points",
        "walker-classes": "no limitations",
    }


def test_a_summary_that_is_missing_is_not_called_thin(volcano: Project, vlmap: Run) -> None:
    fatten(volcano)
    edit(volcano, "papers/mogi.yaml", f"summary:\n  en: {'word ' * 120}\n  zh: {'字' * 180}\n", "")
    work = status(volcano, vlmap)
    assert (places(work, "errors"), places(work, "thin")) == (["papers/mogi.yaml"], [])
    assert (work["counts"]["records"], work["counts"]["complete"]) == (3, 2)


@pytest.mark.parametrize(
    ("config", "found"),
    [
        (None, ["site_url is not set", "repo_url is not set"]),
        ("site_name: x\n", ["site_url is not set", "repo_url is not set"]),
        ("", ["site_url is not set", "repo_url is not set"]),
        ("- a list\n", ["site_url is not set", "repo_url is not set"]),
        ("site_url: ''\nrepo_url: https://github.com/a/b\n", ["site_url is not set"]),
        ("site_url: https://a.org/\nrepo_url: https://github.com/a/b\n", []),
        ("site_url: !ENV [URL, x]\nrepo_url: https://github.com/a/b\nx: !!python/name:no.such.thing\n", []),
        ("site_url: [\n", ["cannot be read as YAML"]),
    ],
)
def test_the_addresses_of_the_site(config: str | None, found: list[str], volcano: Project, vlmap: Run) -> None:
    if config is None:
        volcano.config.unlink()
    else:
        volcano.config.write_text(config, encoding="utf-8")
    assert said(status(volcano, vlmap), "addresses") == found


def test_the_last_link_check(volcano: Project, vlmap: Run) -> None:
    assert "no link check has been made" in vlmap("status", cwd=volcano.root).stdout
    file = volcano.root / ".cache" / "links.json"
    file.parent.mkdir()
    file.write_text('{"checked": "2026-11-20"}', encoding="utf-8")
    shown = vlmap("status", cwd=volcano.root).stdout
    assert "Links checked 2026-11-20." in shown
    assert re.search("^None: .*dead links", shown, flags=re.MULTILINE)
    dead = [{"url": "https://gone.org/", "place": "papers/vei.yaml:22", "reason": {"en": "gone", "zh": "已失效"}}]
    file.write_text(json.dumps({"checked": "2026-11-20", "dead": dead}), encoding="utf-8")
    work = status(volcano, vlmap)
    assert (work["links_checked"], places(work, "links")) == ("2026-11-20", ["papers/vei.yaml:22"])
    assert said(work, "links") == ["gone"]
    assert "papers/vei.yaml:22  gone" in vlmap("status", cwd=volcano.root).stdout
    assert "papers/vei.yaml:22  已失效" in vlmap("status", cwd=volcano.root, lang="zh").stdout
    file.write_text("<html>", encoding="utf-8")
    done = vlmap("status", cwd=volcano.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert ".cache/links.json is damaged" in done.stderr


def test_as_text_in_english(volcano: Project, vlmap: Run) -> None:
    done = vlmap("status", cwd=volcano.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"records +3\n  methods +3\n", done.stdout)
    assert "\nThin records (3)\n  mogi  only 11 English words in the summary, only 17 " in done.stdout
    assert "\nMethods without a predecessor (2)\n  mogi  Its predecessors, theories of elasticity, " in done.stdout
    assert "\nNone: files with errors (see `vlmap check`); stale or missing translations; " in done.stdout
    assert "figures without a source; preprints over a year old, which may have a venue by now.\n" in done.stdout
    assert not HAN.search(done.stdout)


def test_as_text_in_chinese(volcano: Project, vlmap: Run) -> None:
    done = vlmap("status", "--lang", "zh", cwd=volcano.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"记录 +3\n  方法 +3\n", done.stdout)
    assert "\n内容单薄的记录（3）\n  mogi  英文摘要仅 11 词，中文摘要仅 17 字，未写局限\n" in done.stdout
    assert "\n没有前作的方法（2）\n  mogi  其前身是弹性力学理论，不在本图之内。\n" in done.stdout
    assert "\n以下各项均无：有错误的文件（详见 `vlmap check`）；过时或缺失的译文；" in done.stdout
    assert "\n失效链接：尚未做过链接检查。\n" in done.stdout
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", done.stdout), "no English sentence inside the Chinese"


def test_without_a_taxonomy_to_judge_by_it_cannot_run(volcano: Project, vlmap: Run) -> None:
    volcano.taxonomy.write_text("roots: [\n", encoding="utf-8")
    done = vlmap("status", cwd=volcano.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "taxonomy.yaml:" in done.stderr


def test_from_elsewhere(volcano: Project, vlmap: Run, tmp_path: Path) -> None:
    here, there = vlmap("status", cwd=volcano.root), vlmap("status", "--project", str(volcano.root), cwd=tmp_path)
    assert here.stdout == there.stdout


def test_the_real_records_are_complete_and_reviewed(real: Project, vlmap: Run) -> None:
    work = status(real, vlmap)
    counts = work["counts"]
    records = len(list((ROOT / "papers").glob("*.yaml")))
    assert counts["records"] == counts["complete"] == counts["reviewed"] == records
    assert counts["records"] == sum(counts[kind] for kind in ("method", "dataset", "metric", "survey"))
    assert (counts["stale"], counts["missing"]) == (0, 0)
    for name in ("errors", "translations", "figures", "benchmarks"):
        assert work["lists"][name] == [], name
    assert work["lists"]["predecessors"]
    assert "no reason is given" not in said(work, "predecessors")
