"""Identifiers: strings of a fixed form. What each one looks like is said once, here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID = 80


_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""What Windows takes for a device, whatever ending follows."""


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a record or a term, and the name of a file on every system."""
    return len(text) <= MAX_ID and re.fullmatch(ID_PATTERN[1:-1], text) is not None and not _DEVICE.fullmatch(text)


def _all_different(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        twice = next(value for index, value in enumerate(values) if value in values[:index])
        raise PydanticCustomError("twice", "names {value} twice", {"value": twice})
    return values


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
"""Of a record, a category step, a facet, a term, a venue …: `blip-2`."""

Ids = Annotated[tuple[Id, ...], AfterValidator(_all_different)]
"""Several of them, none twice."""

CategoryPath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=10 * MAX_ID)]
"""Where a record is at home, from the root down: `understanding/alignment`."""

_MONTH = r"(0[1-9]|1[0-2])"
_ARXIV = (
    rf"^((0[7-9]|1[0-4]){_MONTH}\.[0-9]{{4}}|(1[5-9]|[2-9][0-9]){_MONTH}\.[0-9]{{5}}"
    rf"|[a-z-]+(\.[A-Z]{{2}})?/[0-9]{{2}}{_MONTH}[0-9]{{3}})$"
)

ArxivId = Annotated[
    str, StringConstraints(pattern=_ARXIV), WithJsonSchema({"type": ["string", "number"], "pattern": _ARXIV})
]
"""Without version: `2103.00020`, `cs/0112017`. From 2015 on the number has five digits: one less is a lost zero."""

Doi = Annotated[str, StringConstraints(pattern=r'^10\.[0-9]{4,9}/[^\s"\\^`{|}]{1,200}$')]
"""Bare, without a resolver: `10.1109/CVPR.2018.00143`."""

AclId = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}-[0-9]{4}$|^[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+$")]
"""Of the ACL Anthology: `P02-1040`, `2020.emnlp-main.162`."""

OpenReviewId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{6,20}$")]
"""The `id` parameter of a forum's address."""


_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"
_WHOLE = r"^[0-9]{1,12}$"
_YEAR = r"^[0-9]{4}$"


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_NUMBER[1:-1], value):
        return Decimal(value)
    raise PydanticCustomError("number", "is not a number")


Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": ["number", "string"], "pattern": _NUMBER}, mode="validation"),
]
"""A figure as printed: `76.20` keeps its last zero, save in JSON, where it is a number."""


def _whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_WHOLE[1:-1], value):
        return int(value)
    raise PydanticCustomError("whole_number", "is not a whole number")


Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "pattern": _WHOLE})]
"""A count."""


def _year(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_YEAR[1:-1], value) and value != "0000":
        return int(value)
    raise PydanticCustomError("year", "is not a year")


Year = Annotated[
    int,
    BeforeValidator(_year),
    WithJsonSchema({"type": ["integer", "string"], "pattern": _YEAR, "minimum": 1, "maximum": 9999}),
]
"""Of four digits."""
