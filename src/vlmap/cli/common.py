"""What the commands share: the project they work on, and the options that say which."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.catalog import Catalog, Lock, Project, find_project, load
from vlmap.checks import check
from vlmap.cli.language import chosen_language, option
from vlmap.diagnostics import Severity
from vlmap.errors import VlmapError
from vlmap.languages import LANGUAGES, Message
from vlmap.memory import Memory
from vlmap.report import report

if TYPE_CHECKING:
    from vlmap.catalog import Loaded


project_option = option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    text=Message("The project's folder; by default the one around you.", "项目目录；默认为当前所在的项目。"),
)
lang_option = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    text=Message("The language of messages.", "消息所用的语言。"),
)
fresh_option = option(
    "--fresh",
    is_flag=True,
    text=Message(
        "Take nothing from earlier runs; the outcome is the same, and takes longer.",
        "不使用以往运行留下的缓存；结果相同，但更慢。",
    ),
)


def open_project(folder: Path, memory: Memory | None = None) -> tuple[Project, Loaded, Lock]:
    """Return the project that holds a folder, its catalog with findings, and its memory of translations."""
    project = find_project(folder)
    return project, load(project, memory or Memory(project.root)), Lock.read(project.lock)


def open_catalog(folder: Path) -> tuple[Project, Catalog]:
    """Return the project around a folder and its catalog, whatever is wrong with single records."""
    project, loaded, _ = open_project(folder)
    if loaded.catalog is None:
        raise VlmapError(
            Message("taxonomy.yaml has errors; see `vlmap check`", "taxonomy.yaml 有错误；请运行 `vlmap check`")
        )
    return project, loaded.catalog


def catalog_without_errors(folder: Path) -> tuple[Project, Catalog]:
    """Return the project around a folder and its catalog. Ends the command with 1 and a report if it has errors."""
    project, loaded, lock = open_project(folder)
    findings = [found for found in check(loaded, lock) if found.severity is Severity.ERROR]
    if findings or loaded.catalog is None:
        click.echo(report(findings, len(loaded.files), lang=chosen_language()), nl=False, err=True)
        sys.exit(1)
    return project, loaded.catalog
