"""Addresses that were given out and have no page of their own any more: they lead to where one looks now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.groups import GROUPS
from vlmap.schema.ids import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader


@dataclass(frozen=True, slots=True)
class MovedView:
    """The page that stands where another stood, and its path."""

    name: str
    path: str


def _records(catalog: Catalog) -> Iterator[Place]:
    """Former ids lead to the record."""
    for alias, current in sorted(catalog.aliases.items()):
        yield Place(f"papers/{alias}", current, source=catalog.entries[current].document.file)


def _record(subject: str, reader: Reader, _label: Labels) -> Content:
    record = reader.catalog.entries[subject].record
    return Content(record.name, record.name, "", MovedView(record.name, f"papers/{subject}"))


def _groups(catalog: Catalog) -> Iterator[Place]:
    """A group in which no record is left (an author's name was corrected, say) leads to the list of all."""
    for path, groups in GROUPS.items():
        here = groups(catalog)
        for published in sorted(catalog.published):
            folder, _, key = published.rpartition("/")
            if folder == path and key not in here and re.fullmatch(ID_PATTERN, key):  # `..` would be another page
                yield Place(published, path)


def _group(subject: str, _reader: Reader, label: Labels) -> Content:
    return Content(label(subject), label(subject), "", MovedView(label(subject), subject))


MOVED = PageKind("moved", Layout.BARE, _records, _record)
EMPTIED = PageKind("emptied", Layout.BARE, _groups, _group, template="moved")
