"""Being stopped, by Ctrl-C or by whoever ends a process politely: clear away, say so in one line, and go.

An exception would do the same less surely: it may be raised where Python only prints it and goes on, as in a callback.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

from vlmap import files
from vlmap.cli.chosen import chosen_language
from vlmap.languages import Message

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STOPPED = Message("vlmap: stopped\n", "vlmap：已中止\n")


def heed() -> None:
    """Be stopped by a signal from here on: exit code 128 and its number, as shells have it."""
    process, lang = os.getpid(), chosen_language()

    def stop(number: int, _: FrameType | None) -> None:
        for one in SIGNALS:
            signal.signal(one, signal.SIG_IGN)
        if os.getpid() == process:  # and not a fork of it
            with contextlib.suppress(Exception):  # the line below is the last word, whatever state things were in
                for worker in _workers():
                    worker.kill()
                    worker.join()
                files.drop()
            os.write(2, f"\n{STOPPED.to(lang)}".encode())
        os._exit(128 + number)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as in the background of a script
            signal.signal(number, stop)


def _workers() -> list[BaseProcess]:
    """Return the forks at work; a module that is just being loaded has none."""
    loaded = sys.modules.get("multiprocessing.process")
    found: list[BaseProcess] = getattr(loaded, "active_children", list)()
    return found


def heed_no_more() -> None:
    """Come to an end undisturbed, when all is done but the leaving."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def raise_instead() -> None:
    """Have a signal raise `KeyboardInterrupt`, for what clears away after itself."""
    for number in SIGNALS:
        signal.signal(number, signal.default_int_handler)
