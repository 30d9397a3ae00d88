"""`llms.txt`: the way into the map for language models (llmstxt.org), one for each language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from vlmap.languages import COLON, LANGUAGES, Lang
from vlmap.render import url_of
from vlmap.render.environment import environment, template_problems
from vlmap.render.twin import FILE
from vlmap.render.views.common import Reader
from vlmap.render.views.home import home_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vlmap.catalog import Catalog, Project
    from vlmap.render import Renderer


def llms(project: Project, renderer: Renderer, site_url: str) -> dict[str, Callable[[], str]]:
    """Return each `llms.txt`: path below the site's root → how to write it."""
    return {f"{url_of('', lang)}llms.txt": partial(_llms, project, renderer, lang, site_url) for lang in LANGUAGES}


def full(catalog: Catalog) -> dict[str, tuple[list[str], Callable[[Iterable[str]], str]]]:
    """Return each `llms-full.txt`: path → the twins it is put together from, and how to join them."""
    return {
        f"{url_of('', lang)}llms-full.txt": (
            [f"{url_of(f'papers/{entry.id}', lang)}{FILE}" for entry in catalog],
            "\n---\n\n".join,
        )
        for lang in LANGUAGES
    }


def _llms(project: Project, renderer: Renderer, lang: Lang, site_url: str) -> str:
    catalog = renderer.catalog
    reader = Reader(catalog, lang, url_of("", lang))
    reader.root_href = site_url or reader.root_href
    branches = [
        (reader.word(category.label), [(one.record, reader.words(entry.record.one_liner)) for entry, one in rows])
        for path, category in catalog.categories.items()
        if (
            rows := [(entry, reader.row(entry)) for entry in catalog.in_category(path) if entry.record.category == path]
        )
    ]
    with template_problems("llms.txt.j2", "llms.txt") as name:
        text = environment(project, markdown=True).get_template(name)
        return (
            text.render(
                label=renderer.labels[lang],
                view=home_view(reader),
                branches=branches,
                file=FILE,
                root=reader.root_href,
                here=reader.root_href + url_of("", lang),
                colon=Markup(COLON[lang]),  # noqa: S704 (a literal)
            ).strip()
            + "\n"
        )
