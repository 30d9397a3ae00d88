"""What a YAML text becomes: nodes whose every scalar is text and knows where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from vlmap.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Loc = tuple[str | int, ...]
"""A path into a document: keys and list indices from the root, as in `("facets", "task", 0)`."""

Data = str | list["Data"] | dict[str, "Data"]


class Mark(NamedTuple):
    """A stretch of the text. Zero-based; columns count characters."""

    line: int
    column: int
    end_line: int
    end_column: int


class Scalar(NamedTuple):
    """A text. `block` is true for a `|` text, whose first line is the one below the mark."""

    mark: Mark
    value: str
    block: bool = False

    def data(self) -> Data:
        """Return the text itself."""
        return self.value


class Sequence(NamedTuple):
    """A list of nodes."""

    mark: Mark
    items: tuple[Node, ...]

    def data(self) -> Data:
        """Return a list of plain data."""
        return [item.data() for item in self.items]


class Mapping(NamedTuple):
    """Keys and values in the order of the file."""

    mark: Mark
    keys: dict[str, Scalar]
    values: dict[str, Node]

    def data(self) -> Data:
        """Return a dict of plain data."""
        return {key: value.data() for key, value in self.values.items()}


Node = Scalar | Sequence | Mapping


Tree = tuple[tuple[str, ...], Mapping]
"""The lines of a file, and the node at its root."""


@dataclass(frozen=True)
class Document:
    """One file: its name as people write it, and its tree, which is read when it is asked for.

    `trailing_comments` tells whether it may hold any that stand after something else on their line.
    """

    file: str
    read: Callable[[], Tree]
    trailing_comments: bool = True

    @cached_property
    def _tree(self) -> Tree:
        return self.read()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file."""
        return self._tree[0]

    @property
    def root(self) -> Mapping:
        """The node at the root."""
        return self._tree[1]

    def data(self) -> dict[str, Data]:
        """Return the whole file as plain dicts, lists and texts."""
        return {key: value.data() for key, value in self.root.values.items()}

    def node(self, loc: Iterable[str | int]) -> Node | None:
        """Return the node at `loc`, or None where there is none."""
        node: Node | None = self.root
        for step in loc:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.values.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def key_span(self, loc: Loc) -> Span:
        """Return where the key that leads to `loc` is written; a list item has none and gives its value."""
        parent = self.node(loc[:-1])
        if loc and isinstance(parent, Mapping) and loc[-1] in parent.keys:
            return self._span(parent.keys[str(loc[-1])].mark)
        return self.span(loc)

    def span(self, loc: Loc) -> Span:
        """Return where the value at `loc` is written, or what is nearest: the key of the deepest part that exists.

        A text counts from its first character; of lists and mappings the key is shown, which is what one edits.
        """
        while loc and self.node(loc) is None:
            loc = loc[:-1]
        node = self.node(loc)
        if not loc or node is None:
            return line_span(self.file, self.lines, 0)
        if isinstance(node, Scalar) and node.value:
            return self.text_span(loc, 0, len(node.value))
        parent = self.node(loc[:-1])
        if isinstance(parent, Mapping):
            return self._span(parent.keys[str(loc[-1])].mark)
        return self._span(node.mark)

    def text_span(self, loc: Loc, start: int, end: int) -> Span:
        """Return where characters `start` to `end` of the text at `loc` stand in the file.

        Exact in `|` texts, in plain or quoted texts of one line without escapes, and wherever those characters stand
        on one line as they are; else the whole first line.
        """
        node = self.node(loc)
        if not isinstance(node, Scalar):
            return self.span(loc)
        mark = node.mark
        if node.block:
            before = node.value[:start]
            number = mark.line + 1 + before.count("\n")
            wanted = node.value.split("\n")[before.count("\n")]
            line = self.lines[number] if number < len(self.lines) else ""
            indent = len(line) - len(line.lstrip(" ")) - (len(wanted) - len(wanted.lstrip(" ")))
            column = indent + start - (before.rfind("\n") + 1)
            stop = min(column + end - start, len(line))
            return Span(self.file, number + 1, column + 1, max(stop, column + 1) + 1, line)
        line = self.lines[mark.line]
        written = line[mark.column : mark.end_column] if mark.line == mark.end_line else ""
        offset = mark.column + written.find(node.value) if node.value and node.value in written else None
        if offset is None:
            return self._nth_span(mark, node.value[start:end], node.value[:start].count(node.value[start:end]))
        return Span(self.file, mark.line + 1, offset + start + 1, offset + end + 1, line)

    def _nth_span(self, mark: Mark, wanted: str, before: int) -> Span:
        """Return where a text stands for the time after `before` others in what is written, or all of the mark."""
        for number in range(mark.line, min(mark.end_line + 1, len(self.lines))) if wanted else ():
            line = self.lines[number]
            start = mark.column if number == mark.line else 0
            stop = mark.end_column if number == mark.end_line else len(line)
            for match in re.finditer(re.escape(wanted), line[:stop]):
                if match.start() < start:
                    continue
                if not before:
                    return Span(self.file, number + 1, match.start() + 1, match.end() + 1, line)
                before -= 1
        return self._span(mark)

    def _span(self, mark: Mark) -> Span:
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        end = mark.end_column if mark.end_line == mark.line else len(line)
        return Span(self.file, mark.line + 1, mark.column + 1, max(end, mark.column + 1) + 1, line)


def line_span(file: str, lines: tuple[str, ...], number: int, column: int = 0) -> Span:
    """Return the span of one character at a zero-based line and column, wherever the file ends."""
    if number >= len(lines):
        number, column = len(lines) - 1, len(lines[-1])
    return Span(file, number + 1, column + 1, column + 2, lines[number])
