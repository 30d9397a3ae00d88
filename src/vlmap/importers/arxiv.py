"""What arXiv says of a paper (its API user's manual: an Atom feed for each question, three seconds between two)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from defusedxml import DefusedXmlException, ElementTree

from vlmap.files import write
from vlmap.importers.fetch import Fetcher, FetchError
from vlmap.importers.latex import to_unicode
from vlmap.importers.venues import year_in
from vlmap.importers.work import Work, identifiers
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_PAUSE = 3
"""Seconds between two questions, as the manual asks."""
_PATIENCE = 60
"""The longest a server may ask us to wait."""
_ATTEMPTS = 3
_DAY = 24 * 60 * 60
_REPOSITORY = re.compile(r"https?://git(?:hub|lab)\.com/[\w.-]+/[\w.-]*\w")


@dataclass(frozen=True)
class Arxiv:
    """A client of the API. Answers are kept in `cache` and asked for again after a day."""

    cache: Path
    base: str = "https://export.arxiv.org/api/query"
    fetcher: Fetcher = field(default_factory=lambda: Fetcher(frozenset({"export.arxiv.org", "arxiv.org"})))
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def work(self, arxiv: str, *, offline: bool = False) -> Work:
        """Return what arXiv says of one paper. Raises `FetchError`."""
        kept = self.cache / f"{arxiv.replace('/', '_')}.xml"
        if offline and not kept.exists():
            raise FetchError(
                Message(
                    f"arXiv {arxiv} has not been asked for before; leave out --offline once",
                    f"此前未查询过 arXiv {arxiv}；请先不带 --offline 运行一次",
                )
            )
        if kept.exists() and (offline or self.now() - kept.stat().st_mtime < _DAY):
            return parse(kept.read_bytes(), arxiv)
        body = self._ask(arxiv)
        work = parse(body, arxiv)
        write(kept, body.decode())
        return work

    def _ask(self, arxiv: str) -> bytes:
        address = f"{self.base}?{urlencode({'id_list': arxiv, 'max_results': 1})}"
        for attempt in range(1, _ATTEMPTS + 1):
            self._keep_distance()
            answer = self.fetcher.get(address)
            if answer.status not in (429, 503):
                break
            wait = answer.pause(self.now())
            if wait is None:
                wait = _PAUSE * 2.0**attempt
            if wait > _PATIENCE or attempt == _ATTEMPTS:
                raise FetchError(
                    Message(
                        f"arXiv is busy (status {answer.status}); try again in {wait:.0f} seconds",
                        f"arXiv 繁忙（状态码 {answer.status}）；请在 {wait:.0f} 秒后重试",
                    )
                )
            self.sleep(wait)
        if answer.status == 404:
            raise _unknown(arxiv)
        if answer.status not in (200, 400):  # a question it cannot make sense of is answered by a feed, too
            raise FetchError(
                Message(f"arXiv answers with status {answer.status}", f"arXiv 返回了状态码 {answer.status}")
            )
        return answer.body

    def _keep_distance(self) -> None:
        """Wait until the pause after the last question, be it of another run, is over."""
        mark = self.cache / "last-question"
        if mark.exists():
            self.sleep(max(0, min(_PAUSE, mark.stat().st_mtime + _PAUSE - self.now())))
        write(mark, "")


def parse(body: bytes, arxiv: str) -> Work:
    """Read an answer of the API about one paper. Raises `FetchError` where it is none, or about another."""
    try:
        feed = ElementTree.fromstring(body.decode(), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as problem:
        raise _no_answer() from problem
    if feed.tag != f"{_ATOM}feed":
        raise _no_answer()
    entry = feed.find(f"{_ATOM}entry")
    if entry is None:
        raise _unknown(arxiv)
    title, address = _text(entry, f"{_ATOM}title"), _text(entry, f"{_ATOM}id")
    if "/api/errors" in address:
        why = _text(entry, f"{_ATOM}summary")
        raise FetchError(Message(f"arXiv refuses {arxiv}: {why}", f"arXiv 拒绝了 {arxiv}：{why}"))
    found = identifiers(address).get("arxiv")
    if found is None or not title:
        raise _unknown(arxiv)
    if found != arxiv:
        raise FetchError(
            Message(f"asked for arXiv {arxiv}, got {found}", f"查询的是 arXiv {arxiv}，返回的却是 {found}")
        )
    return _work(entry, found, title)


def _work(entry: Element, arxiv: str, title: str) -> Work:
    published = _text(entry, f"{_ATOM}published")[:10]
    comment, journal = _text(entry, f"{_ARXIV}comment"), _text(entry, f"{_ARXIV}journal_ref")
    work = Work(
        title=to_unicode(title),
        authors=[to_unicode(_text(author, f"{_ATOM}name")) for author in entry.iter(f"{_ATOM}author")],
        date=published,
        venues=[*(said for said in (journal, comment) if year_in(said)), "arXiv"],
        year=published[:4],
        arxiv=arxiv,
        doi=identifiers(_text(entry, f"{_ARXIV}doi")).get("doi", ""),
        sources=[f"arXiv {arxiv}"],
        abstract=to_unicode(_text(entry, f"{_ATOM}summary")),
        context=[category.get("term", "") for category in entry.iter(f"{_ATOM}category")],
    )
    repositories = set(_REPOSITORY.findall(f"{comment} {work.abstract}"))
    if len(repositories) == 1:
        work.links["code"] = repositories.pop()
        work.say("links", Message("Named in the abstract or the comment.", "见于摘要或备注。"))
    work.left_over += [f"arXiv: {said}" for said in (journal, comment) if said]
    return work


def _text(parent: Element, tag: str) -> str:
    """Return the text of the first part of that name, its blanks and line breaks made one blank each."""
    return " ".join((parent.findtext(tag) or "").split())


def _unknown(arxiv: str) -> FetchError:
    return FetchError(Message(f"arXiv knows no paper {arxiv}", f"arXiv 中没有论文 {arxiv}"))


def _no_answer() -> FetchError:
    return FetchError(
        Message(
            "what came is not an answer of the arXiv API (a page of a proxy, or cut off); try again later",
            "收到的内容不是 arXiv API 的答复（可能是代理页面，或内容不完整）；请稍后重试",
        )
    )
