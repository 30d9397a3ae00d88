"""`vlmap check`: say everything that is wrong with the records, and change nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.catalog import find_project
from vlmap.checks import RULES, check
from vlmap.cli.common import fresh_option, lang_option, open_project, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.cli.usage import UsageMistake
from vlmap.diagnostics import Severity
from vlmap.languages import Message
from vlmap.memory import Memory
from vlmap.report import FORMATS, Format, report

if TYPE_CHECKING:
    from vlmap.catalog import Project


@click.command(
    "check",
    cls=Command,
    text=Message(
        "Check all records; with PATHs, report only on those files. Exit 0: no error, 1: errors, 2: cannot run.",
        "检查所有记录；给出 PATH 时只报告这些文件。退出码 0：无错误；1：有错误；2：无法运行。",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(exists=True, path_type=Path))
@option("--strict", is_flag=True, text=Message("Let warnings fail, too.", "警告也算失败。"))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    text=Message("Form of the report.", "报告的格式。"),
)
@option("--select", multiple=True, metavar="RULE", text=Message("Apply only this rule.", "只应用这条规则。"))
@option("--ignore", multiple=True, metavar="RULE", text=Message("Leave this rule out.", "略过这条规则。"))
@fresh_option
@lang_option
@project_option
def command(
    paths: tuple[Path, ...],
    strict: bool,
    form: Format | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fresh: bool,
    lang: str | None,  # noqa: ARG001 (read ahead of parsing, so that help and errors follow it)
    folder: Path,
) -> int:
    """Print the report; return 1 if it fails."""
    for name in (*select, *ignore):
        if name not in RULES:
            listed = sorted(RULES)
            raise UsageMistake(
                Message(
                    f"there is no rule '{name}'; the rules are: {', '.join(listed)}",
                    f"没有规则“{name}”；已有规则：{'、'.join(listed)}",
                )
            )
    memory = Memory(None if fresh else find_project(folder).root)
    project, loaded, lock = open_project(folder, memory)
    rules = [name for name in RULES if (not select or name in select) and name not in ignore]
    findings = check(loaded, lock, rules, memory=memory)
    files = len(loaded.files)
    if paths:
        named = _named(paths, project)
        findings = [found for found in findings if any(_covers(name, found.span.file) for name in named)]
        files = sum(any(_covers(name, file) for name in named) for file in loaded.files)
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(report(findings, files, form=form, lang=chosen_language(), colour=colour), nl=False, color=True)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(found.severity in failing for found in findings))


def _named(paths: tuple[Path, ...], project: Project) -> list[str]:
    """Return paths as findings name files. Raises `UsageMistake` for one outside the project."""
    for path in paths:
        if not path.resolve().is_relative_to(project.root.resolve()):
            raise UsageMistake(
                Message(f"{path} is not in the project {project.root}", f"{path} 不在项目 {project.root} 中")
            )
    return [project.name(path) for path in paths]


def _covers(name: str, file: str) -> bool:
    return name in (file, ".") or file.startswith(f"{name}/")
