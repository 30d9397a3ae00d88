"""The words a field may hold, as a page offers them: grouped, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.schema import Record, Reference, Result, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from vlmap.render.views.common import Reader
    from vlmap.schema.base import Part

RECORDS, SETTINGS = "records", "settings"
"""Two lists that are proposed while one types: too long to choose from, or to be joined by commas."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word: as a file has it, as people read it, and what it means."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Words that stand together; `label` is empty where there is but one group."""

    label: str
    choices: tuple[Choice, ...]


def choices(model: type[Part], field: str, reader: Reader) -> tuple[ChoiceGroup, ...]:
    """Return what a field may hold, or nothing where the vocabulary does not say."""
    taxonomy = reader.catalog.taxonomy
    if (model, field) in ((Record, "category"), (Record, "also_in")):
        return _categories(reader)
    tables: dict[tuple[type[Part], str], Mapping[str, Any]] = {
        (Record, "organizations"): taxonomy.organizations,
        (Venue, "id"): taxonomy.venues,
        (Result, "benchmark"): taxonomy.benchmarks,
        (Reference, "relation"): taxonomy.relations,
    }
    table = tables.get((model, field))
    if not table:
        return ()
    found = of_table(table, reader)
    return (ChoiceGroup("", found if field == "relation" else tuple(sorted(found, key=_by_label))),)


def proposed(model: type[Part], field: str) -> str:
    """Return which list a field proposes from, if any."""
    if (model, field) in ((Record, "introduced_in"), (Reference, "paper")):
        return RECORDS
    return SETTINGS if (model, field) == (Result, "setting") else ""


def of_table(table: Mapping[str, Any], reader: Reader) -> tuple[Choice, ...]:
    """Return the words of a table of the taxonomy."""
    return tuple(_choice(name, part, reader) for name, part in table.items())


def _categories(reader: Reader) -> tuple[ChoiceGroup, ...]:
    """Return the branches, a group for each root; a branch below another says so by its path."""
    groups = []
    for root, category in reader.catalog.taxonomy.roots.items():
        below: Iterable[tuple[str, Any]] = list(category.walk(root))[1:] or [(root, category)]
        groups.append(
            ChoiceGroup(reader.word(category.label), tuple(_choice(path, one, reader) for path, one in below))
        )
    return tuple(groups)


def _choice(name: str, part: Any, reader: Reader) -> Choice:
    meaning = getattr(part, "definition", None) or getattr(part, "name", None)
    return Choice(name, reader.word(part.label), reader.words(meaning) if meaning else "")


def _by_label(choice: Choice) -> str:
    return choice.label.casefold()
