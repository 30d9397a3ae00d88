"""What a page is: which kind, where it stands, what it says. Every kind is described by the module of its view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vlmap.render.address import url_of
from vlmap.render.paging import Leaf, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vlmap.catalog import Catalog
    from vlmap.languages import Lang
    from vlmap.render.labels import Labels
    from vlmap.render.paging import Paged
    from vlmap.render.views.common import Reader


class Layout(StrEnum):
    """What the site's frame puts beside the body."""

    WIDE = "wide"  # nothing
    LIST = "list"  # the section's navigation
    READING = "reading"  # the contents of the page
    BOOK = "book"  # both
    BARE = "bare"  # no frame at all: the body is the whole file


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, in any language.

    `path` is the address below the language, without slashes around it (empty for home); `subject` the id or path
    of what it shows; `section` the branch of the navigation it belongs to; `source` the file one edits to change it,
    by default the template; `heads_section` where it is the page of a section as such, and others stand below it;
    `number` which part of a long list it shows.
    """

    path: str
    subject: str = ""
    section: str = ""
    source: str = ""
    in_navigation: bool = False
    heads_section: bool = False
    number: int = 1

    def part(self, number: int) -> Place:
        """Return where another part of the list that starts here stands; it is not in the navigation."""
        path = Leaf(self.path, number).address
        return replace(self, path=path, number=number, in_navigation=False, heads_section=False)


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says: its name in the navigation, title and description as plain text, and what its template sees."""

    name: str
    title: str
    description: str
    view: Any


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page. `template` is the name of its file in `templates/pages/`, by default that of the kind.

    `places` lists its pages, none where the project has nothing to show; `content` turns the subject of one of them
    into what it says to a reader; `paged` is about the list that is shown, where there is one that grows.
    """

    name: str
    layout: Layout
    places: Callable[[Catalog], Iterable[Place]]
    content: Callable[[str, Reader, Labels], Content]
    template: str = ""
    paged: Paged | None = None

    def all_places(self, catalog: Catalog) -> Iterator[Place]:
        """Yield where its pages stand, every part of a long list."""
        for place in self.places(catalog):
            yield place
            if self.paged:
                count = parts(self.paged.length(catalog, place.subject), self.paged.at_most)
                yield from map(place.part, range(2, count + 1))

    def says(self, page: PageSpec, reader: Reader, label: Labels) -> Content:
        """Return what one of its pages says; the titles of parts of a list tell which."""
        content = self.content(page.subject, reader, label)
        if page.number == 1:
            return content
        return replace(content, title=label("page-title", title=content.title, number=page.number))

    @property
    def stem(self) -> str:
        """What the templates of its pages and of their twins are called."""
        return self.template or self.name

    @property
    def file(self) -> str:
        """The template of its pages, below `templates/`."""
        return f"pages/{self.stem}.html.j2"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page in one language: a place, with the name and the layout of its kind."""

    kind: str
    layout: Layout
    lang: Lang
    path: str
    subject: str
    section: str
    source: str
    in_navigation: bool
    heads_section: bool
    number: int = 1

    @classmethod
    def of(cls, kind: PageKind, place: Place, lang: Lang) -> PageSpec:
        """Return the page of a kind at a place."""
        return cls(
            kind=kind.name,
            layout=kind.layout,
            lang=lang,
            path=place.path,
            subject=place.subject,
            section=place.section,
            source=place.source or f"templates/{kind.file}",
            in_navigation=place.in_navigation,
            heads_section=place.heads_section,
            number=place.number,
        )

    @property
    def url(self) -> str:
        """The address below the site's root, ending in a slash unless it is the root itself."""
        return url_of(self.path, self.lang)

    @property
    def leaf(self) -> Leaf:
        """Which part of which list it shows, if it shows one."""
        return Leaf(self.path.removesuffix(f"/page/{self.number}"), self.number)

    @property
    def folder(self) -> str:
        """The path without its last part."""
        return self.path.rpartition("/")[0]
