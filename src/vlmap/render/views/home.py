"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.atlas import map_figure
from vlmap.render.views.book import path_links
from vlmap.render.views.branch import branch_view

if TYPE_CHECKING:
    from vlmap.render.labels import Labels
    from vlmap.render.views.book import PathLink
    from vlmap.render.views.branch import BranchView
    from vlmap.render.views.common import Reader
    from vlmap.render.views.figures import FigureView


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: the map, the roots with what is newest in each, and the years that are covered."""

    map: FigureView
    roots: tuple[BranchView, ...]
    paths: tuple[PathLink, ...]
    count: int
    first_year: int
    last_year: int


def home_view(reader: Reader) -> HomeView:
    """Gather what the home page shows."""
    years = [int(year) for year in reader.catalog.by_year] or [0]
    return HomeView(
        map=map_figure(reader),
        roots=tuple(branch_view(root, reader) for root in reader.catalog.taxonomy.roots),
        paths=path_links(reader),
        count=len(reader.catalog),
        first_year=years[0],
        last_year=years[-1],
    )


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("home"), label("site-title"), label("site-description"), home_view(reader))


HOME = PageKind("home", Layout.WIDE, lambda _catalog: (Place("", in_navigation=True),), _content)
