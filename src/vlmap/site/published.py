"""`published-urls.txt`: the addresses that were given out and must keep answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.diagnostics import MOST_ALIKE, Diagnostic, Severity, Span
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Collection

    from vlmap.catalog import Project


def manifest(paths: Collection[str], before: Collection[str] = ()) -> str:
    """Return the file's text: one path below the language a line, sorted; an address once given out stays."""
    return "".join(f"/{path}/\n" if path else "/\n" for path in sorted({*paths, *before}))


def dropped(project: Project, paths: Collection[str]) -> list[Diagnostic]:
    """Return a finding for each published address that no page answers any more (rule `dropped-url`)."""
    file = project.name(project.published)
    findings: list[Diagnostic] = []
    for number, path in enumerate(project.published_paths(), start=1):
        if path in paths:
            continue
        if len(findings) == MOST_ALIKE:
            break
        shown = f"/{path}/"
        old = path.rpartition("/")[2]
        findings.append(
            Diagnostic(
                "dropped-url",
                Severity.ERROR,
                Span(file, number, 1, len(shown) + 1, shown),
                Message(f"no page answers {shown} any more", f"{shown} 已没有对应页面"),
                help=Message(
                    f"if the record was renamed, give it `aliases: [{old}]`; an address once published is kept",
                    f"若记录改了名，请在新记录中写 `aliases: [{old}]`；已发布的地址须一直有效",
                ),
            )
        )
    return findings
