"""Every file that is written beside what the engine writes: its path, and how to make it."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from vlmap.export import api
from vlmap.export.feeds import feeds
from vlmap.export.llms import full, llms
from vlmap.render import Layout
from vlmap.render.twin import FILE
from vlmap.schema import Text
from vlmap.site.parallel import for_each
from vlmap.site.sitemap import sitemap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vlmap.site.site import Site


class Outputs:
    """The files of one build. What is about one subject is made by one process, which knows it already."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._groups: dict[str, list[tuple[str, Callable[[], str]]]] = {}
        self._joined = {**api.joined(site.catalog), **full(site.catalog)}
        self._add_data()
        self._add_twins()

    def add(self, path: str, make: Callable[[], str], subject: str = "") -> None:
        """Add one file; `subject` is what it is about, be it the id of a record."""
        self._groups.setdefault(subject or path, []).append((path, make))

    def write(self, folder: Path, jobs: int | None) -> None:
        """Make and write every file, then those that are others put together."""
        groups = list(self._groups.values())

        def write_group(number: int) -> None:
            for path, make in groups[number]:
                _write(folder / path, make())

        for_each(write_group, range(len(groups)), jobs)
        for path, (parts, join) in self._joined.items():
            _write(folder / path, join((folder / part).read_text(encoding="utf-8") for part in parts))
        _write(folder / api.ROOT / "SHA256SUMS", _checksums(folder / api.ROOT))

    def _add_data(self) -> None:
        site, labels = self._site, self._site.renderer.labels
        licence = Text(en=labels["en"]("site-licence"), zh=labels["zh"]("site-licence"))
        self._add_all(api.of_catalog(site.catalog, licence, site.addresses.site))
        self._add_all(feeds(site.project, site.renderer, site.addresses.site))
        self._add_all(llms(site.project, site.renderer, site.addresses.site))
        for entry in site.catalog:
            self._add_all(api.of_record(entry, site.catalog), entry.id)
        if site.addresses.site:
            shown = site.paths - {page.path for page in site.pages if page.layout is Layout.BARE}
            self.add("sitemap.xml", partial(sitemap, shown, site.addresses.site))

    def _add_twins(self) -> None:
        for url, source in self._site.twins.items():
            self.add(f"{url}{FILE}", lambda source=source: source)  # type: ignore[misc]
        for page in self._site.pages:
            if self._site.renderer.has_twin(page):
                self.add(f"{page.url}{FILE}", partial(self._site.renderer.twin, page), page.subject)

    def _add_all(self, files: dict[str, Callable[[], str]], subject: str = "") -> None:
        for path, make in files.items():
            self.add(path, make, subject)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except FileNotFoundError:  # to ask first, for every file, costs more
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _checksums(folder: Path) -> str:
    """Return the SHA-256 of every file below a folder, as `sha256sum -c` reads them."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
