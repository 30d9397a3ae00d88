"""A filled page is, byte for byte, what the engine would have written for the same body as an ordinary page.

The sample is built twice: by frame and fill, and by a plugin that gives the engine every page in full.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel

from tests.conftest import copy_volcano
from vlmap.catalog import Project
from vlmap.render import Layout, PageSpec
from vlmap.site import adapter
from vlmap.site.adapter import VlmapPlugin, contents
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from vlmap.site.site import Site

HOSTILE = """'<b>"&amp;"</b> & {{ 7*7 }} vlmap-title-slot vlmap-body-slot %s \\1 ${x} vlmap-path-slot-1 —'"""


class PlainPages(VlmapPlugin):
    """The same site without frames: each page of a sample goes through the engine as it is."""

    sample: Callable[[Site], list[PageSpec]]

    def on_files(self, files: Any, config: Any) -> None:
        self.specs = {}
        self.heads = {}
        navigation = [page for page in self.site.pages if page.in_navigation]
        for page in {*navigation, *self.sample(self.site)}:
            index = page.heads_section or not page.path
            name = f"{page.url}index.md" if index else f"{page.url.strip('/')}.md"
            inclusion = InclusionLevel.INCLUDED if page.in_navigation else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, name, content="", inclusion=inclusion)
            file.edit_uri = f"../{page.source}"
            self.specs[name] = page
            files.append(file)

    def on_page_content(self, html: str, page: Any, **_: Any) -> str | None:
        spec = self.specs.get(page.file.src_uri)
        if spec is None:
            return None
        rendered = self.site.renderer.render(spec)
        self.heads[page.file.src_uri] = rendered.head
        page.meta = {
            "title": str(escape(rendered.title)),
            "description": str(escape(rendered.description)),
            "hide": adapter.HIDDEN[spec.layout],
        }
        page.toc = contents(list(rendered.contents) if "toc" not in adapter.HIDDEN[spec.layout] else [])
        if spec.in_navigation:
            page.title = str(escape(rendered.name))
        elif spec.section:
            page.parent = self._sections.get((spec.lang, spec.section))
        return rendered.body

    def _head(self, page: Any, *place: Any) -> str:
        return self.heads.get(page.file.src_uri) or super()._head(page, *place)

    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        return output

    def on_post_build(self, config: Any) -> None:
        pass


def both(project: Project, folder: Path, sample: Callable[[Site], list[PageSpec]]) -> list[tuple[str, bytes, bytes]]:
    """Build a project both ways and return address, filled page and ordinary page of the sample."""
    publish(project.root, folder / "filled")
    config = load_config(config_file=str(project.config), site_dir=str(folder / "plain"))
    plugin = PlainPages()
    plugin.load_config({})
    plugin.sample = sample
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if not isinstance(getattr(method, "__self__", None), VlmapPlugin)]
    config.plugins["vlmap"] = plugin
    build(config)
    pages = sorted({page.url for page in sample(plugin.site)})
    files = [(folder / "filled" / url / "index.html", folder / "plain" / url / "index.html") for url in pages]
    return [(url, filled.read_bytes(), plain.read_bytes()) for url, (filled, plain) in zip(pages, files, strict=True)]


def real_sample(site: Site) -> list[PageSpec]:
    """Every kind of page, the poorest and the richest record and some between, in both languages."""
    by_size = sorted(site.catalog, key=lambda entry: (sum(map(len, entry.document.lines)), entry.id))
    chosen = {entry.id for entry in (*by_size[:3], *by_size[:: max(1, len(by_size) // 6)], *by_size[-3:])}
    records = [page for page in site.pages if page.kind == "record" and page.subject in chosen]
    categories = [page for page in site.pages if page.kind == "category"][::7]
    rest = [page for page in site.pages if page.kind not in ("record", "category", "moved")]
    return [*records, *categories, *rest]


def test_the_real_pages(real: Project, tmp_path: Path) -> None:
    pages = both(real, tmp_path, real_sample)
    assert len(pages) >= 40
    for url, filled, plain in pages:
        assert filled == plain, url


@pytest.mark.parametrize("field", ["name", "title", "one_liner"])
def test_hostile_records(field: str, tmp_path: Path) -> None:
    project = copy_volcano(tmp_path / "volcano")
    path = project.papers / "mogi.yaml"
    text = path.read_text(encoding="utf-8")
    old = text[text.index(f"{field}:") :].split("\n", 1)[0]
    if field == "name":
        text = text.replace(old, f"name: {HOSTILE}", 1)
    else:
        block = text[text.index(f"{field}:") :].split("\n")[:3]
        text = text.replace("\n".join(block), f"{field}:\n  en: {HOSTILE}\n  zh: {HOSTILE}")
    path.write_text(text, encoding="utf-8")
    pages = both(project, tmp_path, lambda site: [page for page in site.pages if page.layout is not Layout.BARE])
    assert len(pages) == 52
    for url, filled, plain in pages:
        assert filled == plain, url
        assert b'<b>"' not in filled
