"""Dates as precise as they are known: a year, a month or a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of one, two or three parts: `2021`, `2021-02`, `2021-02-26` (ISO 8601)."""

    parts: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the written form. Raises `ValueError` for anything else, and for days that do not exist."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(text)
        parts = tuple(int(part) for part in match.groups() if part is not None)
        dt.date(parts[0], *(*parts[1:], 1, 1)[:2])
        return cls(parts)

    def __str__(self) -> str:
        """Return the written form, with the precision it came in."""
        return "-".join(f"{part:0{width}}" for part, width in zip(self.parts, (4, 2, 2), strict=False))

    def is_after(self, other: PartialDate) -> bool:
        """Tell whether this date is certainly later: the two are compared at the coarser precision."""
        common = min(len(self.parts), len(other.parts))
        return self.parts[:common] > other.parts[:common]

    @property
    def year(self) -> int:
        """The year."""
        return self.parts[0]

    @property
    def order(self) -> tuple[int, int, int]:
        """A key to sort by; what is unknown counts as the first of its kind."""
        year, month, day = (*self.parts, 1, 1)[:3]
        return (year, month, day)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Let a model field be written as a text."""

        def validate(value: Any) -> PartialDate:
            if isinstance(value, cls):
                return value
            try:
                return cls.parse(value)
            except (ValueError, TypeError) as problem:
                raise PydanticCustomError("partial_date", "is not a date") from problem

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: Any) -> dict[str, Any]:
        """Describe the written form in JSON Schema; a year alone is a number to other YAML readers."""
        pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
        return {"type": ["string", "integer"], "pattern": pattern, "minimum": 1, "maximum": 9999}
