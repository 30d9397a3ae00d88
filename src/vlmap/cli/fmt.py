"""`vlmap fmt`: put records into canonical form, and change nothing of what they say."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.canonical import canonical
from vlmap.catalog import find_project
from vlmap.cli.common import lang_option, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.cli.usage import UsageMistake
from vlmap.errors import VlmapError
from vlmap.files import write
from vlmap.languages import Message
from vlmap.report import report
from vlmap.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.diagnostics import Diagnostic


@click.command(
    "fmt",
    cls=Command,
    text=Message(
        "Put records into canonical form: all of them, or those at PATHs. Prints the names of those it changed.",
        "将记录改为规范格式：全部记录，或 PATH 所指的记录。输出改动过的文件名。",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(exists=True, path_type=Path))
@option(
    "--check",
    "only_names",
    is_flag=True,
    text=Message("Change nothing; exit with 1 if something would change.", "不作改动；若有文件需要改动，退出码为 1。"),
)
@option(
    "--diff",
    "only_diff",
    is_flag=True,
    text=Message("Likewise, and show what would change.", "同上，并显示会有哪些改动。"),
)
@lang_option
@project_option
def command(paths: tuple[Path, ...], only_names: bool, only_diff: bool, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Return 2 if a file had to be left alone, 1 if one cannot be read or, with `--check`, is not in the form."""
    if only_names and only_diff:
        raise UsageMistake(Message("--check and --diff exclude each other", "--check 与 --diff 不能同用"))
    project = find_project(folder)
    findings: list[Diagnostic] = []
    changed = refused = files = 0
    for files, path in enumerate(_files(paths or (project.part(project.papers),)), start=1):  # noqa: B007 (the count)
        name, raw = project.name(path), _bytes(path)
        try:
            done = canonical(raw, name)
        except VlmapError as problem:
            click.echo(problem.message.to(chosen_language()), err=True)
            refused += 1
            continue
        findings += done.findings
        if done.text is None or done.text.encode() == raw:
            continue
        changed += 1
        if only_diff:
            click.echo(_diff(raw, done.text, name), nl=False)
            continue
        if not only_names:
            write(path, done.text)
        click.echo(name)
    if findings:
        click.echo(report(findings, files, lang=chosen_language()), nl=False, err=True)
    return 2 if refused else int(bool(findings) or (changed > 0 and (only_names or only_diff)))


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.glob("[!.]*.yaml")) if file.is_file() and not file.is_symlink())
        else:
            yield path


def _bytes(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(MAX_BYTES + 1)


def _diff(before: bytes, after: str, name: str) -> str:
    lines = difflib.unified_diff(
        before.decode("utf-8-sig").splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
