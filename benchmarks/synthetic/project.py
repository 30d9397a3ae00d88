"""A project of N records on disk: the real ones, and as many drawn after them as it takes."""

from __future__ import annotations

import json
import shutil
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic.records import Field
from vlmap.canonical import MODELINE, field_lines
from vlmap.catalog import Project, load
from vlmap.source import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_COPIED = ("templates", "docs", "paths", "papers", "taxonomy.yaml", "mkdocs.yml")


def make_project(source: Path, folder: Path, count: int) -> None:
    """Write a project of `count` records into `folder`, with everything else taken from the project at `source`."""
    folder.mkdir(parents=True)
    for part in filter(Path.exists, (source / name for name in _COPIED)):
        copy = shutil.copytree if part.is_dir() else shutil.copy
        copy(part, folder / part.name)
    papers = folder / "papers"
    real = Project(source)
    models = {path.stem: _data(real, path) for path in sorted((source / "papers").glob("*.yaml"))}
    if count < len(models):
        raise ValueError(f"at least {len(models)} records: those of the project itself are the first of them")
    catalog = load(real).catalog
    assert catalog is not None
    places: dict[str, None] = {}
    for key, record in Field(models, catalog.taxonomy).grown(count - len(models)):
        lines = [line for name, value in record.items() for line in field_lines(name, value)]
        (papers / f"{key}.yaml").write_text("\n".join([MODELINE, *lines]) + "\n", encoding="utf-8")
        places.update(dict.fromkeys(record.get("organizations", ())))
    _add_organizations(folder / "taxonomy.yaml", sorted(set(places) - set(catalog.taxonomy.organizations)))


def _data(project: Project, path: Path) -> dict:
    document, _ = read_file(path, project.name(path))
    assert document is not None
    return document.data()


def _add_organizations(taxonomy: Path, names: Iterable[str]) -> None:
    """Give the vocabulary organizations, so called after their ids, before those that it has."""
    lines = []
    for name in names:
        label = json.dumps(name.replace("-", " ").title())
        lines += [f"  {name}:", "    label:", f"      en: {label}", f"      zh: {label}"]
    text, key = taxonomy.read_text(encoding="utf-8"), "\norganizations:\n"
    taxonomy.write_text(text.replace(key, "\n".join([key.rstrip("\n"), *lines, ""]), 1), encoding="utf-8")


def medians(folder: Path) -> dict[str, float]:
    """Return what the median record of a project has: bytes, and so many of the fields that vary."""
    project = Project(folder)
    records = [(path.stat().st_size, _data(project, path)) for path in sorted((folder / "papers").glob("*.yaml"))]
    found = {"bytes": statistics.median(size for size, _ in records)}
    found["fields"] = statistics.median(len(record) for _, record in records)
    for field in ("authors", "organizations", "builds_on", "key_points", "results", "sources"):
        found[field] = statistics.mean(len(record.get(field, ())) for _, record in records)
    return found
