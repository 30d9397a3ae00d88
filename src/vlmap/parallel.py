"""The same work on many things, over the processors of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import struct
import threading
from typing import TYPE_CHECKING, TypeVar

from vlmap.errors import WorkerLost
from vlmap.languages import Message
from vlmap.progress import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 64
"""With fewer things than this, starting processes costs more than it saves."""

AT_ONCE = 8
"""So many things a process takes at a time."""

MOST = 1000
"""So many times they do so at most: what is waiting must fit into a pipe."""


def over(work: Callable[[Iterable[T]], R], things: Sequence[T], what: Message, jobs: int | None = None) -> list[R]:
    """Work on shares of things at once, `jobs` of them, by default one a processor; return what came of each.

    `what` says on a terminal what is being done. A share is whatever its process finds time for, in order. One is
    worked on here, the others in forks of this process, which share what is in memory without copying it; what they
    return is pickled on its way back. Where a fork is not to be had, or is not safe because threads run, everything is
    done here. An exception in a fork is raised here. Raises `WorkerLost` where one was killed.
    """
    jobs = jobs or os.cpu_count() or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if jobs == 1 or len(things) < WORTH_IT or not can_fork:
        return [work(told(what, enumerate(things), len(things)))]
    gc.freeze()  # what is in memory now stays: neither searched for garbage nor, for that, copied by the forks
    context = multiprocessing.get_context("fork")
    queue = _queue(len(things))
    forks = []
    try:
        for _ in range(1, jobs):
            receiver, sender = context.Pipe(duplex=False)
            fork = context.Process(target=_send, args=(sender, work, things, queue))
            fork.start()
            sender.close()
            forks.append((fork, receiver))
        ours = work(told(what, _share(things, queue), len(things)))
        return [ours, *(_received(receiver) for _, receiver in forks)]
    finally:
        os.close(queue)
        for fork, receiver in forks:
            receiver.close()
            fork.kill()  # which is nothing to one that is done
            fork.join()


def _queue(count: int) -> int:
    """Return a pipe to read from which things are next: it needs no lock, which a dead process might hold."""
    at_once = max(AT_ONCE, count // MOST + 1)
    reader, writer = os.pipe()
    with open(writer, "wb") as handle:  # noqa: PTH123 (a pipe)
        handle.writelines(struct.pack("<II", start, min(start + at_once, count)) for start in range(0, count, at_once))
    return reader


def _share(things: Sequence[T], queue: int) -> Iterator[tuple[int, T]]:
    """Yield things that no other process has, each with its number."""
    while taken := os.read(queue, struct.calcsize("<II")):
        start, end = struct.unpack("<II", taken)
        yield from enumerate(things[start:end], start)


def _send(sender: Connection, work: Callable[[Iterable[T]], R], things: Sequence[T], queue: int) -> None:
    """Work on a share, and send what came of it and no problem, or none and what went wrong."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # what there is to say and to clear away is the parent's
    try:
        sender.send((work(thing for _, thing in _share(things, queue)), None))
    except Exception as problem:  # noqa: BLE001 (whatever it is, it is raised again by the parent)
        sender.send((None, problem if _can_be_sent(problem) else RuntimeError(f"{type(problem).__name__}: {problem}")))


def _can_be_sent(problem: Exception) -> bool:
    try:
        return bool(pickle.loads(pickle.dumps(problem)))  # noqa: S301 (our own)
    except Exception:  # noqa: BLE001 (whatever it is, it cannot)
        return False


def _received(receiver: Connection) -> R:  # type: ignore[type-var]
    try:
        result, problem = receiver.recv()
    except EOFError:
        raise WorkerLost(
            Message(
                "a process that did part of the work was killed; is there enough memory? `--jobs 1` needs the least",
                "承担部分工作的进程被终止；内存是否不足？`--jobs 1` 占用最少",
            )
        ) from None
    if problem is not None:
        raise problem
    return result  # type: ignore[no-any-return]
