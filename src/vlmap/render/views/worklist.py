"""What the page of open work shows: the same as `vlmap status`, each thing with the page it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from vlmap.languages import LIST_COMMA
from vlmap.render.page import Content, Layout, PageKind, Place

if TYPE_CHECKING:
    from vlmap.checks.worklist import Item, Todo
    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader

ERRORS, LINKS = "errors", "links"
"""Two lists whose being empty says nothing: a site is built without errors, and links may not have been checked."""


MOST = 50
"""So many things of a kind stand on the page; `vlmap status` has all."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to do; `href` is empty where no page is about it."""

    place: str
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class TodoView:
    """The things of one kind; `count` is how many there are, `items` are the first of them."""

    id: str
    title: str
    count: int
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class CountView:
    """One number of the map's state."""

    label: str
    number: str
    part: bool


@dataclass(frozen=True, slots=True)
class WorklistView:
    """The whole page. `none` names the kinds of which there are no things; `links_checked` is a day or empty."""

    counts: tuple[CountView, ...]
    todos: tuple[TodoView, ...]
    none: str
    links_checked: str


def worklist_view(reader: Reader) -> WorklistView:
    """Gather what is left to do on the map."""
    work, lang = reader.worklist(), reader.lang
    unsaid = {ERRORS} if work.links_checked else {ERRORS, LINKS}
    empty = [todo for todo in work.todos if not todo.items and todo.id not in unsaid]
    return WorklistView(
        counts=tuple(CountView(one.label.to(lang), f"{one.number:,}", one.part) for one in work.counts),
        todos=tuple(_todo(todo, reader) for todo in work.todos if todo.items),
        none=LIST_COMMA[lang].join(todo.title.to(lang) for todo in empty),
        links_checked=work.links_checked or "",
    )


def _todo(todo: Todo, reader: Reader) -> TodoView:
    title = todo.title.to(reader.lang)
    shown = tuple(_item(item, reader) for item in todo.items[:MOST])
    return TodoView(todo.id, title[:1].upper() + title[1:], len(todo.items), shown)


def _item(item: Item, reader: Reader) -> ItemView:
    catalog, place = reader.catalog, item.place
    file = PurePosixPath(place.partition(":")[0])
    entry = catalog.entries.get(file.stem)
    if entry is None or entry.document.file != str(file):
        entry = catalog.resolve(place)
    if entry is not None:
        return ItemView(entry.record.name, reader.href(f"papers/{entry.id}"), item.said.to(reader.lang))
    known = (*catalog.categories, *(walk.key for walk in catalog.walks.values()))
    if place in known:
        return ItemView(place, reader.href(place), item.said.to(reader.lang))
    if place in catalog.taxonomy.benchmarks and catalog.results_on(place):
        label = reader.word(catalog.taxonomy.benchmarks[place].label)
        return ItemView(label, reader.href(f"benchmarks/{place}"), item.said.to(reader.lang))
    return ItemView(place, "", item.said.to(reader.lang))


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("worklist"), label("worklist"), label("worklist-description"), worklist_view(reader))


WORKLIST = PageKind(
    "worklist",
    Layout.BOOK,
    lambda _catalog: (Place("worklist", section="contribute", in_navigation=True),),
    _content,
)
