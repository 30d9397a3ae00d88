"""A page's specification → its title, description, body and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from vlmap.catalog import Loaded
from vlmap.checks import check
from vlmap.checks.worklist import worklist
from vlmap.errors import TemplateError
from vlmap.languages import HTML_LANG, LANGUAGES, LIST_COMMA, Lang, Message, other
from vlmap.render.environment import environment
from vlmap.render.figures.chart import draw
from vlmap.render.labels import load_labels
from vlmap.render.outline import KINDS, charts
from vlmap.render.repository import Repository
from vlmap.render.terms import Concepts
from vlmap.render.views.atlas import map_figure
from vlmap.render.views.common import Reader

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Lock, Project
    from vlmap.render.page import PageSpec

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a page's contents; `html` is the heading's inner HTML."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page, ready for its frame.

    `name` is what navigation calls it; it, `title` and `description` are plain text, `body` is HTML.
    """

    name: str
    title: str
    description: str
    body: str

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The second-level headings of the body, in order: the page's table of contents."""
        return tuple(Heading(match[1], match[2].strip()) for match in _HEADING.finditer(self.body))


class Renderer:
    """Renders any page of one project."""

    def __init__(self, project: Project, catalog: Catalog, lock: Lock, repo_url: str = "") -> None:
        self.catalog = catalog
        self.labels = {lang: load_labels(project, lang) for lang in LANGUAGES}
        self._environment = environment(project)
        self._repository = Repository.at(repo_url)
        self._charts = draw(charts(catalog), project.root / ".cache" / "charts")
        self._concepts = {lang: Concepts(catalog.taxonomy.glossary, lang) for lang in LANGUAGES}
        self._worklist = cache(lambda: worklist(project, catalog, check(Loaded(catalog), lock)))
        self._stale: dict[Lang, dict[str, set[str]]] = {lang: {} for lang in LANGUAGES}
        for written in catalog.written:
            for field, behind in lock.stale(written.key, written.value):
                self._stale[behind].setdefault(written.key, set()).add(field)

    def render(self, page: PageSpec) -> Rendered:
        """Render one page. Raises `TemplateError` if its template cannot be used."""
        stale, concepts = self._stale[page.lang], self._concepts[page.lang]
        reader = Reader(self.catalog, page.lang, page.url, stale, concepts, self._charts, self._worklist)
        content = KINDS[page.kind].content(page.subject, reader, self.labels[page.lang])
        body = self._filled(KINDS[page.kind].file, reader, page=page, view=content.view)
        return Rendered(content.name, content.title, content.description, body)

    def map_file(self, lang: Lang, colours: str, site_url: str) -> str:
        """Return the map as an SVG file of its own; `colours` is a style sheet, `site_url` where links lead."""
        reader = Reader(self.catalog, lang, "")
        reader.root_href = site_url
        label = self.labels[lang]
        address = site_url.removeprefix("https://").removesuffix("/")
        credit = label("map-credit", title=label("site-title"), address=address)
        return self._filled(
            "map.svg.j2",
            reader,
            view=map_figure(reader),
            colours=Markup(colours),  # noqa: S704 (ours, made of checked colours)
            title=label("site-title"),
            credit=credit,
        )

    def _filled(self, name: str, reader: Reader, **values: Any) -> str:
        try:
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
        except JinjaError as problem:
            line, where = getattr(problem, "lineno", None), reader.url or "/"
            place = f"templates/{getattr(problem, 'name', None) or name}{f':{line}' if line else ''}"
            raise TemplateError(
                Message(
                    f"{place}: {problem.message} (on the page {where})",
                    f"{place}：{problem.message}（页面 {where}）",
                )
            ) from problem
