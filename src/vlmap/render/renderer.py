"""A page's specification → its title, description, body and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vlmap.languages import COLON, HTML_LANG, LANGUAGES, LIST_COMMA, Lang, other
from vlmap.render.environment import environment, template_problems
from vlmap.render.head import Heads, Subject
from vlmap.render.labels import load_labels
from vlmap.render.outline import PageKind, PageSpec
from vlmap.render.terms import Concepts
from vlmap.render.twin import Twins
from vlmap.render.views import Reader, branch_view, home_view, record_view
from vlmap.render.views.book import glossary, path_links, path_view
from vlmap.render.views.branch import all_rows

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Lock, Project

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
    """Renders any page of one project. `site_url` is where the site will be, if that is known."""

    def __init__(self, project: Project, catalog: Catalog, lock: Lock, site_url: str = "") -> None:
        self.catalog = catalog
        self.labels = {lang: load_labels(project, lang) for lang in LANGUAGES}
        self._environment = environment(project)
        self._heads = Heads(project, catalog, self.labels, self._environment, site_url)
        self._twins = Twins(project, self.labels, site_url)
        self._concepts = {lang: Concepts(catalog.taxonomy.glossary, lang) for lang in LANGUAGES}
        self._stale: dict[Lang, dict[str, set[str]]] = {lang: {} for lang in LANGUAGES}
        for written in catalog.written:
            for field, behind in lock.stale(written.key, written.value):
                self._stale[behind].setdefault(written.key, set()).add(field)

    def render(self, page: PageSpec) -> Rendered:
        """Render one page. Raises `TemplateError` if its template cannot be used."""
        reader = Reader(self.catalog, page.lang, page.url, self._stale[page.lang], self._concepts[page.lang])
        name, title, description, view = self._view(page, reader)
        return Rendered(name, title, description, self._body(page, reader, view), self._head(page, title, description))

    def has_twin(self, page: PageSpec) -> bool:
        """Tell whether a page has a Markdown twin: whether there is a template for its kind."""
        return self._twins.has(page.kind)

    def twin(self, page: PageSpec) -> str:
        """Render the Markdown twin of a page."""
        reader = self._twins.reader(self.catalog, page, self._stale[page.lang])
        return self._twins.render(page, reader, self._view(page, reader)[-1])

    def head_of(self, lang: Lang, path: str, title: str, description: str) -> str:
        """Return the tags in the head of a page that is not rendered here, but written by hand."""
        return self._heads.head(Subject(lang, path, title, description, twin=True))

    def _head(self, page: PageSpec, title: str, description: str) -> str:
        entry = self.catalog.entries[page.subject] if page.kind is PageKind.RECORD else None
        if entry is not None:
            full = entry.record.title.best(page.lang)[0]
            title = full if full.startswith(title) else f"{title}{COLON[page.lang]}{full}"
        branch = page.subject if page.subject in self.catalog.categories else ""
        words = " ".join(description.split())
        return self._heads.head(Subject(page.lang, page.path, title, words, entry, branch, self.has_twin(page)))

    def _view(self, page: PageSpec, reader: Reader) -> tuple[str, str, str, Any]:
        """Return the name, the title, the description and what the template sees."""
        label = self.labels[page.lang]
        if page.kind in (PageKind.RECORD, PageKind.MOVED):
            entry = self.catalog.entries[page.subject]
            view = record_view(entry, reader)
            return view.name, view.name, reader.words(entry.record.one_liner), view
        if page.kind in (PageKind.ROOT, PageKind.CATEGORY):
            branch = branch_view(page.subject, reader)
            return branch.label, branch.label, reader.words(self.catalog.categories[page.subject].definition), branch
        if page.kind is PageKind.PATH:
            walk = self.catalog.walks[page.subject]
            path = path_view(walk, reader)
            return path.title, path.title, reader.words(walk.path.intro), path
        if page.kind is PageKind.PATHS:
            return label("paths"), label("paths"), label("paths-description"), path_links(reader)
        if page.kind is PageKind.GLOSSARY:
            return label("glossary"), label("glossary"), label("glossary-description"), glossary(reader)
        if page.kind is PageKind.BROWSE:
            return label("browse"), label("browse"), label("browse-description"), all_rows(reader)
        return label("home"), label("site-title"), label("site-description"), home_view(reader)

    def _body(self, page: PageSpec, reader: Reader, view: Any) -> str:
        with template_problems(f"pages/{page.kind}.html.j2", page.url) as name:
            return self._environment.get_template(name).render(
                view=view,
                page=page,
                label=self.labels[page.lang],
                href=reader.href,
                asset=reader.asset,
                comma=LIST_COMMA[page.lang],
                lang=HTML_LANG[page.lang],
                other_lang=HTML_LANG[other(page.lang)],
            )
