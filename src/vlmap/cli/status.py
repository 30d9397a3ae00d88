"""`vlmap status`: the state of the map, and what is left to do on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from vlmap.checks import check
from vlmap.checks.worklist import worklist
from vlmap.cli.common import lang_option, open_project, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.report import display_width, printable, report

if TYPE_CHECKING:
    from pathlib import Path

    from vlmap.checks.worklist import Worklist

_NO_LINK_CHECK = Message("Dead links: no link check has been made yet.", "失效链接：尚未做过链接检查。")


@click.command(
    "status",
    cls=Command,
    text=Message("Show the state of the map, and what is left to do.", "显示地图的现状与待办事项。"),
)
@option("--format", "form", type=click.Choice(("text", "json")), default="text", text=Message("Form.", "输出的格式。"))
@lang_option
@project_option
def command(form: str, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print the worklist; gaps are no failure. Return 2 if there is no taxonomy to judge by."""
    project, loaded, lock = open_project(folder)
    if loaded.catalog is None:
        click.echo(report(loaded.findings, len(loaded.files), lang=chosen_language()), nl=False, err=True)
        return 2
    work = worklist(project, loaded.catalog, check(loaded, lock))
    click.echo(_json(work) if form == "json" else _text(work, chosen_language()), nl=False)
    return 0


def _json(work: Worklist) -> str:
    lists = {
        todo.id: [
            {"place": item.place, "message": {side: item.said.to(side) for side in LANGUAGES}} for item in todo.items
        ]
        for todo in work.todos
    }
    counts = {count.id: count.number for count in work.counts}
    data = {"counts": counts, "links_checked": work.links_checked, "lists": lists}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _text(work: Worklist, lang: Lang) -> str:
    labels = [("  " if count.part else "") + count.label.to(lang) for count in work.counts]
    width = max(map(display_width, labels))
    lines = [
        f"{label}{' ' * (width - display_width(label))}  {count.number:>7,}"
        for label, count in zip(labels, work.counts, strict=True)
    ]
    for todo in work.todos:
        if todo.items:
            title = todo.title.to(lang)
            count = f" ({len(todo.items):,})" if lang == "en" else f"（{len(todo.items)}）"
            lines += ["", title[:1].upper() + title[1:] + count]
            lines += [f"  {printable(item.place)}  {printable(item.said.to(lang))}" for item in todo.items]
    empty = [
        todo.title.to(lang) for todo in work.todos if not todo.items and (todo.id != "links" or work.links_checked)
    ]
    if empty:
        lines += ["", f"None: {'; '.join(empty)}." if lang == "en" else f"以下各项均无：{'；'.join(empty)}。"]
    if work.links_checked is None:
        lines += ["", _NO_LINK_CHECK.to(lang)]
    else:
        lines += ["", Message(f"Links checked {work.links_checked}.", f"链接检查日期：{work.links_checked}。").to(lang)]
    return "\n".join(lines) + "\n"
