"""The project's vocabulary as JSON Schema: which words may stand in which field, each with what it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from vlmap.languages import Message
from vlmap.schema import Benchmark, Record, Reference, Result, Text, Venue
from vlmap.schema.ids import ID_PATTERN, MAX_ID
from vlmap.schema.path import Step
from vlmap.schema.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vlmap.catalog import Catalog
    from vlmap.schema.base import Part

Schema = dict[str, Any]


class Named(Protocol):
    """A part of the taxonomy that has a label."""

    @property
    def label(self) -> Text:
        """The label."""


RECORD, CATEGORY = "record-id", "category-path"
"""Definitions that several fields share."""


def described(said: Message, schema: Schema) -> Schema:
    """Return a schema that says in both languages what it is for."""
    description = f"{said.en}\n\n{said.zh}"
    if "$ref" in schema:  # beside which draft-07 sees nothing else
        return {"description": description, "allOf": [schema]}
    return {"description": description, **schema}


def choice(words: Iterable[tuple[str, Message, Message | None]]) -> Schema:
    """Return a schema of words, each with its label and, where it is known, what it means."""
    return {"oneOf": [_word(*word) for word in words]}


def _word(word: str, label: Message, meaning: Message | None) -> Schema:
    title = label.en if label.en == label.zh else f"{label.en} · {label.zh}"
    found = {"const": word, "title": title}
    return described(meaning, found) if meaning else {**found, "description": title}


def shared(catalog: Catalog) -> dict[str, Schema]:
    """Return the definitions by name.

    Ids of records are offered, not demanded: a record may name another that is new, too, or one by its former id.
    """
    records = choice((entry.id, Message(entry.record.name, entry.record.name), _both(entry.record.title))
                     for entry in catalog)  # fmt: skip
    any_id = {"type": "string", "pattern": ID_PATTERN, "maxLength": MAX_ID}
    return {
        RECORD: {"anyOf": [records, any_id]} if len(catalog) else any_id,
        CATEGORY: choice((path, *_terms(category)) for path, category in catalog.categories.items()),
    }


def vocabulary(catalog: Catalog) -> dict[tuple[type[Part], str], Schema]:
    """Return what may stand in each field that takes words of the taxonomy or ids of records."""
    taxonomy = catalog.taxonomy
    record, category = ({"$ref": f"#/definitions/{name}"} for name in (RECORD, CATEGORY))
    found: dict[tuple[type[Part], str], Schema] = {
        (Record, "introduced_in"): record,
        (Record, "category"): category,
        (Record, "also_in"): _list(category),
        (Record, "facets"): {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: _facet(*_terms(facet), _table(facet.terms)) for name, facet in taxonomy.facets.items()
            },
        },
        (Reference, "paper"): record,
        (Step, "paper"): record,
        (Benchmark, "dataset"): record,
        (Category, "unites"): _list(_table(taxonomy.roots)),
    }
    tables: tuple[tuple[type[Part], str, Mapping[str, Named]], ...] = (
        (Reference, "relation", taxonomy.relations),
        (Venue, "id", taxonomy.venues),
        (Result, "benchmark", taxonomy.benchmarks),
    )
    found |= {(part, field): _table(table) for part, field, table in tables if table}
    if taxonomy.organizations:
        found[Record, "organizations"] = _list(_table(taxonomy.organizations))
    if taxonomy.settings:
        found[Result, "setting"] = _settings(taxonomy.settings)
    return found


def _list(words: Schema) -> Schema:
    return {"type": "array", "items": words}


def _table(parts: Mapping[str, Named]) -> Schema:
    return choice((name, *_terms(part)) for name, part in parts.items())


def _facet(label: Message, definition: Message | None, terms: Schema) -> Schema:
    said = Message(f"{label.en}: {definition.en}", f"{label.zh}：{definition.zh}") if definition else label
    return described(said, _list(terms))


def _settings(settings: Mapping[str, Text]) -> Schema:
    """Return the conditions, of which several may stand together, parted by commas."""
    one = "|".join(re.sub(r"[.*+?^${}()|[\]\\]", r"\\\g<0>", name) for name in settings)
    several = {"type": "string", "pattern": f"^({one})(, ({one}))+$"}
    return {"anyOf": [choice((name, _both(label), None) for name, label in settings.items()), several]}


def _terms(part: Named) -> tuple[Message, Message | None]:
    """Return the label of a part of the taxonomy, and its definition or its name in full."""
    meaning = getattr(part, "definition", None) or getattr(part, "name", None)
    return _both(part.label), _both(meaning) if meaning else None


def _both(text: Text) -> Message:
    """Return a text on one line, a missing side stood in for by the other."""
    return Message(*(" ".join(text.best(lang)[0].split()) for lang in ("en", "zh")))
