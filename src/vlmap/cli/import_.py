"""`vlmap import`: lists and bibliographies → draft records, with a report of everything that found no field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.cli.common import lang_option, open_catalog, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.files import create
from vlmap.importers import Drafter, collect
from vlmap.languages import Message
from vlmap.report import counted, printable

if TYPE_CHECKING:
    from vlmap.importers import Draft


@click.command(
    "import",
    cls=Command,
    text=Message(
        "Turn lists of papers (Markdown, BibTeX, RIS, CSL-JSON) into draft records, one file each, and report what "
        "found no field.",
        "将论文列表（Markdown、BibTeX、RIS、CSL-JSON）转为草稿记录，每篇一个文件，并报告未能归入任何字段的内容。",
    ),
)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    text=Message("Where to; by default drafts/ in the project.", "输出目录；默认为项目中的 drafts/。"),
)
@lang_option
@project_option
def command(files: tuple[Path, ...], out: Path | None, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print the report. Return 1 if there is nothing to import, or a draft would take the place of a file."""
    project, catalog = open_catalog(folder)
    found = collect(files, Drafter.of(project, catalog))
    place = out or project.root / "drafts"
    left_alone = 0
    for draft in found.drafts:
        path = place / f"{draft.id}.yaml"
        try:
            create(path, draft.text)
        except FileExistsError:
            left_alone += 1
            said = Message("exists already, and is left as it is", "已存在，保持原样")
            click.echo(f"{project.name(path)}: {said.to(chosen_language())}")
            continue
        click.echo(_report(project.name(path), draft))
    if found.stray:
        click.echo(Message("in no draft:", "未归入任何草稿：").to(chosen_language()))
        click.echo("\n".join(_indented(text) for text in found.stray))
    made = len(found.drafts) - left_alone
    done = Message(
        f"{counted(made, 'draft')} in {project.name(place)}/", f"{project.name(place)}/ 中新增 {made} 份草稿"
    )
    click.echo(done.to(chosen_language()), err=True)
    return int(left_alone > 0 or not found.drafts)


def _report(name: str, draft: Draft) -> str:
    """Return what there is to say of one draft."""
    lang = chosen_language()
    lines = [f"{name}: {printable(draft.title)}"]
    if draft.known:
        file = draft.known.document.file
        lines.append("  " + Message(f"already on the map: {file}", f"地图上已有：{file}").to(lang))
    if draft.abstract:
        start, size = printable(draft.abstract[:40]), len(draft.abstract)
        lines.append(
            "  "
            + Message(
                f"left out: the abstract, {size:,} characters (“{start}…”); write a summary of your own",
                f"未收入：摘要，{size} 字（“{start}…”）；请用自己的话撰写总结",
            ).to(lang)
        )
    if draft.left_over:
        lines.append("  " + Message("left over:", "未归入任何字段：").to(lang))
        lines += [_indented(text) for text in draft.left_over]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"    {printable(line, limit=None)}" for line in text.splitlines())
