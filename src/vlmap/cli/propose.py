"""`vlmap propose`: the filled form of an issue becomes a draft record, and a draft pull request if asked for."""

from __future__ import annotations

from pathlib import Path

import click

from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.cli.common import lang_option, open_catalog, project_option
from vlmap.cli.language import Command, option
from vlmap.errors import VlmapError
from vlmap.files import create
from vlmap.importers import Arxiv, Drafter
from vlmap.importers.github import GitHub
from vlmap.importers.issue_form import read_event, work_of
from vlmap.languages import Message
from vlmap.review import draft as review


@click.command(
    "propose",
    cls=Command,
    text=Message(
        "Turn the form of an issue, as GitHub tells of it in EVENT, into a draft record.",
        "把 GitHub 在 EVENT 文件中给出的议题表单变成记录草稿。",
    ),
)
@click.argument("event", metavar="EVENT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--offline", is_flag=True, text=Message("Use only what arXiv said before.", "只用此前从 arXiv 取得的内容。"))
@option(
    "--pull-request",
    "send",
    is_flag=True,
    text=Message(
        "Open a draft pull request with it, and answer in the issue.", "随即创建草稿拉取请求，并在议题中回复。"
    ),
)
@lang_option
@project_option
def command(event: Path, offline: bool, send: bool, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Write the draft and name it; with `--pull-request`, print the address of the pull request."""
    github = GitHub.of_environment() if send else None
    project, catalog = open_catalog(folder)
    filled = read_event(event, project)
    arxiv = Arxiv(project.cache / "arxiv")
    draft = Drafter.of(project, catalog).draft(work_of(filled, lambda id_: arxiv.work(id_, offline=offline)))
    if draft.known:
        file = draft.known.document.file
        if github:
            github.comment(filled.number, review.known(file))
        raise VlmapError(Message(f"this paper is on the map already: {file}", f"地图上已有这篇论文：{file}"))
    id_ = f"{draft.id}-{filled.number}" if catalog.knows(draft.id) else draft.id
    path = project.papers / f"{id_}.yaml"
    create(path, draft.text)
    file = project.name(path)
    if github is None:
        click.echo(file)
        return 0
    found = [one for one in check(load(project), Lock.read(project.lock)) if one.span.file == file]
    text = review.description(filled.number, filled.author, file, found)
    address = github.propose(f"draft/issue-{filled.number}", [path], f"Add {id_}", text)
    github.comment(filled.number, review.answer(address))
    click.echo(address)
    return 0
