"""What the pages to be read like a book show: reading paths and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from vlmap.languages import HTML_LANG, Lang, other
from vlmap.render.page import Content, Layout, PageKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry, Walk
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Name, Reader, Row, Said


@dataclass(frozen=True, slots=True)
class PathLink:
    """A reading path as other pages point to it."""

    id: str
    title: str
    href: str
    intro: Said
    count: int


@dataclass(frozen=True, slots=True)
class PathStop:
    """A place of a record on a path: step `number` of `count`, and the records before and after it."""

    title: str
    href: str
    number: int
    count: int
    before: Name | None
    after: Name | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a path: the record, and why it comes next."""

    number: int
    row: Row
    why: Said


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a path; `id` is its anchor, the same in both languages."""

    id: str
    title: str
    text: Said
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """The page of one reading path."""

    title: str
    intro: Said
    source: Said
    sections: tuple[SectionView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ConceptView:
    """An entry of the glossary; the label of the other language stands beside it."""

    id: str
    label: str
    other_label: str
    other_lang: str
    definition: Said
    aliases: tuple[str, ...]
    find: str


def path_links(reader: Reader) -> tuple[PathLink, ...]:
    """Return every reading path."""
    return tuple(path_link(walk, reader) for walk in reader.catalog.walks.values())


def path_link(walk: Walk, reader: Reader) -> PathLink:
    """Return how to point to a reading path."""
    intro = reader.line(walk.path.intro, walk.key, "intro")
    return PathLink(walk.id, reader.word(walk.path.title), reader.href(walk.key), intro, len(walk.path.steps))


def path_stop(walk: Walk, entry: Entry, reader: Reader) -> PathStop:
    """Return where a record stands on a path, the first time that it does."""
    steps = [one for step in walk.path.steps if (one := reader.catalog.resolve(step.paper)) is not None]
    at = steps.index(entry)
    return PathStop(
        title=reader.word(walk.path.title),
        href=f"{reader.href(walk.key)}#step-{at + 1}",
        number=at + 1,
        count=len(steps),
        before=reader.name(steps[at - 1]) if at else None,
        after=reader.name(steps[at + 1]) if at + 1 < len(steps) else None,
    )


def path_view(walk: Walk, reader: Reader) -> PathView:
    """Gather what the page of a reading path shows."""
    path, sections, number = walk.path, [], 0
    for index, section in enumerate(path.sections, start=1):
        steps = []
        for step in section.steps:
            entry = reader.catalog.resolve(step.paper)
            if entry is not None:
                number += 1
                steps.append(StepView(number, reader.row(entry), reader.block(step.why, walk.key, "sections")))
        text = reader.prose(section.text, walk.key, "sections")
        sections.append(SectionView(f"part-{index}", reader.word(section.title), text, tuple(steps)))
    return PathView(
        title=reader.word(path.title),
        intro=reader.prose(path.intro, walk.key, "intro"),
        source=reader.line(path.source, walk.key, "source"),
        sections=tuple(sections),
        count=len(path.steps),
    )


def glossary(reader: Reader) -> tuple[ConceptView, ...]:
    """Return every concept, by label."""
    lang: Lang = reader.lang
    found = []
    for concept, term in reader.catalog.taxonomy.glossary.items():
        aliases = (term.aliases.to(lang) if term.aliases else None) or ()
        found.append(
            ConceptView(
                concept,
                reader.word(term.label),
                term.label.to(other(lang)) or "",
                HTML_LANG[other(lang)],
                reader.line(term.definition),
                tuple(aliases),
                f"{reader.href('browse')}?q={quote(reader.word(term.label))}",
            )
        )
    return tuple(sorted(found, key=lambda view: view.label.casefold())) if lang != "zh" else tuple(found)


def _paths_content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("paths"), label("paths"), label("paths-description"), path_links(reader))


def _path_content(subject: str, reader: Reader, _label: Labels) -> Content:
    walk = reader.catalog.walks[subject]
    view = path_view(walk, reader)
    return Content(view.title, view.title, reader.words(walk.path.intro), view)


def _glossary_content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("glossary"), label("glossary"), label("glossary-description"), glossary(reader))


def _paths(catalog: Catalog) -> Iterator[Place]:
    if catalog.walks:
        yield Place("paths", section="paths", in_navigation=True, heads_section=True)


def _walks(catalog: Catalog) -> Iterator[Place]:
    for walk in catalog.walks.values():
        yield Place(walk.key, walk.id, walk.key, walk.document.file, in_navigation=True)


def _glossary(catalog: Catalog) -> Iterator[Place]:
    if catalog.taxonomy.glossary:
        yield Place("glossary", section="glossary", source="taxonomy.yaml", in_navigation=True)


PATHS = PageKind("paths", Layout.LIST, _paths, _paths_content)
PATH = PageKind("path", Layout.BOOK, _walks, _path_content)
GLOSSARY = PageKind("glossary", Layout.WIDE, _glossary, _glossary_content)
