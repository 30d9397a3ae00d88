"""vlmap: check, and build from nothing, with nothing changed and with one record changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contenders import Contender, Workplace, removing

if TYPE_CHECKING:
    from collections.abc import Callable

VLMAP = str(Path(sys.executable).with_name("vlmap"))
CHECK = (VLMAP, "check")
BUILD = (VLMAP, "build")
PAGES = (*BUILD, "--only", "pages")
"""All that a reader's browser is served: HTML, assets, search, feeds, sitemap; no Markdown twins, data or exports."""


def build_reference(work: Workplace) -> None:
    """Build the site that the other contenders are to make as well."""
    subprocess.run((*BUILD, "--site-dir", str(work.site)), cwd=work.project, check=True, capture_output=True)


def contenders(work: Workplace) -> list[Contender]:
    """Return them in the order in which each finds what the one before left: nothing, all, all but one record."""
    site, charts, memory = work.project / "site", work.project / ".cache", work.project / ".memory"
    os.environ["VLMAP_CACHE"] = str(memory)
    from_nothing, as_it_is, edit = removing(site, charts, memory), lambda: None, _editing(work.project)

    def timed(name: str, command: tuple[str, ...], before: Callable[[], None]) -> Contender:
        return Contender(name, (command,), work.project, before, sites=(site,) if command[1] == "build" else ())

    found = [
        timed("vlmap check, from nothing", CHECK, from_nothing),
        timed("vlmap check, again", CHECK, as_it_is),
    ]
    for what, command in {"pages": PAGES, "all files": BUILD}.items():
        if not _understands(command):
            continue
        found += [
            timed(f"vlmap build, {what}, from nothing", command, from_nothing),
            timed(f"vlmap build, {what}, nothing changed", command, as_it_is),
            timed(f"vlmap build, {what}, one record changed", command, edit),
        ]
    return found


def _understands(command: tuple[str, ...]) -> bool:
    said = subprocess.run((*command, "--help"), capture_output=True, check=False)
    return said.returncode == 0


def _editing(project: Path) -> Callable[[], None]:
    """Return what rewrites the one-line summary of a record, each time anew."""
    files = sorted((project / "papers").glob("*.yaml"))
    file, times = files[len(files) // 2], count(1)

    def edit() -> None:
        file.write_text(edited(file.read_text(encoding="utf-8"), next(times)), encoding="utf-8")

    return edit


def edited(record: str, number: int) -> str:
    """Return a record's text with another one-line summary in both languages, instead of an earlier edit."""
    lines = r"(?<=\none_liner:\n)  en: \|\n    (?:Version \d+: )?(.*)\n  zh: \|\n    (?:第 \d+ 版：)?(.*)\n"
    changed, times = re.subn(lines, f"  en: |\n    Version {number}: \\1\n  zh: |\n    第 {number} 版：\\2\n", record)
    assert times == 1
    return changed
