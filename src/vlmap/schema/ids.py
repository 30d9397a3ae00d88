"""Identifiers: strings of a fixed form. What each one looks like is said once, here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID = 80


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a record or a term."""
    return len(text) <= MAX_ID and re.fullmatch(ID_PATTERN[1:-1], text) is not None


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
"""Of a record, a category step, a facet, a term, a venue …: `blip-2`."""

CategoryPath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]
"""Where a record is at home, from the root down: `understanding/alignment`."""

_ARXIV = r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})$"

ArxivId = Annotated[
    str, StringConstraints(pattern=_ARXIV), WithJsonSchema({"type": ["string", "number"], "pattern": _ARXIV})
]
"""Without version: `2103.00020`, `cs/0112017`."""

Doi = Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/[^\s]+$")]
"""Bare, without a resolver: `10.1109/CVPR.2018.00143`."""

AclId = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}-[0-9]{4}$|^[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+$")]
"""Of the ACL Anthology: `P02-1040`, `2020.emnlp-main.162`."""

OpenReviewId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{6,20}$")]
"""The `id` parameter of a forum's address."""


_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
_WHOLE = r"^[0-9]{1,12}$"


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_NUMBER[1:-1], value, re.ASCII):
        return Decimal(value)
    raise PydanticCustomError("number", "is not a number")


Number = Annotated[
    Decimal, BeforeValidator(_number), WithJsonSchema({"type": ["number", "string"], "pattern": _NUMBER})
]
"""A figure as printed: `76.20` keeps its last zero."""


def _whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_WHOLE[1:-1], value, re.ASCII):
        return int(value)
    raise PydanticCustomError("whole_number", "is not a whole number")


Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "pattern": _WHOLE})]
"""A count or a year."""
