"""Hugo, as Debian packages it: the same Markdown into as many bytes of the same pages, with search, feeds, sitemap."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.contenders import Contender, Missing, Workplace, pages, removing
from benchmarks.contenders.hugo_source import write_sources
from vlmap.catalog import Project

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ("hugo", "--quiet", "--destination", "../hugo-site")
TOLERANCE = 0.05


class NotComparable(Exception):
    """Hugo's pages hold more or fewer bytes than ours, so that the times say nothing."""


def contenders(work: Workplace) -> list[Contender]:
    """Write the sources, and see that what Hugo makes of them weighs as much as what vlmap makes."""
    if shutil.which("hugo") is None:
        raise Missing("there is no `hugo`: apt-get install hugo")
    folder, site, cache = work.folder / "hugo", work.folder / "hugo-site", work.folder / "hugo-cache"
    removing(folder)()
    write_sources(Project(work.project), work.site, folder)
    clear = removing(site, cache, folder / "resources", folder / "public")
    clear()
    environment = {"HUGO_CACHEDIR": str(cache)}
    subprocess.run(COMMAND, cwd=folder, check=True, capture_output=True)
    compare(work.site, site)
    return [Contender("Hugo", (COMMAND,), folder, clear, sites=(site,), environment=environment)]


def compare(ours: Path, theirs: Path) -> float:
    """Return how Hugo's bytes of HTML compare to ours. Raises `NotComparable` beyond the tolerance, in pages too."""
    (our_pages, our_bytes), (their_pages, their_bytes) = pages(ours), pages(theirs)
    ratio = their_bytes / our_bytes
    print(f"Hugo: {their_pages:,} pages of {their_bytes:,} bytes; vlmap: {our_pages:,} of {our_bytes:,}; {ratio:.3f}")
    if abs(ratio - 1) > TOLERANCE or abs(their_pages / our_pages - 1) > TOLERANCE:
        raise NotComparable(f"more than {TOLERANCE:.0%} apart: benchmarks/hugo/ must follow the templates")
    return ratio
