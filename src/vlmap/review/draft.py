"""What a draft pull request made from an issue says, and what the issue is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.review.markdown import code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vlmap.diagnostics import Diagnostic

_MOST = 100
"""So many findings are listed."""


def description(number: int, author: str, file: str, findings: Sequence[Diagnostic]) -> str:
    """Return the text of the pull request: where it comes from, and what is still to be written."""
    left = "".join(
        f"- {code(f'{one.span.line}:{one.span.column}')} {code(one.fact.en, 300)} · {code(one.fact.zh, 300)}\n"
        for one in findings[:_MOST]
    )
    more = "- …\n" if len(findings) > _MOST else ""
    todo = f"\nStill to be written · 尚待填写：\n\n{left}{more}" if findings else ""
    return (
        f"Closes #{number}, written by {code(author)}.\n\n"
        f"{code(file)} is a draft: what is known is filled in, the rest stands in comments. Complete it on this branch"
        " (anybody may, with the pencil beside the file), then mark it as ready for review.\n\n"
        f"由 {code(author)} 在 #{number} 中提出。{code(file)} 是草稿：已知的内容已填好，其余以注释提示。"
        "请在此分支上补全（任何人都可点文件旁的铅笔图标编辑），然后标为可审阅。\n"
        f"{todo}"
    )


def answer(address: str) -> str:
    """Return the answer in the issue."""
    return f"A draft is here, to be completed: {address}\n\n草稿已生成，欢迎补全：{address}\n"


def known(file: str) -> str:
    """Return the answer in the issue about a work that is on the map already."""
    return (
        f"This paper is on the map already: {code(file)}. If something in it is wrong, please correct it there.\n\n"
        f"地图上已有这篇论文：{code(file)}。若内容有误，请直接订正该记录。\n"
    )
