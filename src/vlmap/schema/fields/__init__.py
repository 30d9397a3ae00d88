"""What every field is for, in both languages: shown by editors, and the source of the reference of the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.schema.fields import path, record, taxonomy

if TYPE_CHECKING:
    from enum import StrEnum

    from vlmap.languages import Message
    from vlmap.schema.base import Part

FIELDS: dict[type[Part], dict[str, Message]] = {**record.FIELDS, **path.FIELDS, **taxonomy.FIELDS}
"""Of each model: field → what it is for. No field is without."""

VALUES: dict[type[StrEnum], dict[str, Message]] = {**record.VALUES, **taxonomy.VALUES}
"""Of each field that takes one of a few words of the code's own: word → what it means."""
