"""The map as data: what the machine-readable files hold, each as a model that also yields its JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.catalog.entry import by_date
from vlmap.render import url_of
from vlmap.schema import Kind, PartialDate, Record, Taxonomy, Text, Venue
from vlmap.schema.base import Part
from vlmap.schema.ids import CategoryPath, Id, Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry, Link


class Pages(Part):
    """The pages of a record, as addresses below the root of the site."""

    en: str
    zh: str


class Successor(Part):
    """A later record that builds on this one."""

    paper: Id
    relation: Id
    note: Text


class RecordData(Record):
    """A record as it is written, with its id and what the other records say of it."""

    id: Id
    pages: Pages
    built_on_by: tuple[Successor, ...]
    presents: tuple[Id, ...]
    paths: tuple[Id, ...]


class Summary(Part):
    """A record in a list of all."""

    id: Id
    name: str
    title: Text
    one_liner: Text
    kind: Kind
    category: CategoryPath
    also_in: tuple[CategoryPath, ...]
    authors: tuple[str, ...]
    date: PartialDate
    venue: Venue
    reviewed: PartialDate
    pages: Pages


class CatalogData(Part):
    """Every record in short, oldest first. `records/<id>.json` has each in full."""

    licence: Text
    records: tuple[Summary, ...]


class Node(Part):
    """A record in the lineage."""

    id: Id
    name: str
    date: PartialDate
    category: CategoryPath


class Edge(Part):
    """One step of lineage: `later` builds on `earlier`."""

    earlier: Id
    later: Id
    relation: Id
    note: Text


class LineageData(Part):
    """What builds on what: a directed graph without cycles, its nodes by date."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class ResultData(Part):
    """One published figure. `value` is the number, `printed` the number as its source prints it."""

    record: Id
    benchmark: Id
    value: Number
    printed: str
    unit: str
    variant: str | None = None
    settings: tuple[str, ...]
    source: str | None = None
    note: Text | None = None


class ResultsData(Part):
    """Every published figure, by record."""

    results: tuple[ResultData, ...]


MODELS: dict[str, type[Part]] = {
    "record": RecordData,
    "catalog": CatalogData,
    "taxonomy": Taxonomy,
    "lineage": LineageData,
    "results": ResultsData,
}
"""The files of data, each with the model it obeys."""


def record_data(entry: Entry, catalog: Catalog) -> RecordData:
    """Return one record with what other records say of it."""
    return RecordData.model_construct(
        **dict(entry.record),
        id=entry.id,
        pages=_pages(entry),
        built_on_by=tuple(map(_successor, catalog.built_on_by(entry))),
        presents=tuple(presented.id for presented in catalog.presents(entry)),
        paths=tuple(walk.id for walk in catalog.walks_with(entry)),
    )


def catalog_data(catalog: Catalog, licence: Text) -> CatalogData:
    """Return every record in short."""
    return CatalogData.model_construct(licence=licence, records=tuple(map(_summary, sorted(catalog, key=by_date))))


def lineage_data(catalog: Catalog) -> LineageData:
    """Return the lineage as a graph."""
    entries = sorted(catalog, key=by_date)
    nodes = (
        Node.model_construct(id=one.id, name=one.record.name, date=one.record.date, category=one.record.category)
        for one in entries
    )
    return LineageData.model_construct(
        nodes=tuple(nodes),
        edges=tuple(_edge(link) for entry in entries for link in catalog.builds_on(entry)),
    )


def results_data(entries: Iterable[Entry], catalog: Catalog) -> ResultsData:
    """Return the figures that records report."""
    benchmarks = catalog.taxonomy.benchmarks
    return ResultsData.model_construct(
        results=tuple(
            ResultData.model_construct(
                record=entry.id,
                benchmark=result.benchmark,
                value=result.value,
                printed=str(result.value),
                unit=benchmarks[result.benchmark].unit,
                variant=result.variant,
                settings=tuple(result.settings),
                source=result.source,
                note=result.note,
            )
            for entry in entries
            for result in entry.record.results
        )
    )


def as_json(value: Part) -> str:
    """Return a value as JSON in one line; what is not known is left out."""
    return value.model_dump_json(exclude_none=True) + "\n"


def _successor(link: Link) -> Successor:
    reference = link.reference
    return Successor.model_construct(paper=link.later.id, relation=reference.relation, note=reference.note)


def _edge(link: Link) -> Edge:
    reference = link.reference
    return Edge.model_construct(
        earlier=link.earlier.id, later=link.later.id, relation=reference.relation, note=reference.note
    )


def _summary(entry: Entry) -> Summary:
    record = entry.record
    shared = {name: getattr(record, name) for name in Summary.model_fields if hasattr(record, name)}
    authors = tuple(author.name for author in record.authors)
    return Summary.model_construct(**{**shared, "id": entry.id, "authors": authors, "pages": _pages(entry)})


def _pages(entry: Entry) -> Pages:
    path = f"papers/{entry.id}"
    return Pages.model_construct(en=url_of(path, "en"), zh=url_of(path, "zh"))
