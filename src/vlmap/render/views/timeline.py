"""What the timeline shows: records per year and branch, and which they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog.entry import by_date
from vlmap.render.figures.chart import years_chart
from vlmap.render.figures.thinning import foremost
from vlmap.render.figures.timemap import lane_order
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.branch import branch_link

if TYPE_CHECKING:
    from markupsafe import Markup

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.figures.chart import Spec
    from vlmap.render.labels import Labels
    from vlmap.render.views.branch import BranchLink
    from vlmap.render.views.common import Name, Reader


MOST = 20
"""So many records of a year are named under a root, those from which most came; the page of the year has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a year has under a root; `more` counts the records that are not named."""

    records: tuple[Name, ...]
    more: int


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its records by root, in the order of the roots."""

    year: str
    href: str
    count: int
    columns: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The page of the timeline, the latest year first."""

    chart: Markup
    roots: tuple[BranchLink, ...]
    years: tuple[YearView, ...]


def timeline_view(reader: Reader) -> TimelineView:
    """Gather what the timeline shows."""
    order = lane_order(reader.catalog.taxonomy.roots)
    years = []
    for year, entries in reversed(reader.catalog.by_year.items()):
        homes: dict[str, list[Entry]] = {root: [] for root in order}
        for entry in entries:
            homes[entry.record.category.partition("/")[0]].append(entry)
        columns = tuple(_cell(homes[root], reader) for root in order)
        years.append(YearView(year, reader.href(f"years/{year}"), len(entries), columns))
    return TimelineView(reader.chart("timeline"), tuple(branch_link(root, reader) for root in order), tuple(years))


def _cell(entries: list[Entry], reader: Reader) -> Cell:
    named = sorted(foremost(entries, reader.catalog, MOST), key=by_date)
    return Cell(tuple(map(reader.name, named)), len(entries) - len(named))


def charts(catalog: Catalog) -> dict[str, Spec]:
    """Return the chart of the page, or nothing for a map without records."""
    counts = Counter((entry.record.date.year, entry.record.category.partition("/")[0]) for entry in catalog)
    return {"timeline": years_chart(counts, lane_order(catalog.taxonomy.roots))} if counts else {}


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("timeline"), label("timeline"), label("timeline-description"), timeline_view(reader))


TIMELINE = PageKind(
    "timeline", Layout.WIDE, lambda _catalog: (Place("timeline", section="timeline", in_navigation=True),), _content
)
