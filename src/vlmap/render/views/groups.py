"""What the pages show that gather records by who, where and when: organizations, venues, years, authors."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.paging import NAMES, Paged
from vlmap.render.views.common import year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.labels import Labels
    from vlmap.render.paging import Pager
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
    """The groups of a sort. `title` and `description` are keys of labels; `pager` is there where these are not all."""

    title: str
    description: str
    links: tuple[GroupLink, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group: its records, newest first; `count` is how many, `pager` is there where `rows` are not all."""

    label: str
    full: str
    index: str
    index_href: str
    rows: tuple[Row, ...]
    pager: Pager | None
    count: int
    before: GroupLink | None
    after: GroupLink | None


def grouping(path: str, groups: Groups, naming: Naming, *, in_order: bool = False) -> tuple[PageKind, PageKind]:
    """Return the two kinds of pages for a way to gather records: the list of all groups, and the page of each.

    `groups` returns the records of each group, oldest first; `naming` the short and the full name of one. The groups
    stand with the largest first, or by address where they are too many for one page; or else `in_order`, as they come,
    and then each leads to its neighbours.
    """

    def link(key: str, reader: Reader) -> GroupLink:
        label, full = naming(key, reader)
        return GroupLink(label, full, reader.href(f"{path}/{key}"), len(groups(reader.catalog)[key]))

    def index(_subject: str, reader: Reader, label: Labels) -> Content:
        keys = list(groups(reader.catalog))
        part = reader.part(keys if in_order else sorted(keys), NAMES, None if in_order else initial)
        links = [link(key, reader) for key in part.items]
        if not in_order and not part.pager:
            links.sort(key=lambda one: (-one.count, one.label.casefold()))
        description = f"{path}-description"
        view = GroupsView(path, description, tuple(links), part.pager)
        return Content(label(path), label(path), label(description), view)

    def page(subject: str, reader: Reader, label: Labels) -> Content:
        members = groups(reader.catalog)[subject]
        short, full = naming(subject, reader)
        around = list(groups(reader.catalog)) if in_order else [subject]
        at = around.index(subject)
        part = reader.part(members[::-1], mark=None if in_order else year_of)
        view = GroupView(
            label=short,
            full=full,
            index=path,
            index_href=reader.href(path),
            rows=tuple(map(reader.row, part.items)),
            pager=part.pager,
            count=len(members),
            before=link(around[at - 1], reader) if at else None,
            after=link(around[at + 1], reader) if at + 1 < len(around) else None,
        )
        counted = label("works-count-one") if view.count == 1 else label("works-count", count=view.count)
        return Content(short, full or short, f"{full or short}: {counted}", view)

    def index_place(catalog: Catalog) -> Iterator[Place]:
        if groups(catalog) or path in catalog.published:
            yield Place(path, section=path, source="templates/pages/groups.html.j2", in_navigation=True)

    def places(catalog: Catalog) -> Iterator[Place]:
        for key in groups(catalog):
            yield Place(f"{path}/{key}", key, path, "taxonomy.yaml")

    return (
        PageKind(
            path,
            Layout.LIST,
            index_place,
            index,
            template="groups",
            paged=Paged(lambda catalog, _subject: len(groups(catalog)), NAMES),
        ),
        PageKind(
            f"{path}-page",
            Layout.LIST,
            places,
            page,
            template="group",
            paged=Paged(lambda catalog, key: len(groups(catalog)[key])),
        ),
    )


def initial(key: str) -> str:
    """Return what a group stands under in a long list by name: the first letter of its address."""
    return key[0].upper() if key[0].isalpha() else "0-9"


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
YEARS, YEAR = grouping("years", GROUPS["years"], _year, in_order=True)
AUTHORS, AUTHOR = grouping("authors", GROUPS["authors"], _author)

GROUPINGS = (ORGANIZATIONS, ORGANIZATION, VENUES, VENUE, YEARS, YEAR, AUTHORS, AUTHOR)
