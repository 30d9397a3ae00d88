"""One build into the place of the last: what would come out as it did is not made again.

While what is new is made beside the site, the site stays as it is. Then each new file is moved to its place, whole, and
what no build makes any more is gone. The notes for the next build are written before that: where this one is killed in
between, the next finds files that are not as noted, and makes them again.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from vlmap import ASSETS
from vlmap.catalog import Answers
from vlmap.memory import tools
from vlmap.site.drawn import Drawn
from vlmap.site.ledger import Ledger, setting, stamps
from vlmap.site.outputs import Made, Outputs, same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vlmap.memory import Memory
    from vlmap.site.adapter import Draft
    from vlmap.site.site import Site

DRAWN = "*drawn"
"""The group of the files that the engine writes."""


def update(
    draft: Draft, site: Site, memory: Memory, place: Path, fresh: Path, jobs: int | None, *, pages_only: bool
) -> None:
    """Bring the site in `place` up to date. `fresh` is a folder to come beside it, for what is new."""
    there = stamps(place) if place.exists() else {}
    answers = Answers(site.catalog, site.lock)
    now = _setting(site, answers, pages_only=pages_only)
    before = Ledger.read(memory, place)
    standing = before.standing(answers, there) if before.setting == now else set()
    made: dict[str, Made] = {}
    drawn = Drawn.read(memory.read(f"drawn-{now}"), site.frames) if DRAWN in standing else None
    if drawn is None:
        standing.discard(DRAWN)
        drawn = draft.draw(fresh)
        memory.write(f"drawn-{now}", drawn.text().encode())
        memory.forget(f"drawn-{before.setting}")
        made[DRAWN] = _new(fresh, place)
    outputs = Outputs(site, drawn, pages_only=pages_only)
    standing = {name for name in standing if name == DRAWN or before.files[name].keys() == outputs.paths(name)}
    made |= outputs.write(fresh, place if there else None, standing, jobs)
    after = before.following(now, standing, made, answers)
    gone = there.keys() - {path for files in after.files.values() for path in files}
    if made or gone:
        after.write(memory, place)
        _settle(fresh, place, [path for one in made.values() for path in one.fresh], gone, anew=not there)


def _setting(site: Site, answers: Answers, *, pages_only: bool) -> str:
    """Return what tells apart all that a site depends on, beside its records."""
    project = site.project
    files = (project.templates, project.root / "docs", project.config, project.taxonomy, project.published, ASSETS)
    walks = (answers.print_of(walk) for walk in site.catalog.walks.values())  # which stand in the navigation
    return setting(files, tools().decode(), str(pages_only), repr(site.addresses), repr(list(site.frames)), *walks)


def _new(fresh: Path, place: Path) -> Made:
    """Return what was written below `fresh`, without what is in `place` with the same bytes: that is removed again."""
    made = Made(files=stamps(fresh))
    for path in made.files:
        stamp = same(place / path, (fresh / path).read_bytes())
        if stamp is None:
            made.fresh.append(path)
        else:
            made.files[path] = stamp
            (fresh / path).unlink()
    return made


def _settle(fresh: Path, place: Path, moved: Iterable[str], gone: Iterable[str], *, anew: bool) -> None:
    """Put new files in their place, and take away those that are gone; a site that is all new moves as a whole."""
    if anew:
        with contextlib.suppress(FileNotFoundError):
            place.rmdir()  # an empty folder
        fresh.rename(place)
        return
    for path in gone:
        (place / path).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the first that is not empty
            for folder in (place / path).parents:
                folder.rmdir()
    for path in moved:
        target = os.path.join(place, path)  # noqa: PTH118 (see `outputs`)
        try:
            os.replace(os.path.join(fresh, path), target)  # noqa: PTH105, PTH118
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            os.replace(os.path.join(fresh, path), target)  # noqa: PTH105, PTH118
