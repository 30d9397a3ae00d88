"""What the tests share: small projects to break, the real one to hold, and a browser to look with."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vlmap.catalog import Project, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Loaded

pytest_plugins = ["tests.arxiv_api", "tests.repository"]

ROOT = Path(__file__).parent.parent
VOLCANO = Path(__file__).parent / "projects" / "volcano"


@pytest.fixture(scope="session", autouse=True)
def _memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests leave for each other is not what they find on the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VLMAP_CACHE", str(tmp_path_factory.mktemp("memory")))
        yield


@pytest.fixture(scope="session")
def real() -> Project:
    """The project of this repository."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def real_loaded(real: Project) -> Loaded:
    """The real records, read once."""
    return load(real)


@pytest.fixture
def volcano(tmp_path: Path) -> Project:
    """A copy of the small project of another field, to be changed at will."""
    return copy_volcano(tmp_path / "volcano")


def copy_volcano(folder: Path) -> Project:
    """Copy the small project; it takes its templates from the repository, as a fork would start out."""
    shutil.copytree(VOLCANO, folder)
    shutil.copytree(ROOT / "templates", folder / "templates")
    return Project(folder)


@pytest.fixture
def vlmap(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line as people do, in a language of one's choice."""

    def run(*arguments: str, cwd: Path, lang: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from vlmap.cli import main; main()", *arguments],
            cwd=cwd,
            env={**os.environ, "VLMAP_LANG": lang, "GITHUB_ACTIONS": "", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return run


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the browser went on before it had all
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
