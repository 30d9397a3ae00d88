"""The common ground of all models."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

_NOT_KEPT: set[str] = set()


class Part(BaseModel):
    """A part of a record: immutable, and strict about unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=False)

    def model_post_init(self, _context: Any) -> None:
        """Let go of the set of fields that were given: nobody asks for it, and it is a third of what a record takes."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_KEPT)
