"""A build that makes only what changed comes to the same site as one that makes everything."""

from __future__ import annotations

import os
import random
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_volcano
from tests.site.test_publish import contents
from vlmap.memory import Memory
from vlmap.site import update
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vlmap.catalog import Project

SEQUENCES = int(os.environ.get("VLMAP_SEQUENCES", "2"))
STEPS = 6


def rewrite(path: Path, pattern: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def records(project: Project) -> list[Path]:
    return sorted(project.papers.glob("*.yaml"))


def edit(project: Project, chance: random.Random) -> None:
    field = chance.choice(["one_liner", "summary", "innovation"])
    rewrite(chance.choice(records(project)), rf"^({field}:\n  en: \|?\n? *)", rf"\1Edited {chance.randrange(9)}. ")


def rename_work(project: Project, chance: random.Random) -> None:
    rewrite(chance.choice(records(project)), r"^name: .*", f"name: Work {chance.randrange(99)}")


def redate(project: Project, chance: random.Random) -> None:
    rewrite(chance.choice(records(project)), r"^date: .*", f"date: {chance.randrange(1990, 2020)}-03")


def credit(project: Project, chance: random.Random) -> None:
    rewrite(chance.choice(records(project)), r"^authors:\n", "authors:\n  - Ann Other\n")


def add(project: Project, chance: random.Random) -> None:
    model = chance.choice(records(project))
    copy = model.with_name(f"{model.stem}-{chance.randrange(99)}.yaml")
    copy.write_text(model.read_text(encoding="utf-8"), encoding="utf-8")
    for pattern in (r"^aliases:\n(  - .*\n)+", r"^introduced_in: .*\n"):
        rewrite(copy, pattern, "")
    rewrite(copy, r"^doi: .*", f"doi: 10.5555/{copy.stem}")
    rewrite(copy, r"^arxiv: .*", f"arxiv: 1905.{chance.randrange(10000, 99999)}")


def move(project: Project, chance: random.Random) -> None:
    old = chance.choice(records(project))
    new = old.with_name(f"{old.stem}-moved.yaml")
    old.rename(new)
    rewrite(new, r"^aliases:\n(  - .*\n)+", "")
    rewrite(new, r"^(category: .*)", rf"aliases:\n  - {old.stem}\n\1")


def delete(project: Project, chance: random.Random) -> None:
    chance.choice(records(project)).unlink()


def change_taxonomy(project: Project, chance: random.Random) -> None:
    rewrite(project.taxonomy, r"^(    label:\n      en: )\"?[^\"\n]*\"?", rf"\1Branch {chance.randrange(9)}")


def change_template(project: Project, chance: random.Random) -> None:
    path = project.templates / "pages" / chance.choice(["record.html.j2", "group.html.j2", "home.html.j2"])
    path.write_text(path.read_text(encoding="utf-8") + f"<!-- {chance.randrange(9)} -->\n", encoding="utf-8")


def change_label(project: Project, chance: random.Random) -> None:
    rewrite(project.templates / "labels.yaml", r"^(key-points:\n  en: ).*", rf"\1Points {chance.randrange(9)}")


def change_page(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted((project.root / "docs").rglob("*.md")))
    path.write_text(path.read_text(encoding="utf-8") + f"\nOne more word {chance.randrange(9)}.\n", encoding="utf-8")


CHANGES: list[Callable[[Project, random.Random], None]] = [
    *(edit, edit, rename_work, redate, credit, add, add, move, delete),
    *(change_taxonomy, change_template, change_label, change_page),
]


def clean(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the site as it is built with nothing left of earlier builds."""
    done = publish(project.root, folder, memory=Memory(None))
    assert done.folder is not None, done.report("en")
    return contents(done.folder)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_changes_the_site_is_that_of_a_clean_build(seed: int, volcano: Project, tmp_path: Path) -> None:
    chance = random.Random(seed)
    assert publish(volcano.root).folder
    compared = 0
    for step in range(STEPS):
        before = contents(volcano.root)
        changes = chance.choices(CHANGES, k=chance.choice([1, 1, 2]))
        for change in changes:
            if records(volcano):
                change(volcano, chance)
        if (done := publish(volcano.root)).folder is None:
            restore(volcano.root, before)  # the changes made mistakes, which is no site
            continue
        wanted, found = clean(volcano, tmp_path / f"clean-{step}"), contents(done.folder)
        differing = [name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)]
        assert differing == [], [change.__name__ for change in changes]
        compared += 1
    assert compared


def restore(root: Path, files: dict[str, bytes]) -> None:
    for name in contents(root).keys() - files.keys():
        (root / name).unlink()
    for name, content in files.items():
        (root / name).write_bytes(content)


def times(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


def test_what_did_not_change_is_not_touched(volcano: Project) -> None:
    site = publish(volcano.root).folder
    assert site
    first = times(site)
    publish(volcano.root)
    assert times(site) == first

    rewrite(volcano.papers / "mogi.yaml", r"^(summary:\n  en: )", r"\1Edited. ")
    publish(volcano.root)
    touched = {name for name, time in times(site).items() if time != first[name]}
    assert {"papers/mogi/index.html", "data/v1/records/mogi.json", "data/v1/SHA256SUMS"} <= touched
    assert not {"papers/vei/index.html", "rules/index.html", "glossary/index.html", "papers/mogi.bib"} & touched


def test_what_others_did_to_the_site_is_mended(volcano: Project, tmp_path: Path) -> None:
    site = publish(volcano.root).folder
    assert site
    (site / "papers" / "mogi" / "index.html").unlink()
    (site / "zh" / "index.html").write_text("gone wrong", encoding="utf-8")
    (site / "assets" / "vlmap" / "colours.css").write_bytes(b"")
    (site / "stray" / "deep").mkdir(parents=True)
    (site / "stray" / "deep" / "file.txt").write_text("not ours", encoding="utf-8")
    publish(volcano.root)
    assert contents(site) == clean(volcano, tmp_path / "clean")
    assert not (site / "stray").exists()


@pytest.mark.parametrize("at", range(4))
def test_a_build_that_is_killed_while_it_moves_files_is_finished_by_the_next(
    at: int, volcano: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = publish(volcano.root).folder
    assert site
    rename_work(volcano, random.Random(at))
    (volcano.papers / "mogi.yaml").rename(volcano.papers / "magma.yaml")
    moves = iter(range(3 * at))
    real = os.replace

    def replace(source: str, target: str) -> None:
        if ".vlmap~" in str(source) and next(moves, None) is None:
            raise KeyboardInterrupt
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(update.os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            publish(volcano.root)
    publish(volcano.root)
    assert contents(site) == clean(volcano, tmp_path / "clean")


def test_two_sites_of_one_project_do_not_mix(volcano: Project, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    publish(volcano.root, one)
    publish(volcano.root, two, pages_only=True)
    edit(volcano, random.Random(1))
    publish(volcano.root, one)
    publish(volcano.root, two, pages_only=True)
    whole, pages = contents(one), contents(two)
    assert whole == clean(volcano, tmp_path / "clean")
    assert pages == {name: content for name, content in whole.items() if name in pages}
    assert {name.rpartition(".")[2] for name in whole.keys() - pages.keys()} >= {"md", "json", "csv", "bib", "ris"}
    assert not any(name.endswith(".html") for name in whole.keys() - pages.keys())


def test_a_copy_of_the_project_has_a_memory_of_its_own(volcano: Project, tmp_path: Path) -> None:
    publish(volcano.root)
    other = copy_volcano(tmp_path / "other" / "volcano")
    assert Memory(other.root).folder != Memory(volcano.root).folder
    assert not any(path.is_relative_to(volcano.root) for path in (Memory(volcano.root).folder,) if path)
