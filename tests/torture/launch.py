"""The command line, telling on a pipe how far it has come: `r` when it can be stopped, `w` before a change to the disk.

Run as `python -P launch.py PIPE COMMAND…`. The changes are heard of from the interpreter (PEP 578), not from our code.
"""

from __future__ import annotations

import os
import signal
import sys

PIPE = int(sys.argv.pop(1))
CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}


def hear(event: str, arguments: tuple[object, ...]) -> None:
    """Report what changes a file that others can see."""
    path = str(arguments[0]) if arguments else ""
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (opened or event in CHANGES) and not path.startswith(("/dev/", "/proc/")):
        os.write(PIPE, b"w")


if __name__ == "__main__":
    from vlmap.cli import main
    from vlmap.cli.stop import heed

    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever works in the background ignores it
    heed()
    os.write(PIPE, b"r")
    from vlmap import parallel

    parallel.WORTH_IT = 1  # so that a small project has workers, too
    sys.addaudithook(hear)
    main()
