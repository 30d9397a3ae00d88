"""One entry of a list → a work, part by part; what finds no field is kept as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vlmap.importers.markdown.labels import LINKS, meaning, split
from vlmap.importers.markdown.outline import Block, Line, Section, Table
from vlmap.importers.organizations import match_organizations
from vlmap.importers.venues import match_venue, year_in
from vlmap.importers.work import LONGEST_NAME, Work, as_date, identifiers, sides
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vlmap.schema import Taxonomy

Blocks = Sequence[Block | Table]

_WEB = ("http://", "https://")
_KINDS = {**{kind: kind for kind in LINKS}, "title": "paper", "arxiv": "paper", "doi": "paper"}
"""What a link is to the record, by the label it is called by."""
PROSE = ("one_liner", "problem", "innovation", "summary", "limitations")
_MOST_POINTS = 6
"""As the schema has it; a list may have more."""
_NUMBERING = re.compile(r"^\s*(?:[0-9]+[.)、]|\[[0-9]+\])\s*")
_SEPARATORS = re.compile(r"\s*[,，、;；]\s*|\s+(?:and|&|和)\s+|\n")
_AND_OTHERS = re.compile(r"\s*(?:et\s+al\.?|等人?)\s*$")
_PICTURES = re.compile(r"(?:!\[[^\]]*\]\([^)]*\)\s*)+")
_LINE_PARTS = re.compile(r"[|•·()\[\]（）【】\n]|\s[-–—]\s|\.\s|——")
"""What parts the pieces of a line that says everything."""
_SHORT = 30
"""A name, a venue or an organization that stands alone has at most so many characters."""
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){1,4}")


class Entry:
    """Gathers what a list says about one work."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.work = Work()

    def title(self, line: Line) -> None:
        """Take a title, with or without a number before it and a link on it."""
        self.work.title = " ".join(_NUMBERING.sub("", line.words).split())
        for link in line.links:
            self._link(link.words if meaning(link.words) else "", link.address)

    def line(self, line: Line) -> None:
        """Take a line that says everything: `[Title](address), venue. [[Code]](address)`, in any order."""
        titles = [link for link in line.links if without_pictures(link.words) and not meaning(link.words)]
        bold = [text for text in line.strong if not (split(text)[0] or match_venue(text, self.taxonomy))]
        plain = [part.strip() for part in _LINE_PARTS.split(line.words) if not match_venue(part, self.taxonomy)]
        title = next(filter(None, (*(link.words for link in titles), *bold, *plain)), line.words)
        self.title(Line(title))
        rest = line.words.replace(title, "\n", 1)
        for link in line.links:
            if link.words != title:
                rest = rest.replace(link.words, "\n", 1)
            self._link("" if link.words == title else link.words, link.address)
        for text in filter(None, (part.strip(" ,;:.*，；：。") for part in _LINE_PARTS.split(rest))):
            self._piece(text, is_bold=text in bold)

    def _piece(self, text: str, *, is_bold: bool) -> None:
        """Take a piece of such a line."""
        names = [_AND_OTHERS.sub("", part).strip() for part in _SEPARATORS.split(text)]
        if re.fullmatch("(?:19|20)[0-9]{2}", text, re.ASCII) and not self.work.year:
            self.work.year = text
        elif match_venue(text, self.taxonomy) and year_in(text):
            places = [part for part in text.split(", ") if match_venue(part, self.taxonomy)]
            self.work.venues += places[-1:]
            if rest := ", ".join(part for part in text.split(", ") if part not in places[-1:]):
                self._piece(rest, is_bold=False)
        elif is_bold and not self.work.name and self._is_name(text):
            self.work.name = text
        elif (len(names) > 1 or _AND_OTHERS.search(text)) and all(_PERSON.fullmatch(name) for name in names):
            self._fact("authors", text)
        else:
            self.keep(text)

    def cell(self, head: Line, name: str | None, cell: Line) -> None:
        """Take a cell of a table, below the head of its column."""
        if name == "title" and not (cell.links and meaning(cell.words)):
            self.title(cell)
        elif name == "title":
            self._links("links", cell, [])
        elif name is not None:
            self._field(name, cell, [])
        elif cell.raw:
            self.keep(f"{head.raw}: {cell.raw}")

    def section(self, section: Section) -> None:
        """Take what stands below a title of this work: what has a label as its title is that field."""
        found, _, rest = split(section.title.words)
        if found:
            self._field(found, Line(rest, rest, section.title.raw, section.title.links), list(blocks_of(section)))
            return
        self.keep(section.title.raw)
        self.content(section)

    def content(self, section: Section) -> None:
        """Take everything in a section."""
        for part in section.content:
            if isinstance(part, Section):
                self.section(part)
            else:
                self.block(part)

    def block(self, block: Block | Table) -> None:
        """Take a paragraph, a list item or a table."""
        if isinstance(block, Table):
            for row in (block.head, *block.rows):
                self.keep(" | ".join(cell.raw for cell in row))
            return
        found, _, rest = split(block.line.prose)
        if found:
            line = Line(split(block.line.words)[2], rest, block.line.raw, block.line.links)
            self._field(found, line, block.parts)
            return
        if not self._bare(block.line):
            self.keep(block.line.raw)
        for part in block.parts:
            self.block(part)

    def keep(self, raw: str) -> None:
        """Keep what found no field, as it is written."""
        if raw.strip():
            self.work.left_over.append(raw.strip())

    def _bare(self, line: Line) -> bool:
        """Take a line without a label, if it says what it is: a venue, an organization, an address, the name."""
        text, work = line.words, self.work
        if not text:
            return True
        if any(meaning(link.words) for link in line.links):
            self._links("links", line, [])
            return True
        if "\n" in text or line.links:
            return False
        if match_venue(text, self.taxonomy) and year_in(text) and len(text) < _SHORT:
            work.venues.append(text)
        elif not work.name and not work.authors and re.search("[A-Za-z]", text) and self._is_name(text):
            work.name = text
        elif match_organizations(text, self.taxonomy) and len(text) < _SHORT:
            work.organizations.append(text)
        elif not (identifiers(text) and work.locate(text)):
            return False
        return True

    def _is_name(self, text: str) -> bool:
        return len(text) <= _SHORT and len(text.split()) <= LONGEST_NAME and not re.search("[:：。!?]", text)

    def _field(self, name: str, line: Line, parts: Blocks) -> None:
        """Take a field: the rest of its line, and what stands below it."""
        texts = [text for text in (line.prose, *texts_below(parts)) if text.strip()]
        pictures = [text for text in texts if _PICTURES.fullmatch(text)]
        texts = [text for text in texts if text not in pictures]
        if name == "links" or (name in LINKS and line.links):
            self._links(name, line, parts)
            return
        if name in PROSE:
            self._prose(name, texts)
        elif name == "key_points":
            self._points(texts)
        elif name == "abstract":
            self.work.abstract = "\n\n".join(filter(None, (self.work.abstract, *texts)))
        elif texts and not self._single(name, line, parts, texts):
            self._leave(line, parts)
            return
        for picture in pictures:
            self.keep(picture)
        for link in line.links:
            if link.address not in line.prose:  # it is on the label
                self._link(link.words, link.address)

    def _single(self, name: str, line: Line, parts: Blocks, texts: list[str]) -> bool:
        """Take a fact of one line. Tell whether it is one, without links but for that of a title."""
        is_title = name in ("title", "name")
        if len(texts) > 1 or _have_links(parts) or (line.links and not is_title):
            return False
        if taken := self._fact(name, line.words if line.prose in texts else texts[0]):
            for link in line.links:
                self._link("", link.address)
        return taken

    def _leave(self, line: Line, parts: Blocks) -> None:
        """Keep a line and all below it as they are written."""
        self.keep(line.raw)
        for part in parts:
            if isinstance(part, Table):
                self.block(part)
            else:
                self._leave(part.line, part.parts)

    def _prose(self, name: str, texts: Iterable[str]) -> None:
        for text in texts:
            for lang, words in sides(text).items():
                known = self.work.texts.setdefault(name, {})
                known[lang] = "\n".join(filter(None, (known.get(lang), words)))

    def _points(self, texts: list[str]) -> None:
        room = _MOST_POINTS - len(self.work.key_points)
        self.work.key_points += [sides(text) for text in texts[:room]]
        for text in texts[room:]:
            self.keep(text)

    def _links(self, name: str, line: Line, parts: Blocks) -> None:
        """Take the links of a line; under a label of its own, as that of code, they are all of that kind."""
        rest = line.words
        for link in line.links:
            rest = rest.replace(link.words, "\n", 1)
            self._link(name if name != "links" else link.words, link.address)
            if name != "links" and not meaning(link.words):
                self.keep(link.words)
        for piece in re.split(r"\s*[|\n,，、]\s*", rest):
            if re.search(r"\w", piece) and not (piece.startswith(_WEB) and self._locate("paper", piece)):
                self.keep(piece)
        for part in parts:
            self.block(part)

    def _link(self, words: str, address: str) -> None:
        """Take a link by what it is called; one without a name leads to the paper."""
        kind = _KINDS.get(meaning(words) or "", "") if words else "paper"
        if not (kind and address.startswith(_WEB) and self._locate(kind, address)):
            self.keep(f"[{words}]({address})")

    def _locate(self, kind: str, address: str) -> bool:
        """Tell whether there was room for an address."""
        if kind in ("paper", "pdf"):
            return self.work.locate(address, kind)
        return self.work.links.setdefault(kind, address) == address

    def _fact(self, name: str, text: str) -> bool:
        """Take a fact of one line. Tell whether it is one."""
        work = self.work
        if name == "authors":
            names = [_AND_OTHERS.sub("", part).strip() for part in _SEPARATORS.split(text)]
            work.authors += [part for part in names if part]
            if _AND_OTHERS.search(text):
                work.say("authors", Message("The source does not name all of them.", "来源未列出全部作者。"))
        elif name == "title" and not work.title:
            work.title = text
        elif name == "name" and not work.name:
            work.name = text
        elif name == "organizations":
            work.organizations.append(text)
        elif name == "venue":
            work.venues.append(text)
        elif name == "year" and re.fullmatch("[0-9]{4}", text, re.ASCII) and not work.year:
            work.year = text
        elif name == "date" and (date := as_date(text)) and not work.date:
            work.date = date
        elif name in ("arxiv", "doi") and name in identifiers(text):
            return work.locate(text)
        else:
            return name in LINKS and text.startswith(_WEB) and self._locate(name, text)
        return True


def without_pictures(text: str) -> str:
    """Return a text without the pictures in it, as a title may have badges."""
    return " ".join(_PICTURES.sub("", text).split())


def _have_links(parts: Blocks) -> bool:
    return any(isinstance(part, Table) or part.line.links or _have_links(part.parts) for part in parts)


def texts_below(parts: Iterable[Block | Table]) -> Iterator[str]:
    """Yield the texts of blocks and all below them, in order."""
    for part in parts:
        if isinstance(part, Table):
            yield from (" | ".join(cell.prose for cell in row) for row in (part.head, *part.rows))
        else:
            yield part.line.prose
            yield from texts_below(part.parts)


def blocks_of(section: Section) -> Iterator[Block | Table]:
    """Yield the blocks of a section and of those in it, whose titles come along."""
    for part in section.content:
        if isinstance(part, Section):
            yield Block(part.title)
            yield from blocks_of(part)
        else:
            yield part
