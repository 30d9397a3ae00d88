"""The part of GitHub's REST API that vlmap uses, on this machine, as its reference describes it."""

from __future__ import annotations

import http.server
import json
import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY, TOKEN = "someone/map", "a-token"


@dataclass
class State:
    """One repository: its issues with their comments, its branches, commits, trees and pull requests."""

    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=lambda: {"main": "c0"})
    commits: dict[str, dict[str, Any]] = field(default_factory=lambda: {"c0": {"tree": {"sha": "t0"}, "parents": []}})
    trees: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    may_open_pulls: bool = True

    def files(self, branch: str) -> dict[str, str]:
        """Return what the last commit of a branch put there."""
        tree = self.commits[self.branches[branch]]["tree"]["sha"]
        return {file["path"]: file["content"] for file in self.trees[tree]}


class Server(http.server.ThreadingHTTPServer):
    state: State

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def _do(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        data = json.loads(self.rfile.read(length)) if length else {}
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self._answer(401, {"message": "Bad credentials"})
        path = parts.path.removeprefix(f"/repos/{REPOSITORY}").strip("/")
        for method, pattern, name in ROUTES:
            if method == self.command and (match := re.fullmatch(pattern, path)):
                return self._answer(*getattr(self, f"_{name}")(data, parse_qs(parts.query), *match.groups()))
        return self._answer(404, {"message": "Not Found"})

    do_GET = do_POST = do_PATCH = _do  # noqa: N815 (names that the library looks for)

    def _answer(self, status: int, data: object) -> None:
        raw = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _repository(self, *_: Any) -> tuple[int, Any]:
        return 200, {"default_branch": "main"}

    def _issues(self, _: Any, query: dict[str, list[str]]) -> tuple[int, Any]:
        wanted, state = query["labels"][0], query["state"][0]
        return 200, [
            issue for issue in self.server.state.issues if issue["state"] == state and wanted in issue["labels"]
        ]

    def _open(self, data: Any, _: Any) -> tuple[int, Any]:
        made = {"number": len(self.server.state.issues) + 1, "state": "open", **data}
        self.server.state.issues.append(made)
        return 201, made

    def _change(self, data: Any, _: Any, number: str) -> tuple[int, Any]:
        issue = next(issue for issue in self.server.state.issues if issue["number"] == int(number))
        issue.update(data)
        return 200, issue

    def _comment(self, data: Any, _: Any, number: str) -> tuple[int, Any]:
        self.server.state.comments.append((int(number), data["body"]))
        return 201, {}

    def _ref(self, _data: Any, _query: Any, branch: str) -> tuple[int, Any]:
        return 200, {"object": {"sha": self.server.state.branches[branch]}}

    def _make_ref(self, data: Any, _: Any) -> tuple[int, Any]:
        branch = data["ref"].removeprefix("refs/heads/")
        if branch in self.server.state.branches:
            return 422, {"message": "Reference already exists"}
        self.server.state.branches[branch] = data["sha"]
        return 201, {}

    def _move_ref(self, data: Any, _: Any, branch: str) -> tuple[int, Any]:
        state = self.server.state
        if state.branches[branch] not in state.commits[data["sha"]]["parents"]:
            return 422, {"message": "Update is not a fast forward"}
        state.branches[branch] = data["sha"]
        return 200, {}

    def _commit(self, _data: Any, _query: Any, sha: str) -> tuple[int, Any]:
        return 200, self.server.state.commits[sha]

    def _make_tree(self, data: Any, _: Any) -> tuple[int, Any]:
        sha = f"t{len(self.server.state.trees) + 1}"
        self.server.state.trees[sha] = data["tree"]
        return 201, {"sha": sha}

    def _make_commit(self, data: Any, _: Any) -> tuple[int, Any]:
        sha = f"c{len(self.server.state.commits)}"
        self.server.state.commits[sha] = {**data, "tree": {"sha": data["tree"]}}
        return 201, {"sha": sha}

    def _make_pull(self, data: Any, _: Any) -> tuple[int, Any]:
        if not self.server.state.may_open_pulls:
            return 403, {"message": "GitHub Actions is not permitted to create or approve pull requests."}
        self.server.state.pulls.append(data)
        return 201, {"html_url": f"https://github.com/{REPOSITORY}/pull/{len(self.server.state.pulls)}"}


ROUTES = [
    ("GET", "", "repository"),
    ("GET", "issues", "issues"),
    ("POST", "issues", "open"),
    ("PATCH", "issues/([0-9]+)", "change"),
    ("POST", "issues/([0-9]+)/comments", "comment"),
    ("GET", "git/ref/heads/(.+)", "ref"),
    ("POST", "git/refs", "make_ref"),
    ("PATCH", "git/refs/heads/(.+)", "move_ref"),
    ("GET", "git/commits/(.+)", "commit"),
    ("POST", "git/trees", "make_tree"),
    ("POST", "git/commits", "make_commit"),
    ("POST", "pulls", "make_pull"),
]


def serve() -> Iterator[Server]:
    """Yield a running server with an empty repository."""
    server = Server(("127.0.0.1", 0), _Handler)
    server.state = State()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
