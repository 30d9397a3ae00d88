"""What the page to search and to leaf through everything shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.citation.forms import FORMS
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.schema import Kind

if TYPE_CHECKING:
    from vlmap.citation.forms import Form
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader, Row

FACETS = ("category", "kind", "year", "venue", "organization", "code")
"""What every map is filtered by, beside the facets of its own."""


@dataclass(frozen=True, slots=True)
class BrowseView:
    """Every record, newest first; what the facets and terms are called that the catalog has no label for; citations."""

    rows: tuple[Row, ...]
    facets: dict[str, str]
    terms: dict[str, str]
    cite: tuple[Form, ...]


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    view = BrowseView(
        tuple(map(reader.row, reversed(reader.catalog.chronicle))),
        {key: label(f"facet-{key}") for key in FACETS},
        {**{f"kind:{kind}": label(f"kind-{kind}") for kind in Kind}, "code:yes": label("has-code")},
        FORMS,
    )
    return Content(label("browse"), label("browse"), label("browse-description"), view)


BROWSE = PageKind(
    "browse", Layout.WIDE, lambda _catalog: (Place("browse", section="browse", in_navigation=True),), _content
)
