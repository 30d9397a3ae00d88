"""The JSON Schemas: they accept what the reader accepts, refuse the commonest mistakes, and know the vocabulary."""

from __future__ import annotations

import json
import subprocess
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, get_args

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.conftest import ROOT, VOLCANO
from vlmap.catalog import load
from vlmap.export.schema import FILES, schemas
from vlmap.languages import LANGUAGES
from vlmap.schema.base import Part
from vlmap.schema.fields import FIELDS, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vlmap.catalog import Loaded, Project

GLOBS = {
    "paper.schema.json": "papers/*.yaml",
    "path.schema.json": "paths/*.yaml",
    "taxonomy.schema.json": "taxonomy.yaml",
}


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it (1.2): numbers are numbers, but dates are texts."""

    yaml_implicit_resolvers: ClassVar = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_editors_read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=EditorLoader)


def written(loaded: Loaded) -> dict[str, Any]:
    """Return every schema of a project, read."""
    assert loaded.catalog
    return {name: json.loads(text) for name, text in schemas(loaded.catalog).items()}


@pytest.fixture(scope="module")
def of_volcano(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    from vlmap.catalog import Project

    return written(load(Project(VOLCANO)))


@pytest.mark.parametrize("name", FILES)
def test_every_real_file_passes(name: str, real_loaded: Loaded) -> None:
    schema = written(real_loaded)[name]
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    paths = sorted(ROOT.glob(GLOBS[name]))
    assert paths
    for path in paths:
        assert [error.message for error in validator.iter_errors(as_editors_read(path))] == [], path.name


@pytest.mark.parametrize("name", ["paper.schema.json", "taxonomy.schema.json"])
def test_every_file_of_another_field_passes(name: str, of_volcano: dict[str, Any]) -> None:
    for path in sorted(VOLCANO.glob(GLOBS[name])):
        errors = Draft7Validator(of_volcano[name]).iter_errors(as_editors_read(path))
        assert [error.message for error in errors] == [], path.name


ACCEPTED: dict[str, Any] = {
    "name": 1958,
    "title": {"zh": "标题"},
    "date": 1958,
    "venue": {"id": "jgr", "year": "1958"},
    "arxiv": 2103.0002,
    "authors": [{"name": "Kiyoo Mogi", "zh": "茂木清夫"}, "Someone"],
    "introduced_in": "a-record-yet-to-come",
    "citations": {"count": "3", "as_of": "2026-11", "source": "x"},
    "results": [
        {"benchmark": "pinatubo-volume", "value": 9.5},
        {"benchmark": "pinatubo-volume", "value": "10.0", "variant": 7},
    ],
}
REFUSED: dict[str, Any] = {
    "name": "  ",
    "title": {},
    "title_zh": "标题",
    "date": "soon",
    "arxiv": "arXiv:2103.00020",
    "kind": "paper",
    "venue": "jgr",
    "category": "monitoring/deformations",
    "also_in": ["monitoring", "nowhere"],
    "organizations": ["usgs", "USGS"],
    "facets": {"quantity": ["volumes"]},
    "authors": [],
    "key_points": [{"en": "One.", "zh": "一。"}],
    "problem": "One language.",
    "builds_on": [{"paper": "vei", "relation": "improves", "note": {"en": "x", "zh": "x"}}],
    "results": [{"benchmark": "pinatubo", "value": 1}],
    "aliases": ["Not an id"],
    "limitations": None,
}


def test_what_other_readers_take_for_a_number_passes(of_volcano: dict[str, Any], volcano: Project) -> None:
    validator = Draft7Validator(of_volcano["paper.schema.json"])
    record = as_editors_read(volcano.papers / "vei.yaml")
    for field, value in ACCEPTED.items():
        assert [error.message for error in validator.iter_errors({**record, field: value})] == [], field


def test_an_unknown_facet_is_refused(of_volcano: dict[str, Any], volcano: Project) -> None:
    validator = Draft7Validator(of_volcano["paper.schema.json"])
    record = as_editors_read(volcano.papers / "vei.yaml")
    assert not validator.is_valid({**record, "facets": {"quantities": ["volume"]}})


@pytest.mark.parametrize("field", REFUSED)
def test_a_mistake_is_refused(field: str, of_volcano: dict[str, Any], volcano: Project) -> None:
    validator = Draft7Validator(of_volcano["paper.schema.json"])
    record = as_editors_read(volcano.papers / "vei.yaml")
    assert validator.is_valid(record)
    assert not validator.is_valid({**record, field: REFUSED[field]})


def test_settings_stand_alone_or_together(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    result = written(real_loaded)["paper.schema.json"]["properties"]["results"]["items"]
    setting = Draft7Validator(result["properties"]["setting"])
    names = list(real_loaded.catalog.taxonomy.settings)
    assert all(setting.is_valid(name) for name in names)
    assert setting.is_valid(", ".join(names[:3]))
    assert not setting.is_valid(f"{names[0]} and {names[1]}")


# --- what is told ------------------------------------------------------------------------------------------------


def parts(model: type[Part]) -> Iterator[type[Part]]:
    """Yield a model and every model below it, each once."""
    seen: set[Any] = set()
    waiting: list[Any] = [model]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if isinstance(one, type) and issubclass(one, Part):
            yield one
            waiting += [field.annotation for field in one.model_fields.values()]
        elif isinstance(one, type) and issubclass(one, StrEnum):
            assert set(VALUES[one]) == {kind.value for kind in one}
        waiting += get_args(one)


@pytest.mark.parametrize("model", FILES.values(), ids=FILES)
def test_every_field_and_no_other_is_described_in_both_languages(model: type[Part]) -> None:
    for part in parts(model):
        assert list(FIELDS[part]) == list(part.model_fields), part.__name__
        for said in FIELDS[part].values():
            assert said.en.endswith((".", '"')), said
            assert said.zh.endswith("。"), said


def test_every_word_of_the_vocabulary_is_described_in_both_languages(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    taxonomy = real_loaded.catalog.taxonomy
    schema = written(real_loaded)["paper.schema.json"]
    for name, facet in taxonomy.facets.items():
        offered = {word["const"]: word for word in schema["properties"]["facets"]["properties"][name]["items"]["oneOf"]}
        assert list(offered) == list(facet.terms)
        for word, term in facet.terms.items():
            for lang in LANGUAGES:
                assert (term.label.to(lang) or "") in offered[word]["title"]
                assert (term.definition.to(lang) or "") in offered[word]["description"]
    categories = schema["definitions"]["category-path"]["oneOf"]
    assert [word["const"] for word in categories] == list(real_loaded.catalog.categories)


def test_draft_07_sees_every_description() -> None:
    """What stands beside a `$ref` is not read there."""
    for path in sorted((ROOT / "schemas").glob("*.json")):
        for node in nodes(json.loads(path.read_text(encoding="utf-8"))):
            assert "$ref" not in node or len(node) == 1, path.name


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


# --- other people's tools ----------------------------------------------------------------------------------------


def check_jsonschema(schema: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(real_loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas of the real project as they are now, on the disk."""
    folder = tmp_path_factory.mktemp("schemas")
    assert real_loaded.catalog
    for name, text in schemas(real_loaded.catalog).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_check_jsonschema_accepts_every_real_file(name: str, folder: Path) -> None:
    done = check_jsonschema(folder / name, *sorted(ROOT.glob(GLOBS[name])))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("category: ", "category: x"),
        ("kind: method", "kind: paper"),
        ("name: ", "nmae: "),
        ("relation: ", "relation: x"),
        ("  id: ", "  id: x"),
        ("date: ", "date: in "),
    ],
)
def test_check_jsonschema_refuses_a_planted_mistake(old: str, new: str, folder: Path, tmp_path: Path) -> None:
    text = (ROOT / "papers" / "clip.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "clip.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check_jsonschema(folder / "paper.schema.json", tmp_path / "clip.yaml").returncode == 1
