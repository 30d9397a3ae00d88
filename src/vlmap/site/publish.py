"""The whole job of `vlmap build`: check, draw, make what changed, and only then put it in the place of the old."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog import find_project
from vlmap.errors import BuildError
from vlmap.files import folder_beside
from vlmap.languages import LANGUAGES, Message
from vlmap.memory import Memory
from vlmap.report import report
from vlmap.site import adapter
from vlmap.site.update import update

if TYPE_CHECKING:
    from pathlib import Path

    from vlmap.diagnostics import Diagnostic
    from vlmap.languages import Lang

MARK = "assets/vlmap/catalog.json"
"""A file that every site of ours has, and nothing else."""


@dataclass(frozen=True)
class Published:
    """What a build came to. `folder` is where the site is, or None where errors forbade it."""

    findings: list[Diagnostic]
    files: int
    folder: Path | None = None
    pages: int = 0

    def report(self, lang: Lang) -> str:
        """Return the findings as `vlmap check` prints them."""
        return report(self.findings, self.files, lang=lang)


def publish(
    start: Path,
    folder: Path | None = None,
    jobs: int | None = None,
    *,
    pages_only: bool = False,
    memory: Memory | None = None,
    site_url: str | None = None,
) -> Published:
    """Build the site of the project around `start` into `folder`, by default the one its configuration names.

    What `memory`, by default that of the project, holds of an earlier build is used; the outcome is the same without.
    `site_url` is where the site will be, by default what its configuration says.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what ends the build is told once, by us
    project = find_project(start)
    memory = memory or Memory(project.root)
    draft = adapter.draft(project, memory, jobs, site_url)
    site = draft.prepared.site
    if draft.prepared.fails or site is None:
        return Published(draft.prepared.findings, draft.prepared.files)
    place = (folder or draft.site_dir).resolve()
    if not _may_be_replaced(place):
        raise BuildError(
            Message(
                f"{place} holds something that is not a site; name an empty or a new folder",
                f"{place} 中有站点以外的内容；请指定空目录或新目录",
            )
        )
    with folder_beside(place) as hidden:
        update(draft, site, memory, place, hidden / "new", jobs, pages_only=pages_only)
    return Published(draft.prepared.findings, draft.prepared.files, place, pages=len(site.paths) * len(LANGUAGES))


def _may_be_replaced(place: Path) -> bool:
    """Tell whether nothing is lost when a folder gives way: it is not there, is empty, or holds a site of ours."""
    if not place.exists():
        return True
    return place.is_dir() and ((place / MARK).is_file() or not any(place.iterdir()))
