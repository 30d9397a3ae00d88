"""The one issue that says which links are dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from vlmap.languages import LANGUAGES
from vlmap.report import counted
from vlmap.review.markdown import code

if TYPE_CHECKING:
    from vlmap.checks.linkcheck import LinkCheck

LABEL = "dead-links"
TITLE = "Dead links · 失效链接"
MOST_PLACES = 10
"""So many places of one link are listed."""

MOST_CHARACTERS = 60_000
"""The text of an issue is limited to 65,536."""


class Issues(Protocol):
    """Where issues are kept."""

    def open_issue(self, label: str) -> dict[str, Any] | None:
        """Return the open issue with a label."""

    def create_issue(self, title: str, body: str, label: str) -> None:
        """Open one."""

    def change_issue(self, number: int, **fields: str) -> None:
        """Change one."""


def keep_issue(issues: Issues, found: LinkCheck) -> None:
    """Open the issue where links died, bring it up to date, and close it when all of them answer again."""
    there = issues.open_issue(LABEL)
    if found.dead and there is None:
        issues.create_issue(TITLE, body(found), LABEL)
    elif found.dead and there is not None:
        issues.change_issue(there["number"], body=body(found))
    elif there is not None:
        issues.change_issue(there["number"], body=body(found), state="closed")


def body(found: LinkCheck) -> str:
    """Return what the issue says, in both languages."""
    places: dict[str, list[str]] = {}
    reasons = {link.url: link.reason for link in found.dead}
    for link in found.dead:
        places.setdefault(link.url, []).append(link.place)
    if not places:
        return f"Checked on {found.checked}: every link answers.\n\n{found.checked} 检查：所有链接均可访问。\n"
    count = len(places)
    head = (
        f"Checked on {found.checked}: {counted(count, 'link')} dead. Give each a living address, or take it out. "
        "The next check brings this issue up to date, and closes it when none is left.\n\n"
        f"{found.checked} 检查：{count} 个链接失效。请改用有效的网址，或将其删去。"
        "下次检查会更新本议题，不再有失效链接时自动关闭。\n\n"
    )
    lines, room = [], MOST_CHARACTERS - len(head)
    for url, named in places.items():
        where = ", ".join(code(place) for place in named[:MOST_PLACES]) + (" …" if len(named) > MOST_PLACES else "")
        said = " · ".join(code(reasons[url].best(lang)[0], 300) for lang in LANGUAGES)
        line = f"- {where}\n  {code(url, 300)}\n  {said}\n"
        room -= len(line)
        if room < 0:
            lines.append("- …\n")
            break
        lines.append(line)
    return head + "".join(lines)
