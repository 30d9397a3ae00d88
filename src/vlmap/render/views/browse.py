"""What the page to search and to leaf through everything shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog.catalog import by_date
from vlmap.citation.forms import FORMS
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.citation.forms import Form
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader, Row

FACETS = ("category", "kind", "year", "venue", "organization", "code")
"""What every map is filtered by, beside the facets of its own."""


@dataclass(frozen=True, slots=True)
class BrowseView:
    """Every record, newest first, and the mark of that order; labels that the catalog has none for; citations."""

    rows: tuple[Row, ...]
    edition: str
    facets: dict[str, str]
    terms: dict[str, str]
    cite: tuple[Form, ...]


def edition(ids: Iterable[str]) -> str:
    """Return a mark of which records there are, in which order: equal marks, equal numbers of rows."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:8]


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    entries = sorted(reader.catalog, key=by_date)
    view = BrowseView(
        tuple(map(reader.row, reversed(entries))),
        edition(entry.id for entry in entries),
        {key: label(f"facet-{key}") for key in FACETS},
        {**{f"kind:{kind}": label(f"kind-{kind}") for kind in Kind}, "code:yes": label("has-code")},
        FORMS,
    )
    return Content(label("browse"), label("browse"), label("browse-description"), view)


BROWSE = PageKind(
    "browse", Layout.WIDE, lambda _catalog: (Place("browse", section="browse", in_navigation=True),), _content
)
