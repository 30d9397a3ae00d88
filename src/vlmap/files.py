"""Writing a file whole or not at all: whoever looks sees the old text or the new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write(path: Path, text: str) -> None:
    """Put a text in the place of a file, which keeps its mode, or make the file; folders on the way are made.

    Through a link, the file it leads to is written. What is not a plain file, as `/dev/stdout`, is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    path = path.resolve()
    with _beside(path, text) as temporary:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    _settle(path.parent)


def create(path: Path, text: str) -> None:
    """Make a file with a text. Raises `FileExistsError` if anything has that name, and leaves it alone."""
    with _beside(path, text) as temporary:
        path.hardlink_to(temporary)  # unlike a rename, never in the place of another
    _settle(path.parent)


@contextlib.contextmanager
def _beside(path: Path, text: str) -> Iterator[Path]:
    """Yield a hidden file beside `path` that holds a text, safely on the disk; afterwards it is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the system note the new name on the disk, where it can be asked to."""
    with contextlib.suppress(OSError):  # not on Windows
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
