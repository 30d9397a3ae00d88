"""What the map shows: the picture across and down, its legend, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog.catalog import by_date
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.figures import legend, time_map

if TYPE_CHECKING:
    from vlmap.catalog import Entry, Link
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Name, Reader, Row
    from vlmap.render.views.figures import FigureView, RelationView


@dataclass(frozen=True, slots=True)
class StepBack:
    """What a record builds on, in a word."""

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
    """The page of the map."""

    across: FigureView
    down: FigureView
    legend: tuple[RelationView, ...]
    filters: tuple[FilterView, ...]
    table: tuple[TableRow, ...]


def map_figure(reader: Reader) -> FigureView:
    """Return the picture with time from left to right."""
    return time_map(reader.pictures.across, reader)


def map_view(reader: Reader) -> MapView:
    """Gather what the page of the map shows."""
    catalog, across = reader.catalog, map_figure(reader)
    return MapView(
        across=across,
        down=time_map(reader.pictures.down, reader),
        legend=legend((edge.relation for edge in across.edges), reader),
        filters=tuple(
            FilterView(path, reader.word(category.label), path.count("/"))
            for path, category in catalog.categories.items()
            if catalog.under(path)
        ),
        table=tuple(_row(entry, reader) for entry in sorted(catalog, key=by_date)),
    )


def _row(entry: Entry, reader: Reader) -> TableRow:
    path = entry.record.category
    steps = tuple(_step(link, reader) for link in reader.catalog.builds_on(entry))
    label = reader.word(reader.catalog.categories[path].label)
    return TableRow(reader.row(entry), label, reader.href(path), steps)


def _step(link: Link, reader: Reader) -> StepBack:
    relation = reader.catalog.taxonomy.relations[link.reference.relation]
    return StepBack(reader.name(link.earlier), reader.word(relation.label))


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("map"), label("map"), label("map-description"), map_view(reader))


MAP = PageKind("map", Layout.WIDE, lambda _catalog: (Place("map", section="map", in_navigation=True),), _content)
