"""One project's site as the engine's adapter needs it: which pages, which frames, which files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from vlmap import ASSETS
from vlmap.catalog import Catalog, Lock, load
from vlmap.checks import check
from vlmap.diagnostics import Diagnostic, Severity
from vlmap.errors import BuildError
from vlmap.export.known import known_works
from vlmap.export.schema import schemas
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.render import NOWHERE, Addresses, Layout, PageSpec, Rendered, Renderer, outline, url_of
from vlmap.search.catalog import search_catalog
from vlmap.site.colours import stylesheet
from vlmap.site.frame import path_sentinel
from vlmap.site.outputs import Outputs
from vlmap.site.published import dropped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from vlmap.catalog import Project
    from vlmap.site.frame import Frame


@dataclass(frozen=True, slots=True)
class FrameKey:
    """What a frame depends on.

    `folder` is what the path starts with, which decides how links are written; `page` is the path of a page that
    stands in the navigation and has a frame alone.
    """

    lang: Lang
    section: str
    folder: str
    layout: Layout
    page: str | None = None
    heads_section: bool = False

    @classmethod
    def of(cls, page: PageSpec) -> FrameKey:
        """Return the key of the frame that a page is filled into."""
        if page.in_navigation:
            return cls(page.lang, page.section, page.folder, page.layout, page.path, page.heads_section)
        return cls(page.lang, page.section, page.folder, page.layout)

    def file(self, number: int) -> str:
        """Return the name of the Markdown file that the frame stands for in the engine; it decides the address."""
        if self.page is None:
            path = path_sentinel(number, self.folder)
        elif self.heads_section:
            path = f"{self.page}/index"
        else:
            path = self.page or "index"
        return f"{url_of('', self.lang)}{path}.md"


@dataclass(frozen=True)
class Preparation:
    """A project read and checked. `site` is None where the taxonomy cannot be used."""

    site: Site | None
    findings: list[Diagnostic]
    files: int

    @property
    def fails(self) -> bool:
        """Whether there are errors, so that nothing may be built."""
        return self.site is None or any(found.severity is Severity.ERROR for found in self.findings)


def prepare(project: Project, written_by_hand: Iterable[str] = (), addresses: Addresses = NOWHERE) -> Preparation:
    """Read and check a project. `written_by_hand` are the paths of its other pages."""
    loaded = load(project)
    lock = Lock.read(project.lock)
    findings = check(loaded, lock)
    if loaded.catalog is None:
        return Preparation(None, findings, len(loaded.files))
    site = Site(project, loaded.catalog, lock, tuple(written_by_hand), addresses)
    return Preparation(site, [*findings, *dropped(project, site.paths)], len(loaded.files))


class Site:
    """The pages of a checked project. `twins` are the Markdown sources of its other pages, by their addresses."""

    def __init__(
        self,
        project: Project,
        catalog: Catalog,
        lock: Lock,
        written_by_hand: tuple[str, ...] = (),
        addresses: Addresses = NOWHERE,
    ) -> None:
        self.project = project
        self.catalog = catalog
        self.lock = lock
        self.written_by_hand = written_by_hand
        self.addresses = addresses
        self.twins: dict[str, str] = {}
        self.pages = outline(catalog)
        _refuse_one_address_for_two(self.pages)
        self._kept: dict[PageSpec, Rendered] = {}

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this project's pages."""
        return Renderer(self.project, self.catalog, self.lock, self.addresses)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The path of every page below the language."""
        return frozenset({page.path for page in self.pages} | set(self.written_by_hand))

    @cached_property
    def frames(self) -> dict[FrameKey, PageSpec]:
        """The frames that are needed, each with the first page that goes into it."""
        keys: dict[FrameKey, PageSpec] = {}
        for page in self.pages:
            if page.layout is not Layout.BARE:
                keys.setdefault(FrameKey.of(page), page)
        return keys

    def render(self, page: PageSpec) -> Rendered:
        """Render one page; those in the navigation, which are asked for twice, are kept."""
        if not page.in_navigation:
            return self.renderer.render(page)
        if page not in self._kept:
            self._kept[page] = self.renderer.render(page)
        return self._kept[page]

    def files(self) -> dict[str, bytes]:
        """Return the files that pages need, by path below the site's root."""
        colours = stylesheet(self.catalog.taxonomy)
        found = {
            f"assets/vlmap/{path.relative_to(ASSETS).as_posix().removeprefix('vendor/')}": path.read_bytes()
            for path in sorted(ASSETS.rglob("*"))
            if path.is_file() and path.suffix in (".js", ".txt")
        }
        found["assets/vlmap/colours.css"] = colours.encode()
        found["assets/vlmap/catalog.json"] = search_catalog(self.catalog).encode()
        found["assets/vlmap/known.json"] = known_works(self.catalog).encode()
        for lang in LANGUAGES:
            found[f"assets/vlmap/map-{lang}.svg"] = self.renderer.map_file(lang, colours).encode()
        found |= {f"schemas/{name}": text.encode() for name, text in schemas(self.catalog).items()}
        return found

    def fill(self, frames: Mapping[FrameKey, Frame], folder: Path, jobs: int | None = None) -> None:
        """Write every page that has no frame alone, and every file beside the pages."""
        outputs = Outputs(self)
        for page in self.pages:
            if not page.in_navigation:
                outputs.add(f"{page.url}index.html", partial(self._fill, frames, page), page.subject)
        outputs.write(folder, jobs)

    def _fill(self, frames: Mapping[FrameKey, Frame], page: PageSpec) -> str:
        rendered = self.render(page)
        if page.layout is Layout.BARE:
            return rendered.body
        return frames[FrameKey.of(page)].fill(rendered, page.path, page.source)


_INDEX = re.compile(r"(?<=/)(index|readme)/$")
"""What the engine takes for the page of the folder itself."""


def _refuse_one_address_for_two(pages: Iterable[PageSpec]) -> None:
    """Raise `BuildError` where two pages would be one file: of a branch named `map`, say, or as a language is."""
    seen: dict[str, PageSpec] = {}
    for page in pages:
        first = seen.setdefault(_INDEX.sub("", page.url), page)
        if first is not page:
            raise BuildError(
                Message(
                    f"{page.source} and {first.source} both make the page /{page.url}; give what it shows another id",
                    f"{page.source} 与 {first.source} 都会生成页面 /{page.url}；请改用其他 id",
                )
            )


def languages_of(path: str) -> tuple[Lang, str]:
    """Split the address of a page below the site's root into its language and its path below it."""
    path = path.removeprefix("./").strip("/")
    for lang in LANGUAGES[1:]:
        if path == lang or path.startswith(f"{lang}/"):
            return lang, path[len(lang) + 1 :]
    return LANGUAGES[0], path
