"""The last good site stays until a whole new one takes its place, whatever becomes of the build."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.torture.kills import Run, hidden, site, trial
from tests.torture.world import CASES, tree
from vlmap import files
from vlmap.files import exchange
from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.torture.kills import Undisturbed
    from vlmap.languages import Lang

(BUILD,) = (case for case in CASES if case.name == "build")
LATE = "{% if view.entry.id == 'vei-copy-7' %}{{ nothing.at.all }}{% endif %}"
"""For a template: a mistake that shows after most pages are written."""


@pytest.fixture
def built(knows: Callable[[str], Undisturbed]) -> Undisturbed:
    return knows("build")


def test_a_mistake_that_shows_late(built: Undisturbed, template: Path, tmp_path: Path) -> None:
    with trial(template, tmp_path) as world:
        page = world / "project" / "templates" / "pages" / "record.html.j2"
        page.write_text(page.read_text(encoding="utf-8") + LATE, encoding="utf-8")
        code, said = (run := Run(BUILD, world)).end()
        assert run.steps > built.steps / 4, "the mistake showed before most of the work"
        assert code == 2
        assert re.fullmatch(r"vlmap: .*pages/record\.html\.j2.*\n", said), said
        assert site(tree(world)) == site(built.before)
        assert hidden(tree(world)) == []


def workers(process: int) -> list[int]:
    """Return the forks of a process: its children that run what it runs."""
    found = []
    for name in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        try:
            if Path(f"/proc/{name}/cmdline").read_bytes() == Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(int(name))
        except FileNotFoundError:
            continue
    return found


KILLED: dict[Lang, str] = {"en": "a process that did part of the work was killed", "zh": "承担部分工作的进程被终止"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_worker_that_is_killed(lang: Lang, built: Undisturbed, template: Path, tmp_path: Path) -> None:
    with trial(template, tmp_path) as world:
        run = Run(BUILD, world, lang)
        run.wait_for(built.steps // 2)
        while not (found := workers(run.process.pid)):
            assert run.process.poll() is None, "the build has no workers"
        os.kill(found[-1], signal.SIGKILL)
        code, told = run.end()
        assert code == 2
        assert told.startswith(f"vlmap: {KILLED[lang]}")
        assert told.count("\n") == 1
        assert tree(world) == built.before
        assert Run(BUILD, world).end()[0] == 0
        assert tree(world) == built.after


def test_a_builder_that_is_killed_leaves_no_process(template: Path, tmp_path: Path) -> None:
    """Killed alone, without its workers: they end by themselves, and the next run clears up after them."""
    with trial(template, tmp_path) as world:
        run = Run(BUILD, world)
        while not workers(run.process.pid):
            assert run.process.poll() is None, "the build has no workers"
        os.kill(run.process.pid, signal.SIGKILL)
        run.end()  # the pipe is at its end when the last process is


def test_a_reader_sees_a_whole_site_at_any_moment(built: Undisturbed, template: Path, tmp_path: Path) -> None:
    names = [name for name in built.before if name.endswith("index.html") and name in built.after]
    with trial(template, tmp_path) as world:
        run = Run(BUILD, world)
        looks = 0
        while run.process.poll() is None:
            for name in names[:: len(names) // 20]:
                assert (world / name).read_bytes() in (built.before[name], built.after[name])
                looks += 1
        assert run.end()[0] == 0
        assert looks > 100
        assert tree(world) == built.after


def test_a_site_takes_the_place_of_another_also_where_the_system_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for can in (True, False):
        place, hidden_ = tmp_path / f"site-{can}", tmp_path / f"hidden-{can}"
        for folder, text in ((place, "old"), (hidden_ / "new", "new")):
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(text)
        if not can:
            monkeypatch.setattr(files, "_renamed", lambda *_: False)
        exchange(hidden_ / "new", place)
        assert (place / "index.html").read_text() == "new"
        assert [path.read_text() for path in hidden_.rglob("*.html")] == ["old"]
