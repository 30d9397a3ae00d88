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


@dataclass
class _Round:
    """What came of asking many addresses once.

    `doubts` are to be asked again, each with what is to be said if nothing better comes, None if it may stand.
    """

    answered: int = 0
    dead: dict[str, Message] = field(default_factory=dict)
    doubts: dict[str, Message | None] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkChecker:
    """Asks each address, and what is in doubt again after each of the `waits`; a host has a `pause` between two."""

    fetcher: Fetcher = field(default_factory=lambda: Fetcher(None, timeout=30, total=60))
    pause: float = 1
    waits: tuple[float, ...] = (30, 120)
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[Message], None] = lambda _: None

    def dead(self, named: Mapping[str, Iterable[str]]) -> list[DeadLink]:
        """Return the dead among addresses, once for every place that names them, sorted by place.

        Raises `FetchError` where nobody answers at all: then it is this machine that is not connected.
        """
        whole = _Round(doubts=dict.fromkeys(named))
        for wait in (0, *self.waits):
            if whole.doubts:
                self.sleep(wait)
                count = len(whole.doubts)
                self.tell(Message(f"asking {counted(count, 'link')}", f"正在检查 {count} 个链接"))
                found = self._round(whole.doubts)
                whole = _Round(whole.answered + found.answered, whole.dead | found.dead, found.doubts)
        if named and not whole.answered:
            raise FetchError(
                Message(
                    "not one of the links could be reached; is this machine connected?",
                    "所有链接均无法访问；请检查本机的网络连接",
                )
            )
        reasons = whole.dead | {address: said for address, said in whole.doubts.items() if said is not None}
        links = [
            DeadLink(url=address, place=place, reason=Text(en=said.en, zh=said.zh))
            for address, said in reasons.items()
            for place in named[address]
        ]
        return sorted(links, key=lambda link: (link.place, link.url))

    def _round(self, asked: Iterable[str]) -> _Round:
        """Ask every address once, many hosts at a time."""
        hosts: dict[str, list[str]] = {}
        for address in sorted(asked):
            hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
        whole = _Round()
        with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
            for found in pool.map(self._of_one_host, hosts.values()):
                whole.answered += found.answered
                whole.dead |= found.dead
                whole.doubts |= found.doubts
        return whole

    def _of_one_host(self, asked: list[str]) -> _Round:
        found = _Round()
        for number, address in enumerate(asked):
            self.sleep(self.pause if number else 0)
            try:
                status = self.fetcher.look(address).status
            except FetchError as problem:
                found.doubts[address] = problem.message
                continue
            found.answered += 1
            if status == _TOO_MANY:
                found.doubts |= dict.fromkeys(asked[number:])
                break
            if status in _GONE:
                found.dead[address] = _status(address, status)
            elif status >= _BROKEN:
                found.doubts[address] = _status(address, status)
        return found


def _status(address: str, status: int) -> Message:
    return Message(f"{address} answers with status {status}", f"{address} 返回了状态码 {status}")
