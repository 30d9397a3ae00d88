"""Zensical, the successor of Material for MkDocs, on the same Markdown: one build a language is the only way it has."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.contenders import Contender, Missing, Workplace, material, removing
from vlmap.languages import LANGUAGES


def contenders(work: Workplace) -> list[Contender]:
    """Return it where it is installed."""
    zensical = Path(sys.executable).with_name("zensical")
    if not zensical.exists():
        raise Missing("it is not installed: pip install zensical")
    source, folder = material.sources(work), work.folder / "zensical"
    removing(folder)()
    shutil.copytree(source, folder)
    sites = tuple(folder / f"site-{lang}" for lang in LANGUAGES)
    return [
        Contender(
            "Zensical, two builds",
            tuple((str(zensical), "build", "--clean", "-f", f"mkdocs.{lang}.yml") for lang in LANGUAGES),
            folder,
            removing(folder / ".cache", *sites),
            material.LARGEST,
            sites,
        )
    ]
