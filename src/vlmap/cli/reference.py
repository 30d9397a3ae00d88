"""The reference of the commands, made from the commands themselves: `docs/commands.md` in either language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from vlmap.cli.language import Command, Option
from vlmap.languages import DEFAULT, LANGUAGES, Lang, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TITLE = Message("Reference of the commands", "命令参考")
DESCRIPTION = Message("Every command of vlmap with its options.", "vlmap 的全部命令与选项。")
INTRODUCTION = Message(
    "Every command says the same with `--help`. A command ends with 0 where all is well, with 1 where it found errors, "
    "and with 2 where it could not run. One that is stopped, as by Ctrl-C, clears away and ends with 130 "
    "(by SIGTERM, 143).",
    "每条命令都可用 `--help` 查看同样的说明。退出码 0 表示一切正常，1 表示发现错误，2 表示无法运行。"
    "中途停止（如按 Ctrl-C）时会清理未写完的内容，退出码为 130（SIGTERM 则为 143）。",
)
SHARED = Message("With every command, unless it says otherwise", "所有命令共有（另有说明者除外）")
FILES: dict[Lang, str] = {lang: f"docs/{'' if lang == DEFAULT else f'{lang}/'}commands.md" for lang in LANGUAGES}
"""Where the reference is kept, below the project's root."""


def reference(group: click.Group, lang: Lang) -> str:
    """Return the page as Markdown: a section a command, the options that most have at the end."""
    commands = [group.commands[name] for name in sorted(group.commands)]
    options = [[one for one in command.params if isinstance(one, Option)] for command in commands]
    said = Counter((one.opts[0], one.text) for found in options for one in found)
    shared = {one for one, count in said.items() if 2 * count > len(commands)}
    common = [one for one in options[0] if (one.opts[0], one.text) in shared]
    lines = ["---", f"title: {TITLE.to(lang)}", f"description: {DESCRIPTION.to(lang)}", "---"]
    lines += [f"# {TITLE.to(lang)}", "", INTRODUCTION.to(lang)]
    for command, found in zip(commands, options, strict=True):
        own = [one for one in found if (one.opts[0], one.text) not in shared]
        lines += ["", *_section(command, own, lang)]
    lines += ["", f"## {SHARED.to(lang)} {{#every}}", "", *_list(common, lang)]
    return "\n".join(lines) + "\n"


def _section(command: click.Command, options: Sequence[Option], lang: Lang) -> Iterator[str]:
    assert isinstance(command, Command)  # noqa: S101 (see tests/cli/test_reference.py)
    arguments = [one.make_metavar(click.Context(command)) for one in command.params if isinstance(one, click.Argument)]
    yield f"## `vlmap {command.name}` {{#{command.name}}}"
    yield ""
    yield from ("```text", " ".join(["vlmap", str(command.name), *arguments]), "```", "") if arguments else ()
    yield command.text.to(lang)
    yield from ("", *_list(options, lang)) if options else ()


def _list(options: Sequence[Option], lang: Lang) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"`{name}`" for name in option.opts)
        value = "" if option.is_flag else f" `{option.make_metavar(click.Context(click.Command(''))).strip('[]')}`"
        yield f"- {names}{value}{Message(': ', '：').to(lang)}{option.text.to(lang)}"
