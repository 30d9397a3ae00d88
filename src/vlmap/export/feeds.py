"""Feeds of the newest works: Atom (RFC 4287) and JSON Feed 1.1, for each language and each branch.

An entry's id is the address of its page, which is a promise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vlmap.languages import HTML_LANG, LANGUAGES, Lang
from vlmap.render import url_of
from vlmap.render.environment import environment, template_problems
from vlmap.render.head import feed_title
from vlmap.render.views.common import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from vlmap.catalog import Catalog, Entry, Project
    from vlmap.render import Renderer
    from vlmap.schema import PartialDate

LENGTH = 30
"""So many works stand in a feed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One work in a feed. Times are RFC 3339; of a date that is not known to the day, the first day stands."""

    url: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest works of a branch, in one language."""

    title: str
    language: str
    home: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> str:
        """When the last of its works was checked."""
        return max((item.updated for item in self.items), default=_time(None))


def feeds(project: Project, renderer: Renderer, site_url: str) -> dict[str, Callable[[], str]]:
    """Return every feed: path below the site's root → how to write it. None where no absolute address is known."""
    if not site_url:
        return {}
    catalog, templates = renderer.catalog, environment(project)
    found: dict[str, Callable[[], str]] = {}
    for lang in LANGUAGES:
        for branch in ("", *catalog.categories):
            make = partial(_feed, renderer, lang, branch, site_url)
            folder = url_of(branch, lang)
            found[f"{folder}feed.xml"] = partial(_atom, make, templates)
            found[f"{folder}feed.json"] = partial(_json, make)
    return found


def _feed(renderer: Renderer, lang: Lang, branch: str, site_url: str) -> Feed:
    catalog = renderer.catalog
    entries = catalog.under(branch) if branch else catalog.chronicle
    reader = Reader(catalog, lang, "")
    home = site_url + url_of(branch, lang)
    title = feed_title(branch, catalog, renderer.labels[lang], lang)
    items = tuple(_item(entry, catalog, reader, site_url) for entry in reversed(entries[-LENGTH:]))
    return Feed(title, HTML_LANG[lang], home, items)


def _item(entry: Entry, catalog: Catalog, reader: Reader, site_url: str) -> Item:
    record = entry.record
    summary = reader.words(record.one_liner)
    return Item(
        url=site_url + url_of(f"papers/{entry.id}", reader.lang),
        title=record.name,
        published=_time(record.date),
        updated=_time(record.reviewed),
        authors=tuple(author.name for author in record.authors),
        summary=summary,
        text=f"{summary}\n\n{reader.words(record.innovation)}",
        tags=tuple(
            reader.word(catalog.taxonomy.facets[facet].terms[term].label)
            for facet, terms in record.facets.items()
            for term in terms
        ),
    )


def _atom(make: Callable[[], Feed], templates: Environment) -> str:
    feed = make()
    with template_problems("feed.xml.j2", f"{feed.home}feed.xml") as name:
        return templates.get_template(name).render(feed=feed) + "\n"


def _json(make: Callable[[], Feed]) -> str:
    feed = make()
    items = [
        {
            "id": item.url,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_text": item.text,
            "date_published": item.published,
            "date_modified": item.updated,
            "authors": [{"name": name} for name in item.authors],
            "tags": list(item.tags),
        }
        for item in feed.items
    ]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.home}feed.json",
        "language": feed.language,
        "items": items,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _time(date: PartialDate | None) -> str:
    year, month, day = date.order if date else (1970, 1, 1)
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"
