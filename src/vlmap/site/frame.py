"""A frame: a page drawn once by the site engine, with sentinels where one page differs from the next.

The engine is slow per page; splitting what it drew at the sentinels and joining it again with other values is not. The
result must be what the engine itself would have written for these values, byte for byte.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from vlmap.errors import BuildError
from vlmap.languages import Message

if TYPE_CHECKING:
    from vlmap.render import Heading, Rendered

_MARK = secrets.token_hex(8)
"""In every sentinel, and new for every run: no text of a record can be taken for one. What is written holds none."""

TITLE = f"title-slot-{_MARK}"
DESCRIPTION = f"description-slot-{_MARK}"
EDIT = f"edit-slot-{_MARK}"
HEAD = f'<meta name="head-slot-{_MARK}">'
BODY = f"<h1>body-slot-{_MARK}</h1>"
"""The theme puts a heading of its own where a page has none, hence the tag."""

ENTRIES = ((f"entry-1-{_MARK}", f"heading-1-{_MARK}"), (f"entry-2-{_MARK}", f"heading-2-{_MARK}"))
"""Two lines of contents: what the theme writes from one to the next is what repeats."""

_CONTENTS = "contents"
_PATH = "path"


def path_sentinel(number: int, folder: str) -> str:
    """Return a path in a folder that stands for the page's, distinct for each frame of a build."""
    return f"{folder}/path-slot-{_MARK}-{number}".lstrip("/")


@dataclass(frozen=True, slots=True)
class _Contents:
    """The repeating part of a list of contents: between id and heading, and from one line to the next."""

    between: str
    joint: str

    def fill(self, headings: tuple[Heading, ...]) -> str:
        return self.joint.join(f"{heading.id}{self.between}{heading.html}" for heading in headings)


@dataclass(frozen=True, slots=True)
class Frame:
    """Literal pieces of HTML and, between them, the names of slots."""

    pieces: tuple[str | _Contents, ...]
    slots: tuple[str, ...]

    def data(self) -> list[list[str | list[str]]]:
        """Return the frame as plain data, for `of`."""
        pieces = [[piece.between, piece.joint] if isinstance(piece, _Contents) else piece for piece in self.pieces]
        return [pieces, list(self.slots)]

    @classmethod
    def of(cls, data: list[list[str | list[str]]]) -> Frame:
        """Return the frame that `data` gave. Raises `TypeError` or `ValueError` for what it did not give."""
        pieces, slots = data
        return cls(
            tuple(piece if isinstance(piece, str) else _Contents(*piece) for piece in pieces), tuple(map(str, slots))
        )

    @classmethod
    def split(cls, html: str, path: str | None) -> Frame:
        """Split a drawn page at its sentinels; `path` is the one that stood for its address, if any.

        Raises `BuildError` if the page has no place for a body: then the theme changed under us.
        """
        sentinels = {TITLE: "title", DESCRIPTION: "description", EDIT: "edit", HEAD: "head", BODY: "body"}
        if path is not None:
            sentinels[path] = _PATH
        pieces: list[str | _Contents] = []
        slots: list[str] = []
        at = 0
        for match in re.finditer("|".join([_contents_pattern(), *map(re.escape, sentinels)]), html, re.DOTALL):
            pieces.append(html[at : match.start()])
            at = match.end()
            if match[0] in sentinels:
                slots.append(sentinels[match[0]])
            else:
                slots.append(_CONTENTS)
                pieces.append(_Contents(match["between"], match["joint"]))
        pieces.append(html[at:])
        if slots.count("body") != 1:
            raise BuildError(
                Message(
                    "the theme wrote the body of a page not exactly once; compare templates/theme/ with the theme",
                    "主题没有恰好一次写出页面正文；请将 templates/theme/ 与已安装的主题对照",
                )
            )
        return cls(tuple(pieces), tuple(slots))

    def fill(self, page: Rendered, path: str, edit: str) -> str:
        """Return the page's HTML. `path` is its address without outer slashes, `edit` the file to edit."""
        values = {
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "head": page.head,
            "body": page.body,
            _PATH: path,
            "edit": edit,
        }
        pieces = iter(self.pieces)
        out = [str(next(pieces))]
        for slot in self.slots:
            piece = next(pieces)
            if isinstance(piece, _Contents):
                out += [piece.fill(page.contents), str(next(pieces))]
            else:
                out += [values[slot], piece]
        return "".join(out)


def _contents_pattern() -> str:
    (id1, text1), (id2, text2) = ENTRIES
    own = f"(?:(?!{id1}).)*?"
    return f"{id1}(?P<between>{own}){text1}(?P<joint>{own}){id2}(?P=between){text2}"
