"""What a page is: which kind, where it stands, what it says. Every kind is described by the module of its view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vlmap.render.address import url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vlmap.catalog import Catalog
    from vlmap.languages import Lang
    from vlmap.render.labels import Labels
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
    by default the template; `heads_section` where it is the page of a section as such, and others stand below it.
    """

    path: str
    subject: str = ""
    section: str = ""
    source: str = ""
    in_navigation: bool = False
    heads_section: bool = False


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
    into what it says to a reader.
    """

    name: str
    layout: Layout
    places: Callable[[Catalog], Iterable[Place]]
    content: Callable[[str, Reader, Labels], Content]
    template: str = ""

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
        )

    @property
    def url(self) -> str:
        """The address below the site's root, ending in a slash unless it is the root itself."""
        return url_of(self.path, self.lang)

    @property
    def folder(self) -> str:
        """The path without its last part."""
        return self.path.rpartition("/")[0]
