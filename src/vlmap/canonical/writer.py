"""A tree → the text of a file: keys in the order of the schema, two blanks a level, prose in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.canonical.scalars import fits_block, is_text_to_all, on_one_line, quoted
from vlmap.canonical.tree import Branch, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.canonical.expected import Expected
    from vlmap.canonical.tree import Entry
    from vlmap.source import Comment

_STEP = 2
"""Blanks a level."""


def lines_of(root: Branch, expected: Expected) -> list[str]:
    """Return the lines of a file, the last of them not empty. The tree is put in order on the way."""
    _settle(root, expected)
    lines = _Lines()
    lines.branch(root, 0, expected)
    while lines.done and not lines.done[-1]:
        lines.done.pop()
    return lines.done


def _settle(branch: Branch, expected: Expected) -> None:
    """Put entries in order, and comments that would part a dash from what it announces above the dash."""
    branch.entries = expected.ordered(branch.entries)
    for entry in branch.entries:
        if not isinstance(entry.value, Branch) or not entry.value.entries:
            continue
        _settle(entry.value, expected.item() if branch.is_list else expected.field(entry.name))
        if branch.is_list:
            first = entry.value.entries[0]
            entry.above += [*([entry.beside] if entry.beside else []), *first.above]
            entry.beside, first.above = None, []


class _Lines:
    """The lines written so far."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def branch(self, branch: Branch, indent: int, expected: Expected) -> None:
        """Write all entries of a branch and the comments below them."""
        for entry in branch.entries:
            below = expected.item() if branch.is_list else expected.field(entry.name)
            self._remarks(entry.above, indent, opens_group=indent == 0 and below.opens_group)
            self._entry(entry, indent, "-" if branch.is_list else f"{entry.key}:", below)
        self._remarks(branch.tail, indent)

    def _entry(self, entry: Entry, indent: int, head: str, expected: Expected) -> None:
        pad = " " * indent
        beside = f"  {entry.beside.text}" if entry.beside else ""
        if isinstance(entry.value, Leaf):
            first, *rest = _text(entry.value, indent + _STEP, expected)
            self.done += [f"{pad}{head} {first}".rstrip(" ") + beside, *rest]
        elif not entry.value.entries:
            self.done.append(f"{pad}{head} {'[]' if entry.value.is_list else '{}'}{beside}")
        elif head == "-":
            start = len(self.done)
            self.branch(entry.value, indent + _STEP, expected)
            self.done[start] = f"{pad}- {self.done[start].lstrip(' ')}"
        else:
            self.done.append(f"{pad}{head}{beside}")
            self.branch(entry.value, indent + _STEP, expected)

    def _remarks(self, remarks: list[Comment], indent: int, *, opens_group: bool = False) -> None:
        """Write comments, each on a line of its own, with the empty lines that were around them.

        Where a group opens below, a line is left empty above the comments that stand close to it.
        """
        close = next((index for index in range(len(remarks), 0, -1) if _is_apart(remarks, index)), 0)
        for index, remark in enumerate(remarks):
            if (remark.alone and remark.after_blank) or (opens_group and index == close):
                self._gap()
            self.done.append(" " * indent + remark.text)
            if remark.alone and remark.before_blank:
                self._gap()
        if opens_group and close == len(remarks):
            self._gap()

    def _gap(self) -> None:
        """Leave one line empty, unless nothing stands above."""
        if self.done and self.done[-1]:
            self.done.append("")


def _is_apart(remarks: list[Comment], index: int) -> bool:
    """Tell whether an empty line stands behind so many comments."""
    before, after = remarks[index - 1], remarks[index] if index < len(remarks) else None
    return (before.alone and before.before_blank) or (after is not None and after.alone and after.after_blank)


def _text(leaf: Leaf, indent: int, expected: Expected) -> Iterator[str]:
    """Yield the lines of a text: what stands behind the key, and the lines below it."""
    value = leaf.value.strip()
    if fits_block(value) and (expected.prose or (leaf.raw is None and "\n" in value)):
        yield "|"
        for line in value.split("\n"):
            yield " " * indent + line if line else ""
    elif leaf.raw is None:
        yield on_one_line(value, may_be_number=not expected.text)
    elif expected.text and leaf.raw and leaf.raw == leaf.value and not is_text_to_all(leaf.value):
        yield quoted(leaf.value)
    else:
        yield leaf.raw
