"""The HTML in a Markdown text: `<details>` and `<summary>` as events, all other tags as the Markdown they stand for."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("address", "article", "center", "div", "dd", "dl", "dt", "ol", "p", "section", "table", "tr", "ul")
)
_BREAKS = {
    "br": "\n",
    "li": "\n- ",
    "td": " ",
    "th": " ",
    **{f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)},
}


def events(source: str) -> list[tuple[str, str]]:
    """Return what a piece of HTML holds, in order.

    As name and text: `("details", "")` and `("/details", "")` open and close a block, `("summary", text)` is its title,
    `("", text)` is Markdown.
    """
    parser = _Parser()
    parser.feed(source)
    parser.close()
    parser.flush("")
    return parser.found


class _Parser(HTMLParser):
    """Gathers events; entities stay as they are, for Markdown to read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.links: list[str] = []

    def flush(self, name: str) -> None:
        """End a piece of text."""
        text = "".join(self.text)
        self.text = []
        if text:
            self.found.append((name, text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag stands for."""
        values = dict(attrs)
        if tag in ("details", "summary"):
            self.flush("")
            if tag == "details":
                self.found.append(("details", ""))
        elif tag == "a":
            self.text.append("[")
            self.links.append(values.get("href") or "")
        elif tag == "img":
            self.text.append(f"![{values.get('alt') or ''}]({_bracketed(values.get('src') or '')})")
        elif tag in _BREAKS:
            self.text.append(_BREAKS[tag])
        elif tag in _BLOCKS:
            self.text.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag == "summary":
            self.flush("summary")
        elif tag == "details":
            self.flush("")
            self.found.append(("/details", ""))
        elif tag == "a" and self.links:
            self.text.append(f"]({_bracketed(self.links.pop())})")
        elif tag in _BLOCKS or tag in _BREAKS:
            self.text.append("\n\n" if tag not in ("td", "th", "li") else "")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep an entity."""
        self.text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numbered one."""
        self.text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Keep a comment: it may say something."""
        self.text.append(f"\n\n{data.strip()}\n\n")

    def handle_decl(self, decl: str) -> None:
        """Keep a declaration, which is a comment gone wrong."""
        self.text.append(decl)

    def handle_pi(self, data: str) -> None:
        """Likewise an instruction."""
        self.text.append(data)

    def unknown_decl(self, data: str) -> None:
        """Likewise the rest."""
        self.text.append(data)


def _bracketed(address: str) -> str:
    return f"<{address}>"
