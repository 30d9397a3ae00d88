"""The form and the reference of the fields have every field of the schema, and no other, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.render.test_views import catalog_of
from vlmap.canonical.expected import Expected
from vlmap.languages import LANGUAGES
from vlmap.render.labels import load_labels
from vlmap.render.views.common import Reader
from vlmap.render.views.fields import FILES, fields_view
from vlmap.render.views.form import WORDS, FieldView, form_view
from vlmap.schema import Author, Record
from vlmap.schema.fields import FIELDS
from vlmap.schema.shape import Form, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project
    from vlmap.schema.base import Part

both = pytest.mark.parametrize("lang", LANGUAGES)


def form_of(project: Project, lang: Any) -> Any:
    return form_view(Reader(catalog_of(project), lang, "contribute/form/"), load_labels(project, lang))


def paths(model: type[Part], before: str = "") -> Iterator[str]:
    """Yield the place of every field below a model; a text and an author count as one."""
    for name, field in model.model_fields.items():
        yield f"{before}{name}"
        shape = shape_of(field)
        part = shape.item or shape
        if part.form is Form.PART and part.type is not Author:
            yield from paths(part.type, f"{before}{name}.")


def shown(fields: tuple[FieldView, ...], before: str = "") -> Iterator[str]:
    for field in fields:
        if field.name:
            yield f"{before}{field.name}"
        if field.kind != "list" or field.fields[0].kind == "group":
            inner = field.fields[0].fields if field.kind == "list" else field.fields
            yield from shown(inner, f"{before}{field.name}." if field.name else before)


@both
def test_the_form_asks_for_every_field_in_the_order_of_the_file(lang: Any, volcano: Project) -> None:
    fields = [field for section in form_of(volcano, lang).sections for field in section.fields]
    facets = catalog_of(volcano).taxonomy.facets
    found = [path for path in shown(tuple(fields)) if not path.startswith("facets.")]
    assert found == list(paths(Record))
    (table,) = (field for field in fields if field.name == "facets")
    assert [facet.name for facet in table.fields] == list(facets)
    assert {name for name in found if "." not in name} == set(Record.model_fields)


@both
def test_the_form_offers_the_vocabulary(lang: Any, volcano: Project) -> None:
    taxonomy = catalog_of(volcano).taxonomy
    fields = {field.name: field for section in form_of(volcano, lang).sections for field in section.fields}

    def offered(field: FieldView) -> set[str]:
        return {choice.value for group in field.choices for choice in group.choices}

    assert offered(fields["category"]) <= {path for path, _ in taxonomy.categories()}
    assert offered(fields["venue"].fields[0]) == set(taxonomy.venues)
    relation = next(one for one in fields["builds_on"].fields[0].fields if one.name == "relation")
    assert offered(relation) == set(taxonomy.relations)


def test_a_name_stands_bare_in_the_file_everywhere_or_nowhere(volcano: Project) -> None:
    """The writer in the browser goes by the name of a field alone."""
    bare = form_of(volcano, "en").settings["bare"]

    def leaves(model: type[Part]) -> Iterator[tuple[str, bool]]:
        for name, field in model.model_fields.items():
            shape = shape_of(field)
            part = shape.item or shape
            if part.form is Form.PART and part.type is not Author:
                yield from leaves(part.type)
            elif shape.form in (Form.WORDS, Form.CHOICE):
                yield name, not Expected(model).field(name).text

    assert {name for name, is_bare in leaves(Record) if is_bare} == set(bare)
    assert not {name for name, is_bare in leaves(Record) if not is_bare} & set(bare)


def test_the_script_says_each_of_its_words(real: Project) -> None:
    folder = real.root / "src" / "vlmap" / "assets" / "form"
    scripts = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    assert [word for word in WORDS if f'"{word}"' not in scripts and f"words.{word}" not in scripts] == []


@both
def test_the_reference_explains_every_field_of_every_file(lang: Any, volcano: Project) -> None:
    reader = Reader(catalog_of(volcano), lang, "contribute/fields/")
    parts = fields_view(reader, load_labels(volcano, lang))
    assert len({part.id for part in parts}) == len(parts)
    assert [part.name for part in parts if part.name in FILES] == list(FILES)
    explained = {(row.name, row.help) for part in parts for row in part.fields}
    texts = {"Text"}
    for model, fields in FIELDS.items():
        if model.__name__ not in texts:
            assert {(name, said.to(lang)) for name, said in fields.items()} <= explained, model
    assert {row.part for part in parts for row in part.fields} - {""} <= {part.id for part in parts}
