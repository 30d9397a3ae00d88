"""What the map shows: the picture across and down, its legend, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.branch import branch_link
from vlmap.render.views.figures import legend, time_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vlmap.catalog import Entry
    from vlmap.render.figures.thinning import Tie
    from vlmap.render.labels import Labels
    from vlmap.render.views.branch import BranchLink
    from vlmap.render.views.common import Name, Reader, Row
    from vlmap.render.views.figures import FigureView, RelationView


@dataclass(frozen=True, slots=True)
class StepBack:
    """What a record builds on, in a word; none where records between are not shown."""

    record: Name
    relation: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table that says what the picture shows."""

    row: Row
    category: str
    category_href: str
    builds_on: tuple[StepBack, ...]


@dataclass(frozen=True, slots=True)
class FilterView:
    """A branch whose marks can be shown alone; a root has depth 0."""

    path: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class MapView:
    """The page of the map; it shows the records of the `table` out of `count`, `elsewhere` are lists that have all."""

    across: FigureView
    down: FigureView
    legend: tuple[RelationView, ...]
    filters: tuple[FilterView, ...]
    table: tuple[TableRow, ...]
    count: int
    elsewhere: tuple[BranchLink, ...]


def map_figure(reader: Reader) -> FigureView:
    """Return the picture with time from left to right."""
    return time_map(reader.pictures.across, reader)


def map_view(reader: Reader) -> MapView:
    """Gather what the page of the map shows."""
    catalog, picture, across = reader.catalog, reader.pictures.across, map_figure(reader)
    steps: dict[str, list[Tie]] = {}
    for edge in picture.edges:
        steps.setdefault(edge.tie.later.id, []).append(edge.tie)
    return MapView(
        across=across,
        down=time_map(reader.pictures.down, reader),
        legend=legend((edge.relation for edge in across.edges), reader),
        filters=tuple(
            FilterView(path, reader.word(category.label), path.count("/"))
            for path, category in catalog.categories.items()
            if catalog.under(path)
        ),
        table=tuple(_row(mark.entry, steps.get(mark.entry.id, ()), reader) for mark in picture.marks),
        count=len(catalog),
        elsewhere=tuple(branch_link(root, reader) for root in catalog.taxonomy.roots),
    )


def _row(entry: Entry, steps: Sequence[Tie], reader: Reader) -> TableRow:
    path = entry.record.category
    label = reader.word(reader.catalog.categories[path].label)
    return TableRow(reader.row(entry), label, reader.href(path), tuple(_step(tie, reader) for tie in steps))


def _step(tie: Tie, reader: Reader) -> StepBack:
    relations = reader.catalog.taxonomy.relations
    return StepBack(reader.name(tie.earlier), reader.word(relations[tie.relation].label) if tie.relation else "")


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("map"), label("map"), label("map-description"), map_view(reader))


MAP = PageKind("map", Layout.WIDE, lambda _catalog: (Place("map", section="map", in_navigation=True),), _content)
