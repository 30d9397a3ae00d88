"""What the page of a record shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.catalog.authors import slug
from vlmap.citation import cite
from vlmap.citation.addresses import addresses
from vlmap.citation.forms import FORMS, written
from vlmap.languages import HTML_LANG, other
from vlmap.render.dates import spoken
from vlmap.render.figures.lineage import lineage
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.paging import Paged
from vlmap.render.views.book import path_stop
from vlmap.render.views.common import year_of
from vlmap.render.views.figures import lineage_figure
from vlmap.render.views.results import LinkView, results, source_link
from vlmap.schema.taxonomy import branches_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry, Link
    from vlmap.render.labels import Labels
    from vlmap.render.paging import Pager
    from vlmap.render.views.book import PathStop
    from vlmap.render.views.common import Name, Reader, Said
    from vlmap.render.views.figures import FigureView
    from vlmap.render.views.results import BenchmarkView
    from vlmap.schema import Author, Record

SHOWN_AUTHORS = 6
"""So many authors stand at the front; the last one and a way to see the rest follow."""

NEIGHBOURS = 3
"""So many records of the same category are shown on either side in time."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A name and the page that gathers what belongs to it; `href` is empty where there is none."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A word of the vocabulary and where it leads."""

    label: str
    definition: str
    href: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet and the record's terms of it."""

    id: str
    label: str
    terms: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """A neighbour in the lineage: the other work, how the two relate, and why."""

    record: Name
    relation: str
    note: Said


@dataclass(frozen=True, slots=True)
class CiteView:
    """The citation in one format: what it is called, its text, and the file that holds it."""

    name: str
    text: str
    href: str
    file: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """The page of one record in one language; `pager` says which of what builds on it are `built_on_by`, if not all."""

    id: str
    name: str
    kind: str
    root: str
    title: str
    title_lang: str
    other_title: str
    other_title_lang: str
    crumbs: tuple[Crumb, ...]
    also_in: tuple[Crumb, ...]
    authors: tuple[Crumb, ...]
    more_authors: tuple[Crumb, ...]
    last_author: Crumb | None
    organizations: tuple[Crumb, ...]
    date: str
    iso_date: str
    year_href: str
    venue: str
    venue_name: str
    venue_href: str
    links: tuple[LinkView, ...]
    facets: tuple[FacetView, ...]
    one_liner: Said
    problem: Said
    innovation: Said
    summary: Said
    key_points: tuple[Said, ...]
    limitations: Said | None
    results: tuple[BenchmarkView, ...]
    lineage: FigureView | None
    builds_on: tuple[LineageView, ...]
    no_predecessor: Said | None
    built_on_by: tuple[LineageView, ...]
    pager: Pager | None
    introduced_in: Name | None
    presents: tuple[Name, ...]
    earlier: tuple[Name, ...]
    later: tuple[Name, ...]
    aliases: tuple[str, ...]
    paths: tuple[PathStop, ...]
    cite: tuple[CiteView, ...]
    citations: str
    citations_on: str
    citations_source: str
    sources: tuple[LinkView, ...]
    reviewed: str


