"""Stock Material for MkDocs: every page of the map as a Markdown file, as one would write it by hand.

Two ways to have two languages: one build for each, and the plugin mkdocs-static-i18n. Only pages that are lists of
records are written beside the records' own, and those without figures: fewer and lighter than the others make.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from typing import TYPE_CHECKING

from benchmarks.contenders import Contender, Missing, Workplace, removing
from vlmap.catalog import Project, load
from vlmap.languages import LANGUAGES, LIST_COMMA
from vlmap.prose import MENTION
from vlmap.render import PageSpec, outline, url_of
from vlmap.render.labels import Labels, load_labels
from vlmap.render.views.common import Reader
from vlmap.render.views.groups import GROUPS
from vlmap.render.views.record import record_view

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

    from vlmap.catalog import Catalog, Entry
    from vlmap.languages import Lang
    from vlmap.schema import Text

LARGEST = 3000
"""Beyond so many records it takes too long to be run again and again."""

_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet", "-f")

_COMMON = """\
site_name: vlmap
markdown_extensions: [tables, attr_list]
nav:
  - index.md
  - browse.md
not_in_nav: "*/**"
"""

_ONE = (
    _COMMON
    + """\
site_url: https://vlmap.example/{prefix}
docs_dir: docs/{lang}
site_dir: site-{lang}
theme: {{name: material, font: false, language: {lang}, features: [navigation.tabs, navigation.indexes]}}
plugins: [search]
"""
)

_BOTH = (
    _COMMON
    + """\
