"""The little of GitHub's REST API that the workflows need: issues, commits, a draft pull request."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from vlmap import __version__
from vlmap.errors import VlmapError
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": f"vlmap/{__version__}",
}
_REFUSED = (403, 409, 422)


@dataclass(frozen=True)
class GitHub:
    """One repository, seen with the rights of a token; `branch` and `head` are what is checked out in `folder`."""

    repository: str
    token: str = field(repr=False)
    branch: str = ""
    head: str = ""
    folder: Path = Path()
    base: str = "https://api.github.com"

    @classmethod
    def of_environment(cls) -> GitHub:
        """Return the repository that a workflow runs for. Raises `VlmapError` outside of one."""
        names = ("GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_REF_NAME", "GITHUB_SHA", "GITHUB_WORKSPACE")
        repository, token, branch, head, folder = (os.environ.get(name, "") for name in names)
        if not (token and folder and re.fullmatch(r"[\w.-]+/[\w.-]+", repository, re.ASCII)):
            raise VlmapError(
                Message(
                    "GITHUB_REPOSITORY and GITHUB_TOKEN are not set; this is for a workflow on GitHub",
                    "未设置 GITHUB_REPOSITORY 与 GITHUB_TOKEN；此功能用于 GitHub 工作流",
                )
            )
        return cls(repository, token, branch, head, Path(folder))

    def open_issue(self, label: str) -> dict[str, Any] | None:
        """Return the oldest open issue with a label, or None."""
        found = self._ask("GET", f"issues?state=open&sort=created&direction=asc&per_page=100&labels={quote(label)}")
        return next((issue for issue in found if "pull_request" not in issue), None)

    def create_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue."""
        self._ask("POST", "issues", {"title": title, "body": body, "labels": [label]})

    def change_issue(self, number: int, **fields: str) -> None:
        """Change an issue: its `body`, its `state`."""
        self._ask("PATCH", f"issues/{number}", fields)

    def comment(self, number: int, body: str) -> None:
        """Answer in an issue."""
        self._ask("POST", f"issues/{number}/comments", {"body": body})

    def commit(self, paths: Iterable[Path], title: str) -> None:
        """Put files, as they are on the disk, on the branch in hand. Raises `VlmapError` if it has moved on since."""
        moved = Message(
            f"{self.branch} has moved on; the run for its newest commit does this",
            f"{self.branch} 已有新提交；将由其对应的运行完成",
        )
        made = self._commit(self.head, paths, title)
        self._ask("PATCH", f"git/refs/heads/{quote(self.branch)}", {"sha": made, "force": False}, conflict=moved)

    def propose(self, branch: str, paths: Iterable[Path], title: str, body: str) -> str:
        """Open a draft pull request with files, as they are on the disk, on a new branch, and return its address.

        Raises `VlmapError` where the branch is there already, so that nobody's work is written over.
        """
        base = self._ask("GET", "")["default_branch"]
        start = self._ask("GET", f"git/ref/heads/{quote(base)}")["object"]["sha"]
        made = self._commit(start, paths, title)
        taken = Message(f"the branch {branch} is there already", f"分支 {branch} 已存在")
        self._ask("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": made}, conflict=taken)
        refused = Message(
            "GitHub does not open the pull request; allow it under Settings → Actions → General → Workflow permissions",
            "GitHub 拒绝创建拉取请求；请在 Settings → Actions → General → Workflow permissions 中允许",
        )
        data = {"title": title, "head": branch, "base": base, "body": body, "draft": True}
        return str(self._ask("POST", "pulls", data, conflict=refused)["html_url"])

    def _commit(self, parent: str, paths: Iterable[Path], title: str) -> str:
        """Make a commit that is on no branch yet, and return its hash."""
        tree = self._ask("GET", f"git/commits/{parent}")["tree"]["sha"]
        files = [
            {
                "path": path.resolve().relative_to(self.folder.resolve()).as_posix(),
                "mode": "100644",
                "type": "blob",
                "content": path.read_text(encoding="utf-8"),
            }
            for path in paths
        ]
        tree = self._ask("POST", "git/trees", {"base_tree": tree, "tree": files})["sha"]
        commit = self._ask("POST", "git/commits", {"message": title, "tree": tree, "parents": [parent]})
        return str(commit["sha"])

    def _ask(self, method: str, path: str, data: object = None, *, conflict: Message | None = None) -> Any:
        """Return an answer, read. Raises `VlmapError` for any but success; `conflict` says what a refusal means."""
        address = f"{self.base}/repos/{self.repository}/{path}".rstrip("/")
        headers = {**_HEADERS, "Authorization": f"Bearer {self.token}"}
        try:
            answer = httpx.request(method, address, headers=headers, json=data, timeout=30)
            if answer.is_success:
                return answer.json()
        except (httpx.HTTPError, ValueError) as problem:
            why = str(problem) or type(problem).__name__
            raise VlmapError(Message(f"GitHub cannot be reached ({why})", f"无法访问 GitHub（{why}）")) from problem
        if conflict and answer.status_code in _REFUSED:
            raise VlmapError(conflict)
        where = f"{method} {path.partition('?')[0]}"
        raise VlmapError(
            Message(
                f"GitHub answers {where} with status {answer.status_code}",
                f"GitHub 对 {where} 返回了状态码 {answer.status_code}",
            )
        )
