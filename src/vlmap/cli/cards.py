"""`vlmap cards`: draw the pictures that stand for pages where they are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vlmap.cli.common import catalog_without_errors, lang_option, project_option
from vlmap.cli.language import Command
from vlmap.files import write
from vlmap.languages import LANGUAGES, Message

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "cards",
    cls=Command,
    text=Message(
        "Draw the card images of the map and its roots, which are kept in git; `make cards` installs what it needs.",
        "绘制地图及其各个根分支的卡片图片（保存在 git 中）；所需的库由 `make cards` 安装。",
    ),
)
@lang_option
@project_option
def command(lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Write the images that changed and name them."""
    from vlmap.export.cards import cards, draw  # noqa: PLC0415 (slow to import, and only here)
    from vlmap.render.head import CARDS  # noqa: PLC0415 (likewise)
    from vlmap.render.labels import load_labels  # noqa: PLC0415 (likewise)

    project, catalog = catalog_without_errors(folder)
    labels = {side: load_labels(project, side) for side in LANGUAGES}
    for name, svg in cards(project, catalog, labels):
        path, image = project.templates / "theme" / CARDS / name, draw(svg)
        if not path.exists() or path.read_bytes() != image:
            write(path, image)
            click.echo(project.name(path))
    return 0
