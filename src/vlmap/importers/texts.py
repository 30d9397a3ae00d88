"""The text of a file that someone else wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.source.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 4 * 1024 * 1024


def read_text(path: Path) -> str:
    """Return the text of a file. Raises `VlmapError` if it is not UTF-8, or too large; invisible characters pass."""
    with path.open("rb") as handle:
        text, findings = decode(handle.read(_MAX_BYTES + 1), str(path), _MAX_BYTES)
    if text is None:
        fact, cure = findings[0].fact, findings[0].help or Message("", "")
        raise VlmapError(Message(f"{path}: {fact.en}; {cure.en}", f"{path}：{fact.zh}；{cure.zh}"))
    return text
