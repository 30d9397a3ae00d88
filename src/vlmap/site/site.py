"""One project's site as the engine's adapter needs it: which pages, which frames, which files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from vlmap.catalog import Lock, Observed, load
from vlmap.checks import check
from vlmap.diagnostics import Diagnostic, Severity
from vlmap.errors import BuildError
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.render import NOWHERE, Addresses, Layout, PageSpec, Renderer, outline, url_of
from vlmap.site.frame import path_sentinel
from vlmap.site.published import dropped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Project
    from vlmap.memory import Memory
    from vlmap.site.drawn import Drawn


@dataclass(frozen=True, slots=True)
class FrameKey:
    """What a frame depends on.

    `folder` is what the path starts with, which decides how links are written; `page` is the path of a page that
    stands in the navigation and has a frame alone. Later parts of lists stand each in a folder of its own, and share a
    frame by their depth all the same: their links lead up to the root and down again.
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
        folder = page.folder if page.number == 1 else "/".join(["part"] * page.path.count("/"))
        return cls(page.lang, page.section, folder, page.layout)

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


def prepare(
    project: Project,
    written_by_hand: Iterable[str] = (),
    addresses: Addresses = NOWHERE,
    memory: Memory | None = None,
    jobs: int | None = None,
) -> Preparation:
    """Read and check a project. `written_by_hand` are the paths of its other pages."""
    loaded = load(project, memory, jobs)
    lock = Lock.read(project.lock)
    findings = check(loaded, lock, memory=memory, jobs=jobs)
    if loaded.catalog is None:
        return Preparation(None, findings, len(loaded.files))
    site = Site(project, loaded.catalog, lock, tuple(written_by_hand), addresses, findings)
    return Preparation(site, [*findings, *dropped(project, site.paths)], len(loaded.files))


class Site:
    """The pages of a checked project."""

    def __init__(
        self,
        project: Project,
        catalog: Catalog,
        lock: Lock,
        written_by_hand: tuple[str, ...] = (),
        addresses: Addresses = NOWHERE,
        findings: list[Diagnostic] | None = None,
    ) -> None:
        self.project = project
        self.catalog = catalog
        self.lock = lock
        self.findings = findings
        self.written_by_hand = written_by_hand
        self.addresses = addresses
        self.pages = outline(catalog)
        _refuse_one_address_for_two(self.pages)

    @cached_property
    def observed(self) -> Observed:
        """The catalog as those see it who make pages and files: it notes what they ask."""
        return Observed(self.catalog)

    @property
    def seen(self) -> Catalog:
        """The same, for those who take a catalog."""
        return cast("Catalog", self.observed)

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this project's pages."""
        return Renderer(self.project, self.seen, self.lock, self.addresses, self.findings)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The path of every page below the language."""
        return frozenset({page.path for page in self.pages} | set(self.written_by_hand))

    @cached_property
    def promised(self) -> frozenset[str]:
        """The paths that are promises: all but those of later parts of lists, which go when a list shrinks."""
        return self.paths - {page.path for page in self.pages if page.number > 1}

    @cached_property
    def frames(self) -> dict[FrameKey, PageSpec]:
        """The frames that are needed, each with the first page that goes into it."""
        keys: dict[FrameKey, PageSpec] = {}
        for page in self.pages:
            if page.layout is not Layout.BARE:
                keys.setdefault(FrameKey.of(page), page)
        return keys

    def page(self, page: PageSpec, drawn: Drawn) -> str:
        """Return the whole HTML of a page: its body in its frame."""
        rendered = self.renderer.render(page)
        if page.layout is Layout.BARE:
            return rendered.body
        return drawn.frames[FrameKey.of(page)].fill(rendered, page.path, page.source)


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
