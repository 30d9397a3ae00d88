"""`vlmap find`: search the records from the terminal, ranked as on the site."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path  # noqa: TC003 (click)
from typing import TYPE_CHECKING

import click

from vlmap.cli.common import catalog_without_errors, lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.render.views.common import Reader
from vlmap.report import display_width, printable

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Entry

_NOTHING = Message("Nothing found; try fewer or other words.", "没有找到；请减少或更换关键词。")


@click.command(
    "find",
    cls=Command,
    text=Message(
        "Search the records in English or Chinese, ranked as on the site.",
        "用中文或英文检索记录，排序与站点一致。",
    ),
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY…")
@option("--limit", type=click.IntRange(min=1), default=10, text=Message("Show so many at most.", "最多显示的条数。"))
@option("--format", "form", type=click.Choice(("text", "json")), default="text", text=Message("Form.", "输出的格式。"))
@lang_option
@project_option
def command(query: tuple[str, ...], limit: int, form: str, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Print what is found, best first; finding nothing is no error."""
    from vlmap.search.engine import Search  # noqa: PLC0415 (slow to import, and only here)

    _, catalog = catalog_without_errors(folder)
    found = Search(catalog).find(" ".join(query))
    entries = [catalog.entries[name] for name in found[:limit]]
    if form == "json":
        click.echo(_json(entries, catalog))
    elif entries:
        click.echo(_table(entries, Reader(catalog, chosen_language(), "")))
    else:
        click.echo(_NOTHING.to(chosen_language()), err=True)
    return 0


def _json(entries: list[Entry], catalog: Catalog) -> str:
    readers: dict[Lang, Reader] = {lang: Reader(catalog, lang, "") for lang in LANGUAGES}
    data = [
        {
            "id": entry.id,
            "name": entry.record.name,
            "date": str(entry.record.date),
            "one_liner": {lang: reader.words(entry.record.one_liner) for lang, reader in readers.items()},
        }
        for entry in entries
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _table(entries: list[Entry], reader: Reader) -> str:
    rows = [
        tuple(map(printable, (entry.id, record.name, str(record.date)[:4], reader.words(record.one_liner))))
        for entry in entries
        for record in (entry.record,)
    ]
    widths = [max(display_width(row[column]) for row in rows) for column in range(3)]
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return "\n".join(_line(row, widths, room) for row in rows)


def _line(row: tuple[str, ...], widths: list[int], room: int | None) -> str:
    """Return a line of the table, cut where the screen ends."""
    cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False)]
    line = "  ".join((*cells, row[-1]))
    while room is not None and display_width(line) > room:
        line = line[:-2] + "…"
    return line
