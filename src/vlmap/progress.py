"""How far long work has come, in one line on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.languages import Lang, Message

T = TypeVar("T")

PATIENCE = 0.6
"""So many seconds pass before anything is said, and half of that from one time to the next."""

_lang: Lang | None = None


def speak(lang: Lang) -> None:
    """Say how far work has come from here on, in a language, if standard error is a terminal."""
    global _lang  # noqa: PLW0603 (of the process, as its terminal is)
    _lang = lang if sys.stderr.isatty() else None


def told(what: Message, steps: Iterator[tuple[int, T]], total: int) -> Iterator[T]:
    """Pass on things that come with how many came before, telling now and then how many of `total` these are."""
    if _lang is None:
        for _, thing in steps:
            yield thing
        return
    said, due = "", time.monotonic() + PATIENCE
    try:
        for done, thing in steps:
            if time.monotonic() > due:
                said = f"{what.to(_lang)} {done:,}/{total:,}"
                sys.stderr.write(f"\r{said}")
                sys.stderr.flush()
                due = time.monotonic() + PATIENCE / 2
            yield thing
    finally:
        if said:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
