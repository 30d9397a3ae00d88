"""A server on this machine that answers as the arXiv API does, and as it should not."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from vlmap.importers.arxiv import Arxiv
from vlmap.importers.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query: search_query=&amp;id_list={id}&amp;start=0&amp;max_results=1</title>
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <title>GeyserNet: $\\alpha$-Tremor from M\\"uller's
  Listening Posts at 50\\% Power</title>
    <updated>2023-05-04T00:00:00Z</updated>
    <summary>  We measure ground displacement with a point source.
Code: https://github.com/example/geysernet.
</summary>
    <category term="physics.geo-ph" scheme="http://arxiv.org/schemas/atom"/>
    <published>2023-01-30T18:00:00Z</published>
    <arxiv:comment>12 pages, Journal of Geophysical Research 2023</arxiv:comment>
    <author><name>J\\"org M\\"uller</name></author>
    <author><name>Ana N\\'u\\~nez</name></author>
    <author><name>The Listening Post Collaboration</name></author>
  </entry>
</feed>
"""
EMPTY = '<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title></feed>'
REFUSED = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/api/errors#incorrect_id_format_for_9999</id><title>Error</title>
<summary>incorrect id format for 9999</summary></entry></feed>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><feed xmlns="http://www.w3.org/2005/Atom"><title>&i;</title></feed>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>'
MIB = 1024 * 1024


class Server(http.server.ThreadingHTTPServer):
    """Answers what the first step of a path asks for, and remembers what it was asked."""

    asked: list[str]
    is_closing = False

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(self.path)
        arxiv = parse_qs(parts.query).get("id_list", [""])[0]
        scenario = parts.path.strip("/").split("/")[0].replace("-", "_")
        getattr(self, f"_{scenario}")(arxiv)

    def _answer(self, body: str | bytes, status: int = 200, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    def _feed(self, arxiv: str) -> None:
        self._answer(FEED.replace("{id}", arxiv), Content_Type="application/atom+xml")

    def _gzip(self, arxiv: str) -> None:
        self._answer(gzip.compress(FEED.replace("{id}", arxiv).encode()), Content_Encoding="gzip")

    def _other(self, _: str) -> None:
        self._feed("2301.99999")

    def _empty(self, _: str) -> None:
        self._answer(EMPTY)

    def _refused(self, _: str) -> None:
        self._answer(REFUSED, 400)

    def _not_found(self, _: str) -> None:
        self._answer("no", 404)

    def _broken(self, _: str) -> None:
        self._answer("oh", 500)

    def _busy(self, arxiv: str) -> None:
        """Be busy twice, and say until when."""
        waits = {1: {"Retry_After": "7"}, 2: {"Retry_After": "Sun, 06 Nov 1994 08:49:37 GMT"}}
        count = len(self.server.asked)
        if count in waits:
            self._answer("wait", 429, **waits[count])
        else:
            self._feed(arxiv)

    def _down(self, _: str) -> None:
        self._answer("wait", 503)

    def _much_later(self, _: str) -> None:
        self._answer("wait", 429, Retry_After="3600")

    def _html(self, _: str) -> None:
        self._answer("<!doctype html><html><body>Log in to the network<br></body></html>")

    def _xhtml(self, _: str) -> None:
        self._answer("<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>")

    def _binary(self, _: str) -> None:
        self._answer(bytes(range(256)))

    def _cut(self, arxiv: str) -> None:
        body = FEED.replace("{id}", arxiv)
        self._answer(body[:700], Content_Length=str(len(body)))

    def _cut_quietly(self, arxiv: str) -> None:
        self._answer(FEED.replace("{id}", arxiv)[:700])

    def _huge(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b" " * MIB)
        except OSError:
            pass  # the client has seen enough

    def _drip(self, _: str) -> None:
        """Each letter in time, and no end."""
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.is_closing:
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            pass  # the client has gone

    def _gzip_bomb(self, _: str) -> None:
        pack = zlib.compressobj(9, wbits=31)
        body = b"".join(pack.compress(b" " * MIB) for _ in range(100)) + pack.flush()
        self._answer(body, Content_Encoding="gzip")

    def _odd_packing(self, _: str) -> None:
        self._answer(b"x", Content_Encoding="br")

    def _torn_packing(self, arxiv: str) -> None:
        self._answer(b"not gzip at all", Content_Encoding="gzip")

    def _bomb(self, _: str) -> None:
        self._answer(BOMB)

    def _outside(self, _: str) -> None:
        self._answer(OUTSIDE)

    def _moved(self, _: str) -> None:
        self._answer("", 301, Location=self.path.replace("/moved", "/feed"))

    def _round(self, _: str) -> None:
        self._answer("", 302, Location=self.path)

    def _private(self, _: str) -> None:
        self._answer("", 302, Location="http://169.254.169.254/latest/meta-data/")

    def _elsewhere(self, _: str) -> None:
        self._answer("", 302, Location="https://example.org/")

    def _local_file(self, _: str) -> None:
        self._answer("", 302, Location="file:///etc/passwd")

    def _user(self, _: str) -> None:
        self._answer("", 302, Location=f"http://me@{self.server.host}/feed")

    def _nonsense(self, _: str) -> None:
        self._answer("", 302, Location="http://[::1")


@pytest.fixture
def arxiv_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of its own for each test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server(("127.0.0.1", 0), _Handler)
    running.asked = []
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield running
    running.is_closing = True
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    """How long was waited, each time."""
    return []


@pytest.fixture
def arxiv_client(arxiv_server: Server, waits: list[float], tmp_path: Path) -> Callable[..., Arxiv]:
    """Return the client, asking this server what a scenario says; it notes its waits instead of waiting."""

    def make(scenario: str, **settings: Any) -> Arxiv:
        fetcher = Fetcher(frozenset({arxiv_server.host}), **{"public_only": False, **settings})
        return Arxiv(
            tmp_path / "cache",
            f"http://{arxiv_server.host}/{scenario}/query",
            fetcher,
            waits.append,
            lambda: 1_700_000_000.0,
        )

    return make
