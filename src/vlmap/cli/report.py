"""`vlmap report`: what a pull request changes, for whoever has to say yes or no."""

from __future__ import annotations

from pathlib import Path

import click

from vlmap.catalog import find_project
from vlmap.cli.common import project_option
from vlmap.cli.language import Command, option
from vlmap.files import write
from vlmap.languages import LANGUAGES, Lang, Message


@click.command(
    "report",
    cls=Command,
    text=Message(
        "Tell as Markdown what changed from one commit to another, record by record: BASE..HEAD, or BASE...HEAD from"
        " where the two parted.",
        "以 Markdown 逐条列出两次提交之间的改动：BASE..HEAD；BASE...HEAD 则从两者的分叉处算起。",
    ),
)
@click.argument("span", metavar="BASE..HEAD")
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    text=Message("A file to write to.", "写入的文件。"),
)
@option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    text=Message(
        "One language only; by default English, and Chinese folded below it.",
        "只用一种语言；默认英文在前，中文折叠其后。",
    ),
)
@project_option
def command(span: str, output: Path | None, lang: Lang | None, folder: Path) -> int:
    """Print or write the report; what it reports is no failure."""
    from vlmap.review.markdown import in_both_languages, in_one_language  # noqa: PLC0415 (slow to import, and only here)
    from vlmap.review.proposal import proposal  # noqa: PLC0415 (likewise)

    found = proposal(find_project(folder), span)
    text = in_one_language(found, lang) if lang else in_both_languages(found)
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)
    return 0
