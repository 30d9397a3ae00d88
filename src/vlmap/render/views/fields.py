"""What the reference of the fields shows: every file that people write, field by field, from the models themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.schema import PartialDate, ReadingPath, Record, Taxonomy
from vlmap.schema.fields import FIELDS, VALUES
from vlmap.schema.shape import Form, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader
    from vlmap.schema.base import Part
    from vlmap.schema.shape import Shape

FILES: dict[str, type[Part]] = {
    "papers/<id>.yaml": Record,
    "paths/<id>.yaml": ReadingPath,
    "taxonomy.yaml": Taxonomy,
}
"""The files that people write, each with the model it is read as."""

_WORDS = {str: "words", PartialDate: "date", int: "whole", Decimal: "number"}
"""What a single word is: key of a label, after `form-of-`."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: what stands in it, in words, and the section about its parts, if it has any."""

    name: str
    needed: bool
    form: str
    part: str
    values: tuple[tuple[str, str], ...]
    help: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A file, or a part of one under the name of its field."""

    id: str
    name: str
    fields: tuple[FieldRow, ...]


def fields_view(reader: Reader, label: Labels) -> tuple[PartView, ...]:
    """Gather the reference: each file, and below it the parts that stand in it."""
    reference = _Reference(reader, label)
    return tuple(part for file, model in FILES.items() for part in reference.file(file, model))


class _Reference:
    def __init__(self, reader: Reader, label: Labels) -> None:
        self.reader = reader
        self.label = label

    def file(self, name: str, model: type[Part]) -> Iterator[PartView]:
        """Yield a file and all its parts, each once, under the name it is first met by."""
        head = model.__name__.lower()
        found: dict[type[Part], tuple[str, str]] = {model: (head, name)}
        waiting = [model]
        while waiting:
            here = waiting.pop(0)
            for field_name, field in here.model_fields.items():
                part = _part(shape_of(field))
                if part is not None and part not in found:
                    found[part] = (f"{head}-{field_name.replace('_', '-')}", field_name)
                    waiting.append(part)
        for part, (anchor, shown) in found.items():
            yield PartView(anchor, shown, tuple(self.rows(part, found)))

    def rows(self, model: type[Part], parts: dict[type[Part], tuple[str, str]]) -> Iterator[FieldRow]:
        """Yield the fields of a part; `parts` says where parts are described."""
        for name, field in model.model_fields.items():
            shape = shape_of(field)
            part, leaf = _part(shape), shape.item or shape
            values = VALUES[leaf.type] if leaf.form is Form.CHOICE else {}
            yield FieldRow(
                name=name,
                needed=field.is_required(),
                form=self.form(shape),
                part=parts[part][0] if part else "",
                values=tuple((word, said.to(self.reader.lang)) for word, said in values.items()),
                help=FIELDS[model][name].to(self.reader.lang),
            )

    def form(self, shape: Shape) -> str:
        """Say what stands in a field."""
        if shape.item is not None:
            return self.label(f"form-of-{shape.form}", item=self.form(shape.item))
        return self.label(f"form-of-{_WORDS.get(shape.type, 'words') if shape.form is Form.WORDS else shape.form}")


def _part(shape: Shape) -> type[Part] | None:
    """Return the part that stands in a field, be it as an item, if any does."""
    if shape.item is not None:
        return _part(shape.item)
    found: type[Part] | None = shape.type if shape.form is Form.PART else None
    return found


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("fields"), label("fields"), label("fields-description"), fields_view(reader, label))


FIELDS_PAGE = PageKind(
    "fields",
    Layout.BOOK,
    lambda _catalog: (Place("contribute/fields", section="contribute", in_navigation=True),),
    _content,
)
