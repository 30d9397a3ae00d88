"""What the formats of bibliographies have in common: named fields, each with one meaning or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.importers.work import Work, identifiers
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2}))?(?:[-/.]([0-9]{1,2}))?", re.ASCII)

OTHERS = "others"
"""Stands in a list of authors for those that are not named."""


def by_name(meanings: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the meaning of each name that a format gives its fields, from the names of each meaning."""
    return {name: meaning for meaning, names in meanings.items() for name in names}


def assemble(fields: Iterable[tuple[str, str, str]], authors: Iterable[str]) -> Work:
    """Return a work from fields, each as meaning, name in its format, and value.

    A meaning is `title`, `venue`, `date`, `year`, `month`, `doi`, `arxiv`, `address`, `organization`, `abstract` or
    `context`; any other keeps the field as it is, among what is left over.
    """
    work, dated, month = Work(), "", ""
    for name in authors:
        if name == OTHERS:
            work.say("authors", Message("The source does not name all of them.", "来源未列出全部作者。"))
        elif name:
            work.authors.append(name)
    for meaning, label, value in fields:
        if not value:
            continue
        match meaning:
            case "title" if not work.title:
                work.title = value
            case "venue":
                work.venues.append(value)
            case "date" if match := _DATE.match(value):
                dated = "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
            case "year" if re.fullmatch("[0-9]{4}", value):
                work.year = value
            case "month" if value[:3].lower() in _MONTHS:
                month = f"{_MONTHS.index(value[:3].lower()) + 1:02}"
            case "month" if re.fullmatch("0?[1-9]|1[0-2]", value):
                month = value.zfill(2)
            case "doi" | "arxiv" if identifiers(value).keys() & {"doi", "arxiv"} and work.locate(value):
                pass
            case "address" if work.locate(value):
                pass
            case "organization":
                work.organizations.append(value)
            case "abstract" if not work.abstract:
                work.abstract = value
            case "context":
                work.context.append(value)
                work.left_over.append(f"{label}: {value}")
            case _:
                work.left_over.append(f"{label}: {value}")
    work.year = work.year or dated[:4]
    _date(work, dated or (f"{work.year}-{month}" if work.year and month else work.year))
    if work.doi and not work.arxiv:
        work.sources.append(f"https://doi.org/{work.doi}")
    if work.arxiv:
        work.sources.append(f"arXiv {work.arxiv}")
    return work


def _date(work: Work, published: str) -> None:
    """Set the date of the first public version: an arXiv identifier carries it; of others the publication is known."""
    if match := re.match("([0-9]{2})([0-9]{2})[.]", work.arxiv, re.ASCII):
        work.date = f"20{match[1]}-{match[2]}"
        if published not in (work.date, work.date[:4]):
            work.left_over.append(f"published: {published}")
    elif published:
        work.date = published
        work.say(
            "date",
            Message(
                "Of publication; write the date of the first public version.", "此为发表日期；请写首个公开版本的日期。"
            ),
        )
