"""Every file of a site that is made of the catalog: its path, and how to make it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from vlmap import ASSETS
from vlmap.export import api
from vlmap.export.feeds import feeds
from vlmap.export.known import known_works
from vlmap.export.llms import full, llms
from vlmap.export.schema import FILES, schema
from vlmap.languages import HTML_LANG, LANGUAGES, Message
from vlmap.parallel import over
from vlmap.render import Layout
from vlmap.render.twin import FILE
from vlmap.schema import Text
from vlmap.search.catalog import blocks, search_files
from vlmap.site.colours import stylesheet
from vlmap.site.sitemap import sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from vlmap.catalog import Answers
    from vlmap.site.drawn import Drawn
    from vlmap.site.ledger import Ledger, Stamp
    from vlmap.site.site import Site

    Make = Callable[[], str | bytes]

_MAKING = Message("making pages", "正在生成页面")


@dataclass
class Made:
    """What came of one group: the questions it asked, every file with its stamp, and which of them are `fresh`."""

    questions: list[str] = field(default_factory=list)
    files: dict[str, Stamp] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)


class Outputs:
    """The files of one build, in groups: what is about one subject is made by one process, which knows it already."""

    def __init__(self, site: Site, drawn: Drawn, *, pages_only: bool = False) -> None:
        """Gather what there is to make; of other things than pages only what pages need, where that is said."""
        self._site = site
        self._groups: dict[str, list[tuple[str, Make]]] = {}
        self._sets: dict[str, Callable[[], dict[str, str]]] = {}
        self._joined: dict[str, tuple[list[str], Callable[..., str]]] = {}
        self._by_hand: set[str] = set()
        for page in site.pages:
            self.add(f"{page.url}index.html", partial(site.page, page, drawn), page.subject)
        self._add_assets()
        self._add_all(feeds(site.project, site.renderer, site.addresses.site))
        if site.addresses.site:
            self.add("sitemap.xml", self._sitemap)
        if not pages_only:
            self._add_data()
            self._add_twins(drawn)

    def as_before(self, before: Ledger, answers: Answers, there: Mapping[str, Stamp]) -> set[str]:
        """Return the groups that need not be made again: the last build made the same files, and nothing has changed.

        What is put together of others is so only if all others are.
        """
        standing = {
            name
            for name in before.standing(answers, there)
            if name in self._sets or before.files[name].keys() == self._paths(name)
        }
        standing -= self._by_hand
        others = self._sets.keys() | (self._groups.keys() - self._by_hand)
        return standing if others <= standing else standing - self._joined.keys()

    def _paths(self, name: str) -> set[str]:
        return {name} if name in self._joined else {path for path, _ in self._groups.get(name, ())}

    def add(self, path: str, make: Make, subject: str = "") -> None:
        """Add one file; `subject` is what it is about, be it the id of a record."""
        self._groups.setdefault(subject or path, []).append((path, make))

    def write(self, fresh: Path, place: Path | None, standing: Collection[str], jobs: int | None) -> dict[str, Made]:
        """Make every file of the groups that do not stand; write it below `fresh`, unless `place` holds it already."""
        wanted = [name for name in (*self._sets, *self._groups) if name not in standing]  # the longest work first
        made: dict[str, Made] = {}
        for share in over(partial(self._write_groups, fresh, place), wanted, _MAKING, jobs):
            made |= share
        for path, (parts, join) in self._joined.items():
            if path not in standing:
                texts = (_found(part, fresh, place).read_bytes().decode() for part in parts)
                made[path] = _written({path: partial(join, texts)}, fresh, place)
        return made

    def _write_groups(self, fresh: Path, place: Path | None, names: Iterable[str]) -> dict[str, Made]:
        made = {}
        questions = self._site.observed.questions
        for name in names:
            questions.clear()
            files = self._sets[name]() if name in self._sets else dict(self._groups[name])
            made[name] = _written(files, fresh, place)
            made[name].questions = sorted(questions)
        return made

    def _search(self) -> dict[str, str]:
        site = self._site
        rows = {HTML_LANG[lang]: [site.renderer.rows(lang, one) for one in blocks(site.seen)] for lang in LANGUAGES}
        return {f"assets/vlmap/{name}": text for name, text in search_files(site.seen, rows).items()}

    def _sitemap(self) -> str:
        site = self._site
        site.seen.whole()  # decides which pages there are
        shown = site.paths - {page.path for page in site.pages if page.layout is Layout.BARE}
        return sitemap(shown, site.addresses.site)

    def _add_assets(self) -> None:
        site = self._site
        colours = stylesheet(site.catalog.taxonomy)
        for path in sorted(ASSETS.rglob("*")):
            if path.is_file() and path.suffix in (".js", ".txt"):
                name = path.relative_to(ASSETS).as_posix().removeprefix("vendor/")
                self.add(f"assets/vlmap/{name}", path.read_bytes)
        self.add("assets/vlmap/colours.css", lambda: colours)
        self._sets["search"] = self._search
        self.add("assets/vlmap/known.json", partial(known_works, site.seen))
        for lang in LANGUAGES:
            self.add(f"assets/vlmap/map-{lang}.svg", partial(site.renderer.map_file, lang, colours))
        for name in FILES:
            self.add(f"schemas/{name}", partial(schema, name, site.seen))

    def _add_data(self) -> None:
        site, seen, labels = self._site, self._site.seen, self._site.renderer.labels
        licence = Text(en=labels["en"]("site-licence"), zh=labels["zh"]("site-licence"))
        self._joined |= {**api.joined(site.catalog), **full(site.catalog)}
        self._add_all(api.of_catalog(seen, licence, site.addresses.site))
        self._add_all(llms(site.project, site.renderer, site.addresses.site))
        for entry in site.catalog:
            self._add_all(api.of_record(entry, seen), entry.id)
        sums = f"{api.ROOT}/SHA256SUMS"
        listed = [path for files in self._groups.values() for path, _ in files if path.startswith(f"{api.ROOT}/")]
        listed += [path for path in self._joined if path.startswith(f"{api.ROOT}/")]
        self._joined[sums] = (sorted(listed), partial(_checksums, sorted(listed)))

    def _add_twins(self, drawn: Drawn) -> None:
        for url, source in drawn.twins.items():
            self.add(f"{url}{FILE}", lambda source=source: source)  # type: ignore[misc]
            self._by_hand.add(f"{url}{FILE}")
        for page in self._site.pages:
            if self._site.renderer.has_twin(page):
                self.add(f"{page.url}{FILE}", partial(self._site.renderer.twin, page), page.subject)

    def _add_all(self, files: Mapping[str, Make], subject: str = "") -> None:
        for path, make in files.items():
            self.add(path, make, subject)


def _written(files: Mapping[str, Make | str], fresh: Path, place: Path | None) -> Made:
    """Write the files of one group below `fresh`, but for those that are in `place` with the same bytes."""
    made = Made()
    for path, make in files.items():
        content = make() if callable(make) else make
        data = content.encode() if isinstance(content, str) else content
        stamp = same(place / path, data) if place else None
        if stamp is None:
            stamp = _write(os.path.join(fresh, path), data)  # noqa: PTH118 (a `Path` for each file costs more than it)
            made.fresh.append(path)
        made.files[path] = stamp
    return made


def _write(path: str, data: bytes) -> Stamp:
    try:
        handle = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115 (closed below)
    except FileNotFoundError:  # to ask first, for every file, costs more
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        handle = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115
    with handle:
        handle.write(data)
        status = os.fstat(handle.fileno())
    return status.st_size, status.st_mtime_ns


def same(path: Path, data: bytes) -> Stamp | None:
    """Return the stamp of a file that holds these bytes, or None where it holds others, or is not there."""
    try:
        status = path.lstat()
        if status.st_size == len(data) and path.read_bytes() == data:
            return status.st_size, status.st_mtime_ns
    except OSError:
        pass
    return None


def _found(part: str, fresh: Path, place: Path | None) -> Path:
    """Return where a file of this build is: among the new ones, or in its place."""
    return fresh / part if place is None or (fresh / part).exists() else place / part


def _checksums(paths: Sequence[str], texts: Iterable[str]) -> str:
    """Return the SHA-256 of files in the folder of the data, as `sha256sum -c` reads them."""
    names = (path.removeprefix(f"{api.ROOT}/") for path in paths)
    return "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in zip(names, texts, strict=True)
    )
