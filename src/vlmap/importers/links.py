"""Whether the addresses that records name still answer, asked politely: one at a time of each host.

Dead is what says so (404, 410), and what several times in a row could not be reached or was broken. Who merely turns
robots away is not dead.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vlmap.checks.linkcheck import DeadLink
from vlmap.checks.links import named_addresses
from vlmap.importers.fetch import Fetcher, FetchError
from vlmap.languages import Message
from vlmap.prose import why_unsafe
from vlmap.report import counted
from vlmap.schema import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vlmap.catalog import Catalog

_GONE = (404, 410)
_TOO_MANY = 429
_BROKEN = 500
"""From this status on, the fault is the server's, and may pass."""

_HOSTS_AT_ONCE = 8


def addresses(catalog: Catalog) -> dict[str, list[str]]:
    """Return every address that a record or a reading path names, each with the places, `file:line`."""
    found: dict[str, list[str]] = {}
    for written in catalog.written:
        for loc, start, address in named_addresses(written):
            if why_unsafe(address) is None:
                span = written.document.text_span(written.parsed.written(loc), start, start + len(address))
                found.setdefault(address.partition("#")[0], []).append(f"{span.file}:{span.line}")
    return found


Doubts = dict[str, Message | None]
"""Addresses to be asked once more, each with what is to be said if nothing better comes; None if it may stand."""


@dataclass(frozen=True)
class LinkChecker:
    """Asks each address, and what is in doubt again after each of the `waits`; a host has a `pause` between two."""

    fetcher: Fetcher = field(default_factory=lambda: Fetcher(None, timeout=30, total=60))
    pause: float = 1
    waits: tuple[float, ...] = (30, 120)
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[Message], None] = lambda _: None

    def dead(self, named: Mapping[str, Iterable[str]]) -> list[DeadLink]:
        """Return the dead among addresses, once for every place that names them, sorted by place."""
        reasons: dict[str, Message] = {}
        doubts: Doubts = dict.fromkeys(named)
        for wait in (0, *self.waits):
            if doubts:
                self.sleep(wait)
                count = len(doubts)
                self.tell(Message(f"asking {counted(count, 'link')}", f"正在检查 {count} 个链接"))
                doubts = self._round(doubts, reasons)
        reasons |= {address: reason for address, reason in doubts.items() if reason is not None}
        links = [
            DeadLink(url=address, place=place, reason=Text(en=reason.en, zh=reason.zh))
            for address, reason in reasons.items()
            for place in named[address]
        ]
        return sorted(links, key=lambda link: (link.place, link.url))

    def _round(self, asked: Iterable[str], reasons: dict[str, Message]) -> Doubts:
        """Ask every address once, many hosts at a time; note the dead and return what is in doubt."""
        hosts: dict[str, list[str]] = {}
        for address in sorted(asked):
            hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
        doubts: Doubts = {}
        with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
            for gone, unclear in pool.map(self._of_one_host, hosts.values()):
                reasons |= gone
                doubts |= unclear
        return doubts

    def _of_one_host(self, asked: list[str]) -> tuple[dict[str, Message], Doubts]:
        gone: dict[str, Message] = {}
        doubts: Doubts = {}
        for number, address in enumerate(asked):
            self.sleep(self.pause if number else 0)
            try:
                status = self.fetcher.look(address).status
            except FetchError as problem:
                doubts[address] = problem.message
                continue
            if status == _TOO_MANY:
                return gone, {**doubts, **dict.fromkeys(asked[number:])}
            if status in _GONE:
                gone[address] = _status(address, status)
            elif status >= _BROKEN:
                doubts[address] = _status(address, status)
        return gone, doubts


def _status(address: str, status: int) -> Message:
    return Message(f"{address} answers with status {status}", f"{address} 返回了状态码 {status}")