def record_view(entry: Entry, reader: Reader) -> RecordView:
    """Gather what the page of `entry` shows to `reader`."""
    record, catalog, lang = entry.record, reader.catalog, reader.lang
    title, title_lang = record.title.best(lang)
    second = record.title.to(other(lang)) if title_lang == lang else None
    authors = tuple(_author(author, reader) for author in record.authors)
    front, rest = _fold(authors)
    earlier, later = _neighbours(entry, reader)
    kin = reader.part(catalog.built_on_by(entry), mark=lambda link: year_of(link.later))
    origin = catalog.resolve(record.introduced_in) if record.introduced_in else None
    venue = catalog.taxonomy.venues[record.venue.id]
    return RecordView(
        id=entry.id,
        name=record.name,
        kind=record.kind.value,
        root=record.category.partition("/")[0],
        title=title,
        title_lang=HTML_LANG[title_lang],
        other_title=second or "",
        other_title_lang=HTML_LANG[other(lang)],
        crumbs=_crumbs(record.category, reader),
        also_in=tuple(_crumbs(path, reader)[-1] for path in record.also_in),
        authors=front,
        more_authors=rest,
        last_author=authors[-1] if rest else None,
        organizations=tuple(
            Crumb(reader.word(catalog.taxonomy.organizations[name].label), reader.href(f"organizations/{name}"))
            for name in record.organizations
        ),
        date=spoken(record.date, lang),
        iso_date=str(record.date),
        year_href=reader.href(f"years/{record.date.year:04}"),
        venue=f"{reader.word(venue.label)} {record.venue.year}",
        venue_name=reader.word(venue.name),
        venue_href=reader.href(f"venues/{record.venue.id}"),
        links=tuple(LinkView(f"link-{one.key}", one.href, one.shown) for one in addresses(record)),
        facets=_facets(record, reader),
        one_liner=reader.line(record.one_liner, entry.id, "one_liner"),
        problem=reader.prose(record.problem, entry.id, "problem"),
        innovation=reader.prose(record.innovation, entry.id, "innovation"),
        summary=reader.prose(record.summary, entry.id, "summary"),
        key_points=tuple(reader.line(point, entry.id, "key_points") for point in record.key_points),
        limitations=reader.prose(record.limitations, entry.id, "limitations") if record.limitations else None,
        results=results(entry, reader),
        lineage=lineage_figure(drawn, entry, reader) if (drawn := lineage(entry, catalog)) else None,
        builds_on=tuple(_lineage(link, reader, back=True) for link in catalog.builds_on(entry)),
        no_predecessor=reader.line(record.no_predecessor, entry.id, "no_predecessor")
        if record.no_predecessor
        else None,
        built_on_by=tuple(_lineage(link, reader, back=False) for link in kin.items),
        pager=kin.pager,
        introduced_in=reader.name(origin) if origin else None,
        presents=tuple(reader.name(presented) for presented in catalog.presents(entry)),
        earlier=earlier,
        later=later,
        aliases=record.aliases,
        paths=tuple(path_stop(walk, entry, reader) for walk in catalog.walks_with(entry)),
        cite=tuple(_cite(entry, reader)),
        citations=f"{record.citations.count:,}" if record.citations else "",
        citations_on=spoken(record.citations.as_of, lang) if record.citations else "",
        citations_source=record.citations.source if record.citations else "",
        sources=tuple(source_link(source) for source in record.sources),
        reviewed=spoken(record.reviewed, lang),
    )


def _cite(entry: Entry, reader: Reader) -> Iterator[CiteView]:
    citation = cite(entry, reader.catalog)
    for form in FORMS:
        file = f"{entry.id}.{form.suffix}"
        yield CiteView(form.name, written(form, citation).strip(), reader.asset(f"papers/{file}"), file)


def _author(author: Author, reader: Reader) -> Crumb:
    name = (author.zh or author.name) if reader.lang == "zh" else author.name
    key = slug(author.name)
    return Crumb(name, reader.href(f"authors/{key}") if reader.catalog.has_author_page(key) else "")


def _fold(authors: tuple[Crumb, ...]) -> tuple[tuple[Crumb, ...], tuple[Crumb, ...]]:
    """Split a long list of authors into those in front and those to be unfolded; the last is in neither."""
    if len(authors) <= SHOWN_AUTHORS + 1:
        return authors, ()
    return authors[:SHOWN_AUTHORS], authors[SHOWN_AUTHORS:-1]


def _crumbs(path: str, reader: Reader) -> tuple[Crumb, ...]:
    categories = reader.catalog.categories
    return tuple(Crumb(reader.word(categories[above].label), reader.href(above)) for above in branches_to(path))


def _facets(record: Record, reader: Reader) -> tuple[FacetView, ...]:
    found = []
    for facet_id, facet in reader.catalog.taxonomy.facets.items():
        terms = ((term_id, facet.terms[term_id]) for term_id in record.facets.get(facet_id, ()))
        chips = tuple(
            Chip(
                reader.word(term.label),
                reader.word(term.definition),
                f"{reader.href('browse')}?has={facet_id}:{term_id}",
            )
            for term_id, term in terms
        )
        if chips:
            found.append(FacetView(facet_id, reader.word(facet.label), chips))
    return tuple(found)


def _lineage(link: Link, reader: Reader, *, back: bool) -> LineageView:
    relation = reader.catalog.taxonomy.relations[link.reference.relation]
    return LineageView(
        reader.name(link.earlier if back else link.later),
        reader.word(relation.label if back else relation.inverse),
        reader.line(link.reference.note, link.later.id, "builds_on"),
    )


def _neighbours(entry: Entry, reader: Reader) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    before, after = reader.catalog.around(entry, NEIGHBOURS)
    return tuple(map(reader.name, before)), tuple(map(reader.name, after))


def _content(subject: str, reader: Reader, _label: Labels) -> Content:
    entry = reader.catalog.entries[subject]
    view = record_view(entry, reader)
    return Content(view.name, view.name, reader.words(entry.record.one_liner), view)


def _records(catalog: Catalog) -> Iterator[Place]:
    for entry in catalog:
        yield Place(f"papers/{entry.id}", entry.id, entry.record.category.partition("/")[0], entry.document.file)


def _kin(catalog: Catalog, subject: str) -> int:
    return len(catalog.built_on_by(catalog.entries[subject]))


RECORD = PageKind("record", Layout.READING, _records, _content, paged=Paged(_kin))
