"""What the page to search and to leaf through everything shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.catalog.catalog import by_date
from vlmap.render.page import Content, Layout, PageKind, Place

if TYPE_CHECKING:
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader, Row


def all_rows(reader: Reader) -> tuple[Row, ...]:
    """Return every record, newest first."""
    return tuple(map(reader.row, sorted(reader.catalog, key=by_date, reverse=True)))


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("browse"), label("browse"), label("browse-description"), all_rows(reader))


BROWSE = PageKind(
    "browse", Layout.WIDE, lambda _catalog: (Place("browse", section="browse", in_navigation=True),), _content
)
