"""Files of references, whichever format they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.errors import VlmapError
from vlmap.importers import bibtex, csl, ris
from vlmap.importers.texts import read_text
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vlmap.importers.work import Work

    Reader = Callable[[str], tuple[list[Work], list[str]]]

_BY_SUFFIX: dict[str, Reader] = {".bib": bibtex.works, ".ris": ris.works, ".json": csl.works}
_MARKDOWN = (".md", ".markdown")
_BY_START: dict[str, Reader] = {"@": bibtex.works, "TY  -": ris.works, "[{": csl.works, "{": csl.works}


def reader_of(path: Path, text: str) -> Reader | None:
    """Return what reads a file of references, by the end of its name or else by how it begins; None for another."""
    if path.suffix.lower() in _MARKDOWN:
        return None
    known = _BY_SUFFIX.get(path.suffix.lower())
    return known or next((reader for start, reader in _BY_START.items() if text.lstrip().startswith(start)), None)


def read_references(path: Path) -> tuple[list[Work], list[str]]:
    """Return the works of a file of references, and what in it could not be read. Raises `VlmapError` for another."""
    text = read_text(path)
    reader = reader_of(path, text)
    if reader is None:
        raise VlmapError(Message(f"{path} is not BibTeX, RIS or CSL-JSON", f"{path} 不是 BibTeX、RIS 或 CSL-JSON"))
    return reader(text)


def one_reference(path: Path) -> Work:
    """Return the work of a file that holds one reference. Raises `VlmapError` for more or fewer."""
    works, _ = read_references(path)
    if len(works) != 1:
        raise VlmapError(
            Message(
                f"{path} holds {len(works)} references, not one; `vlmap import` takes any number",
                f"{path} 中有 {len(works)} 条文献，而非一条；多条请用 `vlmap import`",
            )
        )
    return works[0]
