"""What the pages show that gather records by who, where and when: organizations, venues, years, authors."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader, Row

    Groups = Callable[[Catalog], dict[str, list[Entry]]]
    Naming = Callable[[str, Reader], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A group in the list of all; `full` is the long form of its name, if it has one."""

    label: str
    full: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The list of all groups of a sort. `title` and `description` are keys of labels."""

    title: str
    description: str
    links: tuple[GroupLink, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group: its records, newest first."""

    label: str
    full: str
    index: str
    index_href: str
    rows: tuple[Row, ...]
    before: GroupLink | None
    after: GroupLink | None


def grouping(path: str, groups: Groups, naming: Naming, *, largest_first: bool = True) -> tuple[PageKind, PageKind]:
    """Return the two kinds of pages for a way to gather records: the list of all groups, and the page of each.

    `groups` returns the records of each group, oldest first; `naming` the short and the full name of one. The groups
    stand with the largest first, or else in the order in which they come, and then each leads to its neighbours.
    """

    def links(reader: Reader) -> list[GroupLink]:
        found = []
        for key, entries in groups(reader.catalog).items():
            label, full = naming(key, reader)
            found.append(GroupLink(label, full, reader.href(f"{path}/{key}"), len(entries)))
        return sorted(found, key=lambda link: (-link.count, link.label.casefold())) if largest_first else found

    def index(_subject: str, reader: Reader, label: Labels) -> Content:
        description = f"{path}-description"
        return Content(
            label(path), label(path), label(description), GroupsView(path, description, tuple(links(reader)))
        )

    def page(subject: str, reader: Reader, label: Labels) -> Content:
        members = groups(reader.catalog)
        short, full = naming(subject, reader)
        around = links(reader) if not largest_first else []
        at = list(members).index(subject)
        view = GroupView(
            label=short,
            full=full,
            index=path,
            index_href=reader.href(path),
            rows=tuple(map(reader.row, reversed(members[subject]))),
            before=around[at - 1] if around and at else None,
            after=around[at + 1] if around and at + 1 < len(around) else None,
        )
        count = len(view.rows)
        counted = label("works-count-one") if count == 1 else label("works-count", count=count)
        return Content(short, full or short, f"{full or short}: {counted}", view)

    def index_place(catalog: Catalog) -> Iterator[Place]:
        if groups(catalog) or path in catalog.published:
            yield Place(path, section=path, source="templates/pages/groups.html.j2", in_navigation=True)

    def places(catalog: Catalog) -> Iterator[Place]:
        for key in groups(catalog):
            yield Place(f"{path}/{key}", key, path, "taxonomy.yaml")

    return (
        PageKind(path, Layout.LIST, index_place, index, template="groups"),
        PageKind(f"{path}-page", Layout.LIST, places, page, template="group"),
    )


def _organization(key: str, reader: Reader) -> tuple[str, str]:
    return reader.word(reader.catalog.taxonomy.organizations[key].label), ""


def _venue(key: str, reader: Reader) -> tuple[str, str]:
    venue = reader.catalog.taxonomy.venues[key]
    label, name = reader.word(venue.label), reader.word(venue.name)
    return label, name if name != label else ""


def _year(key: str, _reader: Reader) -> tuple[str, str]:
    return key, ""


def _author(key: str, reader: Reader) -> tuple[str, str]:
    author = reader.catalog.authors[key].author
    return (author.zh or author.name) if reader.lang == "zh" else author.name, ""


GROUPS: dict[str, Groups] = {
    "organizations": attrgetter("by_organization"),
    "venues": attrgetter("by_venue"),
    "years": attrgetter("by_year"),
    "authors": attrgetter("by_author"),
}
"""Each way to gather records, by the path of its list."""

ORGANIZATIONS, ORGANIZATION = grouping("organizations", GROUPS["organizations"], _organization)
VENUES, VENUE = grouping("venues", GROUPS["venues"], _venue)
YEARS, YEAR = grouping("years", GROUPS["years"], _year, largest_first=False)
AUTHORS, AUTHOR = grouping("authors", GROUPS["authors"], _author)

GROUPINGS = (ORGANIZATIONS, ORGANIZATION, VENUES, VENUE, YEARS, YEAR, AUTHORS, AUTHOR)
