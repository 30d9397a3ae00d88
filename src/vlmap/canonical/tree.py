"""A document and its comments as one tree, in which each comment belongs to a place and moves along with it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vlmap.canonical.scalars import on_one_line, quoted
from vlmap.source import Comment, Document, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.source.nodes import Data, Mark


@dataclass
class Leaf:
    """A text; `raw` is how it is written, where that is on one line."""

    value: str
    raw: str | None


@dataclass(eq=False)
class Branch:
    """A mapping or a list. `column` is where its entries start in the file; `tail` the comments below the last."""

    is_list: bool
    column: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)


@dataclass
class Entry:
    """One key or list item with what it holds, the comments above it and the one beside it."""

    name: str
    key: str
    value: Leaf | Branch
    above: list[Comment] = field(default_factory=list)
    beside: Comment | None = None


@dataclass(frozen=True)
class _Place:
    """Where an entry starts in the file, and the branches around it, the outermost first."""

    start: tuple[int, int]
    entry: Entry
    around: tuple[Branch, ...]


def tree(document: Document, remarks: list[Comment]) -> Branch:
    """Return a document as a tree with its comments in their places."""
    places: list[_Place] = []
    root = _branch(document.root, document.lines, (), places)
    starts = [place.start for place in places]
    for remark in remarks:
        after = bisect.bisect_left(starts, (remark.line, remark.column))
        before = places[after - 1] if after else None
        _attach(remark, before, places[after] if after < len(places) else None, root)
    return root


def tree_of(data: dict[str, Data] | list[Data]) -> Branch:
    """Return plain data as a tree, to be written for the first time."""
    branch = Branch(isinstance(data, list), 0)
    for name, value in data.items() if isinstance(data, dict) else (("", item) for item in data):
        below = Leaf(value, None) if isinstance(value, str) else tree_of(value)
        branch.entries.append(Entry(name, on_one_line(name), below))
    return branch


def _branch(
    node: Mapping | Sequence, lines: tuple[str, ...], around: tuple[Branch, ...], places: list[_Place]
) -> Branch:
    branch = Branch(isinstance(node, Sequence), node.mark.column)
    around = (*around, branch)
    for name, key, start, value in _parts(node, lines):
        entry = Entry(name, key, Leaf("", None))
        places.append(_Place(start, entry, around))
        if isinstance(value, Scalar):
            entry.value = Leaf(value.value, _written(value.mark, lines))
        else:
            entry.value = _branch(value, lines, around, places)
        branch.entries.append(entry)
    return branch


def _parts(node: Mapping | Sequence, lines: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[int, int], Node]]:
    """Yield name, written key, start and value of each entry."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield "", "", item.mark[:2], item
    else:
        for name, key in node.keys.items():
            raw = _written(key.mark, lines)
            yield name, raw or quoted(name), key.mark[:2], node.values[name]


def _written(mark: Mark, lines: tuple[str, ...]) -> str | None:
    """Return what stands at a mark, if it is on one line and not the header of a block."""
    if mark.line != mark.end_line:
        return None
    raw = lines[mark.line][mark.column : mark.end_column]
    return None if raw.startswith(("|", ">")) else raw


def _attach(remark: Comment, before: _Place | None, after: _Place | None, root: Branch) -> None:
    """Give a comment to the entry it is about: the one on its line, else the one below, else the list that ends."""
    if before and not remark.alone and before.entry.beside is None:
        before.entry.beside = remark
    elif before and not remark.alone:
        before.entry.above.append(remark)
    elif before and (ended := _ended(remark, before, after)) is not None:
        ended.tail.append(remark)
    elif after:
        after.entry.above.append(remark)
    else:
        root.tail.append(remark)


def _ended(remark: Comment, before: _Place, after: _Place | None) -> Branch | None:
    """Return the branch whose last comment this is: it ends here, and the comment is indented as its entries are."""
    if after and remark.column <= after.around[-1].column:
        return None
    ending = [branch for branch in before.around if not after or branch not in after.around]
    fitting = [branch for branch in ending if branch.column <= remark.column]
    return max(fitting, key=lambda branch: branch.column, default=None)
