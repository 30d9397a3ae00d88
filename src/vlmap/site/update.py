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
from vlmap.files import exchange
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
    before = Ledger.read(memory, place)
    made: dict[str, Made] = {}
    drawing = _drawing(site, answers)
    drawn = None
    if before.drawing == drawing and before.is_intact(DRAWN, there):
        drawn = Drawn.read(memory.read(f"drawn-{drawing}"), site.frames)
    if drawn is None:
        drawn = draft.draw(fresh)
        memory.forget(f"drawn-{before.drawing}")
        memory.write(f"drawn-{drawing}", drawn.text().encode())
        made[DRAWN] = _new(fresh, place)
    outputs = Outputs(site, drawn, pages_only=pages_only)
    now = _setting(site, drawn, pages_only=pages_only)
    standing = outputs.as_before(before, answers, there) if before.setting == now else set()
    made |= outputs.write(fresh, place if there else None, standing, jobs)
    after = before.following(drawing, now, standing | ({DRAWN} - made.keys()), made, answers)
    gone = there.keys() - after.paths
    moved = [path for one in made.values() for path in one.fresh]
    if moved or gone or after != before:
        after.write(memory, place)
        _settle(fresh, place, moved, gone, anew=not there)


def _drawing(site: Site, answers: Answers) -> str:
    """Return what tells apart all that the engine draws from: not the records, but the paths, for the navigation."""
    project = site.project
    walks = (answers.print_of(walk) for walk in site.catalog.walks.values())
    return setting(
        (project.templates, project.root / "docs", project.config, project.taxonomy),
        *(tools(), repr(site.addresses), repr(list(site.frames)), *walks),
    )


def _setting(site: Site, drawn: Drawn, *, pages_only: bool) -> str:
    """Return what tells apart all that is made of the catalog, beside the catalog."""
    project = site.project
    parts = [project.taxonomy, project.published, ASSETS]
    parts += [path for path in sorted(project.templates.iterdir()) if path.name != "theme"]
    return setting(parts, tools(), repr(site.addresses), drawn.frames_text(), str(pages_only))


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
        exchange(fresh, place)
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
