"""The catalogue in the READMEs: a list by taxonomy between two markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.errors import VlmapError
from vlmap.languages import Lang, Message
from vlmap.render.environment import environment
from vlmap.render.views.common import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry, Project

BEGIN, END = "<!-- catalogue: begin -->", "<!-- catalogue: end -->"

FILES: dict[Lang, str] = {"en": "README.md", "zh": "README_zh.md"}


def catalogue(project: Project, catalog: Catalog, lang: Lang, entries: Iterable[Entry] | None = None) -> str:
    """Return the list of all or some records in one language, as Markdown, through `templates/readme.md.j2`."""
    chosen = {entry.id for entry in (catalog if entries is None else entries)}
    branches, venues, reader = [], catalog.taxonomy.venues, Reader(catalog, lang, "")
    for path, category in catalog.categories.items():
        records = [
            {
                "id": entry.id,
                "name": entry.record.name,
                "line": reader.words(entry.record.one_liner),
                "venue": f"{venues[entry.record.venue.id].label.best(lang)[0]} {entry.record.venue.year}",
            }
            for entry in catalog.in_category(path)
            if entry.record.category == path and entry.id in chosen
        ]
        depth = path.count("/")
        if records or (not depth and any(entry.id in chosen for entry in catalog.under(path))):
            branches.append({"label": category.label.best(lang)[0], "depth": depth, "records": records})
    return environment(project, markdown=True).get_template("readme.md.j2").render(branches=branches)


def splice(text: str, catalogue_text: str, file: str) -> str:
    """Return `text` with what stands between the markers replaced. Raises `VlmapError` where they are missing."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise VlmapError(
            Message(
                f"{file} has no markers {BEGIN} and {END}; put them where the catalogue belongs",
                f"{file} 中没有标记 {BEGIN} 与 {END}；请放在目录应在的位置",
            )
        )
    return f"{head}{BEGIN}\n\n{catalogue_text.strip()}\n\n{END}{tail}"
