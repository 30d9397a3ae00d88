"""The group of commands, and how mistakes of use are told."""

from __future__ import annotations

import io
import os
import sys

import click

from vlmap import __version__
from vlmap.cli import (
    build,
    cards,
    check,
    export,
    find,
    fmt,
    import_,
    links,
    new,
    propose,
    refresh,
    report,
    serve,
    status,
)
from vlmap.cli.language import Group, chosen_language
from vlmap.cli.usage import usage
from vlmap.errors import VlmapError
from vlmap.languages import Message


@click.group(
    cls=Group,
    text=Message(
        "A bilingual map of a research field: check its records, build its site.",
        "研究领域的双语地图：检查记录，生成站点。",
    ),
)
@click.version_option(__version__, prog_name="vlmap")
def cli() -> None:
    """Gather the commands."""


COMMANDS = (check, fmt, new, import_, propose, report, build, serve, export, find, refresh, cards, links, status)

for module in COMMANDS:
    cli.add_command(module.command)


def main() -> None:
    """Run the command line; a mistake of use or of set-up is one clear message and exit code 2."""
    lang = chosen_language()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as problem:
        sys.stderr.write(usage(problem, lang))
        code = 2
    except VlmapError as problem:
        sys.stderr.write(f"vlmap: {problem.message.to(lang)}\n")
        code = 2
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write({"en": "\nvlmap: stopped\n", "zh": "\nvlmap：已中止\n"}[lang])
        code = 130
    except OSError as problem:
        name = problem.filename or ""
        said = Message(f"cannot use {name}: {problem.strerror}", f"无法使用 {name}：{problem.strerror}")
        sys.stderr.write(f"vlmap: {said.to(lang)}\n")
        code = 2
    except Exception as problem:  # whatever is wrong in our code: nobody but us wants the traceback
        if os.environ.get("VLMAP_DEBUG"):
            raise
        name = f"{type(problem).__name__}: {problem}"
        said = Message(
            f"internal error ({name}); please report it with the command and the files it was about",
            f"内部错误（{name}）；请将所用命令与相关文件一并报告",
        )
        sys.stderr.write(f"vlmap: {said.to(lang)}\n")
        code = 2
    sys.exit(code or 0)
