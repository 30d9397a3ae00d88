"""What the schema expects at a place of a file, as far as the form of the file depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin

from vlmap.schema import Text
from vlmap.schema.base import Part
from vlmap.schema.shape import bare_type

if TYPE_CHECKING:
    from vlmap.canonical.tree import Entry

_GROUPS = frozenset(
    {
        *("facets", "one_liner", "problem", "innovation", "summary", "key_points", "limitations"),
        *("builds_on", "no_predecessor", "results", "citations", "sources"),
    }
)
"""The fields of a record before which a line is left empty; the others stand close."""

_ON_ITS_LINE = "title"
"""The one bilingual field that is no prose: it is never more than a line."""


@dataclass(frozen=True)
class Expected:
    """A place: the type there, or None where the schema knows nothing, and the name of the field it is in."""

    annotation: Any
    field_name: str = ""
    prose: bool = False

    @property
    def text(self) -> bool:
        """Whether a single word here is a text, whatever it looks like."""
        bare = bare_type(self.annotation)
        return bare is str or (isinstance(bare, type) and issubclass(bare, Part))

    @property
    def opens_group(self) -> bool:
        """Whether a line is left empty before this field of a record."""
        return self.field_name in _GROUPS

    def field(self, name: str) -> Expected:
        """Return what is expected behind a key."""
        bare = bare_type(self.annotation)
        if get_origin(bare) is dict:
            return Expected(get_args(bare)[1])
        if not (isinstance(bare, type) and issubclass(bare, Part)) or name not in bare.model_fields:
            return Expected(None)
        prose = issubclass(bare, Text) and self.field_name != _ON_ITS_LINE
        return Expected(bare.model_fields[name].annotation, name, prose)

    def item(self) -> Expected:
        """Return what is expected of each item of a list."""
        bare = bare_type(self.annotation)
        return Expected(get_args(bare)[0] if get_origin(bare) is tuple else None)

    def ordered(self, entries: list[Entry]) -> list[Entry]:
        """Return entries in the order of the schema, those it does not know at the end, as they were."""
        bare = bare_type(self.annotation)
        known = list(bare.model_fields) if isinstance(bare, type) and issubclass(bare, Part) else []
        places = {name: index for index, name in enumerate(known)}
        return sorted(entries, key=lambda entry: places.get(entry.name, len(places)))
