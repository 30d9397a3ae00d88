"""`vlmap serve`: look at the site while editing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vlmap.catalog import find_project
from vlmap.cli.common import lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.cli.stop import raise_instead
from vlmap.cli.usage import UsageMistake
from vlmap.errors import VlmapError
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vlmap.site.publish import Published


@click.command(
    "serve",
    cls=Command,
    text=Message(
        "Serve the pages on this machine and bring them up to date whenever a record, a template or a page changes.",
        "在本机预览页面；记录、模板或页面改动后自动更新。",
    ),
)
@option("--address", metavar="HOST:PORT", default="127.0.0.1:8000", text=Message("Where to listen.", "监听地址。"))
@lang_option
@project_option
def command(address: str, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Serve until interrupted."""
    from vlmap.site.live import serve  # noqa: PLC0415 (the engine is slow to import)

    host, colon, port = address.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit() or int(port) >= 2**16:
        raise UsageMistake(
            Message(
                f"'{address}' is not HOST:PORT, e.g. 127.0.0.1:8000", f"“{address}”不是 HOST:PORT，例如 127.0.0.1:8000"
            )
        )
    project = find_project(folder)
    said = Message(f"Serving on http://{address}/ until Ctrl-C.", f"正在 http://{address}/ 提供预览，按 Ctrl-C 结束。")
    click.echo(said.to(chosen_language()), err=True)
    raise_instead()
    serve(project, host.strip("[]"), int(port), _tell)
    return 0


def _tell(build: Callable[[], Published]) -> None:
    """Make a build and say what came of it; while there are mistakes, the last good site stays."""
    try:
        done = build()
    except VlmapError as problem:
        click.echo(problem.message.to(chosen_language()), err=True)
        return
    if done.findings:
        click.echo(done.report(chosen_language()), nl=False, err=True)
