"""Disks that are full or can only be read: a small one in a namespace of its own where mounting is allowed.

Elsewhere a limit on the size of files stands for the full disk, and missing rights for the one that can only be read.
"""

from __future__ import annotations

import ctypes
import functools
import os
import pickle
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from tests.conftest import ROOT
from tests.torture.kills import Run, trial
from tests.torture.world import CASES, Case, Tree, tree

if TYPE_CHECKING:
    from vlmap.languages import Lang

Kind = Literal["full", "read-only"]

_MOUNT = 'mount -t tmpfs -o size="$1" vlmap "$2" && shift 2 && exec "$@"'
_SIZE = "64m"
_AS_WHO_MAY_MOUNT = (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount"))
_DROP, _CAPABILITIES = 24, (1, 2)
"""`PR_CAPBSET_DROP`; `CAP_DAC_OVERRIDE` and `CAP_DAC_READ_SEARCH`, by which root may write where nobody may."""


class Ending(NamedTuple):
    """How a run ended, what it said on standard error, and what was there then."""

    code: int
    said: str
    left: Tree


@functools.cache
def mounting() -> tuple[str, ...] | None:
    """Return the start of a command that may mount a disk of its own, or None where none may."""
    with tempfile.TemporaryDirectory() as folder:
        for start in _AS_WHO_MAY_MOUNT:
            command = (*start, "sh", "-c", _MOUNT, "sh", _SIZE, folder, "true")
            try:
                if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                    return start
            except FileNotFoundError:
                return None
    return None


def means() -> dict[Kind, str]:
    """Say how a disk of each kind is had here."""
    if mounting():
        return {"full": f"a tmpfs of {_SIZE}", "read-only": "a tmpfs mounted read-only"}
    return {"full": "RLIMIT_FSIZE", "read-only": "no right to write"}


def run_on(kind: Kind, case: Case, template: Path, folder: Path, lang: Lang) -> Ending:
    """Run a command on such a disk, the best that is to be had."""
    start = mounting()
    if start is None:
        return without_mounting(kind, case, template, folder, lang)
    folder.mkdir(exist_ok=True)
    here = (sys.executable, "-m", "tests.torture.disks", kind, case.name, str(template), str(folder), lang)
    command = (*start, "sh", "-c", _MOUNT, "sh", _SIZE, str(folder), *here)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return Ending(*pickle.loads(done.stdout))


def without_mounting(kind: Kind, case: Case, template: Path, folder: Path, lang: Lang) -> Ending:
    """Likewise, with what every system has."""
    with trial(template, folder) as world:
        if kind == "full":
            return _ending(Run(case, world, lang, _allow_no_writing), world)
        modes = {path: path.stat().st_mode for path in (world, *world.rglob("*")) if not path.is_symlink()}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            return _ending(Run(case, world, lang, _be_like_anybody), world)
        finally:
            for path, mode in modes.items():
                path.chmod(mode)


def _allow_no_writing() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def _be_like_anybody() -> None:
    if os.geteuid() == 0:
        for capability in _CAPABILITIES:
            assert ctypes.CDLL(None).prctl(_DROP, capability) == 0


def _ending(run: Run, world: Path) -> Ending:
    return Ending(*run.end(), tree(world))


def main(kind: Kind, name: str, template: str, folder: str, lang: Lang) -> None:
    """Run a command on the disk at `folder`, which was mounted for this process, and print its ending."""
    (case,) = (case for case in CASES if case.name == name)
    with trial(Path(template), Path(folder)) as world:
        if kind == "full":
            filler = Path(folder) / "filler"
            with filler.open("wb", buffering=0) as handle:
                try:
                    while handle.write(bytes(4096)):
                        pass
                except OSError:
                    pass
        else:
            subprocess.run(("mount", "-o", "remount,ro", folder), check=True)
        ending = _ending(Run(case, world, lang), world)
        subprocess.run(("mount", "-o", "remount,rw", folder), check=True)
    sys.stdout.buffer.write(pickle.dumps(tuple(ending)))


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
