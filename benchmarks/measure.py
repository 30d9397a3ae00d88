"""What a command costs: wall time, processor time of it and all its children, and the memory they hold together.

Memory is the peak of the summed PSS (what a process holds alone, and its share of what several hold), over the process
and all its descendants, looked at twenty times a second, or less often where a look takes long: the system then walks
through gigabytes. Forked processes share most of their memory, so that adding up what each may see (RSS) would count it
again for each.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INTERVAL = 0.05
"""Seconds from one look at the memory to the next, at least."""

SHARE = 0.05
"""The share of a processor that looking may take."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used: seconds of wall and of processor time, and bytes of memory at the peak."""

    wall: float
    cpu: float
    peak: int

    def then(self, other: Usage) -> Usage:
        """Return what both use together, one after the other."""
        return Usage(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


class CommandFailed(Exception):
    """A command that is timed did not succeed: its figures would mean nothing."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Usage:
    """Run a command in a folder to its end. Raises `CommandFailed` with its last words if it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=said, stderr=subprocess.STDOUT
        )
        with MemoryPeak(process.pid) as memory:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode(errors="replace")[-2000:]
            raise CommandFailed(f"{shlex.join(command)} in {folder} ended with {process.returncode}:\n{last}")
    return Usage(wall, used.ru_utime + used.ru_stime, memory.peak)


class MemoryPeak:
    """Watches a process and its descendants from a thread while the `with` block runs; `peak` is the most they held."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        taken = 0.0
        while not self._over.wait(max(INTERVAL, taken / SHARE)):
            started = time.thread_time()
            self.peak = max(self.peak, sum(map(_pss, _family(self._pid))))
            taken = time.thread_time() - started


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all that descend from it, as far as they are there."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # gone in the meantime
            continue
        for child in children:
            yield from _family(int(child))


def _pss(pid: int) -> int:
    """Return the proportional share of memory of a process in bytes, 0 once it is gone."""
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open("rb") as lines:
            return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
    except OSError:
        return 0
