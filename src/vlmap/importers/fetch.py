"""One document from a few named hosts, with a limit on everything: time, size, redirects, and where they lead.

What answers is not trusted. The limit on size holds after decompression, which is done here a little at a time; the
address at the other end is looked at when the connection stands, before anything is sent, so that a name which leads
to another machine a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import time
import urllib.request
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx

from vlmap import __version__
from vlmap.errors import VlmapError
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
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


@dataclass(frozen=True)
class Fetcher:
    """Asks the hosts it may ask.

    `hosts` are names as in an address, with the port where it is not the usual one. `public_only` refuses machines of
    the local network; behind a proxy, which resolves names itself, only the list of hosts protects.
    """

    hosts: frozenset[str]
    public_only: bool = True
    limit: int = 2 * 1024 * 1024
    timeout: float = 20
    total: float = 60
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def get(self, address: str) -> Answer:
        """Return the answer to a GET, redirects followed. Raises `FetchError` for whatever stands against it."""
        until = self.clock() + self.total
        with httpx.Client(timeout=self.timeout, follow_redirects=False, headers=_HEADERS) as client:
            for _ in range(_MOST_REDIRECTS + 1):
                self._allow(address)
                try:
                    answer = self._once(client, address, until)
                    onward = urljoin(address, answer.headers.get("location", ""))
                except (httpx.HTTPError, httpx.InvalidURL, zlib.error, ValueError) as problem:
                    why = str(problem) or type(problem).__name__
                    raise FetchError(
                        Message(f"{address} cannot be reached ({why})", f"无法访问 {address}（{why}）")
                    ) from problem
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return answer
                address = onward
        raise FetchError(Message(f"too many redirects, the last to {address}", f"重定向次数过多，最后指向 {address}"))

    def _allow(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            allowed = parts.scheme in ("http", "https") and parts.netloc in self.hosts
        except ValueError:
            allowed = False
        if not allowed:
            raise FetchError(
                Message(f"{address[:200]} is not one of the places to ask", f"{address[:200]} 不在允许访问的地址之列")
            )

    def _once(self, client: httpx.Client, address: str, until: float) -> Answer:
        with client.stream("GET", address, extensions={"trace": self._trace}) as response:
            body = bytearray()
            for piece in _decompressed(response):
                body += piece
                if len(body) > self.limit:
                    raise FetchError(
                        Message(
                            f"the answer of {address} is larger than {self.limit:,} bytes",
                            f"{address} 返回的内容超过 {self.limit:,} 字节",
                        )
                    )
                if self.clock() > until:
                    raise FetchError(
                        Message(
                            f"the answer of {address} takes longer than {self.total:g} seconds",
                            f"{address} 超过 {self.total:g} 秒仍未答复完毕",
                        )
                    )
            return Answer(response.status_code, response.headers, bytes(body))

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        """Look at who is at the other end before anything is sent."""
        if event != "connection.connect_tcp.complete" or not self.public_only or urllib.request.getproxies():
            return
        connection = info["return_value"]
        host = connection.get_extra_info("server_addr")[0]
        if not ipaddress.ip_address(host.partition("%")[0]).is_global:
            connection.close()
            raise FetchError(
                Message(f"the connection leads into a private network ({host})", f"该连接通向内部网络（{host}）")
            )


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