site_url: https://vlmap.example/
site_dir: site-i18n
theme: {name: material, font: false, features: [navigation.tabs, navigation.indexes]}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: zh, name: 中文, build: true}
"""
)


KINDS = ("home", "browse", "root", "category", *(f"{name}-page" for name in GROUPS), "record")
"""The kinds of pages that are written."""


def contenders(work: Workplace) -> list[Contender]:
    """Return both ways, which read the same files."""
    if importlib.util.find_spec("mkdocs_static_i18n") is None:
        raise Missing("mkdocs-static-i18n is not installed: make bench does it")
    folder, environment = sources(work), {"NO_MKDOCS_2_WARNING": "1"}
    apart, together = [folder / f"site-{lang}" for lang in LANGUAGES], folder / "site-i18n"
    return [
        Contender(
            "Material, two builds",
            tuple((*_MKDOCS, f"mkdocs.{lang}.yml") for lang in LANGUAGES),
            folder,
            removing(*apart),
            LARGEST,
            tuple(apart),
            environment=environment,
        ),
        Contender(
            "Material, static-i18n",
            ((*_MKDOCS, "mkdocs.i18n.yml"),),
            folder,
            removing(together),
            LARGEST,
            (together,),
            environment=environment,
        ),
    ]


def sources(work: Workplace) -> Path:
    """Write the Markdown files and the configurations, once; return their folder."""
    folder = work.folder / "material"
    if folder.exists():
        return folder
    project = Project(work.project)
    catalog = load(project).catalog
    assert catalog is not None
    shown = [page for page in outline(catalog) if page.kind in KINDS]
    files = {
        page.path: f"{page.path}/index.md" if page.kind == "root" else f"{page.path or 'index'}.md" for page in shown
    }
    for lang in LANGUAGES:
        labels = load_labels(project, lang)
        for page in shown:
            if page.lang == lang:
                reader = _SourceReader(catalog, page, files)
                _write(folder / "docs" / lang / files[page.path], "\n".join(_page(page, reader, labels)) + "\n")
        _write(folder / f"mkdocs.{lang}.yml", _ONE.format(lang=lang, prefix=url_of("", lang)))
    _write(folder / "mkdocs.i18n.yml", _BOTH)
    return folder


class _SourceReader(Reader):
    """Links from one Markdown file to another, as MkDocs has them checked; to other pages by their addresses."""

    def __init__(self, catalog: Catalog, page: PageSpec, files: dict[str, str]) -> None:
        super().__init__(catalog, page.lang, page.url)
        self._files = files
        self._up = "../" * files[page.path].count("/")

    def href(self, path: str, lang: Lang | None = None) -> str:
        """Return the way to a page given by its path below the language."""
        page, mark, rest = path.partition("?")
        file = self._files.get(page)
        return f"{self._up}{file}{mark}{rest}" if file else f"https://vlmap.example/{url_of(path, lang or self.lang)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _page(page: PageSpec, reader: Reader, label: Labels) -> Iterator[str]:
    catalog, group = reader.catalog, page.kind.removesuffix("-page")
    if page.kind == "record":
        yield from _record(catalog.entries[page.subject], reader, label)
        return
    if page.kind in ("root", "category"):
        title, entries = reader.word(catalog.categories[page.subject].label), catalog.under(page.subject)
    elif group in GROUPS:
        title, entries = page.subject, GROUPS[group](catalog)[page.subject]
    else:
        title, entries = label("browse"), list(catalog)
    yield from _matter(title, title)
    yield f"# {title}\n"
    shown = entries[-3:] if page.kind in ("home", "root") else entries
    for entry in shown:
        yield f"- {entry.record.date} {_link(entry, reader)}: {_joined(_text(entry.record.one_liner, reader))}"


def _matter(title: str, description: str) -> Iterator[str]:
    # JSON is YAML: a front matter that no title can break.
    yield f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n---\n"


def _record(entry: Entry, reader: Reader, label: Labels) -> Iterator[str]:
    record, view = entry.record, record_view(entry, reader)
    yield from _matter(view.name, _joined(_text(record.one_liner, reader)))
    yield f"# {view.name}\n\n**{view.title}**\n\n{view.other_title}\n"
    people = (*view.authors, *view.more_authors, *((view.last_author,) if view.last_author else ()))
    authors = LIST_COMMA[reader.lang].join(author.label for author in people)
    yield f"{authors}\n\n{view.venue}, {view.date}\n"
    yield _text(record.one_liner, reader)
    for key, text in (("problem", record.problem), ("innovation", record.innovation), ("summary", record.summary)):
        yield f"## {label(key)} {{#{key}}}\n\n{_text(text, reader)}"
    yield f"## {label('key-points')} {{#key-points}}\n"
    yield from (f"- {_joined(_text(point, reader))}" for point in record.key_points)
    if record.limitations:
        yield f"\n## {label('limitations')} {{#limits}}\n\n{_text(record.limitations, reader)}"
    if view.results:
        yield f"\n## {label('results')} {{#results}}\n"
        yield "| | | | | |\n|---|---|---|---|---|"
        for benchmark in view.results:
            for figure in benchmark.figures:
                source = f"[{figure.source.words}]({figure.source.href})" if figure.source.href else figure.source.words
                yield f"| {benchmark.label} | {figure.value} | {figure.variant} | {figure.setting} | {source} |"
    for key, links in (("builds-on", view.builds_on), ("built-on-by", view.built_on_by)):
        if links:
            yield f"\n## {label(key)} {{#{key}}}\n"
            for link in links:
                yield f"- [{link.record.name}]({link.record.href}) {link.relation}: {link.note.html.striptags()}"
    yield f"\n## {label('links')} {{#links}}\n"
    yield from (f"- [{label(link.key)}]({link.href})" for link in view.links)
    yield from (f"- {facet.label}: {', '.join(term.label for term in facet.terms)}" for facet in view.facets)
    yield from (f"- [{name.name}]({name.href})" for name in (*view.earlier, *view.later))


def _link(entry: Entry, reader: Reader) -> str:
    return f"[{entry.record.name}]({reader.href(f'papers/{entry.id}')})"


def _text(text: Text, reader: Reader) -> str:
    """Return a record's Markdown with its mentions as links."""

    def link(match: re.Match[str]) -> str:
        target = reader.mention(match[1])
        return f"[{match[2] or (target.name if target else match[1])}]({target.href if target else '#'})"

    return MENTION.sub(link, reader.word(text)) + "\n"


def _joined(text: str) -> str:
    return " ".join(text.split())
