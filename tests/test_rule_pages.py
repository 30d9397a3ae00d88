"""Each rule has a page in both languages that shows what the tool really prints; and what the rules leave alone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT
from vlmap.catalog import Lock, load
from vlmap.checks import RULES, check
from vlmap.diagnostics import Severity
from vlmap.report import report
from vlmap.site.published import dropped
from vlmap.source import read

if TYPE_CHECKING:
    from vlmap.catalog import Project

PAGES = {"en": ROOT / "docs" / "rules", "zh": ROOT / "docs" / "zh" / "rules"}
CASES = Path(__file__).parent / "checks" / "cases"
SEVERITY = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告"},
}
HAN = re.compile(r"[\u4e00-\u9fff，。；：、（）“”]")

both = pytest.mark.parametrize("lang", ["en", "zh"])
every_rule = pytest.mark.parametrize("rule", sorted(RULES))


def text_of(rule: str, lang: str) -> str:
    return (PAGES[lang] / f"{rule}.md").read_text(encoding="utf-8")


def fenced(page: str, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)


def outside_fences(page: str) -> str:
    """Return the prose of a page."""
    return re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)


def expected_reports(rule: str, lang: Any, project: Project) -> list[str]:
    """Return what the golden cases of a rule print; `dropped-url` has none, as only a build can find it."""
    if rule == "dropped-url":
        project.published.write_text("/papers/explosivity-scale/\n", encoding="utf-8")
        return [report(dropped(project, {"papers/vei"}), 0, lang=lang)]
    return [
        yaml.safe_load(path.read_text(encoding="utf-8"))["expected"][lang]
        for path in sorted((CASES / rule).glob("*.yml"))
    ]


@both
def test_there_is_one_page_for_each_rule_and_no_other(lang: str) -> None:
    assert {path.stem for path in PAGES[lang].glob("*.md")} == {*RULES, "index"}


@both
@every_rule
def test_the_index_names_the_rule_with_its_severity(rule: str, lang: str) -> None:
    rows = text_of("index", lang).splitlines()
    start = f"| [`{rule}`]({rule}.md) | {SEVERITY[lang][RULES[rule].severity]} | "
    assert sum(row.startswith(start) for row in rows) == 1


@both
@every_rule
def test_a_page_has_its_parts(rule: str, lang: str) -> None:
    page = text_of(rule, lang)
    _, front, body = page.split("---\n", maxsplit=2)
    assert set(yaml.safe_load(front)) == {"title", "description"}
    assert body.startswith(f"# `{rule}`\n")
    assert re.findall(r"^#+ .*?(?:\{#(.*)\})?$", outside_fences(body), flags=re.MULTILINE) == ["", "example", "mend"]


@both
@every_rule
def test_the_report_on_the_page_is_what_the_tool_prints(rule: str, lang: str, volcano: Project) -> None:
    (shown,) = fenced(text_of(rule, lang), "text")
    assert f"[{rule}]" in shown
    assert any(shown in printed for printed in expected_reports(rule, lang, volcano))


@both
@every_rule
def test_the_mended_snippet_can_be_read(rule: str, lang: str) -> None:
    document, findings = read(fenced(text_of(rule, lang), "yaml")[-1].encode(), "snippet.yaml")
    assert document
    assert findings == []


def joined(old: Any, new: Any) -> Any:
    """Return data with a snippet put in: fields over fields, items behind items."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{name: joined(old[name], part) if name in old else part for name, part in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return old + [item for item in new if item not in old]
    return new


@both
@every_rule
def test_the_mended_snippet_passes(rule: str, lang: str, volcano: Project) -> None:
    """In the file it names, else the one that the report is about; a new file where there is none of that name."""
    page = text_of(rule, lang)
    snippet = fenced(page, "yaml")[-1]
    named = re.match(r"# (\S+\.yaml)\n", snippet) or re.match(
        r"(papers/[a-z-]+\.yaml|taxonomy\.yaml)", fenced(page, "text")[0]
    )
    file = volcano.root / (named[1] if named else "papers/mogi.yaml")
    if not file.exists():
        file.write_bytes((volcano.papers / "mogi.yaml").read_bytes())
    before, after = (yaml.load(text, yaml.BaseLoader) for text in (file.read_text(encoding="utf-8"), snippet))
    file.write_text(yaml.safe_dump(joined(before, after), allow_unicode=True, sort_keys=False), encoding="utf-8")
    found = {one.rule for one in check(load(volcano), Lock.read(volcano.lock))}
    assert not found & {rule, "schema", "unknown-field", "syntax"}


