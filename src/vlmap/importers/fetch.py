"""One document, with a limit on everything: time, size, redirects, and where they lead.

What answers is not trusted. The limit on size holds after decompression, which is done here a little at a time; the
address at the other end is looked at when the connection stands, before anything is sent, so that a name which leads
to another machine a moment later gains nothing.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import threading
import time
import urllib.request
import zlib
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx

from vlmap import __version__
from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.prose import why_unsafe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_CARRIERS = (ipaddress.IPv6Network("::/96"), ipaddress.IPv6Network("64:ff9b::/96"))
"""Networks whose addresses end in an IPv4 address: that of RFC 4291, of old, and that of RFC 6052."""
_STEP = 64 * 1024
"""So many bytes are decompressed at a time."""


class FetchError(VlmapError):
    """What was asked for could not be had."""


@dataclass(frozen=True)
class Answer:
    """What a server said in the end."""

    status: int
    headers: httpx.Headers
    body: bytes

    def pause(self, now: float) -> float | None:
        """Return how long a busy server wants to be left alone: so many seconds, or until a date; None if unsaid."""
        said = self.headers.get("retry-after", "").strip()
        if re.fullmatch("[0-9]{1,9}", said, re.ASCII):
            return float(said)
        try:
            return max(0, parsedate_to_datetime(said).timestamp() - now)
        except ValueError:
            return None


@dataclass(frozen=True)
class Fetcher:
    """Asks the hosts it may ask.

    `hosts` are names as in an address, with the port where it is not the usual one; None stands for any address that a
    record may hold. `public_only` refuses machines of the local network; behind a proxy, which resolves names itself,
    only the list of hosts protects.
    """

    hosts: frozenset[str] | None
    public_only: bool = True
    limit: int = 2 * 1024 * 1024
    timeout: float = 20
    total: float = 60
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def get(self, address: str) -> Answer:
        """Return the answer to a GET, redirects followed. Raises `FetchError` for whatever stands against it."""
        return self._follow(address, whole=True)

    def look(self, address: str) -> Answer:
        """Likewise, but leave the body where it is."""
        return self._follow(address, whole=False)

    def _follow(self, address: str, *, whole: bool) -> Answer:
        until = self.clock() + self.total
        with httpx.Client(timeout=self.timeout, follow_redirects=False, headers=_HEADERS) as client:
            for _ in range(_MOST_REDIRECTS + 1):
                self._allow(address)
                try:
                    answer = self._once(client, address, until, whole=whole)
                    onward = urljoin(address, answer.headers.get("location", ""))
                except (httpx.HTTPError, httpx.InvalidURL, zlib.error, ValueError) as problem:
                    why = str(problem) or type(problem).__name__
                    raise FetchError(
                        Message(
                            f"{address} cannot be reached ({why}); see whether you are connected, or try again later",
                            f"无法访问 {address}（{why}）；请检查网络连接，或稍后重试",
                        )
                    ) from problem
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return answer
                address = onward
        raise FetchError(Message(f"too many redirects, the last to {address}", f"重定向次数过多，最后指向 {address}"))

    def _allow(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            allowed = parts.scheme in ("http", "https") and (
                parts.netloc in self.hosts if self.hosts is not None else why_unsafe(address) is None
            )
        except ValueError:
            allowed = False
        if not allowed:
            raise FetchError(
                Message(f"{address[:200]} is not one of the places to ask", f"{address[:200]} 不在允许访问的地址之列")
            )

    def _once(self, client: httpx.Client, address: str, until: float, *, whole: bool) -> Answer:
        late = FetchError(
            Message(
                f"the answer of {address} takes longer than {self.total:g} seconds",
                f"{address} 超过 {self.total:g} 秒仍未答复完毕",
            )
        )
        watch = _Watch(until - self.clock(), self._meet)
        try:
            with watch, client.stream("GET", address, extensions={"trace": watch.trace}) as response:
                body = bytearray()
                for piece in _decompressed(response) if whole else ():
                    body += piece
                    if len(body) > self.limit:
                        raise FetchError(
                            Message(
                                f"the answer of {address} is larger than {self.limit:,} bytes",
                                f"{address} 返回的内容超过 {self.limit:,} 字节",
                            )
                        )
                    if self.clock() > until:
                        raise late
                return Answer(response.status_code, response.headers, bytes(body))
        except httpx.HTTPError:
            if watch.over:
                raise late from None
            raise

    def _meet(self, host: str) -> None:
        """Refuse a machine of the local network before anything is sent to it."""
        is_direct = not urllib.request.getproxies().keys() & {"http", "https", "all"}
        if not self.public_only or not is_direct:
            return
        if not _is_public(host):
            raise FetchError(
                Message(f"the connection leads into a private network ({host})", f"该连接通向内部网络（{host}）")
            )


def _is_public(host: str) -> bool:
    """Tell whether an address is a machine's of the public network, also where it carries one of the older kind."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour
        if any(address in network for network in _CARRIERS):
            carried = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        address = carried or address
    return address.is_global and not address.is_multicast


class _Watch:
    """Stands by a connection: looks who is at the other end, and cuts it when its time is over.

    httpx limits each step; a server that sends a letter now and then would never come to the end of its first line.
    """

    def __init__(self, seconds: float, meet: Callable[[str], None]) -> None:
        self.over = False
        self._meet = meet
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(max(seconds, 0), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for line in self._lines:
            line.close()

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Hear of each step of a connection (the extension `trace` of httpx)."""
        if event != "connection.connect_tcp.complete":
            return
        stream = info["return_value"]
        try:
            self._meet(stream.get_extra_info("server_addr")[0])
        except FetchError:
            stream.close()
            raise
        self._lines.append(stream.get_extra_info("socket").dup())  # encryption takes the first for itself
        if self.over:
            self._cut()

    def _cut(self) -> None:
        self.over = True
        for line in self._lines:
            with contextlib.suppress(OSError):  # closed by the other side
                line.shutdown(socket.SHUT_RDWR)


_HEADERS = {"User-Agent": f"vlmap/{__version__}", "Accept-Encoding": "identity"}


def _decompressed(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body in pieces of bounded size; servers that compress although asked not to do it with gzip."""
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        yield from response.iter_raw(_STEP)
        return
    if encoding not in ("gzip", "deflate"):
        raise FetchError(
            Message(f"the answer is packed as '{encoding}'", f"返回内容采用了不支持的压缩方式“{encoding}”")
        )
    unpack = zlib.decompressobj(wbits=47)  # finds out itself which of the two
    for piece in response.iter_raw(_STEP):
        rest = piece
        while rest:
            yield unpack.decompress(rest, _STEP)
            rest = unpack.unconsumed_tail
    yield unpack.flush()
