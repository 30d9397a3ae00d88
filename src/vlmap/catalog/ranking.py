"""The figures on a benchmark in their order: unlike conditions apart, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog.entry import Entry
    from vlmap.schema import Result
    from vlmap.schema.taxonomy import Benchmark

    Figure = tuple[Entry, Result]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The figures on one benchmark by their conditions, the commonest first; of each the best comes first."""

    higher_is_better: bool
    series: dict[tuple[str, ...], list[Figure]]
    _values: dict[tuple[str, str, tuple[str, ...]], set[str]]

    def is_disputed(self, entry: Entry, result: Result) -> bool:
        """Tell whether another source has another value for the same variant under the same conditions."""
        return len(self._values[_key(entry, result)]) > 1


def ranking(figures: Iterable[Figure], benchmark: Benchmark) -> Ranking:
    """Rank the figures on a benchmark, which come oldest first."""
    higher = benchmark.direction.value == "higher"
    series: dict[tuple[str, ...], list[Figure]] = {}
    values: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for entry, result in sorted(figures, key=lambda one: one[1].value * (-1 if higher else 1)):
        series.setdefault(_conditions(result), []).append((entry, result))
        values.setdefault(_key(entry, result), set()).add(str(result.value))
    return Ranking(higher, dict(sorted(series.items(), key=lambda item: (-len(item[1]), item[0]))), values)


def _conditions(result: Result) -> tuple[str, ...]:
    return tuple(sorted(result.settings))


def _key(entry: Entry, result: Result) -> tuple[str, str, tuple[str, ...]]:
    return entry.id, result.variant or "", _conditions(result)
