"""What a picture shows of more records than it has room for, and how those that it shows hang together."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from vlmap.catalog.entry import by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vlmap.catalog import Catalog, Entry


def foremost(entries: Iterable[Entry], catalog: Catalog, most: int | None = None) -> list[Entry]:
    """Return the records from which most came, in that order; of equals the oldest first."""
    return sorted(entries, key=lambda entry: (-catalog.descendants(entry), by_date(entry)))[:most]


def thinned(lanes: Mapping[str, Sequence[Entry]], catalog: Catalog, most: int) -> list[Entry]:
    """Return the records that a picture shows, those from which most came first.

    Of too many, those are taken from which most came in each lane and year, so that all times are seen: what is new
    has no descendants yet. A year gets places in the measure of the square root of its records: a busy one gets more
    than a quiet one, and does not crowd it out.
    """
    cells: dict[tuple[str, int], list[Entry]] = {}
    for path, lane in lanes.items():
        for entry in foremost(lane, catalog):
            cells.setdefault((path, entry.record.date.year), []).append(entry)
    ranked = [
        ((rank + 0.5) / sqrt(len(cell)), -catalog.descendants(entry), by_date(entry), entry)
        for cell in cells.values()
        for rank, entry in enumerate(cell)
    ]
    return foremost((entry for *_, entry in sorted(ranked, key=lambda one: one[:3])[:most]), catalog)


@dataclass(frozen=True, slots=True)
class Tie:
    """One shown record comes from another, as `relation` says; where that is empty, through records not shown."""

    earlier: Entry
    later: Entry
    relation: str = ""


def ties(shown: Sequence[Entry], among: Iterable[Entry], catalog: Catalog) -> Iterator[Tie]:
    """Yield how the shown ones of some records hang together, by the date of the later.

    What is shown comes from what is shown exactly as it does with those between. Where some are left out, only ties are
    drawn that no others say already. Sets of shown records are the bits of numbers, as in `Catalog.descendants`.
    """
    number = {entry.id: index for index, entry in enumerate(shown)}
    members = {entry.id: entry for entry in among}
    nearest: dict[str, int] = {}
    before: dict[str, int] = {}
    for name in sorted(members, key=catalog.lineage_order.__getitem__):
        near = far = 0
        for link in catalog.builds_on(members[name]):
            if (earlier := link.earlier.id) in members:
                own = 1 << number[earlier] if earlier in number else 0
                near |= own or nearest[earlier]
                far |= own | before[earlier]
        nearest[name], before[name] = near, far
    for entry in sorted(shown, key=by_date):
        near, said = nearest[entry.id], 0
        if len(shown) < len(members):
            for index in _bits(near):
                said |= before[shown[index].id]
        for link in catalog.builds_on(entry):
            place = number.get(link.earlier.id)
            if place is not None and not said >> place & 1:
                near &= ~(1 << place)
                yield Tie(link.earlier, entry, link.reference.relation)
        yield from (Tie(shown[index], entry) for index in _bits(near & ~said))


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
