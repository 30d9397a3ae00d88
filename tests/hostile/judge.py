"""Runs the command line on hostile input, and says what became of it.

One process stays warm and forks for each run, so that a run costs milliseconds and yet may die, hang or take all memory
without harm: the fork has limits, and the system counts what it alone used. Talks in lines of JSON.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MIB = 1024 * 1024
MOST_SECONDS = 2.0
"""Of processor time, which does not depend on what else the machine does."""
MOST_BYTES = 300 * MIB

_PATIENCE = 60
"""Seconds of waiting for what never comes, as from a FIFO, which use no processor time."""


@dataclass(frozen=True)
class Verdict:
    """How one run ended: exit code or signal, what it used, what it said."""

    code: int
    signal: int
    seconds: float
    bytes: int
    out: str
    err: str


class Judge:
    """The warm process, seen from the tests."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.judge"],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "VLMAP_LANG": "en", "GITHUB_ACTIONS": "", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, cwd: Path) -> Verdict:
        """Run the command line in a folder."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps([str(cwd), *arguments]) + "\n")
        stdin.flush()
        self.verdicts.append(Verdict(**json.loads(stdout.readline())))
        return self.verdicts[-1]

    def figures(self) -> str:
        """Say how many inputs were tried, and how much the worst of them took."""
        slowest = max(verdict.seconds for verdict in self.verdicts)
        largest = max(verdict.bytes for verdict in self.verdicts) // MIB
        return f"{len(self.verdicts)} hostile inputs: at most {slowest:.2f} s of processor time and {largest} MiB each"

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _sit() -> None:
    from vlmap.cli import main
    from vlmap.cli.main import cli  # noqa: F401 (warm, as the next, and with them nearly everything)
    from vlmap.site.publish import publish  # noqa: F401

    for line in sys.stdin:
        cwd, *arguments = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                _limit(cwd, out, err)
                sys.argv = ["vlmap", *arguments]
                try:
                    main()
                except SystemExit as end:
                    sys.stdout.flush()
                    sys.stderr.flush()
                    os._exit(int(end.code or 0))
                finally:
                    os._exit(99)
            _, status, used = os.wait4(child, 0)
            verdict = {
                "code": os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else -1,
                "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                "seconds": used.ru_utime + used.ru_stime,
                "bytes": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
                "out": _text(out),
                "err": _text(err),
            }
        sys.stdout.write(json.dumps(verdict) + "\n")
        sys.stdout.flush()


def _limit(cwd: str, out: IO[bytes], err: IO[bytes]) -> None:
    os.chdir(cwd)
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    signal.alarm(_PATIENCE)
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * MIB, 256 * MIB))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (2048 * MIB, 2048 * MIB))
    if sys.platform == "linux" and os.geteuid() == 0:  # root may read everything: give up all such rights
        ctypes.CDLL(None).capset(struct.pack("=II", 0x20080522, 0), bytes(24))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(MIB).decode("utf-8", "replace")


if __name__ == "__main__":
    _sit()
