"""A hostile input: how to spoil the small project with it, and the first line of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.conftest import VOLCANO
from vlmap.checks import RULES

Spoil = Callable[[Path], object]
"""Changes a copy of the small project, given its folder."""

MOGI = (VOLCANO / "papers/mogi.yaml").read_text(encoding="utf-8")
"""A whole record, with Chinese in it."""


class Case(NamedTuple):
    """One row of a table."""

    name: str
    spoil: Spoil
    expected: str
    code: int = 1
    command: tuple[str, ...] = ("check",)


def file(name: str, content: str | bytes) -> Spoil:
    """Write a file; text as UTF-8."""
    raw = content.encode() if isinstance(content, str) else content

    def spoil(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)

    return spoil


def edit(name: str, old: str, new: str) -> Spoil:
    """Replace a text that stands exactly once in a file."""

    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must stand exactly once in {name}"
        path.write_bytes(text.replace(old, new).encode())

    return spoil


def all_of(*spoils: Spoil) -> Spoil:
    """Do one after the other."""

    def spoil(folder: Path) -> None:
        for one in spoils:
            one(folder)

    return spoil


def said(line: str) -> str:
    """Return a first line in full: `papers/x.yaml:1:2 rule: fact` stands for what the tool prints before the fact.

    A line that ends in `…` is the beginning of one.
    """
    if not (match := re.match(r"(\S+:[0-9]+:[0-9]+) ([a-z-]+): ", line)):
        return line
    severity = RULES[match[2]].severity
    return f"{match[1]}: {severity}[{match[2]}]: {line[match.end() :]}"
