"""The one place that knows MkDocs: has it draw the frames, and hands them to the filler.

Works the same under `mkdocs build`, `mkdocs serve` and `vlmap build`.
"""

from __future__ import annotations

import logging
import posixpath
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import TemplateError as JinjaError
from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.toc import AnchorLink, TableOfContents

from vlmap.catalog import Project
from vlmap.errors import BuildError, VlmapError
from vlmap.languages import HTML_LANG, LANGUAGES, Lang, Message
from vlmap.prose import why_unsafe
from vlmap.render import Addresses, Heading, Layout, PageSpec, url_of
from vlmap.report import report
from vlmap.site import frame as slots
from vlmap.site.frame import Frame
from vlmap.site.site import FrameKey, Preparation, Site, languages_of, prepare
from vlmap.site.theme import context as theme_context
from vlmap.site.theme import navigation
from vlmap.source import foreign_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.vlmap")

HIDDEN: dict[Layout, list[str]] = {
    Layout.WIDE: ["navigation", "toc"],
    Layout.LIST: ["toc"],
    Layout.READING: ["navigation"],
    Layout.BOOK: [],
}
"""What Material leaves out beside a page."""


class VlmapPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Adds the pages of the catalog to a MkDocs build, both languages in one run."""

    site: Site
    frames: dict[FrameKey, Frame]
    prepared: Preparation | None = None
    jobs: int | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check the project; refuse, before anything is deleted, if there are errors."""
        project = Project(Path(config.config_file_path or ".").parent.resolve())
        with _told():
            self.site = _checked(self.prepared or _prepare(project, config))
            self.site.renderer  # noqa: B018 (labels that cannot be used are told before anything is deleted)
            config.nav = [{lang: navigation(config.nav or [], self.site, lang)} for lang in LANGUAGES]
        self.frames = {}
        self._keys: dict[str, tuple[FrameKey, PageSpec]] = {}
        watched = (project.papers, project.paths, project.taxonomy, project.templates)
        config.watch += [str(path) for path in watched if path.exists()]
        config.theme.static_templates -= {"sitemap.xml", "404.html"}
        config.theme.static_templates |= {f"{url_of('', lang)}404.html" for lang in LANGUAGES}

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add an empty page for each frame, and the files that pages need."""
        for number, (key, page) in enumerate(self.site.frames.items()):
            inclusion = InclusionLevel.NOT_IN_NAV if key.page is None else InclusionLevel.INCLUDED
            file = File.generated(config, key.file(number), content="", inclusion=inclusion)
            file.edit_uri = f"../{slots.EDIT}"
            self._keys[file.src_uri] = key, page
            files.append(file)
        for name, content in self.site.files().items():
            files.append(File.generated(config, name, content=content))

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Part the one navigation into one for each language."""
        self._navs: dict[Lang, Navigation] = {}
        self._sections: dict[tuple[Lang, str], Section] = {}
        for lang, section in zip(LANGUAGES, list(nav.items), strict=True):
            pages = [page for page in nav.pages if languages_of(page.url)[0] == lang]
            pages[0].previous_page = pages[-1].next_page = None
            for item in section.children:
                item.parent = None
                for child in item.children or ():
                    self._sections[lang, languages_of(child.url)[1]] = item
            self._navs[lang] = Navigation(section.children, pages)
            self._navs[lang].homepage = pages[0]

    def on_page_markdown(self, markdown: str, page: Page, files: Files, **_: Any) -> None:
        """Keep the source of a page written by hand: it is its own Markdown twin."""
        if page.file.src_uri not in self._keys:
            self.site.twins[page.url] = _with_addresses(markdown, page.file, files)

    def on_page_content(self, _html: str, page: Page, **_: Any) -> str | None:
        """Put sentinels where one page of a frame differs from the next."""
        if page.file.src_uri not in self._keys:
            return None
        key, spec = self._keys[page.file.src_uri]
        title: str = slots.TITLE
        if key.page is not None:
            with _told():
                rendered = self.site.render(spec)
            title, page.title = str(escape(rendered.title)), str(escape(rendered.name))
        elif key.section:
            page.parent = self._sections.get((key.lang, key.section))
        page.meta = {"title": title, "description": slots.DESCRIPTION, "hide": HIDDEN[key.layout]}
        page.toc = contents([Heading(*entry) for entry in slots.ENTRIES] if "toc" not in HIDDEN[key.layout] else [])
        return slots.BODY

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, **_: Any) -> None:
        """Give the theme the language of the page, and the tags in its head."""
        lang, path = languages_of(page.url)
        with _told():
            self._speak(context, config, lang, path, self._head(page, lang, path))

    def _head(self, page: Page, lang: Lang, path: str) -> str:
        if page.file.src_uri in self._keys:
            return slots.HEAD
        return self.site.renderer.head_of(lang, path, str(page.title or ""), str(page.meta.get("description", "")))

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> None:
        """Give the theme the language of an error page, whose links hold under any address."""
        context["base_url"] = urlsplit(config.site_url or "/").path.rstrip("/") or "/"
        self._speak(context, config, languages_of(template_name)[0], "")

    def _speak(self, context: Any, config: MkDocsConfig, lang: Lang, path: str, head: str = "") -> None:
        context["nav"] = self._navs[lang]
        context["vlmap"] = theme_context(self.site, lang, path, head)
        config.theme["language"] = HTML_LANG[lang]

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """Keep a frame for the filler, or fill it at once where it is one page's alone."""
        if page.file.src_uri not in self._keys:
            return output
        key, spec = self._keys[page.file.src_uri]
        with _told():
            if key.page is not None:
                return Frame.split(output, None).fill(self.site.render(spec), spec.path, spec.source)
            self.frames[key] = Frame.split(output, languages_of(page.url)[1])
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Fill the frames."""
        with _told():
            self.site.fill(self.frames, Path(config.site_dir), self.jobs)


def contents(headings: list[Heading]) -> TableOfContents:
    """Return a table of contents as the engine makes it: the page's own heading above the others."""
    top = AnchorLink("", "top", 1)
    top.children = [AnchorLink(heading.html, heading.id, 2) for heading in headings]
    return TableOfContents([top])


