"""What a command says and leaves on a disk that takes nothing: one line in either language, and all as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.torture.disks import Ending, Kind, run_on, without_mounting
from tests.torture.kills import damage, hidden

if TYPE_CHECKING:
    from pathlib import Path

    from tests.torture.kills import Undisturbed
    from tests.torture.world import Case
    from vlmap.languages import Lang

SAID: dict[str, dict[Lang, str]] = {
    "full": {"en": "the disk is full; make room and run the command again", "zh": "磁盘已满；请腾出空间后重新运行"},
    "limit": {
        "en": "the file would be larger than files may be here; "
        "raise the limit (`ulimit -f`) and run the command again",
        "zh": "文件超出此处允许的大小；请调高上限（`ulimit -f`）后重新运行",
    },
    "read-only": {
        "en": "this disk can only be read; make it writable, or write to another place",
        "zh": "该磁盘只读；请改为可写，或写到其他位置",
    },
    "rights": {
        "en": "this is not allowed here; see who owns it and who may read or write it",
        "zh": "没有权限；请查看其所有者与读写权限",
    },
}
FRAME: dict[Lang, str] = {"en": r"vlmap: cannot use \S+: (.*)\n", "zh": r"vlmap: 无法使用 \S+：(.*)\n"}
NOWHERE = "vlmap: no folder for temporary files can be written to; make room, or name one in TMPDIR\n"


def must_have_refused(ending: Ending, reasons: tuple[str, ...], known: Undisturbed, lang: Lang) -> None:
    """One line says which file, why and what to do; no file is torn, lost or left behind."""
    line = re.fullmatch(FRAME[lang], ending.said)
    said = line[1] if line else ending.said
    assert said in {SAID[reason][lang] for reason in reasons} | {NOWHERE}
    assert ending.code == 2
    assert damage(known, ending.left) == []
    assert hidden(ending.left) == []


@pytest.mark.parametrize(("kind", "lang"), [("full", "en"), ("read-only", "zh")])
def test_a_disk_that_takes_nothing(
    kind: Kind, lang: Lang, case: Case, known: Undisturbed, template: Path, tmp_path: Path
) -> None:
    reasons = {"full": ("full", "limit"), "read-only": ("read-only", "rights")}[kind]
    must_have_refused(run_on(kind, case, template, tmp_path / "disk", lang), reasons, known, lang)


@pytest.mark.parametrize(("kind", "reason"), [("full", "limit"), ("read-only", "rights")])
def test_a_limit_and_missing_rights(
    kind: Kind, reason: str, case: Case, known: Undisturbed, template: Path, tmp_path: Path
) -> None:
    """What stands for such a disk where none can be mounted, and happens anywhere."""
    ending = without_mounting(kind, case, template, tmp_path / "disk", "en")
    must_have_refused(ending, (reason,), known, "en")
