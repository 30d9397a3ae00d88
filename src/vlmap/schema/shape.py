"""What stands in a field, as people see it: words, text in both languages, a choice, a part, a list, a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from vlmap.schema.base import Part
from vlmap.schema.text import Text

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


class Form(StrEnum):
    """The kinds of what may stand in a field."""

    WORDS = "words"
    TEXT = "text"
    CHOICE = "choice"
    PART = "part"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in a field: its form, the type of that in the models, and of a list or table what its items are."""

    form: Form
    type: Any
    item: Shape | None = None


def shape_of(field: FieldInfo) -> Shape:
    """Return what stands in a field of a model."""
    return _shape(field.annotation)


def length_of(field: FieldInfo) -> tuple[int, int | None]:
    """Return the fewest and the most items of a list; None where there is no most."""
    least = next((one.min_length for one in field.metadata if hasattr(one, "min_length")), 0)
    return least, next((one.max_length for one in field.metadata if hasattr(one, "max_length")), None)


def _shape(annotation: Any) -> Shape:
    bare = bare_type(annotation)
    if get_origin(bare) is tuple:
        return Shape(Form.LIST, bare, _shape(get_args(bare)[0]))
    if get_origin(bare) is dict:
        return Shape(Form.TABLE, bare, _shape(get_args(bare)[1]))
    if not isinstance(bare, type):
        return Shape(Form.WORDS, bare)
    if issubclass(bare, Text):
        return Shape(Form.TEXT, bare)
    if issubclass(bare, Part):
        return Shape(Form.PART, bare)
    return Shape(Form.CHOICE if issubclass(bare, StrEnum) else Form.WORDS, bare)


def bare_type(annotation: Any) -> Any:
    """Return a type without what may stand around it: `Annotated[str | None, …]` is a `str`."""
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    choices = [choice for choice in get_args(annotation) if choice is not NoneType]
    if NoneType in get_args(annotation) and len(choices) == 1:
        return bare_type(choices[0])
    return annotation
