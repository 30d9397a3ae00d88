"""`vlmap new`: a draft record, filled from arXiv or a reference, or empty but for its hints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlmap.cli.common import lang_option, open_catalog, project_option
from vlmap.cli.language import Command, chosen_language, option
from vlmap.cli.usage import UsageMistake
from vlmap.errors import VlmapError
from vlmap.files import create
from vlmap.importers import Arxiv, Drafter, Work, find, identifiers, one_reference
from vlmap.languages import Message
from vlmap.schema.ids import is_id

if TYPE_CHECKING:
    from vlmap.catalog import Entry


@click.command(
    "new",
    cls=Command,
    text=Message(
        "Write a draft of a new record: papers/ID.yaml, with what is known filled in and the rest as hints.",
        "撰写新记录的草稿 papers/ID.yaml：已知的内容先行填好，其余以注释提示。",
    ),
)
@click.argument("id_", metavar="ID")
@option("--arxiv", metavar="ARXIV", text=Message("Take the facts from arXiv.", "从 arXiv 获取信息。"))
@option("--offline", is_flag=True, text=Message("Use only what arXiv said before.", "只用此前从 arXiv 取得的内容。"))
@option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    text=Message(
        "Take them from a reference: BibTeX, RIS or CSL-JSON.", "从一条文献条目获取：BibTeX、RIS 或 CSL-JSON。"
    ),
)
@lang_option
@project_option
def command(id_: str, arxiv: str | None, offline: bool, file: Path | None, lang: str | None, folder: Path) -> int:  # noqa: ARG001 (see `check`)
    """Write the draft and name it. Nothing is overwritten."""
    if arxiv and file:
        raise UsageMistake(Message("--arxiv and --from exclude each other", "--arxiv 与 --from 不能同用"))
    if offline and not arxiv:
        raise UsageMistake(Message("--offline goes with --arxiv", "--offline 须与 --arxiv 同用"))
    if not is_id(id_):
        raise UsageMistake(
            Message(
                f"'{id_}' cannot be an id: lower-case letters, digits and single hyphens, e.g. blip-2",
                f"“{id_}”不能作为 id：只用小写字母、数字与单个连字符，例如 blip-2",
            )
        )
    project, catalog = open_catalog(folder)
    path = project.papers / f"{id_}.yaml"
    if path.exists() or catalog.knows(id_):
        taken = catalog.resolve(id_)
        name = taken.document.file if taken else project.name(path)
        raise VlmapError(Message(f"the id '{id_}' is taken by {name}", f"id“{id_}”已由 {name} 使用"))
    work = Work(arxiv=_identifier(arxiv)) if arxiv else one_reference(file) if file else Work()
    _refuse(find(work, catalog))  # before asking arXiv: what is there needs no answer
    if arxiv:
        work = Arxiv(project.cache / "arxiv").work(work.arxiv, offline=offline)
    draft = Drafter.of(project, catalog).draft(work, id_)
    _refuse(draft.known)
    create(path, draft.text)
    click.echo(project.name(path))
    click.echo(
        Message(
            "Now fill in what stands in comments, delete the rest of them, and run `vlmap check`.",
            "接下来请填写注释所提示的内容，删去其余注释，然后运行 `vlmap check`。",
        ).to(chosen_language()),
        err=True,
    )
    return 0


def _refuse(known: Entry | None) -> None:
    if known is not None:
        name = known.document.file
        raise VlmapError(
            Message(
                f"this paper is on the map already: {name}; correct it there; what it introduced: see `introduced_in`",
                f"地图上已有这篇论文：{name}；请在该处订正；若要收录它所提出的数据集或指标，请参阅 `introduced_in`",
            )
        )


def _identifier(arxiv: str) -> str:
    bare = identifiers(arxiv).get("arxiv")
    if bare is None:
        raise UsageMistake(
            Message(
                f"'{arxiv}' is not an arXiv identifier, such as 2103.00020",
                f"“{arxiv}”不是 arXiv 编号；编号形如 2103.00020",
            )
        )
    return bare
