"""The real link check against a server on this machine: what is dead, what only turns robots away, what passes."""

from __future__ import annotations

import http.server
import re
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from vlmap.catalog import load
from vlmap.checks.linkcheck import LinkCheck
from vlmap.importers.arxiv import Arxiv
from vlmap.importers.fetch import Fetcher, FetchError
from vlmap.importers.github import GitHub
from vlmap.importers.links import LinkChecker, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project
    from vlmap.catalog.load import Loaded
    from vlmap.languages import Message

HAN = re.compile("[\u4e00-\u9fff]")


class Server(http.server.ThreadingHTTPServer):
    asked: list[str]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def at(self, path: str) -> str:
        return f"http://{self.host}/{path}"


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers `/404` with 404, `/500/2` twice with 500 and then with 200, `/to/x` with a redirect to x."""

    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "to":
            self.send_response(302)
            self.send_header("Location", rest if "://" in rest else f"/{rest}")
        elif kind == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return
        elif kind == "drip":
            try:
                while True:
                    self.wfile.write(b"H")
                    threading.Event().wait(0.05)
            except OSError:
                return
        elif kind == "cut":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        else:
            count = self.server.asked.count(self.path)
            self.send_response(200 if rest.isdigit() and count > int(rest) else int(kind))
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server(("127.0.0.1", 0), _Handler)
    running.asked = []
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def checker(server: Server, waits: list[float]) -> LinkChecker:
    fetcher = Fetcher(frozenset({server.host}), public_only=False, timeout=5, total=5)
    return LinkChecker(fetcher, sleep=waits.append)


def reasons(checker: LinkChecker, *urls: str) -> dict[str, str]:
    """Return why each dead address is so, and see to it that it is said in both languages."""
    found = checker.dead({url: ["papers/x.yaml:1"] for url in urls})
    assert all(HAN.search(link.reason.zh or "") for link in found)
    return {link.url: link.reason.en or "" for link in found}


@pytest.mark.parametrize("path", ["200", "204", "301", "401", "403", "405", "429", "to/200", "to/to/403", "endless"])
def test_alive(path: str, checker: LinkChecker, server: Server) -> None:
    assert reasons(checker, server.at(path)) == {}


@pytest.mark.parametrize(
    ("path", "said", "times"),
    [
        ("404", "answers with status 404", 1),
        ("410", "answers with status 410", 1),
        ("to/404", "answers with status 404", 2),
        ("500", "answers with status 500", 3),
        ("503", "answers with status 503", 3),
        ("cut", "cannot be reached", 3),
        ("to/http://169.254.169.254/latest/meta-data/", "is not one of the places to ask", 3),
        ("to/file:///etc/passwd", "is not one of the places to ask", 3),
    ],
)
def test_dead(path: str, said: str, times: int, checker: LinkChecker, server: Server) -> None:
    (reason,) = reasons(checker, server.at(path), server.at("200")).values()
    assert said in reason
    assert len(server.asked) == times + 1


def test_a_fault_that_passes_is_no_death(checker: LinkChecker, server: Server, waits: list[float]) -> None:
    assert reasons(checker, server.at("500/1"), server.at("503/2")) == {}
    assert [wait for wait in waits if wait > 1] == [30, 120]


def test_a_host_is_asked_one_at_a_time_with_a_pause(checker: LinkChecker, server: Server, waits: list[float]) -> None:
    assert reasons(checker, *(server.at(f"200/x{number}") for number in range(4))) == {}
    assert waits == [0, 0, 1, 1, 1]


def test_a_busy_host_is_left_alone_until_the_next_round(checker: LinkChecker, server: Server) -> None:
    found = reasons(checker, server.at("404"), server.at("429/1"), server.at("500"))
    assert server.asked[:3] == ["/404", "/429/1", "/429/1"]
    assert set(found) == {server.at("404"), server.at("500")}


def test_where_nobody_answers_no_link_is_called_dead(checker: LinkChecker, server: Server) -> None:
    url = server.at("200")
    server.shutdown()
    server.server_close()
    with pytest.raises(FetchError, match="is this machine connected") as told:
        reasons(checker, url)
    assert HAN.search(told.value.message.zh)


def test_an_answer_that_never_ends_its_first_line_is_cut_off(server: Server) -> None:
    """Each letter comes in time; the whole does not."""
    fetcher = Fetcher(frozenset({server.host}), public_only=False, timeout=5, total=0.5)
    with pytest.raises(FetchError, match=r"takes longer than 0\.5 seconds"):
        fetcher.look(server.at("drip"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://localhost/",
        "http://localhost.localdomain/",
        "http://me@example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
    ],
)
def test_any_host_does_not_mean_this_machine(url: str, server: Server) -> None:
    with pytest.raises(FetchError):
        Fetcher(None, timeout=2, total=5).look(url)


def test_a_name_that_leads_into_the_local_network_is_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a record in the DNS of somebody's: the address is looked at, not the name."""
    found = socket.getaddrinfo("127.0.0.1", server.server_port, type=socket.SOCK_STREAM)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match=r"leads into a private network \(127\.0\.0\.1\)"):
        Fetcher(None, timeout=2, total=5).look("http://rebound.example.org/")
    assert server.asked == []


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
    ],
)
def test_a_machine_of_the_public_network(host: str, public: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that carries another is judged by the one that it leads to."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    if public:
        Fetcher(None)._meet(host)
        return
    with pytest.raises(FetchError, match="leads into a private network"):
        Fetcher(None)._meet(host)


def test_whom_the_commands_ask() -> None:
    """Given by the maker of each client; no record and no setting adds another."""
    assert Arxiv(Path()).fetcher == Fetcher(frozenset({"export.arxiv.org", "arxiv.org"}))
    assert urlsplit(Arxiv(Path()).base).netloc in (Arxiv(Path()).fetcher.hosts or ())
    assert LinkChecker().fetcher.hosts is None
    assert Arxiv(Path()).fetcher.public_only
    assert LinkChecker().fetcher.public_only
    assert GitHub("a/b", "token").base == "https://api.github.com"


def test_progress_is_told(server: Server, waits: list[float]) -> None:
    told: list[Message] = []
    fetcher = Fetcher(frozenset({server.host}), public_only=False)
    LinkChecker(fetcher, sleep=waits.append, tell=told.append).dead({server.at("200"): [], server.at("500"): []})
    assert [message.en for message in told] == ["asking 2 links", "asking 1 link", "asking 1 link"]


def test_every_address_is_known_with_its_places(volcano: Project) -> None:
    path = volcano.papers / "vei.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "  en: Historical reports give words, not measurements.\n",
        "  en: Historical [reports](https://volcano.si.edu/#top) give words.\n",
    )
    path.write_text(text, encoding="utf-8")
    catalog = load(volcano).catalog
    assert catalog
    lines = text.splitlines()
    places = addresses(catalog)["https://volcano.si.edu/"]
    assert len(places) >= 2
    for place in places:
        file, _, line = place.partition(":")
        assert file == "papers/vei.yaml"
        assert "volcano.si.edu" in lines[int(line) - 1]


