"""What keeps the code usable for another field, and on another machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import ROOT
from vlmap.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES = 300


def words_of_ours() -> set[str]:
    """Every root, category, facet, term, relation and benchmark of this map."""
    taxonomy = yaml.safe_load((ROOT / "taxonomy.yaml").read_text(encoding="utf-8"))
    words = {*taxonomy["roots"], *taxonomy["facets"], *taxonomy["relations"], *taxonomy["benchmarks"]}
    for root in taxonomy["roots"].values():
        words |= set(root["categories"])
    for facet in taxonomy["facets"].values():
        words |= set(facet["terms"])
    return words - {kind.value for kind in Kind}


def literals(path: Path) -> Iterator[str]:
    """Yield every string in a module that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_no_word_of_this_field_in_the_code(path: Path) -> None:
    """Whoever maps another field changes not a line under `src/`."""
    assert not {*literals(path)} & words_of_ours()


def test_no_word_of_this_field_in_the_scripts() -> None:
    for path in (ROOT / "src/vlmap/assets").glob("*.js"):
        found = set(re.findall(r"""["'`]([a-z0-9-]+)["'`]""", path.read_text(encoding="utf-8")))
        assert not found & words_of_ours(), path.name


NETWORK = {"aiohttp", "asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib.request"}


def test_two_modules_know_the_network() -> None:
    """All else works on what is on this machine (see also tests/torture/test_network.py)."""
    knowing = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            knowing |= {path.stem for name in names if {name, name.partition(".")[0]} & NETWORK}
    assert knowing == {"fetch", "github"}


def test_modules_stay_small() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_nothing_names_a_registry_or_a_machine() -> None:
    hosts = re.compile(r"(pypi|pythonhosted|npmjs|debian)\.(org|com|net)|(^|[\s\"'=])/(work|home|root|farm)/")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        path = ROOT / name
        if path.suffix == ".png" or path == Path(__file__) or not path.is_file():
            continue
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            assert not hosts.search(line), f"{name}: {line}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_code_and_the_browsers_libraries(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"vlmap/assets/browse.js", "vlmap/assets/search.js", "vlmap/assets/theme.js"} <= names
    assert {"vlmap/assets/vendor/minisearch.js", "vlmap/assets/vendor/minisearch-LICENSE.txt"} <= names
    assert "vlmap/py.typed" in names
    assert not [name for name in names if name.startswith(("papers", "templates", "tests"))]


def test_it_runs_from_a_wheel_on_a_project_elsewhere(wheel: Path, volcano: object, tmp_path: Path) -> None:
    """Nothing is looked for beside the code: unpacked far from any project, it builds one."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import vlmap; "
        "assert 'installed' in vlmap.__file__; from vlmap.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "installed"), "build", "--project", str(tmp_path / "volcano")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "volcano" / "site" / "zh" / "papers" / "vei" / "index.html").is_file()