@pytest.mark.parametrize("page", sorted(PAGES["zh"].glob("*.md")), ids=lambda path: path.stem)
def test_a_chinese_paragraph_is_one_line(page: Path) -> None:
    lines = outside_fences(page.read_text(encoding="utf-8")).splitlines()
    for line, below in pairwise(lines):
        assert not (line[-1:] and below[:1] and HAN.match(line[-1]) and HAN.match(below[0])), line


def findings(project: Project, **changes: tuple[str, str]) -> list[str]:
    """Return the rules that have something to say after changes to records, one replacement each."""
    for name, (old, new) in changes.items():
        path = project.root / "papers" / f"{name.replace('_', '-')}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    return [found.rule for found in check(load(project), Lock.read(project.lock))]


@pytest.mark.parametrize(
    ("older", "newer"),
    [("1982-02-20", "1982-02-03"), ("1982-02-20", "1982-02"), ("1982", "1982-02-03"), ("1982-09", "1982")],
)
def test_a_predecessor_of_the_same_month_is_allowed(older: str, newer: str, volcano: Project) -> None:
    dates = {"walker_classes": ("date: 1973", f"date: {older}"), "vei": ("date: 1982-02", f"date: {newer}")}
    assert findings(volcano, **dates) == []


def test_a_metric_may_share_the_identifier_of_the_paper_that_presents_it(volcano: Project) -> None:
    shared = "introduced_in: walker-classes\ndoi: 10.1007/BF01825108"
    assert findings(volcano, vei=("doi: 10.1029/JC087iC02p01231", shared)) == []


def test_two_records_that_one_paper_presents_may_share_its_identifier(volcano: Project) -> None:
    presented = "introduced_in: walker-classes\ndoi: 10.1029/JC087iC02p01231"
    mogi = ("links:\n  paper: https://repository.dl.itc.u-tokyo.ac.jp/\n", f"{presented}\n")
    assert findings(volcano, vei=("doi: 10.1029/JC087iC02p01231", presented), mogi=mogi) == []


def test_titles_that_are_missing_are_not_the_same_title(volcano: Project) -> None:
    vei = ("  zh: 火山爆发指数：对历史火山活动爆发强度的估计\n", "")
    mogi = ("  zh: 若干火山的喷发与周围地表形变的关系\n", "")
    assert findings(volcano, vei=vei, mogi=mogi) == ["missing-translation", "missing-translation"]


def test_a_reference_may_name_a_former_id(volcano: Project) -> None:
    note = "\n  zh: 参见 [[explosivity-index|爆发指数]]。"
    assert findings(volcano, mogi=("\n  zh: 弹性半空间中一个受压的小球。", note)) == []


def test_a_record_that_cannot_be_read_leaves_no_reference_dangling(volcano: Project) -> None:
    assert findings(volcano, walker_classes=("kind: method", "kind: [method")) == ["syntax"]


def test_figures_at_the_ends_of_a_range_are_allowed(volcano: Project) -> None:
    assert findings(volcano, vei=("value: 10", "value: 100.0")) == []


def test_blanks_are_no_change_of_a_text(volcano: Project) -> None:
    loaded = load(volcano)
    assert loaded.catalog
    lock = Lock({}).updated({entry.id: entry.record for entry in loaded.catalog}, frozenset())
    volcano.lock.write_text(lock.text(), encoding="utf-8")
    assert findings(volcano, vei=("zh: 可用于 8,000 次喷发。", "zh: 可用于8,000次喷发。")) == []


def test_full_width_punctuation_and_emoji_are_plain_text(volcano: Project) -> None:
    text = "zh: 不涉及气体：包括二氧化硫（SO₂）👩\u200d🔬。"
    assert findings(volcano, vei=("zh: 不涉及气体。", text)) == []
