"""Which pages a change touches: both sites are drawn, and every page is compared with itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.render import Renderer, outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Lock, Project
    from vlmap.languages import Lang

Page = tuple[str, "Lang"]
"""A page by its path below the language, and the language."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The addresses that are new, changed or gone, sorted, each with the languages in which it is so."""

    new: dict[str, list[Lang]]
    changed: dict[str, list[Lang]]
    gone: dict[str, list[Lang]]


def affected(project: Project, before: tuple[Catalog, Lock], after: tuple[Catalog, Lock]) -> Pages:
    """Return the pages that differ between two states of a project, both without errors.

    Both are drawn with the templates of `project`, those that go with this code: what is told is what the records did.
    """
    old, new = (_drawn(project, *side) for side in (before, after))
    return Pages(
        new=_by_address(new.keys() - old.keys()),
        changed=_by_address(page for page in old.keys() & new.keys() if old[page] != new[page]),
        gone=_by_address(old.keys() - new.keys()),
    )


def _drawn(project: Project, catalog: Catalog, lock: Lock) -> dict[Page, bytes]:
    """Return a fingerprint of every page."""
    renderer = Renderer(project, catalog, lock)
    return {
        (page.path, page.lang): hashlib.blake2b(repr(renderer.render(page)).encode()).digest()
        for page in outline(catalog)
    }


def _by_address(pages: Iterable[Page]) -> dict[str, list[Lang]]:
    found: dict[str, list[Lang]] = {}
    for path, lang in sorted(pages):
        found.setdefault(path, []).append(lang)
    return found
