"""A site appears whole or not at all, and the same whichever command makes it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_volcano
from vlmap.errors import VlmapError
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from vlmap.catalog import Project


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def mkdocs(project: Project, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """Run plain MkDocs."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def break_record(project: Project) -> None:
    path = project.papers / "mogi.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 1958", "date: spring"), encoding="utf-8")


def break_template(project: Project) -> None:
    (project.templates / "pages" / "record.html.j2").write_text("{{ view.nothing }}", encoding="utf-8")


def break_theme(project: Project) -> None:
    (project.templates / "theme" / "main.html").write_text("{{ nothing.at.all }}", encoding="utf-8")


def break_labels(project: Project) -> None:
    (project.templates / "labels.yaml").write_text("home: x\n", encoding="utf-8")


BREAKS = [break_record, break_template, break_theme, break_labels]


@pytest.fixture
def published(volcano: Project) -> Project:
    """The small project with a site that was built, and a file beside it that tells whether it was emptied."""
    assert publish(volcano.root).folder
    (volcano.root / "site" / "planted.txt").write_text("here", encoding="utf-8")
    return volcano


@pytest.mark.parametrize("damage", BREAKS)
def test_a_failing_build_leaves_the_site_and_all_around_it_byte_for_byte(
    damage: Callable[[Project], None], published: Project
) -> None:
    damage(published)
    before = contents(published.root)
    try:
        assert publish(published.root).folder is None
    except Exception:  # noqa: BLE001 (whatever stops a build: what counts is what is left)
        assert damage is not break_record, "mistakes in records are reported, not raised"
    assert contents(published.root) == before


@pytest.mark.parametrize("damage", BREAKS[1:])
def test_what_stops_a_build_beside_the_records_is_the_callers_mistake(
    damage: Callable[[Project], None], volcano: Project
) -> None:
    damage(volcano)
    with pytest.raises(VlmapError):
        publish(volcano.root)


def test_a_good_build_replaces_the_site_as_a_whole(published: Project) -> None:
    text = (published.papers / "mogi.yaml").read_text(encoding="utf-8")
    (published.papers / "mogi.yaml").rename(published.papers / "magma.yaml")
    (published.papers / "magma.yaml").write_text(text.replace("name: Mogi source", "name: Magma"), encoding="utf-8")
    done = publish(published.root)
    assert done.folder == published.root / "site"
    site = contents(done.folder)
    assert "planted.txt" not in site
    assert "papers/mogi/index.html" not in site
    assert b"Magma" in site["zh/papers/magma/index.html"]
    assert done.pages == sum(name.endswith("index.html") for name in site)
    assert {path.name for path in published.root.iterdir()} == {
        *(".cache", ".gitignore", "docs", "mkdocs.yml", "papers", "site", "taxonomy.yaml", "templates"),
    }, "nothing is left beside it"


@pytest.mark.parametrize("damage", [break_record, break_labels])
def test_plain_mkdocs_fails_before_it_empties_its_folder(damage: Callable[[Project], None], published: Project) -> None:
    damage(published)
    before = contents(published.root)
    done = mkdocs(published)
    assert done.returncode != 0
    assert "papers/mogi.yaml:10" in done.stderr or "labels.yaml:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(published.root) == before


def test_plain_mkdocs_gives_the_same_site_on_any_machine(volcano: Project, tmp_path: Path) -> None:
    assert publish(volcano.root, tmp_path / "ours").folder
    done = mkdocs(volcano, "--site-dir", str(tmp_path / "plain"), PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    ours, plain = contents(tmp_path / "ours"), contents(tmp_path / "plain")
    assert ours.keys() == plain.keys()
    assert [name for name in ours if ours[name] != plain[name]] == []
    assert "zh/papers/vei/index.html" in ours


@pytest.mark.parametrize("place", [".", "..", "papers", "docs", "templates/theme"])
def test_a_site_never_takes_the_place_of_the_project(place: str, tmp_path: Path) -> None:
    project = copy_volcano(tmp_path / "outer" / "volcano")
    before = contents(tmp_path)
    with pytest.raises(VlmapError):
        publish(project.root, project.root / place)
    assert contents(tmp_path) == before


def test_a_site_never_takes_the_place_of_what_is_not_a_site(volcano: Project, tmp_path: Path) -> None:
    mine = tmp_path / "thesis"
    mine.mkdir()
    (mine / "chapter-1.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(VlmapError):
        publish(volcano.root, mine)
    assert contents(mine) == {"chapter-1.tex": b"years of work"}


def test_an_empty_folder_may_be_filled(volcano: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert publish(volcano.root, tmp_path / "empty").folder == tmp_path / "empty"
    assert (tmp_path / "empty" / "index.html").is_file()
