"""`vlmap build`: check, and write the whole site; a failed build leaves the last one in place."""

from __future__ import annotations

from pathlib import Path

import click

from vlmap.cli.common import fresh_option, lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.languages import Message
from vlmap.memory import Memory


@click.command(
    "build",
    cls=Command,
    text=Message("Check all records and build the site in both languages.", "检查所有记录，并生成中英双语站点。"),
)
@option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    text=Message("Where to; by default what mkdocs.yml says.", "输出目录；默认由 mkdocs.yml 指定。"),
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    default=None,
    text=Message("Over so many processes; by default one a processor.", "并行的进程数；默认每个处理器一个。"),
)
@option(
    "--only",
    type=click.Choice(["pages"]),
    default=None,
    text=Message(
        "Only the pages with their search and feeds, without Markdown twins, data and citations as files.",
        "只生成页面及其搜索与订阅源，不生成 Markdown 副本、数据文件与引文文件。",
    ),
)
@fresh_option
@lang_option
@project_option
def command(
    site_dir: Path | None,
    jobs: int | None,
    only: str | None,
    fresh: bool,
    lang: str | None,  # noqa: ARG001 (see `check`)
    folder: Path,
) -> int:
    """Print the findings, if any; return 1 if they hold an error."""
    from vlmap.site.publish import publish  # noqa: PLC0415 (the engine is slow to import)

    memory = Memory(None) if fresh else None
    done = publish(folder, site_dir, jobs, pages_only=only == "pages", memory=memory)
    if done.findings:
        click.echo(done.report(chosen_language()), nl=False)
    if done.folder is not None:
        pages = {
            "en": f"{done.pages:,} pages in {done.folder}",
            "zh": f"{done.folder} 中共 {done.pages:,} 个页面",
        }
        click.echo(pages[chosen_language()], err=True)
    return int(done.folder is None)
