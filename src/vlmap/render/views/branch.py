"""What the pages of branches show: roots and categories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.paging import Paged
from vlmap.render.views.common import year_of
from vlmap.render.views.figures import time_map
from vlmap.schema.taxonomy import branches_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog
    from vlmap.render.labels import Labels
    from vlmap.render.paging import Pager
    from vlmap.render.views.common import Reader, Row, Said
    from vlmap.render.views.figures import FigureView
    from vlmap.schema import Category

NEWEST = 3
"""So many records stand under a branch on the home page."""

WORTH_A_STRIP = 3
"""With fewer records than this, a picture says less than the list."""


@dataclass(frozen=True, slots=True)
class BranchLink:
    """A branch as another page points to it, with the number of records in it."""

    path: str
    label: str
    definition: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class BranchView:
    """A root or a category. `rows` are its own records, oldest first; its page also has a `strip` of the map.

    `pager` says which of them `rows` are, where they are not all.
    """

    path: str
    root: str
    label: str
    crumbs: tuple[BranchLink, ...]
    definition: Said
    goal: Said | None
    significance: Said | None
    unites: tuple[BranchLink, ...]
    children: tuple[BranchLink, ...]
    rows: tuple[Row, ...]
    pager: Pager | None
    newest: tuple[Row, ...]
    count: int
    strip: FigureView | None = None


def branch_view(path: str, reader: Reader) -> BranchView:
    """Gather what the page of a branch shows."""
    category = reader.catalog.categories[path]
    records = reader.catalog.under(path)
    own = reader.part(reader.catalog.in_category(path), mark=year_of)
    return BranchView(
        path=path,
        root=path.partition("/")[0],
        label=reader.word(category.label),
        crumbs=tuple(branch_link(above, reader) for above in branches_to(path)[:-1]),
        definition=reader.line(category.definition),
        goal=reader.line(category.goal) if category.goal else None,
        significance=reader.line(category.significance) if category.significance else None,
        unites=tuple(branch_link(united, reader) for united in category.unites),
        children=tuple(branch_link(f"{path}/{step}", reader) for step in category.categories),
        rows=tuple(map(reader.row, own.items)),
        pager=own.pager,
        newest=tuple(map(reader.row, reversed(records[-NEWEST:]))),
        count=len(records),
    )


def branch_link(path: str, reader: Reader) -> BranchLink:
    """Return how to point to a branch."""
    category: Category = reader.catalog.categories[path]
    return BranchLink(
        path,
        reader.word(category.label),
        reader.words(category.definition),
        reader.href(path),
        len(reader.catalog.under(path)),
    )


def _content(path: str, reader: Reader, _label: Labels) -> Content:
    view = branch_view(path, reader)
    if view.count >= WORTH_A_STRIP and not (view.pager and view.pager.number > 1):
        view = replace(view, strip=time_map(reader.pictures.strip(path), reader))
    return Content(view.label, view.label, reader.words(reader.catalog.categories[path].definition), view)


def _roots(catalog: Catalog) -> Iterator[Place]:
    return (_place(path) for path in catalog.categories if "/" not in path)


def _categories(catalog: Catalog) -> Iterator[Place]:
    return (_place(path) for path in catalog.categories if "/" in path)


def _place(path: str) -> Place:
    return Place(path, path, path.partition("/")[0], "taxonomy.yaml", in_navigation=True, heads_section="/" not in path)


ROOT = PageKind("root", Layout.LIST, _roots, _content)
CATEGORY = PageKind(
    "category",
    Layout.LIST,
    _categories,
    _content,
    paged=Paged(lambda catalog, path: len(catalog.in_category(path))),
)
