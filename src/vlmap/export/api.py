"""`data/v1/`: the map as files for programs, each with what it obeys, and the OpenAPI description of them all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from vlmap import __version__
from vlmap.citation import cite
from vlmap.citation.csl import joined as joined_csl
from vlmap.citation.forms import FORMS, written
from vlmap.export.data import MODELS, as_json, catalog_data, lineage_data, record_data, results_data
from vlmap.export.table import records_csv, results_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Text

ROOT = "data/v1"
"""The folder below the site's root. What is in it keeps its names and meanings as long as it is called so."""

JSON, CSV = "application/json", "text/csv"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A file, or one for each record: its address, what it is, and the model it obeys, if any."""

    path: str
    summary: str
    media_type: str
    model: str | None = None


ENDPOINTS = (
    Endpoint(f"{ROOT}/catalog.json", "Every record in short, oldest first", JSON, "catalog"),
    Endpoint(f"{ROOT}/records/{{id}}.json", "One record in full, with what builds on it", JSON, "record"),
    Endpoint(f"{ROOT}/records.jsonl", "Every record in full, one a line", "application/jsonl"),
    Endpoint(f"{ROOT}/records.csv", "Every record as a line of a table", CSV),
    Endpoint(f"{ROOT}/taxonomy.json", "The vocabulary that records point to", JSON, "taxonomy"),
    Endpoint(f"{ROOT}/lineage.json", "What builds on what, as a graph", JSON, "lineage"),
    Endpoint(f"{ROOT}/results.json", "Every published figure with its source", JSON, "results"),
    Endpoint(f"{ROOT}/results.csv", "Every published figure as a line of a table", CSV),
    *(
        Endpoint(f"{ROOT}/{name}", f"Every citation as {form.name}", form.media_type)
        for form, name in zip(FORMS, ("vlmap.bib", "vlmap.ris", "vlmap.csl.json"), strict=True)
    ),
    *(Endpoint(f"papers/{{id}}.{form.suffix}", f"One citation as {form.name}", form.media_type) for form in FORMS),
    Endpoint(f"{ROOT}/SHA256SUMS", "The checksum of every file in this folder", "text/plain"),
)


def of_record(entry: Entry, catalog: Catalog) -> dict[str, Callable[[], str]]:
    """Return the files of one record, under its id and its former ones: path below the site's root → how to write."""
    found: dict[str, Callable[[], str]] = {}
    former = (alias for alias in entry.record.aliases if catalog.aliases.get(alias) == entry.id)
    for name in (entry.id, *former):
        found[f"{ROOT}/records/{name}.json"] = lambda: as_json(record_data(entry, catalog))
        for form in FORMS:
            found[f"papers/{name}.{form.suffix}"] = lambda form=form: written(form, cite(entry, catalog))  # type: ignore[misc]
    return found


def of_catalog(catalog: Catalog, licence: Text, site_url: str) -> dict[str, Callable[[], str]]:
    """Return the files that are about all records: path below the site's root → how to write."""
    found: dict[str, Callable[[], str]] = {
        f"{ROOT}/catalog.json": lambda: as_json(catalog_data(catalog, licence)),
        f"{ROOT}/taxonomy.json": lambda: as_json(catalog.taxonomy),
        f"{ROOT}/lineage.json": lambda: as_json(lineage_data(catalog)),
        f"{ROOT}/results.json": lambda: as_json(results_data(catalog, catalog)),
        f"{ROOT}/results.csv": lambda: results_csv(catalog, catalog),
        f"{ROOT}/records.csv": lambda: records_csv(catalog, catalog),
        f"{ROOT}/openapi.json": lambda: openapi(site_url),
    }
    for name, model in MODELS.items():
        found[f"{ROOT}/schemas/{name}.schema.json"] = lambda model=model: _text(  # type: ignore[misc]
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(mode="serialization")}
        )
    return found


def joined(catalog: Catalog) -> dict[str, tuple[list[str], Callable[[Iterable[str]], str]]]:
    """Return the files that are others put together: path → the paths of the parts, and how to join them."""
    bib, ris, csl = ([f"papers/{entry.id}.{form.suffix}" for entry in catalog] for form in FORMS)
    return {
        f"{ROOT}/records.jsonl": ([f"{ROOT}/records/{entry.id}.json" for entry in catalog], "".join),
        f"{ROOT}/vlmap.bib": (bib, "\n".join),
        f"{ROOT}/vlmap.ris": (ris, "\n".join),
        f"{ROOT}/vlmap.csl.json": (csl, joined_csl),
    }


def openapi(site_url: str) -> str:
    """Return the description of all files in OpenAPI 3.1."""
    _, definitions = models_json_schema(
        [(model, "serialization") for model in MODELS.values()], ref_template="#/components/schemas/{model}"
    )
    return _text(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "The map as data",
                "version": "1",
                "description": "Static files. Names and meanings under v1 stay; fields may be added. "
                f"Written by vlmap {__version__}.",
            },
            "servers": [{"url": site_url or "../../"}],
            "paths": {f"/{endpoint.path}": {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
            "components": {"schemas": definitions["$defs"]},
        }
    )


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{MODELS[endpoint.model].__name__}"} if endpoint.model else {}
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "responses": {
            "200": {
                "description": endpoint.summary,
                "content": {endpoint.media_type: {"schema": schema} if schema else {}},
            },
        },
    }
    if "{id}" in endpoint.path:
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
        operation["responses"]["404"] = {"description": "There is no such record"}
    return operation


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
