"""The same work on many things, over the processors of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from vlmap.errors import BuildError
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")

WORTH_IT = 200
"""With fewer things than this, starting processes costs more than it saves."""


def for_each(work: Callable[[T], None], things: Sequence[T], jobs: int | None = None) -> None:
    """Do `work` on every thing, in no promised order; `jobs` processes, by default one a processor.

    The processes are forks, which share what is in memory without copying it. Where a fork is not to be had, or is not
    safe because threads run, everything is done here. Raises what `work` raises, and `BuildError` where a process was
    killed.
    """
    jobs = jobs or os.cpu_count() or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if jobs == 1 or len(things) < WORTH_IT or not can_fork:
        for thing in things:
            work(thing)
        return
    gc.freeze()  # what is in memory now stays: neither searched for garbage nor, for that, copied by the forks
    context = multiprocessing.get_context("fork")
    workers = {}
    try:
        for start in range(jobs):
            receiver, sender = context.Pipe(duplex=False)
            worker = context.Process(target=_work_through, args=(work, things[start::jobs], sender), daemon=True)
            worker.start()
            sender.close()  # the worker's alone: when it dies, the receiver hears of it
            workers[receiver] = worker
        for receiver in workers:
            _hear(receiver)
    finally:
        for receiver, worker in workers.items():
            worker.kill()
            worker.join()
            receiver.close()


def _work_through(work: Callable[[Any], None], things: Sequence[Any], sender: Connection) -> None:
    """Do one process's share, and send what went wrong, or None."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # what there is to say and to clear away is the parent's
    problem = None
    try:
        for thing in things:
            work(thing)
    except Exception as raised:  # noqa: BLE001 (whatever it is, it is raised again by the parent)
        problem = raised
    try:
        sender.send(pickle.loads(pickle.dumps(problem)))  # noqa: S301 (our own, to see whether it can be sent)
    except Exception:  # noqa: BLE001 (likewise)
        sender.send(RuntimeError(f"{type(problem).__name__}: {problem}"))


def _hear(receiver: Connection) -> None:
    try:
        problem = receiver.recv()
    except EOFError:
        raise BuildError(
            Message(
                "a process that wrote pages was killed, perhaps for want of memory; build again with --jobs 1",
                "写页面的进程被终止，可能是内存不足；请用 --jobs 1 重新生成",
            )
        ) from None
    if problem is not None:
        raise problem
