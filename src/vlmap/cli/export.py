"""`vlmap export`: the catalog in another form."""

from __future__ import annotations

from pathlib import Path

import click

from vlmap.cli.common import catalog_without_errors, lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.cli.usage import UsageMistake
from vlmap.files import write
from vlmap.languages import Message

FORMS = ("json", "jsonl", "csv", "bibtex", "ris", "csl-json", "schema", "readme")


@click.command(
    "export",
    cls=Command,
    text=Message(
        "Print all or some records in another form: data, a table, a bibliography, the list in the READMEs, or the "
        "JSON Schema of a record.",
        "以其他格式输出全部或部分记录：数据、表格、参考文献、README 中的目录，或记录的 JSON Schema。",
    ),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMS))
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    text=Message("A file to write to.", "写入的文件。"),
)
@option(
    "--select",
    "query",
    metavar="QUERY",
    default="",
    text=Message(
        "Only some records, e.g. 'kind:dataset year:2019-2021'; fields: id, kind, category, year, venue, organization, "
        "benchmark and every facet; commas for either, a leading - for not.",
        "只输出部分记录，例如 'kind:dataset year:2019-2021'；字段有 id、kind、category、year、venue、organization、"
        "benchmark 与各个分面；逗号表示任取其一，前加 - 表示排除。",
    ),
)
@lang_option
@project_option
def command(form: str, output: Path | None, query: str, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print or write one format."""
    from vlmap.export.formats import FORMATS, Chosen  # noqa: PLC0415 (slow to import, and only here)
    from vlmap.export.select import select  # noqa: PLC0415 (likewise)

    if query and form == "schema":
        raise UsageMistake(
            Message("schema describes every record; it takes no --select", "schema 描述所有记录，不接受 --select")
        )
    project, catalog = catalog_without_errors(folder)
    text = FORMATS[form](Chosen(project, catalog, select(query, catalog), chosen_language()))
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)
    return 0
