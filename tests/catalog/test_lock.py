"""The memory of the translations: one language changed and the other not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.errors import VlmapError

if TYPE_CHECKING:
    from vlmap.catalog import Project
    from vlmap.schema import Record

EN, ZH = "Deposits instead of names.", "以沉积物代替名称。"
POINTS = (f"en: {EN}", f"zh: {ZH}")
PROBLEM = (
    "en: Eruption types were named after single volcanoes and could not be compared.",
    "zh: 喷发类型多以个别火山命名，彼此无法比较。",
)
FIELDS = {"problem": PROBLEM, "key_points": POINTS}


def records(project: Project) -> dict[str, Record]:
    """Read all records."""
    catalog = load(project).catalog
    assert catalog
    return {entry.id: entry.record for entry in catalog}


def edit(project: Project, old: str, new: str) -> None:
    """Change the record of Walker's classes."""
    path = project.papers / "walker-classes.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def stale(project: Project, lock: Lock) -> list[tuple[str, str]]:
    """Return the fields that are out of step, each with the language that was left behind."""
    return list(lock.stale("walker-classes", records(project)["walker-classes"]))


@pytest.fixture
def lock(volcano: Project) -> Lock:
    """The memory of the small project as it is."""
    return Lock({}).updated(records(volcano), frozenset())


def test_without_memory_nothing_is_stale(volcano: Project) -> None:
    assert stale(volcano, Lock({})) == []


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(("changed", "behind"), [(0, "zh"), (1, "en")])
def test_one_side_changed_leaves_the_other_behind(
    field: str, changed: int, behind: str, volcano: Project, lock: Lock
) -> None:
    edit(volcano, FIELDS[field][changed], f"{FIELDS[field][changed]} More.")
    assert stale(volcano, lock) == [(field, behind)]
    (found,) = check(load(volcano), lock)
    assert found.rule == "stale-translation"
    assert f"the {'Chinese' if behind == 'zh' else 'English'} has not" in found.fact.en
    assert f"{'中文' if behind == 'zh' else '英文'}尚未跟上" in found.fact.zh


@pytest.mark.parametrize("field", FIELDS)
def test_both_sides_changed_are_in_step(field: str, volcano: Project, lock: Lock) -> None:
    for side in FIELDS[field]:
        edit(volcano, side, f"{side} More.")
    assert stale(volcano, lock) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (POINTS[0], "en: |\n      Deposits instead\n      of   names.\n"),
        (POINTS[1], "zh: |\n      以沉积物\n      代替名称。\n"),
        (POINTS[0], f'en: "{EN}"'),
    ],
    ids=["broken into lines", "Chinese broken into lines", "quoted"],
)
def test_white_space_and_quotes_do_not_count(old: str, new: str, volcano: Project, lock: Lock) -> None:
    edit(volcano, old, new)
    assert stale(volcano, lock) == []


def test_what_is_not_a_translation_does_not_count(volcano: Project, lock: Lock) -> None:
    edit(volcano, "  - George P. L. Walker", "  - name: George P. L. Walker\n    zh: 沃克")
    edit(volcano, "date: 1973", "date: 1974")
    assert stale(volcano, lock) == []


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("missing", [0, 1], ids=["English", "Chinese"])
def test_a_translation_that_was_missing_and_is_added_is_not_stale(field: str, missing: int, volcano: Project) -> None:
    there, gap = FIELDS[field][1 - missing], FIELDS[field][missing]
    path = volcano.papers / "walker-classes.yaml"
    whole = path.read_text(encoding="utf-8")
    indent = "    " if field == "key_points" else "  "
    edit(volcano, f"{FIELDS[field][0]}\n{indent}{FIELDS[field][1]}\n", f"{there}\n")
    without = Lock({}).updated(records(volcano), frozenset())
    path.write_text(whole, encoding="utf-8")
    assert stale(volcano, without) == [], f"{gap} was added"


def test_refreshing_does_not_make_a_stale_field_fresh(volcano: Project, lock: Lock) -> None:
    edit(volcano, POINTS[0], f"{POINTS[0]} More.")
    edit(volcano, PROBLEM[0], f"{PROBLEM[0]} More.")
    edit(volcano, PROBLEM[1], f"{PROBLEM[1]}更多。")
    later = lock.updated(records(volcano), frozenset())
    assert stale(volcano, later) == [("key_points", "zh")]
    edit(volcano, POINTS[1], f"{POINTS[1]}更多。")
    assert stale(volcano, later) == [], "the translation has followed"


def test_accepting_says_that_the_two_agree_for_that_record_alone(volcano: Project, lock: Lock) -> None:
    edit(volcano, POINTS[0], f"{POINTS[0]} More.")
    assert stale(volcano, lock.updated(records(volcano), frozenset({"vei"}))) == [("key_points", "zh")]
    assert stale(volcano, lock.updated(records(volcano), frozenset({"walker-classes"}))) == []


def test_the_file_reads_back_and_forgets_records_that_are_gone(volcano: Project, lock: Lock) -> None:
    volcano.lock.write_text(lock.text(), encoding="utf-8")
    assert Lock.read(volcano.lock) == lock
    (volcano.papers / "mogi.yaml").unlink()
    assert set(lock.updated(records(volcano), frozenset()).records) == {"vei", "walker-classes"}


def test_two_people_adding_records_change_different_lines(volcano: Project, lock: Lock) -> None:
    lines = lock.text().splitlines()
    assert lines == Lock(dict(reversed(lock.records.items()))).text().splitlines()
    assert max(map(len, lines)) < 60


@pytest.mark.parametrize(
    "damage",
    ["{", "", "<<<<<<< HEAD\n{}\n=======\n{}\n", "[]", '{"vei": 3}', '{"vei": {"title": "x"}}'],
    ids=["cut off", "empty", "in conflict", "a list", "a number", "a text"],
)
def test_a_damaged_file_is_named_with_the_cure(damage: str, volcano: Project) -> None:
    volcano.lock.write_text(damage, encoding="utf-8")
    with pytest.raises(VlmapError, match=r"translations\.lock:1: the file is damaged.*vlmap refresh"):
        Lock.read(volcano.lock)
