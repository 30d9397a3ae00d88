"""What we are given and what we hand on: licences known and allowed, archives the same for everyone who packs them."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / "requirements" / "licences.py"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def licences() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_the_page_of_licences_is_what_the_pins_make_it(licences: dict[str, Any]) -> None:
    assert licences["FILE"].read_text(encoding="utf-8") == licences["page"](), "run `make licences`"


def test_every_pin_is_listed_and_its_licence_allowed(licences: dict[str, Any]) -> None:
    pins = [*licences["python_pins"](), *licences["npm_pins"]()]
    rows = set((ROOT / "docs" / "dev" / "licences.md").read_text(encoding="utf-8").splitlines())
    assert len(pins) > 100
    for pin in pins:
        assert f"| {' | '.join(pin)} |" in rows
        assert licences["allowed"](pin.licence), f"{pin.name}: {pin.licence}"


def test_no_pin_escapes_the_list(licences: dict[str, Any]) -> None:
    """Counted another way: by the lines that carry hashes."""
    names = {
        match[1]
        for file in (ROOT / "requirements").glob("*.txt")
        for match in re.finditer(r"^([^\s#=]+)==.*\\\n +--hash", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert names == {pin.name for pin in licences["python_pins"]()}


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("?", False),
    ],
)
def test_a_licence_that_binds_more_is_not_allowed(licence: str, fine: bool, licences: dict[str, Any]) -> None:
    assert licences["allowed"](licence) is fine


def test_every_requirement_has_a_hash() -> None:
    for file in (ROOT / "requirements").glob("[!j]*.txt"):  # j: a licence
        pinned = re.split(r"\n(?=\S)", file.read_text(encoding="utf-8").strip())
        assert all("--hash=sha256:" in one for one in pinned if not one.startswith("#")), file.name


# --- what is packed ----------------------------------------------------------------------------------------------


def dist(project: Path, folder: Path, umask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """Run `make dist` with the tools of this environment and return the archives."""
    settings = ("dist", f"DIST={folder}", f"BIN={Path(sys.executable).parent}", "--old-file=.venv/site.done")
    subprocess.run(
        ["make", "--silent", *settings],
        cwd=project,
        env={**os.environ, **environment},
        umask=umask,
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    """To whoever packs it, whenever, in whatever surroundings, and from the source archive, too."""
    one = dist(ROOT, tmp_path / "one")
    assert sorted(Path(name).suffix for name in one) == [".gz", ".whl"]
    two = dist(ROOT, tmp_path / "two", 0o077, TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="7")
    assert two == one

    (archive,) = (tmp_path / "one").glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
        moment = str(int(max(member.mtime for member in packed)))
    (project,) = (tmp_path / "unpacked").iterdir()
    for path in project.rglob("*"):
        os.utime(path)
    three = dist(project, tmp_path / "three", SOURCE_DATE_EPOCH=moment)
    (wheel,) = (name for name in one if name.endswith(".whl"))
    assert three[wheel] == one[wheel]


def test_the_archives_hold_nothing_of_the_machine(tmp_path: Path) -> None:
    dist(ROOT, tmp_path / "dist")
    shutil.unpack_archive(next((tmp_path / "dist").glob("*.tar.gz")), tmp_path / "source", filter="data")
    (project,) = (tmp_path / "source").iterdir()
    assert (project / "src/vlmap/assets/vendor/json-schema/index.js").is_file(), "to build from here takes no npm"
    names = {path.name for path in project.iterdir()} | {path.name for path in (project / "src").rglob("*")}
    assert not names & {".git", ".venv", ".cache", "build", "dist", "node_modules", "__pycache__"}


# --- who judges and who answers ----------------------------------------------------------------------------------


def test_the_word_on_security_is_in_both_languages_and_names_no_address() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert HAN.search(text)
    assert "Report a vulnerability" in text
    assert not re.search(r"\S@\S|https?://", text)
