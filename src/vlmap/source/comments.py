"""The comments of a YAML text. They stand between the tokens, so whatever a `#` inside a text is, it is no comment."""

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

import yaml

from vlmap.source.decode import LINE_BREAK

_IN_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
"""Of a text in a block, the comment on the line where it is announced."""


class Comment(NamedTuple):
    """One comment, `#` included. Zero-based line and column; `alone` if nothing stands before it on its line.

    `after_blank` and `before_blank` tell of an empty line right above and right below.
    """

    line: int
    column: int
    text: str
    alone: bool
    after_blank: bool
    before_blank: bool


def comments(text: str) -> list[Comment]:
    """Return every comment of a well-formed text, in order."""
    lines = LINE_BREAK.split(text)
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    found, done = [], 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        found += _within(text, done, token.start_mark.index)
        done = max(done, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and (
            match := _IN_HEADER.match(text, token.start_mark.index, token.end_mark.index)
        ):
            found.append(match.start(1))
    found += _within(text, done, len(text))
    return [_comment(lines, starts, index) for index in found]


def _within(text: str, start: int, end: int) -> list[int]:
    """Return where comments start in what lies between two tokens: blanks, and from each `#` on the rest of a line."""
    return [start + match.start() for match in re.finditer(r"#[^\r\n]*", text[start:end])]


def _comment(lines: list[str], starts: list[int], index: int) -> Comment:
    number = bisect.bisect_right(starts, index) - 1
    line, column = lines[number], index - starts[number]
    return Comment(
        number,
        column,
        line[column:].rstrip(),
        alone=not line[:column].strip(),
        after_blank=number > 0 and not lines[number - 1].strip(),
        before_blank=number + 1 < len(lines) and not lines[number + 1].strip(),
    )
