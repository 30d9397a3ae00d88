"""What some source says about one work, before it becomes a record: plain words, nothing matched yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vlmap.languages import Lang
from vlmap.schema import PartialDate

if TYPE_CHECKING:
    from vlmap.languages import Message

Sides = dict[Lang, str]
"""A text in one language or in both."""

LONGEST_NAME = 5
"""The most words a name has, as before the colon of a title: `Show, Attend and Tell: Neural …`."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.|^(?:arxiv:\s*)?)"
    r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?/?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2}))?(?:[-./月]([0-9]{1,2}))?[年月日]?", re.ASCII)
_DOI = re.compile(r"(?:^|doi\.org/|doi:\s*)(10\.[0-9]{4,9}/\S+)$", re.IGNORECASE)


@dataclass
class Work:
    """One work as its source has it.

    `date` is that of the first public version, `published` that of publication, where only it is known; `venues` (the
    first one known holds) and `organizations` are as written; `texts` are bilingual fields of a record,
    `left_over` what found no field, verbatim, `remarks` what whoever completes the record should know of a field.
    `abstract` and `context` (headings above, subjects) serve only to guess, and are not kept.
    """

    title: str = ""
    name: str = ""
    authors: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    date: str = ""
    published: str = ""
    venues: list[str] = field(default_factory=list)
    year: str = ""
    arxiv: str = ""
    doi: str = ""
    acl: str = ""
    openreview: str = ""
    links: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Sides] = field(default_factory=dict)
    key_points: list[Sides] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    abstract: str = ""
    context: list[str] = field(default_factory=list)
    remarks: dict[str, list[Message]] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no field of a record could be filled."""
        return replace(self, left_over=[], context=[], remarks={}) == Work()

    def say(self, name: str, message: Message) -> None:
        """Remark on a field."""
        self.remarks.setdefault(name, []).append(message)

    def locate(self, address: str, link: str = "paper") -> bool:
        """Take an address as an identifier if it carries one, else as a link. Tell whether there was room for it."""
        for name, value in identifiers(address).items():
            if getattr(self, name) in ("", value):
                setattr(self, name, value)
                return True
        return self.links.setdefault(link, address) == address


def identifiers(text: str) -> dict[str, str]:
    """Return the identifier that an address or a bare text carries, by the name of its field."""
    text = text.strip()
    if match := _ARXIV.search(text):
        return {"arxiv": match[1]}
    if match := _DOI.search(text):
        return {"doi": match[1]}
    try:
        parts = urlsplit(text)
    except ValueError:
        return {}
    if parts.hostname in ("aclanthology.org", "www.aclanthology.org", "aclweb.org", "www.aclweb.org"):
        name = parts.path.removeprefix("/anthology").strip("/").removesuffix(".pdf")
        return (
            {"acl": name}
            if re.fullmatch(r"[A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+", name)
            else {}
        )
    if parts.hostname == "openreview.net" and (
        match := re.search(r"(?:^|&)id=([A-Za-z0-9_-]{6,20})(?:&|$)", parts.query)
    ):
        return {"openreview": match[1]}
    return {}


def as_date(text: str) -> str:
    """Return a date as a record has it, `2021-01` for `2021.1` or `2021年1月`, or nothing if it is none."""
    match = _DATE.fullmatch(text.strip(" /"))
    if match is None:
        return ""
    date = "-".join(f"{int(part):02}" for part in match.groups() if part)
    try:
        return str(PartialDate.parse(date))
    except ValueError:
        return ""


def language_of(text: str) -> Lang:
    """Return the language a text is in."""
    return "zh" if _HAN.search(text) else "en"


def sides(text: str) -> Sides:
    """Return a text as one side of a bilingual one."""
    return {language_of(text): text}
