"""`vlmap links`: ask whether the addresses that records name still answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from vlmap.checks.linkcheck import LinkCheck
from vlmap.cli.common import lang_option, open_catalog, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.files import write
from vlmap.languages import Message
from vlmap.report import printable
from vlmap.schema import PartialDate


@click.command(
    "links",
    cls=Command,
    text=Message(
        "Ask every address that a record or a reading path names, and list the dead ones; `vlmap status` reads them.",
        "检查记录与阅读路径中的所有网址，列出失效的；结果供 `vlmap status` 读取。",
    ),
)
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    text=Message("Where to keep the result; by default .cache/links.json.", "结果文件；默认为 .cache/links.json。"),
)
@option(
    "--issue",
    is_flag=True,
    text=Message(
        "Also keep one issue on GitHub with the dead links: open, bring up to date or close it.",
        "同时在 GitHub 上维护一个失效链接议题：按需新建、更新或关闭。",
    ),
)
@lang_option
@project_option
def command(output: Path | None, issue: bool, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print the dead; that there are some is no failure."""
    from vlmap.importers.github import GitHub  # noqa: PLC0415 (slow to import, and only here)
    from vlmap.importers.links import LinkChecker, addresses  # noqa: PLC0415 (likewise)
    from vlmap.review.issue import keep_issue  # noqa: PLC0415 (likewise)

    project, catalog = open_catalog(folder)
    github = GitHub.of_environment() if issue else None
    said = chosen_language()
    checker = LinkChecker(tell=lambda message: click.echo(message.to(said), err=True))
    found = LinkCheck(checked=PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat()),
                      dead=tuple(checker.dead(addresses(catalog))))  # fmt: skip
    write(output or LinkCheck.file(project), found.text())
    for link in found.dead:
        click.echo(f"{link.place}: {printable(link.reason.best(said)[0])}")
    if github:
        keep_issue(github, found)
    return 0
