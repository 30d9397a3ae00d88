"""A Markdown text → an outline: sections with a title, and in them texts, lists and tables.

A section begins at a heading or is a `<details>` block; both nest. What stands inside HTML is Markdown, too.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from vlmap.importers.markdown.html import events
from vlmap.render.cjk import cjk_friendly

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str


@dataclass(frozen=True)
class Line:
    """One paragraph or title: its words, the same with its links in Markdown, its source, and what stands out in it.

    `strong` are the stretches in bold, in order.
    """

    words: str = ""
    prose: str = ""
    raw: str = ""
    links: tuple[Link, ...] = ()
    strong: tuple[str, ...] = ()


@dataclass
class Block:
    """A paragraph, a quotation or a list item; `parts` is what stands below its first line."""

    line: Line
    parts: list[Block | Table] = field(default_factory=list)
    is_item: bool = False


@dataclass
class Table:
    """The cells of a table, its head apart."""

    head: list[Line]
    rows: list[list[Line]]


@dataclass
class Section:
    """What stands below a title. `level` is that of the heading; a `<details>` block has none."""

    title: Line
    level: int | None = None
    content: list[Block | Table | Section] = field(default_factory=list)


def outline(text: str) -> Section:
    """Return the outline of a text: a section without a title that holds everything."""
    reader = _Reader()
    reader.read(text, html=True)
    return reader.root


@cache
def _parser(*, html: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html}).enable("table")
    cjk_friendly(parser)
    return parser


class _Reader:
    """Walks over the nodes of a text; `open` are the sections around the place where it is."""

    def __init__(self) -> None:
        self.root = Section(Line())
        self.open = [self.root]

    def read(self, text: str, *, html: bool) -> None:
        for node in SyntaxTreeNode(_parser(html=html).parse(text)).children:
            if node.type == "heading":
                self._heading(_line(node), int(node.tag[1:]))
            elif node.type == "html_block":
                self._html(node.content)
            else:
                self.open[-1].content += _blocks(node)

    def _heading(self, title: Line, level: int) -> None:
        while self.open[-1].level is not None and self.open[-1].level >= level:
            self.open.pop()
        self._enter(Section(title, level))

    def _enter(self, section: Section) -> None:
        self.open[-1].content.append(section)
        self.open.append(section)

    def _html(self, source: str) -> None:
        for name, text in events(source):
            if name == "details":
                self._enter(Section(Line()))
            elif name == "/details" and any(section.level is None for section in self.open[1:]):
                while self.open.pop().level is not None:
                    pass
            elif name == "summary" and self.open[-1] is not self.root:
                self.open[-1].title = _title(text)
            elif text.strip():
                self.read(textwrap.dedent(text), html=False)


def _title(text: str) -> Line:
    lines = [_line(node) for node in SyntaxTreeNode(_parser(html=False).parse(text.strip())).children if node.children]
    return lines[0] if lines else Line(text.strip(), text.strip(), text.strip())


def _blocks(node: SyntaxTreeNode) -> Iterator[Block | Table]:
    """Yield what a node comes to; lists give their items."""
    match node.type:
        case "paragraph":
            yield Block(_line(node))
        case "bullet_list" | "ordered_list":
            for item in node.children:
                yield _block(item, is_item=True)
        case "blockquote":
            yield _block(node)
        case "code_block" | "fence":
            text = node.content.strip()
            yield Block(Line(text, text, text))
        case "html_block":
            for name, text in events(node.content):
                if text.strip() and name in ("", "summary"):
                    parsed = SyntaxTreeNode(_parser(html=False).parse(textwrap.dedent(text)))
                    for child in parsed.children:
                        yield from _blocks(child)
        case "table":
            head, *bodies = node.children
            rows = [[_line(cell) for cell in row.children] for part in bodies for row in part.children]
            yield Table([_line(cell) for cell in head.children[0].children], rows)
        case "heading":
            yield Block(_line(node))
        case _ if node.children:
            yield _block(node)


def _block(node: SyntaxTreeNode, *, is_item: bool = False) -> Block:
    """Return a container as its first line and what follows."""
    parts = [block for child in node.children for block in _blocks(child)]
    if parts and isinstance(parts[0], Block) and not parts[0].is_item:
        first = parts[0]
        return Block(first.line, [*first.parts, *parts[1:]], is_item)
    return Block(Line(), parts, is_item)


def _line(node: SyntaxTreeNode) -> Line:
    """Return the text of a node that holds one."""
    inline = next((child for child in node.children if child.type == "inline"), None)
    if inline is None:
        return Line()
    raw = inline.content.strip()
    if any(child.type == "html_inline" for child in inline.walk()):
        text = re.sub(r"\s*\n\s*", "\n", "".join(text for _, text in events(raw))).strip()
        (inline,) = SyntaxTreeNode(_parser(html=False).parseInline(text)).children or (inline,)
    links: list[Link] = []
    strong: list[str] = []
    words = _words(inline, links, strong, keep_links=False)
    prose = _words(inline, [], [], keep_links=True)
    return Line(_unmarked(words), _unmarked(prose), raw, tuple(links), tuple(strong))


def _words(node: SyntaxTreeNode, links: list[Link], strong: list[str], *, keep_links: bool) -> str:
    """Return the words of an inline node, gathering its links and what is bold in it."""
    pieces: list[str] = []
    for child in node.children:
        match child.type:
            case "softbreak" | "hardbreak":
                pieces.append("\n")
            case "link" | "image":
                inner = _words(child, [], [], keep_links=False)
                address = str(child.attrs.get("href") or child.attrs.get("src") or "")
                if child.type == "link":
                    links.append(Link(inner, address))
                mark = "!" if child.type == "image" else ""
                pieces.append(f"{mark}[{inner}]({address})" if keep_links or mark else inner)
            case "strong":
                inner = _words(child, links, [], keep_links=keep_links)
                strong.append(_unmarked(inner))
                pieces.append(inner)
            case _:
                pieces.append(_words(child, links, strong, keep_links=keep_links) if child.children else child.content)
    return "".join(pieces)


def _unmarked(text: str) -> str:
    """Return a text without the marks of a highlighter, which CommonMark does not know: `==words==`."""
    head, *rest = text.split("==")
    return (head + "".join(rest) if len(rest) % 2 == 0 else text).strip()
