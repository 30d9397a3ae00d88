"""What the formats of bibliographies have in common: named fields, each with one meaning or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.importers.work import Work, as_date, identifiers
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

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
            case "date" if as_date(value) and not dated:
                dated = as_date(value)
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
    work.published = dated or (f"{work.year}-{month}" if work.year and month else work.year)
    if work.doi and not work.arxiv:
        work.sources.append(f"https://doi.org/{work.doi}")
    if work.arxiv:
        work.sources.append(f"arXiv {work.arxiv}")
    return work
