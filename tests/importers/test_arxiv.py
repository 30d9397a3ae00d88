"""The real client against a server on this machine: what it makes of good answers, and of all others."""

from __future__ import annotations

import os
import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tests.arxiv_api import MIB
from vlmap.importers.fetch import Fetcher, FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.arxiv_api import Server
    from vlmap.importers.arxiv import Arxiv

    Client = Callable[..., Arxiv]

ID = "2301.12345"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("scenario", ["feed", "gzip", "moved"])
def test_a_paper(scenario: str, arxiv_client: Client) -> None:
    work = arxiv_client(scenario).work(ID)
    assert work.title == "GeyserNet: α-Tremor from Müller's Listening Posts at 50% Power"
    assert work.authors == ["Jörg Müller", "Ana Núñez", "The Listening Post Collaboration"]
    assert (work.date, work.year, work.arxiv) == ("2023-01-30", "2023", ID)
    assert work.venues == ["12 pages, Journal of Geophysical Research 2023", "arXiv"]
    assert work.links == {"code": "https://github.com/example/geysernet"}
    assert work.abstract.startswith("We measure ground displacement")
    assert work.left_over == ["arXiv: 12 pages, Journal of Geophysical Research 2023"]


def test_an_old_identifier(arxiv_client: Client) -> None:
    assert arxiv_client("feed").work("cs/0112017").arxiv == "cs/0112017"


ANSWERS = {
    "other": "asked for arXiv 2301.12345, got 2301.99999",
    "empty": "arXiv knows no paper 2301.12345",
    "not-found": "arXiv knows no paper 2301.12345",
    "refused": "arXiv refuses 2301.12345: incorrect id format",
    "broken": "arXiv answers with status 500",
    "down": r"arXiv is busy \(status 503\); try again in 24 seconds",
    "much-later": r"arXiv is busy \(status 429\); try again in 3600 seconds",
    "html": "not an answer of the arXiv API",
    "xhtml": "not an answer of the arXiv API",
    "binary": "not an answer of the arXiv API",
    "cut-quietly": "not an answer of the arXiv API",
    "cut": "cannot be reached",
    "bomb": "not an answer of the arXiv API",
    "outside": "not an answer of the arXiv API",
    "huge": "larger than 2,097,152 bytes",
    "gzip-bomb": "larger than 2,097,152 bytes",
    "odd-packing": "packed as 'br'",
    "torn-packing": "cannot be reached",
    "round": "too many redirects",
    "private": "http://169.254.169.254/latest/meta-data/ is not one of the places to ask",
    "elsewhere": "https://example.org/ is not one of the places to ask",
    "local-file": "file:///etc/passwd is not one of the places to ask",
    "user": "is not one of the places to ask",
    "nonsense": "cannot be reached",
}


@pytest.mark.parametrize("scenario", ANSWERS)
def test_other_answers_are_one_message(scenario: str, arxiv_client: Client) -> None:
    arxiv = arxiv_client(scenario)
    with pytest.raises(FetchError, match=ANSWERS[scenario]) as problem:
        arxiv.work(ID)
    assert HAN.search(problem.value.message.zh)
    assert not [kept.name for kept in arxiv.cache.iterdir() if kept.suffix == ".xml"], "nothing of it is kept"


@pytest.mark.parametrize("scenario", ["huge", "gzip-bomb"])
def test_no_more_is_held_than_the_limit(scenario: str, arxiv_client: Client) -> None:
    """Of 100 MiB that are offered."""
    arxiv = arxiv_client(scenario)
    tracemalloc.start()
    with pytest.raises(FetchError, match="larger"):
        arxiv.work(ID)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MIB


def test_a_slow_answer_ends(arxiv_client: Client) -> None:
    ticks = iter(range(0, 10_000, 40))
    with pytest.raises(FetchError, match="takes longer than 60 seconds"):
        arxiv_client("feed", clock=lambda: next(ticks) * 2).work(ID)


def test_an_answer_without_end_ends(arxiv_client: Client) -> None:
    """No step takes long, and there are always more."""
    with pytest.raises(FetchError, match=r"takes longer than 0\.5 seconds"):
        arxiv_client("drip", total=0.5).work(ID)


def test_nobody_there(arxiv_client: Client, arxiv_server: Server) -> None:
    arxiv = arxiv_client("feed", timeout=5)
    arxiv_server.shutdown()
    arxiv_server.server_close()
    with pytest.raises(FetchError, match="cannot be reached"):
        arxiv.work(ID)


def test_a_name_that_leads_into_the_local_network_is_not_asked(arxiv_server: Server) -> None:
    """The list of hosts says yes; the machine at the other end says no, before it is sent anything."""
    with pytest.raises(FetchError, match=r"leads into a private network \(127\.0\.0\.1\)"):
        Fetcher(frozenset({arxiv_server.host})).get(f"http://{arxiv_server.host}/feed")
    assert arxiv_server.asked == []


def test_a_busy_server_is_given_the_time_it_wants(
    arxiv_client: Client, arxiv_server: Server, waits: list[float]
) -> None:
    assert arxiv_client("busy").work(ID).arxiv == ID
    assert len(arxiv_server.asked) == 3
    assert [wait for wait in waits if wait > 3] == [7.0]


def test_two_questions_keep_their_distance(arxiv_client: Client, arxiv_server: Server, waits: list[float]) -> None:
    arxiv = arxiv_client("feed")
    arxiv.work(ID)
    assert waits == []
    os.utime(arxiv.cache / "last-question", (1_700_000_000 - 1, 1_700_000_000 - 1))
    arxiv.work("2301.12346")
    assert waits == [2]


def test_an_answer_is_kept_for_a_day_and_offline_for_ever(arxiv_client: Client, arxiv_server: Server) -> None:
    arxiv = arxiv_client("feed")
    first = arxiv.work(ID)
    kept = arxiv.cache / f"{ID}.xml"
    for age, asked in ((0, 1), (86_000, 1), (87_000, 2)):
        os.utime(kept, (1_700_000_000 - age, 1_700_000_000 - age))
        assert arxiv.work(ID) == first
        assert len(arxiv_server.asked) == asked
    os.utime(kept, (0, 0))
    assert arxiv.work(ID, offline=True) == first
    assert len(arxiv_server.asked) == 2
    with pytest.raises(FetchError, match="leave out --offline once"):
        arxiv.work("2301.00001", offline=True)
