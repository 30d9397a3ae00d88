"""An outline → works: which of its sections, items and rows are entries, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.importers.markdown.entry import Entry, without_pictures
from vlmap.importers.markdown.labels import meaning, split
from vlmap.importers.markdown.outline import Block, Line, Section, Table, outline
from vlmap.importers.venues import match_venue, year_in
from vlmap.importers.work import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.importers.work import Work
    from vlmap.schema import Taxonomy

_ENOUGH = 2
"""So many labelled fields make a section an entry."""


def works(text: str, taxonomy: Taxonomy) -> tuple[list[Work], list[str]]:
    """Return the works of a list, and what stands outside of them where there is none to put it to."""
    reader = _Reader(taxonomy)
    reader.section(outline(text), ())
    if reader.works:
        reader.works[-1].left_over += reader.stray
        reader.stray = []
    return reader.works, reader.stray


class _Reader:
    """Goes through an outline; `stray` is what stands before the next entry and belongs to none."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.works: list[Work] = []
        self.stray: list[str] = []

    def section(self, section: Section, above: tuple[str, ...]) -> None:
        if section.title.words and _is_entry(section):
            entry = Entry(self.taxonomy)
            entry.title(section.title)
            entry.content(section)
            self._add(entry, above)
            return
        words = without_pictures(section.title.words)
        above = (*above, words) if words else above
        works_before, stray_before = len(self.works), len(self.stray)
        for part in section.content:
            if isinstance(part, Section):
                self.section(part, above)
            elif isinstance(part, Table):
                self._table(part, above)
            elif part.is_item and _names_a_work(part.line, self.taxonomy):
                self._item(part, above)
            else:
                self._stray(part, above)
        if len(self.works) == works_before or words != section.title.raw:  # else each work says what it stands under
            self.stray.insert(stray_before if len(self.works) == works_before else 0, section.title.raw)

    def _stray(self, block: Block, above: tuple[str, ...]) -> None:
        """Pass by what is no entry; items below it may be some, as below the name of a group."""
        if block.line.raw:
            self.stray.append(block.line.raw)
        for part in block.parts:
            if isinstance(part, Table):
                self._table(part, above)
            elif part.is_item and _names_a_work(part.line, self.taxonomy):
                self._item(part, (*above, block.line.words) if block.is_item else above)
            else:
                self._stray(part, above)

    def _item(self, item: Block, above: tuple[str, ...]) -> None:
        """Take an item of a list: `[Title](address), venue. [[Code]](address)`, in any order."""
        entry = Entry(self.taxonomy)
        entry.line(item.line)
        for part in item.parts:
            entry.block(part)
        self._add(entry, above)

    def _table(self, table: Table, above: tuple[str, ...]) -> None:
        """Take each row of a table that has a column of titles."""
        meanings = [meaning(cell.words) for cell in table.head]
        if "title" not in meanings and "name" not in meanings:
            self.stray += [" | ".join(cell.raw for cell in row) for row in (table.head, *table.rows)]
            return
        for row in table.rows:
            entry = Entry(self.taxonomy)
            for head, name, cell in zip(table.head, meanings, row, strict=False):
                entry.cell(head, name, cell)
            self._add(entry, above)

    def _add(self, entry: Entry, above: tuple[str, ...]) -> None:
        work = entry.work
        if work.is_empty:
            self.stray += work.left_over
            return
        if above:
            work.context += above
            work.left_over.append(f"under: {' › '.join(above)}")
        work.left_over += self.stray
        self.stray = []
        self.works.append(work)


def _is_entry(section: Section) -> bool:
    """Tell whether a section is about one work: some of its fields are labelled."""
    return len(set(_labels(section))) >= _ENOUGH


def _labels(section: Section) -> Iterator[str]:
    for part in section.content:
        if isinstance(part, Section):
            line = part.title
        elif isinstance(part, Block):
            line = part.line
        else:
            continue
        if found := split(line.words)[0]:
            yield found


def _names_a_work(line: Line, taxonomy: Taxonomy) -> bool:
    """Tell whether a line of a list is about a work: it leads to a paper, or somewhere and says to what."""
    links = [link for link in line.links if link.address.startswith(("http://", "https://"))]
    return any(
        identifiers(link.address) or link.address.endswith(".pdf") or meaning(link.words) in ("title", "pdf")
        for link in links
    ) or bool(links and (line.strong or (match_venue(line.words, taxonomy) and year_in(line.words))))
