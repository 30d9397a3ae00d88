"""Pictures as a template sees them: marks with words and links, lines with what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.figures.lineage import Lineage
    from vlmap.render.figures.marks import Edge, Mark
    from vlmap.render.figures.timemap import TimeMap
    from vlmap.render.figures.timescale import Year
    from vlmap.render.views.common import Reader


THROUGH = "through"
"""How a line is drawn that leads through records which are not shown."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A record in a picture. `title` is what a pointer that rests on it is told."""

    id: str
    href: str
    root: str
    category: str
    kind: str
    title: str
    label: str
    x: float
    y: float
    r: float
    label_x: float
    before: bool
    landmark: bool
    current: bool


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A line; `earlier` and `later` are ids, `line` is how it is drawn.

    One through records that are not shown has no relation, and is drawn in a way of its own.
    """

    path: str
    earlier: str
    later: str
    relation: str
    line: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane and the name that stands in it."""

    root: str
    label: str
    href: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MoreView:
    """How many records of a generation are not drawn, and where they are."""

    words: str
    href: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FigureView:
    """A whole picture."""

    width: float
    height: float
    years: tuple[Year, ...]
    lanes: tuple[LaneView, ...]
    marks: tuple[MarkView, ...]
    edges: tuple[EdgeView, ...]
    more: tuple[MoreView, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class RelationView:
    """A line of the legend."""

    id: str
    label: str
    definition: str
    line: str


def time_map(figure: TimeMap, reader: Reader) -> FigureView:
    """Return the map, or a strip of it."""
    categories = reader.catalog.categories
    lanes = tuple(
        LaneView(
            lane.path.partition("/")[0],
            reader.word(categories[lane.path].label),
            reader.href(lane.path),
            lane.x,
            lane.y,
            lane.width,
            lane.height,
        )
        for lane in figure.lanes
    )
    return FigureView(
        figure.width,
        figure.height,
        figure.years,
        lanes,
        tuple(_mark(mark, reader) for mark in figure.marks),
        tuple(_edge(edge, reader.catalog) for edge in figure.edges),
        left_out=figure.left_out,
    )


def lineage_figure(figure: Lineage, entry: Entry, reader: Reader) -> FigureView:
    """Return the kin of `entry`."""
    nearby = {-1: "#builds-on", 1: "#built-on-by"}
    more = tuple(
        MoreView(f"+{one.count}", nearby.get(one.step, f"{reader.href('map')}?at={entry.id}"), one.x, one.y)
        for one in figure.more
    )
    return FigureView(
        figure.width,
        figure.height,
        (),
        (),
        tuple(_mark(mark, reader, entry) for mark in figure.marks),
        tuple(_edge(edge, reader.catalog) for edge in figure.edges),
        more,
    )


def legend(relations: Iterable[str], reader: Reader) -> tuple[RelationView, ...]:
    """Return the relations that a picture shows, in the order of the vocabulary."""
    shown = set(relations)
    return tuple(
        RelationView(name, reader.word(relation.label), reader.word(relation.definition), relation.line.value)
        for name, relation in reader.catalog.taxonomy.relations.items()
        if name in shown
    )


def _mark(mark: Mark, reader: Reader, current: Entry | None = None) -> MarkView:
    record = mark.entry.record
    words = (record.name, str(record.date), reader.words(record.one_liner))
    return MarkView(
        mark.entry.id,
        reader.href(f"papers/{mark.entry.id}"),
        mark.root,
        record.category,
        record.kind.value,
        " · ".join(words),
        mark.label,
        mark.x,
        mark.y,
        mark.r,
        mark.label_x,
        mark.label_before,
        mark.landmark,
        current is mark.entry,
    )


def _edge(edge: Edge, catalog: Catalog) -> EdgeView:
    tie = edge.tie
    line = catalog.taxonomy.relations[tie.relation].line.value if tie.relation else THROUGH
    return EdgeView(edge.path, tie.earlier.id, tie.later.id, tie.relation, line)
