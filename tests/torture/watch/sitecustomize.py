"""Python loads this where it is on the path: whoever reaches for the network is written down, and refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

UNIX = 1
"""`socket.AF_UNIX`: no way off this machine."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Hear of what is about to be done (PEP 578), and forbid it."""
    if not event.startswith("socket."):
        return
    reaches = event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind")
    asks = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
    if asks or (reaches and getattr(arguments[0], "family", None) != UNIX):
        with Path(os.environ["REACHED"]).open("a", encoding="utf-8") as handle:
            handle.write(f"{event} {arguments}\n")
        raise PermissionError(f"no network here: {event}")


if "REACHED" in os.environ:
    sys.addaudithook(refuse)
