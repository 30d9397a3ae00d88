"""What a contributor's editor does with the schema: the real language server, asked as an editor asks."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.export.editor import Editor, editor
from vlmap.export.schema import FILES, schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Loaded

HAN = re.compile("[\u4e00-\u9fff]")
MODELINE = "# yaml-language-server: $schema=../schemas/paper.schema.json\n"


@pytest.fixture(scope="module")
def catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


@pytest.fixture(scope="module")
def desk(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with a project open that has the schemas as they are now."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in schemas(catalog).items():
        (folder / "schemas").mkdir(exist_ok=True)
        (folder / "schemas" / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "papers", folder / "papers")
    with editor(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def clip() -> str:
    return (ROOT / "papers" / "clip.yaml").read_text(encoding="utf-8")


def test_every_record_names_its_schema() -> None:
    paths = sorted((ROOT / "papers").glob("*.yaml"))
    assert paths
    for path in paths:
        assert path.read_text(encoding="utf-8").startswith(MODELINE), path.name


def test_nothing_is_underlined_in_a_real_record(desk: Editor, clip: str) -> None:
    assert desk.diagnostics("papers/clip.yaml", clip) == []


@pytest.mark.parametrize(
    ("pattern", "mistake", "said"),
    [
        ("category: .*", "category: nowhere", "Value must be"),
        ("kind: .*", "kind: paper", 'Value must be "method" | "dataset" | "metric" | "survey"'),
        ("relation: .*", "relation: improves-on", "Value must be"),
        ("^name: ", "nmae: ", "Property nmae is not allowed"),
        ("^date: .*", "date: soon", "String does not match"),
        ("^kind: .*\n", "", 'Missing property "kind"'),
    ],
)
def test_a_mistake_is_underlined_where_it_is(desk: Editor, clip: str, pattern: str, mistake: str, said: str) -> None:
    text, count = re.subn(pattern, mistake, clip, count=1, flags=re.MULTILINE)
    assert count == 1
    found = {item["message"]: item["range"]["start"]["line"] for item in desk.diagnostics("papers/mine.yaml", text)}
    (line,) = [line for message, line in found.items() if message.startswith(said)]
    if mistake:
        assert mistake.strip() in text.splitlines()[line]


def test_a_reference_to_a_record_that_is_new_itself_is_not_underlined(desk: Editor, clip: str) -> None:
    text = re.sub(r"paper: \S+", "paper: a-record-to-come", clip, count=1)
    assert desk.diagnostics("papers/mine.yaml", text) == []


def test_words_are_completed(desk: Editor, catalog: Catalog) -> None:
    taxonomy = catalog.taxonomy
    facet, questions = next(iter(taxonomy.facets.items()))
    wanted = {
        "category: |>": catalog.categories,
        "also_in:\n  - |>": catalog.categories,
        "kind: |>": ["method", "dataset", "metric", "survey"],
        "organizations:\n  - |>": taxonomy.organizations,
        "venue:\n  id: |>\n  year: 2021": taxonomy.venues,
        "facets:\n  |>": taxonomy.facets,
        f"facets:\n  {facet}:\n    - |>": questions.terms,
        "introduced_in: |>": catalog.entries,
        "builds_on:\n  - paper: |>": catalog.entries,
        "builds_on:\n  - paper: x\n    relation: |>": taxonomy.relations,
        "results:\n  - benchmark: |>": taxonomy.benchmarks,
        "results:\n  - benchmark: x\n    setting: |>": taxonomy.settings,
    }
    for number, (text, words) in enumerate(wanted.items()):
        offered = desk.complete(f"papers/new-{number}.yaml", f"{MODELINE}{text}\n")
        assert set(words) <= set(offered), text


def test_what_is_offered_is_explained_in_both_languages(desk: Editor) -> None:
    for number, text in enumerate(("category: |>", "builds_on:\n  - paper: x\n    relation: |>", "|>")):
        offered = desk.complete(f"papers/explained-{number}.yaml", f"{MODELINE}{text}\n")
        assert offered
        for label, item in offered.items():
            said = item["documentation"]
            if label == "object":  # all required fields at once
                continue
            assert re.search("[a-z]{3}", said), label
            assert HAN.search(said), label


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("da|>te:", ("The first public version", "首个公开版本")),
        ("one_|>liner:", ("One sentence that a newcomer understands.", "初学者也能看懂")),
        ("also_|>in:", ("Other categories that list the record", "其他类别")),
        ("buil|>ds_on:", ("What it takes from older works", "更早的工作")),
    ],
)
def test_a_field_explains_itself_under_the_pointer(desk: Editor, clip: str, place: str, words: tuple[str, str]) -> None:
    plain = place.replace("|>", "")
    text = clip if plain in clip else f"{clip}{plain} []\n"
    shown = desk.hover("papers/mine.yaml", re.sub(f"^{plain}", place, text, count=1, flags=re.MULTILINE))
    assert all(word in shown for word in words), shown


def test_a_word_explains_itself_under_the_pointer(desk: Editor, catalog: Catalog, clip: str) -> None:
    category = catalog.categories[catalog.entries["clip"].record.category]
    shown = desk.hover("papers/mine.yaml", re.sub("^category: ", "category: |>", clip, flags=re.MULTILINE))
    assert (category.label.zh or "-") in shown
    assert (category.definition.en or "-") in shown
    assert (category.definition.zh or "-") in shown


def test_the_editor_knows_the_schemas_without_a_line_in_the_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    mapping = settings["yaml.schemas"]
    assert set(mapping) == {f"./schemas/{name}" for name in FILES}
    for globs in mapping.values():
        for glob in [globs] if isinstance(globs, str) else globs:
            assert list(ROOT.glob(glob)), glob
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert recommended["recommendations"] == ["redhat.vscode-yaml"]