@dataclass(frozen=True)
class Draft:
    """A project read and checked, and the engine's configuration for it."""

    config: MkDocsConfig
    prepared: Preparation

    @property
    def site_dir(self) -> Path:
        """The folder that the project's configuration names for the site."""
        return Path(self.config.site_dir)

    def build(self, site_dir: Path, jobs: int | None = None) -> None:
        """Build the whole site into a folder. Raises `BuildError` where the engine gives up."""
        self.config.site_dir = str(site_dir)
        plugin = self.config.plugins["vlmap"]
        assert isinstance(plugin, VlmapPlugin)  # noqa: S101 (the entry point of that name is this class)
        plugin.prepared, plugin.jobs = self.prepared, jobs
        try:
            mkdocs_build(self.config)
        except (MkDocsException, JinjaError) as problem:  # the engine's, and those of the theme's templates
            why = problem.__context__ or problem
            if isinstance(why.__cause__, VlmapError):
                raise why.__cause__ from problem
            raise BuildError(Message(f"the site was not built: {why}", f"站点未能生成：{why}")) from problem


def draft(project: Project) -> Draft:
    """Read and check a project, for a build to follow."""
    config = _config(project)
    return Draft(config, _prepare(project, config))


def build(project: Project, site_dir: Path) -> None:
    """Read, check and build a project. Raises `BuildError` where it has errors or the engine gives up."""
    draft(project).build(site_dir)


def serve(project: Project, address: str | None) -> None:
    """Serve the site and rebuild it on every change, until interrupted."""
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    mkdocs_serve(config_file=str(project.part(project.config)), **options)


@contextmanager
def _told() -> Iterator[None]:
    """Let the engine tell what the caller has to mend, without a traceback."""
    try:
        yield
    except VlmapError as problem:
        raise PluginError(str(problem)) from problem


def hand_written(project: Project) -> tuple[str, ...]:
    """Return the paths of the pages below `docs/`, without their language."""
    return _hand_written(_config(project))


def _config(project: Project) -> MkDocsConfig:
    """Return the engine's configuration. Raises `VlmapError` with the place where it is wrong."""
    path = project.part(project.config)
    name = project.name(path)
    text = foreign_text(path, name)
    config = MkDocsConfig(config_file_path=str(path))
    try:
        with path.open("rb") as handle:
            config.load_file(handle)
        errors, _warnings = config.validate()
    except (ConfigurationError, ValueError) as problem:  # the latter for dates that are none
        mark = getattr(problem.__context__, "problem_mark", None)
        raise _misconfigured(name, mark.line + 1 if mark else 1, str(problem).splitlines()[0]) from problem
    for key, why in errors:
        raise _misconfigured(name, _line(text, key), f"{key}: {why}")
    for key in ("site_url", "repo_url"):
        if config[key] and (unsafe := why_unsafe(config[key])) is not None:
            raise _misconfigured(name, _line(text, key), f"{key}: {unsafe.en}")
    for key, needed in (("plugins", "vlmap" in config.plugins), ("nav", bool(config.nav))):
        if not needed:
            raise _misconfigured(name, _line(text, key), f"{key}: {'vlmap' if key == 'plugins' else 'index.md'}?")
    return config


def _line(text: str, key: str) -> int:
    """Return the number of the line where a key of the configuration stands, or 1."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key}:")), 1)


def _misconfigured(name: str, line: int, why: str) -> BuildError:
    return BuildError(
        Message(f"{name}:{line}: the engine cannot use this: {why}", f"{name}:{line}：站点引擎无法使用此配置：{why}")
    )


def _hand_written(config: MkDocsConfig) -> tuple[str, ...]:
    return tuple(sorted({languages_of(file.url)[1] for file in get_files(config).documentation_pages()}))


def _with_addresses(markdown: str, file: File, files: Files) -> str:
    """Return a Markdown source whose links to other sources lead to their pages."""

    def address(match: re.Match[str]) -> str:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), match[1])))
        return f"]({target.url_relative_to(file)}" if target else match[0]

    return re.sub(r"\]\(([^():#]+\.md)(?=[#)])", address, markdown)


def _prepare(project: Project, config: MkDocsConfig) -> Preparation:
    addresses = Addresses(config.site_url or "", config.repo_url or "")
    return prepare(project, _hand_written(config), addresses)


def _checked(prepared: Preparation) -> Site:
    if prepared.fails or prepared.site is None:
        raise PluginError("\n" + report(prepared.findings, prepared.files))
    for found in prepared.findings:
        log.warning("%s:%s: %s", found.span.file, found.span.line, found.fact.en)
    return prepared.site
