"""What is timed: one module each. Their command lines stand here and nowhere else."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Workplace:
    """Where the contenders of one run work: the synthetic project, and the site that vlmap makes of it."""

    folder: Path
    records: int

    @property
    def project(self) -> Path:
        """The synthetic project."""
        return self.folder / "project"

    @property
    def site(self) -> Path:
        """The site as vlmap builds it, kept apart from those that are timed: what the others are to make as well."""
        return self.folder / "reference"


@dataclass(frozen=True)
class Contender:
    """One way to do the job.

    `commands` are run in `folder` one after the other, and timed together; `before` puts things in the state to start
    from and is not timed. Those of more than `largest` records are not run. `sites` is where the pages are afterwards.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path
    before: Callable[[], None]
    largest: int | None = None
    sites: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


class Missing(Exception):
    """A contender that is not to be had on this machine, and why."""


def removing(*paths: Path) -> Callable[[], None]:
    """Return what deletes files and folders, if they are there."""

    def remove() -> None:
        for path in paths:
            if path.is_file():
                path.unlink()
            else:
                shutil.rmtree(path, ignore_errors=True)

    return remove


def pages(*sites: Path) -> tuple[int, int]:
    """Return how many HTML pages sites have, and their bytes together."""
    sizes = [path.stat().st_size for site in sites for path in site.rglob("*.html")]
    return len(sizes), sum(sizes)


def contenders(work: Workplace, wanted: Iterable[str] = ()) -> tuple[list[Contender], dict[str, str]]:
    """Make ready all contenders, or those wanted: return them in the order of a round, and why others are missing."""
    from benchmarks.contenders import floor, hugo, material, vlmap, zensical  # noqa: PLC0415 (they build on the above)

    found: list[Contender] = []
    missing: dict[str, str] = {}
    for module in (vlmap, hugo, material, zensical, floor):
        name = module.__name__.rpartition(".")[2]
        if wanted and name not in wanted:
            continue
        try:
            found += module.contenders(work)
        except Missing as why:
            missing[name] = str(why)
    return found, missing
