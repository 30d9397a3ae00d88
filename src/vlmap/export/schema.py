"""JSON Schema of the files people write, for editors: what each field is for, completion, first mistakes while typing.

Draft-07, which every editor's YAML support reads; what other readers of YAML take for a number passes, as it does here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vlmap.export.words import Schema, choice, described, shared, vocabulary
from vlmap.schema import ReadingPath, Record, Taxonomy
from vlmap.schema.fields import FIELDS, VALUES

if TYPE_CHECKING:
    from vlmap.catalog import Catalog
    from vlmap.schema.base import Part

RECORDS = "paper.schema.json"

FILES: dict[str, type[Part]] = {
    RECORDS: Record,
    "path.schema.json": ReadingPath,
    "taxonomy.schema.json": Taxonomy,
}
"""The files under `schemas/`, each with the model it describes."""

_PROGRAMMERS = ("title", "default", "description")
"""What pydantic tells of the code; editors show what is said of the fields."""


def schemas(catalog: Catalog) -> dict[str, str]:
    """Return every schema as text, by the name of its file."""
    return {name: schema(name, catalog) for name in FILES}


def schema(name: str, catalog: Catalog) -> str:
    """Return the schema of one file as text."""
    return json.dumps(_Writer(FILES[name], catalog).schema(), ensure_ascii=False, indent=1) + "\n"


class _Writer:
    """Turns what pydantic generates for a model into one schema, everything in its place."""

    def __init__(self, model: type[Part], catalog: Catalog) -> None:
        generated = model.model_json_schema(ref_template="{model}")
        self.name = model.__name__
        self.parts: dict[str, Schema] = {**generated.pop("$defs", {}), self.name: generated}
        self.fields = {part.__name__: fields for part, fields in FIELDS.items()}
        self.values = {kind.__name__: values for kind, values in VALUES.items()}
        self.words = {(part.__name__, field): words for (part, field), words in vocabulary(catalog).items()}
        self.shared = shared(catalog)

    def schema(self) -> Schema:
        """Return the whole: the model, and below `definitions` what stands in several places or in itself."""
        whole = self.part(self.name)
        nested = {name: self.part(name) for name in self.parts if self.contains_itself(name)}
        text = json.dumps((whole, nested))
        used = {name: words for name, words in self.shared.items() if f'"#/definitions/{name}"' in text}
        return {"$schema": "http://json-schema.org/draft-07/schema#", **whole, "definitions": {**nested, **used}}

    def contains_itself(self, name: str) -> bool:
        """Tell whether a part may stand below itself."""
        return json.dumps({"$ref": name}) in json.dumps(self.parts[name])

    def part(self, name: str) -> Schema:
        """Return the schema of a part, with what is known of its fields, or of a kind with its values."""
        if name in self.values:
            return choice((value, said, None) for value, said in self.values[name].items())
        part = self.parts[name]
        properties = {
            field: described(said, self.words.get((name, field)) or self.plain(part["properties"][field]))
            for field, said in self.fields[name].items()
        }
        return {**_without(part, *_PROGRAMMERS), "properties": properties}

    def plain(self, node: Schema) -> Schema:
        """Return a schema with the parts it refers to in their places; `null`, which no file holds, is no choice."""
        if name := node.get("$ref"):
            return {"$ref": f"#/definitions/{name}"} if self.contains_itself(name) else self.part(name)
        found = _without(node, *_PROGRAMMERS)
        choices = [self.plain(one) for one in node.get("anyOf", ()) if one != {"type": "null"}]
        if len(choices) == 1:
            return choices[0]
        if choices:
            found["anyOf"] = choices
        if "items" in node:
            found["items"] = self.plain(node["items"])
        if "patternProperties" in node:
            found["patternProperties"] = {key: self.plain(one) for key, one in node["patternProperties"].items()}
            found["additionalProperties"] = False
        elif isinstance(node.get("additionalProperties"), dict):
            found["additionalProperties"] = self.plain(node["additionalProperties"])
        return found


def _without(node: Schema, *keywords: str) -> Schema:
    return {keyword: value for keyword, value in node.items() if keyword not in keywords}
