"""The group of commands, and how mistakes of use are told."""

from __future__ import annotations

import io
import os
import sys

import click

from vlmap import __version__, progress
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
    trouble,
)
from vlmap.cli.language import Group, chosen_language
from vlmap.cli.stop import STOPPED, heed_no_more
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
    progress.speak(lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        sys.stderr.write(usage(problem, lang))
        code = 2
    except VlmapError as problem:
        sys.stderr.write(f"vlmap: {problem.message.to(lang)}\n")
        code = 2
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write(f"\n{STOPPED.to(lang)}")
        code = 130
    except BrokenPipeError:  # whoever reads has seen enough, as `head`
        code = 141
    except OSError as problem:
        sys.stderr.write(f"vlmap: {trouble.told(problem).to(lang)}\n")
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
    finally:
        heed_no_more()
        _let_go()
    sys.exit(code or 0)


def _let_go() -> None:
    """Point the output nowhere if it cannot take what is left for it; Python would say so after our last word."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
