"""The one Markdown parser for record text: no HTML, only safe links, `[[id]]` mentions, friendly to Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from vlmap.prose import MENTION, why_unsafe
from vlmap.render.cjk import cjk_friendly, join, line_break

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mention leads: an address relative to the page, and the name to show."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A stretch of text that leads to the glossary; `definition` shows on hover."""

    start: int
    end: int
    href: str
    definition: str


Link = Callable[[str], list[Linked]]
"""From a text without marks to the stretches of it that are links, in order."""

Resolve = Callable[[str], Target | None]
"""From the id in a mention to its target; None where there is none."""


def _mention(state: StateInline, silent: bool) -> bool:
    match = MENTION.match(state.src, state.pos)
    if match is None:
        return False
    target: Target | None = state.env["resolve"](match[1].strip())
    if not silent:
        words = match[2] or (target.name if target else match[1])
        if target is not None:
            state.push("link_open", "a", 1).attrs = {"href": target.href}
        state.push("text", "", 0).content = words
        if target is not None:
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _unlink(state: StateCore) -> None:
    """Take the link from around words whose address was refused, or is not there."""
    for token in state.tokens:
        kept: list[Token] = []
        opened: list[bool] = []
        for child in token.children or []:
            if child.type == "link_open":
                opened.append(bool(child.attrs.get("href")))
            keep = opened[-1] if child.type == "link_open" else opened.pop() if child.type == "link_close" else True
            if keep:
                kept.append(child)
        if token.children:
            token.children = kept


def _link_words(state: StateCore) -> None:
    """Make links of the words that `linked` finds in plain text: not in code, nor inside another link."""
    linked: Link | None = state.env.get("linked")
    for token in state.tokens if linked else ():
        inside, kept = 0, []
        for child in token.children or ():
            inside += (child.type == "link_open") - (child.type == "link_close")
            kept += _pieces(child, linked(child.content)) if linked and child.type == "text" and not inside else [child]
        if token.children:
            token.children = kept


def _pieces(text: Token, found: list[Linked]) -> list[Token]:
    pieces: list[Token] = []
    at = 0
    for link in found:
        attributes: dict[str, str | int | float] = {"class": "vl-term", "href": link.href, "title": link.definition}
        pieces += [
            Token("text", "", 0, content=text.content[at : link.start]),
            Token("link_open", "a", 1, attrs=attributes),
            Token("text", "", 0, content=text.content[link.start : link.end]),
            Token("link_close", "a", -1),
        ]
        at = link.end
    return [*pieces, Token("text", "", 0, content=text.content[at:])] if pieces else [text]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.disable(["image", "html_block", "html_inline", "heading", "lheading", "hr", "reference"])
    parser.inline.ruler.before("link", "mention", _mention)
    parser.core.ruler.push("unlink", _unlink)
    parser.core.ruler.push("link_words", _link_words)
    parser.validateLink = lambda url: why_unsafe(url) is None  # type: ignore[method-assign]
    return parser.use(cjk_friendly)


_PARSER = _parser()

_MARKS = re.compile(r"[\\`*_\[\]<>&!\t\r\0\ufffd]|^[-+#=~]|^[0-9]{1,9}[.)]|^[^\S\n]|[^\S\n]$", re.MULTILINE)
"""Whatever may mean more than itself. Nearly every text does without, and then needs no parser."""


def blocks(text: str, resolve: Resolve, linked: Link | None = None) -> Markup:
    """Return a text of paragraphs as HTML; `linked` says which words are links, beside those written as such."""
    if _MARKS.search(text):
        return Markup(_PARSER.render(text, {**_env(resolve), "linked": linked}))  # noqa: S704 (made by the parser, with HTML off)
    paragraphs = (_lines(paragraph, linked) for paragraph in text.split("\n\n") if paragraph.strip("\n"))
    return Markup("".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs))  # noqa: S704 (escaped below)


def inline(text: str, resolve: Resolve) -> Markup:
    """Return a text of one paragraph as HTML without the paragraph."""
    return _inline(text, resolve) if MENTION.search(text) else _inline_anywhere(text)


@lru_cache(maxsize=4096)
def _inline_anywhere(text: str) -> Markup:
    """Render a text whose HTML depends on nothing else; the same one stands on several pages."""
    return _inline(text, lambda _: None)


def _lines(paragraph: str, linked: Link | None) -> str:
    """Return a paragraph without marks as HTML, as the parser would."""
    out: list[str] = []
    last = ""
    for line in paragraph.strip("\n").split("\n"):
        if out:
            out.append(join(last, line[0]))
        last, at = line[-1], 0
        for link in linked(line) if linked else ():
            out += [
                escapeHtml(line[at : link.start]),
                f'<a class="vl-term" href="{escapeHtml(link.href)}" title="{escapeHtml(link.definition)}">',
                escapeHtml(line[link.start : link.end]),
                "</a>",
            ]
            at = link.end
        out.append(escapeHtml(line[at:]))
    return "".join(out)


def _inline(text: str, resolve: Resolve) -> Markup:
    if text.strip("\n") == text and "\n\n" not in text and text and not _MARKS.search(text):
        return Markup(_lines(text, None))  # noqa: S704 (escaped there)
    return Markup(_PARSER.renderInline(text, _env(resolve)))  # noqa: S704 (made by the parser, with HTML off)


def plain(text: str, resolve: Resolve = lambda _: None) -> str:
    """Return the words of a text: marks taken off, line breaks joined as the page joins them.

    Mentions show the name that `resolve` finds, else the id.
    """
    return _plain(text, resolve) if MENTION.search(text) else _plain_anywhere(text)


@lru_cache(maxsize=4096)
def _plain_anywhere(text: str) -> str:
    """Return the words of a text that mentions nothing; a definition is asked for on every page that uses its term."""
    return _plain(text, lambda _: None)


def _plain(text: str, resolve: Resolve) -> str:
    tokens = _PARSER.parseInline(text, _env(resolve))[0].children or []
    pieces: list[str] = []
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            pieces.append(" " if line_break(tokens, index) else "")
        else:
            pieces.append(token.content)
    return "".join(pieces).strip()


def _env(resolve: Resolve) -> dict[str, Any]:
    return {"resolve": resolve}