def test_the_real_records_name_addresses(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    found = addresses(real_loaded.catalog)
    assert len(found) > 100
    assert all(url.startswith("http") and "#" not in url for url in found)


def test_the_result_is_what_the_worklist_reads(
    volcano: Project, server: Server, checker: LinkChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from vlmap.cli import links
    from vlmap.importers import links as module

    path = volcano.papers / "vei.yaml"
    text = path.read_text(encoding="utf-8").replace("project: https://volcano.si.edu/", f"project: {server.at('404')}")
    path.write_text(text, encoding="utf-8")

    def here(**options: Any) -> LinkChecker:
        return LinkChecker(checker.fetcher, sleep=checker.sleep, **options)

    monkeypatch.setattr(module, "LinkChecker", here)
    monkeypatch.setattr(module, "why_unsafe", lambda url: None if server.host in url else "another host")
    done = CliRunner().invoke(links.command, ["--project", str(volcano.root)], standalone_mode=False)
    assert done.exception is None, done.output
    line = next(number for number, one in enumerate(text.splitlines(), start=1) if server.at("404") in one)
    assert done.stdout == f"papers/vei.yaml:{line}: {server.at('404')} answers with status 404\n"
    assert done.stderr == "asking 1 link\n"
    kept = LinkCheck.last(volcano)
    assert kept
    assert [link.url for link in kept.dead] == [server.at("404")]
