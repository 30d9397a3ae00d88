"""`vlmap export`: the catalog in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.cli.common import catalog_without_errors, lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.files import write
from vlmap.languages import Message

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Project


def _readme(project: Project, catalog: Catalog) -> str:
    from vlmap.export.readme import catalogue  # noqa: PLC0415 (slow to import, and only here)

    return catalogue(project, catalog, chosen_language())


FORMATS = {"readme": _readme}


@click.command(
    "export",
    cls=Command,
    text=Message("Print the catalog in another form.", "以其他格式输出目录。"),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    text=Message("A file to write to.", "写入的文件。"),
)
@lang_option
@project_option
def command(form: str, output: Path | None, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print or write one format."""
    project, catalog = catalog_without_errors(folder)
    text = FORMATS[form](project, catalog)
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)
    return 0
