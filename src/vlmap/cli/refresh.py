"""`vlmap refresh`: make again what is generated from the records and kept in the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vlmap.catalog import Lock
from vlmap.cli.common import catalog_without_errors, lang_option, project_option
from vlmap.cli.language import Command, option
from vlmap.cli.reference import FILES as REFERENCES
from vlmap.cli.reference import reference
from vlmap.cli.usage import UsageMistake
from vlmap.files import write
from vlmap.languages import Message

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "refresh",
    cls=Command,
    text=Message(
        "Regenerate the lists in the READMEs, docs/commands.md, schemas/, published-urls.txt and translations.lock.",
        "重新生成 README 中的目录、docs/commands.md、schemas/、published-urls.txt 与 translations.lock。",
    ),
)
@option(
    "--accept",
    multiple=True,
    metavar="ID",
    text=Message("The two languages of this record agree as they stand.", "确认此记录的两种语言现已一致。"),
)
@option(
    "--commit",
    "send",
    is_flag=True,
    text=Message("In a workflow on GitHub: commit what changed, too.", "在 GitHub 工作流中：同时提交有变化的文件。"),
)
@lang_option
@project_option
def command(accept: tuple[str, ...], send: bool, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Write the files that changed and name them."""
    from vlmap.cli.main import cli  # noqa: PLC0415 (which imports this module)
    from vlmap.export.readme import FILES, catalogue, splice  # noqa: PLC0415 (slow to import, and only here)
    from vlmap.export.schema import schemas  # noqa: PLC0415 (likewise)
    from vlmap.importers.github import GitHub  # noqa: PLC0415 (likewise)
    from vlmap.site.adapter import hand_written  # noqa: PLC0415 (likewise)
    from vlmap.site.published import manifest  # noqa: PLC0415 (likewise)
    from vlmap.site.site import Site  # noqa: PLC0415 (likewise)

    github = GitHub.of_environment() if send else None
    project, catalog = catalog_without_errors(folder)
    parts = {written.key: written.value for written in catalog.written}
    for name in accept:
        if name not in parts:
            raise UsageMistake(Message(f"there is no record '{name}'", f"没有记录“{name}”"))
    lock = Lock.read(project.lock).updated(parts, frozenset(accept))
    site = Site(project, catalog, lock, hand_written(project))
    wanted = {
        project.lock: lock.text(),
        project.published: manifest(site.promised, project.published_paths()),
    }
    wanted |= {project.root / "schemas" / name: text for name, text in schemas(catalog).items()}
    for readme_lang, name in FILES.items():
        path = project.root / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            wanted[path] = splice(text, catalogue(project, catalog, readme_lang), name)
    pages = {project.root / name: reference(cli, side) for side, name in REFERENCES.items()}
    wanted |= {path: text for path, text in pages.items() if path.exists()}
    changed = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        write(path, wanted[path])
        click.echo(project.name(path))
    if github and changed:
        github.commit(changed, "Refresh what is generated from the records")
    return 0
