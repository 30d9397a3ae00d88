"""Every input of the threat model gets a clean answer.

A clean answer: exit code 1 (2 where nothing can be run at all), a first line that names file and line and was written
here by hand, no traceback, no signal, no file changed, at most 2 seconds of processor time and 300 MiB.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, VOLCANO
from tests.hostile import crossing, encodings, files, harmless, project, structure, taxonomy, values
from tests.hostile.case import said
from tests.hostile.conftest import FIGURES
from tests.hostile.judge import MOST_BYTES, MOST_SECONDS, Judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.hostile.case import Case

TABLES = {
    module.__name__.rpartition(".")[2]: module.CASES
    for module in (encodings, structure, values, taxonomy, files, crossing, project)
}
REFUSED = [pytest.param(case, id=f"{table}/{case.name}") for table, cases in TABLES.items() for case in cases]
ACCEPTED = [pytest.param(case, id=case.name) for case in harmless.CASES]


@pytest.fixture(scope="module")
def judge(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """One warm process for all; at the end, its figures are printed."""
    one = Judge()
    yield one
    one.close()
    request.config.stash[FIGURES] = one.figures()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small project, to be spoilt; its templates too where they matter."""
    return shutil.copytree(VOLCANO, tmp_path / "volcano")


def everything(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    """Return the state of all files of a project, whatever kind they are."""
    found: dict[str, tuple[int, bytes | str]] = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        content: bytes | str = b""
        if stat.S_ISLNK(status.st_mode):
            content = os.fspath(path.readlink())
        elif stat.S_ISREG(status.st_mode):
            content = path.read_bytes() if status.st_size < 1 << 26 else str(status.st_size)
        if ".cache" not in path.parts:
            found[os.fspath(path)] = (status.st_mode, content)
    return found


@pytest.mark.parametrize("case", REFUSED)
def test_a_clean_answer(case: Case, folder: Path, judge: Judge) -> None:
    if case.command[0] != "check":
        shutil.copytree(ROOT / "templates", folder / "templates")
    case.spoil(folder)
    before = everything(folder)
    verdict = judge.run(*case.command, cwd=folder)
    after = everything(folder)
    first = (verdict.out or verdict.err).split("\n", 1)[0].replace(str(folder), "PROJECT")
    expected = said(case.expected)
    assert first == expected or (expected.endswith("…") and first.startswith(expected[:-1]))
    assert verdict.code == case.code
    assert verdict.signal == 0
    assert "Traceback" not in verdict.out + verdict.err
    assert "internal error" not in verdict.out + verdict.err
    assert verdict.seconds <= MOST_SECONDS
    assert verdict.bytes <= MOST_BYTES
    assert after == before


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_harmless_is_accepted(case: Case, folder: Path, judge: Judge) -> None:
    case.spoil(folder)
    verdict = judge.run("check", "--strict", cwd=folder)
    assert verdict.out == harmless.CLEAN
    assert verdict.code == 0


def test_the_corpus_is_large() -> None:
    assert len(REFUSED) >= 250
    assert len({param.id for param in REFUSED}) == len(REFUSED)


@pytest.mark.parametrize("page", ["docs/reliability.md", "docs/zh/reliability.md"])
def test_the_page_of_promises_has_these_figures(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [int(count) for count in re.findall(r"^\| [^|]+ \| ([0-9]+) \|", text, re.MULTILINE)] == [
        len(cases) for cases in TABLES.values()
    ]
    assert all(re.search(rf"\b{len(cases)}\b", text) for cases in (REFUSED, ACCEPTED))
