"""The page that puts papers side by side: empty as it is written, filled by the browser from the papers' own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place

if TYPE_CHECKING:
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader


def _content(_subject: str, _reader: Reader, label: Labels) -> Content:
    return Content(label("compare"), label("compare"), label("compare-description"), None)


COMPARE = PageKind("compare", Layout.WIDE, lambda _catalog: (Place("compare"),), _content)
