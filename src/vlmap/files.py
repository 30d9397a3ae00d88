"""Writing whole or not at all: whoever looks sees the old or the new, never half of either.

What is being written stands beside its place under a hidden name, and is moved there when it is on the disk. A run that
is told to stop takes it away (`drop`); what one leaves behind that was killed, the next that writes there removes. It
knows by a lock, of which the system relieves the dead, that nobody is at work on it any more.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import re
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HIDDEN = re.compile(r"\..+\.[0-9a-f]{8}\.vlmap~", re.DOTALL)
_in_hand: set[Path] = set()
"""The hidden files and folders of this process."""

_WITHOUT_REPLACING, _EXCHANGING = 1, 2
"""Flags of `renameat2` (linux/fs.h)."""
_FROM_HERE = -100
"""`AT_FDCWD`: a path that is not absolute starts where the process is."""


def write(path: Path, content: str | bytes) -> None:
    """Put a text or bytes in the place of a file, which keeps its mode, or make the file and the folders on the way.

    Through a link, the file it leads to is written. What is not a plain file, as `/dev/stdout`, is written to as it is.
    """
    raw = content.encode() if isinstance(content, str) else content
    with _told_of(path):
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
            return
        path = path.resolve()
        with _holding(path, raw) as temporary:
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        _settle(path.parent)


def create(path: Path, text: str) -> None:
    """Make a file with a text. Raises `FileExistsError` if anything has that name, and leaves it alone."""
    with _told_of(path):
        with _holding(path, text.encode()) as temporary:
            if not _renamed(temporary, path, _WITHOUT_REPLACING):
                path.hardlink_to(temporary)  # unlike a plain rename, never in the place of another
        _settle(path.parent)


@contextlib.contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Yield a hidden folder beside `path`, ours alone, to make in it what is to come there; afterwards it is gone."""
    with _told_of(path), _temporary(path, functools.partial(Path.mkdir, mode=0o700)) as temporary:
        yield temporary


def exchange(fresh: Path, place: Path) -> None:
    """Put a folder in its place, and beside where it was what stood there.

    On Linux that is one step. Elsewhere it is two, with nothing in the place for a moment.
    """
    with _locked(place.parent):
        if not place.exists():
            fresh.rename(place)
        elif not _renamed(fresh, place, _EXCHANGING):
            place.rename(fresh.with_name("old"))
            fresh.rename(place)


def drop() -> None:
    """Remove whatever is half written, for a process that ends here and now."""
    for path in tuple(_in_hand):
        _remove(path)


@contextlib.contextmanager
def _holding(path: Path, content: bytes) -> Iterator[Path]:
    """Yield a hidden file beside `path` that holds some bytes, safely on the disk; afterwards it is gone."""
    with _temporary(path, functools.partial(Path.touch, exist_ok=False)) as temporary:
        with temporary.open("r+b") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        yield temporary


@contextlib.contextmanager
def _temporary(path: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """Yield what `make` makes of a hidden name beside `path`, locked; afterwards it is gone, if it was not moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.vlmap~")
    _in_hand.add(temporary)
    try:
        with contextlib.ExitStack() as held:
            with _locked(path.parent) as alone:
                if alone:
                    _sweep(path.parent)
                make(temporary)
                held.enter_context(_locked(temporary))
            yield temporary
    finally:
        _remove(temporary)
        _in_hand.discard(temporary)


@functools.cache
def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left in a folder; once a run is enough."""
    with contextlib.suppress(OSError):
        for path in [path for path in folder.iterdir() if _HIDDEN.fullmatch(path.name)]:
            with _locked(path, wait=False) as nobodys:
                if nobodys:
                    _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a file or folder against other runs of ours, and tell whether it is: not on Windows or every network."""
    handle, is_locked = -1, False
    try:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                is_locked = True
        yield is_locked
    finally:
        if handle >= 0:
            os.close(handle)


def _renamed(source: Path, target: Path, flag: int) -> bool:
    """Rename as Linux can and Python cannot; tell whether that is possible here."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(_FROM_HERE, os.fsencode(source), _FROM_HERE, os.fsencode(target), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):  # this file system cannot
        return False
    raise OSError(number, os.strerror(number), str(target))


@contextlib.contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Have the errors of the system name what was to be written, not the hidden file beside it, or nothing."""
    try:
        yield
    except OSError as problem:
        named = problem.filename
        if named is None or any(_HIDDEN.fullmatch(part) for part in Path(os.fsdecode(named)).parts):
            problem.filename, problem.filename2 = str(path), None
        raise


def _settle(folder: Path) -> None:
    """Have the system note the new name on the disk, where it can be asked to."""
    with contextlib.suppress(OSError):  # not on Windows
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
