"""A page's specification → its title, description, body and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from vlmap.catalog import Loaded
from vlmap.checks import check
from vlmap.checks.worklist import worklist
from vlmap.languages import COLON, HTML_LANG, LANGUAGES, LIST_COMMA, Lang, other
from vlmap.render.address import NOWHERE, Addresses, url_of
from vlmap.render.environment import environment, template_problems
from vlmap.render.figures.pictures import Pictures
from vlmap.render.head import Heads, Subject
from vlmap.render.labels import load_labels
from vlmap.render.outline import KINDS, charts
from vlmap.render.repository import Repository
from vlmap.render.terms import Concepts
from vlmap.render.twin import MarkdownReader, Twins
from vlmap.render.views.atlas import map_figure
from vlmap.render.views.branch import CATEGORY, ROOT
from vlmap.render.views.browse import BROWSE
from vlmap.render.views.common import Reader
from vlmap.render.views.record import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry, Lock, Project
    from vlmap.diagnostics import Diagnostic
    from vlmap.render.page import Content, PageSpec

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a page's contents; `html` is the heading's inner HTML."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page, ready for its frame.

    `name` is what navigation calls it; it, `title` and `description` are plain text, `body` is HTML, `head` the tags
    that are this page's alone.
    """

    name: str
    title: str
    description: str
    body: str
    head: str = ""

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The second-level headings of the body, in order: the page's table of contents."""
        return tuple(Heading(match[1], match[2].strip()) for match in _HEADING.finditer(self.body))


class Renderer:
    """Renders any page of one project. `addresses` are where the site and its repository will be."""

    def __init__(
        self,
        project: Project,
        catalog: Catalog,
        lock: Lock,
        addresses: Addresses = NOWHERE,
        findings: list[Diagnostic] | None = None,
    ) -> None:
        """Take what was found about the catalog, which is looked for here if it is not given."""
        if findings is None:
            findings = check(Loaded(catalog), lock)
        self.catalog = catalog
        self.labels = {lang: load_labels(project, lang) for lang in LANGUAGES}
        self._environment = environment(project)
        self._site_url = addresses.site
        self._repository = Repository.at(addresses.repository)
        self._pictures = Pictures(catalog, charts(catalog), project.root / ".cache" / "charts")
        self._heads = Heads(project, catalog, self.labels, self._environment, addresses.site)
        self._twins = Twins(project, self.labels)
        self._concepts = {lang: Concepts(catalog.taxonomy.glossary, lang) for lang in LANGUAGES}
        self._worklist = cache(lambda: worklist(project, catalog, findings))
        self._stale: dict[Lang, dict[str, set[str]]] = {lang: {} for lang in LANGUAGES}
        behind_files = {found.span.file for found in findings if found.rule == "stale-translation"}
        for written in catalog.written if behind_files else ():
            stale = lock.stale(written.key, written.value) if written.document.file in behind_files else ()
            for field, behind in stale:
                self._stale[behind].setdefault(written.key, set()).add(field)

    def render(self, page: PageSpec) -> Rendered:
        """Render one page. Raises `TemplateError` if its template cannot be used."""
        reader = self._reader(page)
        content = self._content(page, reader)
        body = self._filled(KINDS[page.kind].file, reader, page=page, view=content.view)
        return Rendered(content.name, content.title, content.description, body, self._head(page, content))

    def name(self, page: PageSpec) -> str:
        """Return what the navigation calls a page."""
        return self._content(page, self._reader(page)).name

    def has_twin(self, page: PageSpec) -> bool:
        """Tell whether a page has a Markdown twin: whether there is a template for its kind."""
        return self._twins.has(KINDS[page.kind].stem)

    def twin(self, page: PageSpec) -> str:
        """Render the Markdown twin of a page."""
        reader = self._reader(page, MarkdownReader)
        reader.root_href = self._site_url or reader.root_href
        return self._twins.render(KINDS[page.kind].stem, page, reader, self._content(page, reader).view)

    def head_of(self, lang: Lang, path: str, title: str, description: str) -> str:
        """Return the tags in the head of a page that is not rendered here, but written by hand."""
        return self._heads.head(Subject(lang, path, title, description, twin=True))

    def _reader(self, page: PageSpec, kind: type[Reader] = Reader) -> Reader:
        stale, concepts = self._stale[page.lang], self._concepts[page.lang]
        return kind(self.catalog, page.lang, page.url, stale, concepts, self._pictures, self._worklist, page.leaf)

    def _content(self, page: PageSpec, reader: Reader) -> Content:
        return KINDS[page.kind].says(page, reader, self.labels[page.lang])

    def _head(self, page: PageSpec, content: Content) -> str:
        entry = self.catalog.entries[page.subject] if page.kind == RECORD.name and page.number == 1 else None
        title = content.title
        if entry is not None:
            full = entry.record.title.best(page.lang)[0]
            title = full if full.startswith(title) else f"{title}{COLON[page.lang]}{full}"
        branch = page.subject if page.kind in (ROOT.name, CATEGORY.name) else ""
        words = " ".join(content.description.split())
        return self._heads.head(Subject(page.lang, page.path, title, words, entry, branch, self.has_twin(page)))

    def map_file(self, lang: Lang, colours: str) -> str:
        """Return the map as an SVG file of its own; `colours` is a style sheet."""
        reader = Reader(self.catalog, lang, "", pictures=self._pictures)
        reader.root_href = self._site_url
        label = self.labels[lang]
        address = self._site_url.removeprefix("https://").removesuffix("/")
        credit = label("map-credit", title=label("site-title"), address=address)
        return self._filled(
            "map.svg.j2",
            reader,
            view=map_figure(reader),
            colours=Markup(colours),  # noqa: S704 (ours, made of checked colours)
            title=label("site-title"),
            credit=credit,
        )

    def rows(self, lang: Lang, entries: Iterable[Entry]) -> str:
        """Return some records as they stand in the list of the browse page."""
        reader = Reader(self.catalog, lang, url_of(BROWSE.name, lang), self._stale[lang])
        return self._filled("pages/rows.html.j2", reader, rows=list(map(reader.row, entries)))

    def _filled(self, name: str, reader: Reader, **values: Any) -> str:
        with template_problems(name, reader.url or "/"):
            return self._environment.get_template(name).render(
                label=self.labels[reader.lang],
                href=reader.href,
                asset=reader.asset,
                comma=LIST_COMMA[reader.lang],
                repository=self._repository,
                lang=HTML_LANG[reader.lang],
                other_lang=HTML_LANG[other(reader.lang)],
                **values,
            )
