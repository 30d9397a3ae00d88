"""The picture that stands for a page where it is shared: one for each root and one for the whole, in each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vlmap.errors import VlmapError
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.render.environment import environment, template_problems
from vlmap.render.head import CARD_SIZE
from vlmap.report import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Project
    from vlmap.render.labels import Labels

_GREY = "#595d68"

_CELLS = 54
"""So many cells of text fit a line of the card."""

_PIECE = re.compile(r"[A-Za-z0-9][^\s\u2e80-\uffff]*\s*|[^\s][，。；：、！？）”’]*\s*")
"""What a line is not broken in: a word, or a Han with the punctuation that follows it."""


class Lane(NamedTuple):
    """A root as the card draws it."""

    root: str
    name: str
    color: str
    unites: tuple[str, ...]


def cards(project: Project, catalog: Catalog, labels: dict[Lang, Labels]) -> Iterator[tuple[str, str]]:
    """Yield each card as its file's name and an SVG, through `templates/cards/card.svg.j2`."""
    template = environment(project)
    for lang in LANGUAGES:
        for root in ("", *catalog.taxonomy.roots):
            words = catalog.taxonomy.roots[root].definition.best(lang)[0] if root else labels[lang]("site-description")
            with template_problems("cards/card.svg.j2", root or "index") as name:
                svg = template.get_template(name).render(
                    size=CARD_SIZE,
                    label=labels[lang],
                    lang=lang,
                    root=root,
                    lanes=_lanes(catalog, lang),
                    lines=list(_lines(words)),
                )
            yield f"{root or 'index'}.{lang}.png", svg


def _lanes(catalog: Catalog, lang: Lang) -> list[Lane]:
    """Return the lanes from top to bottom, those that unite others in the middle."""
    lanes = [
        Lane(root, category.label.best(lang)[0], category.color or _GREY, category.unites)
        for root, category in catalog.taxonomy.roots.items()
    ]
    apart = [lane for lane in lanes if not lane.unites]
    half = (len(apart) + 1) // 2
    return [*apart[:half], *(lane for lane in lanes if lane.unites), *apart[half:]]


def draw(svg: str) -> bytes:
    """Return an SVG as a PNG of the same size, packed tight. Raises `VlmapError` where a library is missing."""
    try:
        import oxipng  # noqa: PLC0415 (only here)
        import vl_convert  # noqa: PLC0415 (large, and only here)
    except ImportError as problem:
        raise VlmapError(
            Message(
                "drawing cards needs vl-convert-python and pyoxipng; `make cards` installs both",
                "绘制卡片需要 vl-convert-python 与 pyoxipng；可运行 `make cards` 安装",
            )
        ) from problem
    return bytes(oxipng.optimize_from_memory(vl_convert.svg_to_png(svg, scale=1.0, ppi=72), level=4))


def _lines(text: str) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(text):
        if display_width((line + piece).rstrip()) > _CELLS:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()
