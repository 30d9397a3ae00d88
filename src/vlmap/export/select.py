"""Some of the records: `kind:dataset year:2019-2021 -category:roots/leaf`.

Conditions are parted by blanks, and all must hold. Each is `field:value`, or `field:value,value` where any of the
values will do; one that starts with `-` must not hold. Fields are those of `FIELDS`, and every facet of the taxonomy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.checks.suggest import suggest
from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from vlmap.catalog import Catalog, Entry

FIELDS = ("id", "kind", "category", "year", "venue", "organization", "benchmark")
_YEARS = re.compile(r"([0-9]{4})?(-)?([0-9]{4})?", re.ASCII)


class SelectError(VlmapError):
    """A selection that cannot be understood."""


def select(query: str, catalog: Catalog) -> list[Entry]:
    """Return the records that a query asks for, by id. Raises `SelectError` for what it cannot mean."""
    conditions = [_condition(word, catalog) for word in query.split()]
    return [entry for entry in catalog if all(holds(entry) for holds in conditions)]


def _condition(word: str, catalog: Catalog) -> Callable[[Entry], bool]:
    field, colon, listed = word.removeprefix("-").partition(":")
    values = [value for value in listed.split(",") if value]
    known = (*FIELDS, *catalog.taxonomy.facets)
    if not colon or not values:
        raise SelectError(
            Message(
                f"'{word}' is not field:value, e.g. kind:dataset; fields are {', '.join(known)}",
                f"“{word}”不是“字段:值”的形式，例如 kind:dataset；字段有：{'、'.join(known)}",
            )
        )
    if field not in known:
        raise _unknown(f"there is no field '{field}'", f"没有字段“{field}”", field, known)
    test = _years(values) if field == "year" else _among(field, values, catalog)
    return (lambda entry: not test(entry)) if word.startswith("-") else test


def _among(field: str, values: list[str], catalog: Catalog) -> Callable[[Entry], bool]:
    known = _known(field, catalog)
    for value in values:
        if value not in known:
            raise _unknown(f"'{value}' is no {field}", f"{field} 中没有“{value}”", value, known)
    if field == "id":
        wanted = {catalog.aliases.get(value, value) for value in values}
        return lambda entry: entry.id in wanted
    return lambda entry: any(value in _values(field, entry) for value in values)


def _known(field: str, catalog: Catalog) -> Collection[str]:
    taxonomy = catalog.taxonomy
    if field in taxonomy.facets:
        return taxonomy.facets[field].terms
    return {
        "id": {**catalog.entries, **catalog.aliases},
        "kind": [kind.value for kind in Kind],
        "category": catalog.categories,
        "venue": taxonomy.venues,
        "organization": taxonomy.organizations,
        "benchmark": taxonomy.benchmarks,
    }[field]


def _values(field: str, entry: Entry) -> Collection[str]:
    """Return what a record has in a field; of categories also those above its own."""
    record = entry.record
    if field == "kind":
        return (record.kind.value,)
    if field == "category":
        return set(_upwards((record.category, *record.also_in)))
    if field == "venue":
        return (record.venue.id,)
    if field == "organization":
        return record.organizations
    if field == "benchmark":
        return {result.benchmark for result in record.results}
    return record.facets.get(field, ())


def _upwards(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        steps = path.split("/")
        yield from ("/".join(steps[: count + 1]) for count in range(len(steps)))


def _years(values: list[str]) -> Callable[[Entry], bool]:
    """Return a test on the year of the first version: `2021`, `2019-2021`, `2023-`, `-2019`."""
    ranges = []
    for value in values:
        match = _YEARS.fullmatch(value)
        if match is None or not (match[1] or match[3]):
            raise SelectError(
                Message(
                    f"'{value}' is no year; write 2021, 2019-2021, 2023- or -2019",
                    f"“{value}”不是年份；请写成 2021、2019-2021、2023- 或 -2019",
                )
            )
        first = int(match[1] or 0)
        last = int(match[3] or 9999) if match[2] else first
        ranges.append((first, last))
    return lambda entry: any(first <= entry.record.date.year <= last for first, last in ranges)


def _unknown(en: str, zh: str, word: str, known: Collection[str]) -> SelectError:
    listed = list(known)
    few = len(listed) <= 20
    otherwise = Message(
        f"it is one of: {', '.join(listed)}" if few else "see taxonomy.yaml",
        f"可用的有：{'、'.join(listed)}" if few else "可用的值见 taxonomy.yaml",
    )
    cure = suggest(word, known, otherwise)
    return SelectError(Message(f"{en}; {cure.en}", f"{zh}；{cure.zh}"))
