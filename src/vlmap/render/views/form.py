"""What the form for a new record shows: a control for every field of the schema, the vocabulary in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from vlmap.canonical import MODELINE
from vlmap.canonical.expected import Expected
from vlmap.languages import DEFAULT
from vlmap.render.page import Content, Layout, PageKind, Place
from vlmap.render.views.choices import RECORDS, SETTINGS, Choice, ChoiceGroup, choices, of_table, proposed
from vlmap.schema import Author, Kind, Record
from vlmap.schema.fields import FIELDS, VALUES
from vlmap.schema.ids import ID_PATTERN, MAX_ID
from vlmap.schema.shape import Form, length_of, shape_of
from vlmap.source import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from vlmap.render.labels import Labels
    from vlmap.render.views.common import Reader
    from vlmap.schema.base import Part
    from vlmap.schema.shape import Shape

SECTIONS = {
    "name": "facts",
    "facets": "facets",
    "one_liner": "words",
    "builds_on": "lineage",
    "results": "figures",
    "sources": "checked",
}
"""The field of a record that each part of the form starts with, and the part."""

WORDS = (
    *("required", "choice", "pattern", "few", "many", "one-language", "wrong", "id", "taken", "findable", "address"),
    *("predecessor", "two-predecessors", "unknown-record", "day", "source", "on-map", "to-mend", "nothing-to-mend"),
    *("too-long", "copied", "not-copied", "draft", "draft-kept", "no-schema", "more-authors"),
)
"""What the script says: keys of labels, each after `form-`."""

LINK_BYTES = 8000
"""The longest address that is opened: GitHub refuses more than 8,191 bytes, and a Han character takes nine."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field.

    `kind` says what it looks like and how its value is read: `line`, `choice`, `lines` and `authors` (one a line),
    `text` (two languages), `terms` (any of a few), `group` (other fields), `list` (any number of the one in `fields`).
    `choices` are what it may hold, `proposed` the list of what it proposes; `least` so many items it starts with.
    """

    name: str
    kind: str
    label: str = ""
    help: str = ""
    required: bool = False
    choices: tuple[ChoiceGroup, ...] = ()
    fields: tuple[FieldView, ...] = ()
    proposed: str = ""
    least: int = 0
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of the form; `id` is that of its heading, and of its label after `form-`."""

    id: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form; `settings` and `words` are for its script, `lists` what fields propose."""

    sections: tuple[FormSection, ...]
    lists: dict[str, tuple[Choice, ...]]
    settings: dict[str, Any]
    words: dict[str, str]


def form_view(reader: Reader, label: Labels) -> FormView:
    """Gather the form."""
    sections: list[FormSection] = []
    for field in _Fields(reader, label).of(Record):
        if field.name in SECTIONS:
            sections.append(FormSection(SECTIONS[field.name], ()))
        sections[-1] = replace(sections[-1], fields=(*sections[-1].fields, field))
    records = tuple(Choice(entry.id, entry.record.name) for entry in reader.catalog)
    conditions = tuple(Choice(name, reader.word(text)) for name, text in reader.catalog.taxonomy.settings.items())
    words = {key: label(f"form-{key}", count="{}", most=f"{LINK_BYTES:,}") for key in WORDS}
    return FormView(tuple(sections), {RECORDS: records, SETTINGS: conditions}, _settings(), words)


def _settings() -> dict[str, Any]:
    """Return what the form of a file depends on, and what cannot stand in one."""
    record = Expected(Record)
    return {
        "modeline": MODELINE,
        "id": ID_PATTERN,
        "longest": MAX_ID,
        "gaps": [name for name in Record.model_fields if record.field(name).opens_group],
        "bare": sorted(set(_bare(Record))),
        "lines": [name for name, field in Record.model_fields.items() if _on_its_line(Record, name, field)],
        "forbidden": _for_scripts(FORBIDDEN.pattern),
        "link_bytes": LINK_BYTES,
        "method": Kind.METHOD.value,
    }


def _for_scripts(pattern: str) -> str:
    r"""Return a pattern as scripts read it with the flag `u`: in ASCII, and with all alphabets in the `\w` of a set."""
    written = "".join(char if char.isascii() and char.isprintable() else f"\\u{{{ord(char):x}}}" for char in pattern)
    return written.replace(r"\w", r"\p{L}\p{N}_")


def _on_its_line(model: type[Part], name: str, field: FieldInfo) -> bool:
    """Tell whether a text in two languages is never more than a line of each."""
    return shape_of(field).form is Form.TEXT and not Expected(model).field(name).field(DEFAULT).prose


def _bare(model: type[Part]) -> Iterator[str]:
    """Yield the names of the fields whose values are no texts: numbers, dates and words of the code."""
    for name, field in model.model_fields.items():
        shape = shape_of(field)
        part = shape.item or shape
        if part.form is Form.PART and part.type is not Author:
            yield from _bare(part.type)
        elif shape.form in (Form.WORDS, Form.CHOICE) and not Expected(model).field(name).text:
            yield name


class _Fields:
    """Makes the fields of a model for a reader."""

    def __init__(self, reader: Reader, label: Labels) -> None:
        self.reader = reader
        self.label = label

    def of(self, model: type[Part], *, needed: bool = True) -> tuple[FieldView, ...]:
        """Return the fields of a model in the order of the file; of one that may be left out, nothing is needed."""
        fields = (self.field(model, name, field) for name, field in model.model_fields.items())
        return tuple(replace(field, required=field.required and needed) for field in fields)

    def field(self, model: type[Part], name: str, field: FieldInfo) -> FieldView:
        """Return one field."""
        shape, words = shape_of(field), choices(model, name, self.reader)
        view = FieldView(
            name=name,
            kind="line",
            label=self.label(f"{model.__name__.lower()}-{name}".replace("_", "-")),
            help=FIELDS[model][name].to(self.reader.lang),
            required=field.is_required(),
            proposed=proposed(model, name),
            least=length_of(field)[0],
            one_line=_on_its_line(model, name, field),
        )
        return self._shaped(view, shape, words)

    def _shaped(self, view: FieldView, shape: Shape, words: tuple[ChoiceGroup, ...]) -> FieldView:
        """Return a field in the form that its shape asks for."""
        if shape.form is Form.TEXT:
            return replace(view, kind="text")
        if shape.form is Form.PART:
            return replace(view, kind="group", fields=self.of(shape.type, needed=view.required))
        if shape.form is Form.TABLE:
            return replace(view, kind="group", fields=self._facets())
        if shape.form is Form.CHOICE:
            kinds = tuple(Choice(name, said.to(self.reader.lang)) for name, said in VALUES[shape.type].items())
            return replace(view, kind="choice", choices=(ChoiceGroup("", kinds),))
        if shape.item is not None:
            return self._many(view, shape.item, words)
        return replace(view, kind="choice", choices=words) if words else view

    def _many(self, view: FieldView, item: Shape, words: tuple[ChoiceGroup, ...]) -> FieldView:
        """Return a field of any number of something: one a line where that will do."""
        if item.type is Author:
            return replace(view, kind="authors")
        if item.form is Form.WORDS and not words:
            return replace(view, kind="lines")
        one = FieldView("", "line", self.label("form-item", field=view.label), required=True)
        one = replace(self._shaped(one, item, words), required=False)
        return replace(view, kind="list", fields=(one,))

    def _facets(self) -> tuple[FieldView, ...]:
        """Return a field for each facet: any of its terms."""
        return tuple(
            FieldView(
                name=name,
                kind="terms",
                label=self.reader.word(facet.label),
                help=self.reader.words(facet.definition) if facet.definition else "",
                choices=(ChoiceGroup("", of_table(facet.terms, self.reader)),),
            )
            for name, facet in self.reader.catalog.taxonomy.facets.items()
        )


def _content(_subject: str, reader: Reader, label: Labels) -> Content:
    return Content(label("form"), label("form"), label("form-description"), form_view(reader, label))


FORM = PageKind(
    "form",
    Layout.WIDE,
    lambda _catalog: (Place("contribute/form", section="contribute", in_navigation=True),),
    _content,
)
