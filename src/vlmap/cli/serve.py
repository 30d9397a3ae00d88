"""`vlmap serve`: look at the site while editing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vlmap.catalog import find_project
from vlmap.cli.common import lang_option, project_option
from vlmap.cli.language import Command, option
from vlmap.cli.stop import raise_instead
from vlmap.languages import Message

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "serve",
    cls=Command,
    text=Message(
        "Serve the site on this machine and rebuild it whenever a record, a template or a page changes.",
        "在本机预览站点；记录、模板或页面改动后自动重新生成。",
    ),
)
@option("--address", metavar="HOST:PORT", default=None, text=Message("Where to listen.", "监听地址。"))
@lang_option
@project_option
def command(address: str | None, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Serve until interrupted."""
    from vlmap.site import adapter  # noqa: PLC0415 (the engine is slow to import)

    raise_instead()
    adapter.serve(find_project(folder), address)
    return 0
