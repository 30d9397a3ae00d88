"""What the page to search and to leaf through everything shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.citation.forms import FORMS
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.paging import PageLink
from vlmap.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.citation.forms import Form
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader, Row

FACETS = ("category", "kind", "year", "venue", "organization", "code")
"""What every map is filtered by, beside the facets of its own."""


MOST = 200
"""So many records stand in the page; the script finds the others in the catalog, and pages of the years have them."""


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The newest of `count` records, the mark of the order of all, and the years for the others.

    `facets` and `terms` are labels that the catalog has none for.
    """

    rows: tuple[Row, ...]
    count: int
    edition: str
    years: tuple[PageLink, ...]
    facets: dict[str, str]
    terms: dict[str, str]
    cite: tuple[Form, ...]


def edition(ids: Iterable[str]) -> str:
    """Return a mark of which records there are, in which order: equal marks, equal numbers of rows."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:8]


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    catalog = reader.catalog
    view = BrowseView(
        tuple(map(reader.row, catalog.chronicle[: -MOST - 1 : -1])),
        len(catalog),
        edition(entry.id for entry in catalog.chronicle),
        tuple(PageLink(year, reader.href(f"years/{year}")) for year in reversed(catalog.by_year)),
        {key: label(f"facet-{key}") for key in FACETS},
        {**{f"kind:{kind}": label(f"kind-{kind}") for kind in Kind}, "code:yes": label("has-code")},
        FORMS,
    )
    return Content(label("browse"), label("browse"), label("browse-description"), view)


BROWSE = PageKind(
    "browse", Layout.WIDE, lambda _catalog: (Place("browse", section="browse", in_navigation=True),), _content
)
