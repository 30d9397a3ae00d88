"""Files → drafts, and a report of what was found in them and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.importers import markdown
from vlmap.importers.references import reader_of
from vlmap.importers.texts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vlmap.importers.drafts import Draft, Drafter


@dataclass(frozen=True)
class Collected:
    """What came of some files: drafts under ids of their own, and what stands where there was no work to put it to."""

    drafts: list[Draft]
    stray: list[str]


def collect(paths: Iterable[Path], drafter: Drafter) -> Collected:
    """Return a draft for each work in some files. Raises `VlmapError` for a file that is no text."""
    drafts: list[Draft] = []
    stray: list[str] = []
    taken: set[str] = set()
    for path in paths:
        text = read_text(path)
        reader = reader_of(path, text)
        works, rest = reader(text) if reader else markdown.works(text, drafter.catalog.taxonomy)
        if works:
            works[-1].left_over += rest
        else:
            stray += rest
        for work in works:
            draft = drafter.draft(work)
            id_ = next(id_ for id_ in _numbered(draft.id) if id_ not in taken)
            taken.add(id_)
            drafts.append(draft.under(id_))
    return Collected(drafts, stray)


def _numbered(id_: str) -> Iterable[str]:
    """Yield an id, and then the same with a number."""
    yield id_
    number = 2
    while True:
        yield f"{id_}-{number}"
        number += 1
