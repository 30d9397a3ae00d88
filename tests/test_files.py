"""Files are written whole or not at all, and nothing is left lying beside them."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vlmap.files import create, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_made_with_its_folders_and_may_be_read_by_whom_the_system_says(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.yaml"
    write(path, "name: 中\n")
    (tmp_path / "y").touch()
    assert path.read_bytes() == "name: 中\n".encode()
    assert path.stat().st_mode == (tmp_path / "y").stat().st_mode
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")
    path.chmod(mode)
    write(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    (tmp_path / "link").symlink_to("x")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "x").read_text() == "new"


def test_a_device_is_written_to() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from pathlib import Path; from vlmap.files import write; write(Path('/dev/stdout'), 'x')",
        ],
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"x"


def test_nothing_is_overwritten_by_making_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    create(path, "first")
    for target in (path, tmp_path / "dangling"):
        if target != path:
            target.symlink_to("nowhere")
        with pytest.raises(FileExistsError):
            create(target, "second")
    assert path.read_text() == "first"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["dangling", "x.yaml"]


def test_a_text_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write(path, "new \ud800")
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_process_killed_at_any_moment_leaves_one_text_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    texts = ["a" * 300_000, "b" * 300_000]
    write(path, texts[0])
    script = (
        "import sys; from pathlib import Path; from vlmap.files import write\n"
        "print('go', flush=True)\n"
        "while True:\n  write(Path(sys.argv[1]), 'a' * 300_000); write(Path(sys.argv[1]), 'b' * 300_000)\n"
    )
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            for _ in range(50):
                assert path.read_text() in texts
            os.kill(process.pid, signal.SIGKILL)
        assert path.read_text() in texts
