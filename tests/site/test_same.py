"""Same in, same out: what the tool prints and writes depends on the project alone.

Each project is taken to two places that differ in everything else: hash seed, time zone, locale, the order in which
folders list their files, the path of the checkout, the times of files, the number of processes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, copy_volcano

if TYPE_CHECKING:
    from pathlib import Path

HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "SHUFFLE": ""}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "SHUFFLE": "7"}

SHUFFLED = """
import os, random, sys
listdir, scandir, seed = os.listdir, os.scandir, os.environ["SHUFFLE"]

def shuffled(found):
    found = sorted(found, key=lambda one: getattr(one, 'name', one))
    random.Random(seed).shuffle(found)
    return found

class Scan:
    def __init__(self, path): self.found = iter(shuffled(scandir(path)))
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass

if seed:
    os.listdir = lambda *path: shuffled(listdir(*path))
    os.scandir = lambda path=".": Scan(path)
from vlmap.cli import main
main()
"""

BROKEN = {
    "papers/vei.yaml": [("relation: refines", "relation: refinse"), ("date: 1982-02", "date: 1982-13")],
    "papers/mogi.yaml": [
        ("    - displacement", "    - displacment"),
        ("  en: A small", "  en: On the [[web]], 3 small"),
    ],
    "taxonomy.yaml": [("    direction: lower", "    direction: lower\n    dataset: nowhere")],
}


def run(surroundings: dict[str, str], *arguments: str, cwd: Path) -> bytes:
    """Run the command line in other surroundings and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-c", SHUFFLED, *arguments],
        cwd=cwd,
        env={**environment, "VLMAP_LANG": "en", "GITHUB_ACTIONS": "", **surroundings},
        capture_output=True,
        check=False,
        timeout=600,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def age(folder: Path) -> None:
    """Give every file another time."""
    for path in folder.rglob("*"):
        os.utime(path, (315_532_800, 315_532_800))


@pytest.fixture
def places(tmp_path: Path) -> dict[Path, dict[str, str]]:
    """Two copies of the small project, each with its surroundings."""
    here, there = tmp_path / "a", tmp_path / "另一处" / "a folder & more"
    for folder in (here, there):
        folder.parent.mkdir(exist_ok=True)
        copy_volcano(folder)
        for name in ("README.md", "README_zh.md"):
            (folder / name).write_text("<!-- catalogue: begin -->\n<!-- catalogue: end -->\n", encoding="utf-8")
    age(there)
    return {here: HERE, there: THERE}


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check_prints_the_same(form: str, places: dict[Path, dict[str, str]]) -> None:
    for folder in places:
        for name, edits in BROKEN.items():
            path = folder / name
            text = path.read_text(encoding="utf-8")
            for old, new in edits:
                assert text.count(old) == 1
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
        (folder / "papers" / "Mogi.yml").write_bytes("name: 火山".encode("gbk"))
    for lang in ("en", "zh"):
        one, other = (run(around, "check", "--format", form, "--lang", lang, cwd=at) for at, around in places.items())
        assert one.count(b"dangling-dataset") == 1
        assert one == other


def test_refresh_and_build_write_the_same(places: dict[Path, dict[str, str]]) -> None:
    printed, written = [], []
    for folder, around in places.items():
        printed.append(run(around, "refresh", cwd=folder))
        plain = {**around, "PYTHONUTF8": "0"} if around is THERE else around  # files are UTF-8 even where Python is not
        printed.append(run(plain, "build", "--jobs", "1", cwd=folder))
        written.append(files(folder))
    assert printed[:2] == printed[2:]
    assert len(written[0]) > 100
    assert written[0].keys() == written[1].keys()
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


def test_the_real_site_is_the_same_in_other_surroundings(site: Path, tmp_path: Path) -> None:
    there = tmp_path / "另一处" / "a folder & more"
    there.mkdir(parents=True)
    for name in ("papers", "paths", "templates", "docs"):
        shutil.copytree(ROOT / name, there / name)
    for name in ("taxonomy.yaml", "mkdocs.yml", "translations.lock", "published-urls.txt"):
        shutil.copy(ROOT / name, there / name)
    age(there)
    run({**THERE, "PYTHONUTF8": "0"}, "build", "--jobs", "3", cwd=there)
    one, other = files(site), files(there / "site")
    assert len(one) > 1000
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
