"""What of a planted project is laid out by hand: ids, numbers and choices, and which payloads each part carries."""

from __future__ import annotations

from typing import Any

from tests.site.payloads.payload import ALLOWED, IDS
from vlmap.schema import Kind
from vlmap.schema.ids import is_id

Numbers = tuple[int, ...]
"""Which payloads stand in a text, by their places in `ALLOWED`."""

N = len(ALLOWED)

BUNDLE = 10
"""So many payloads share what is costly to have one of for each: venues, benchmarks with a plot, categories."""


class Bone(dict[str, Any]):
    """A part whose ids are laid out, and the payloads that its texts are to carry."""

    def __init__(self, numbers: Numbers, **parts: Any) -> None:
        super().__init__(parts)
        self.numbers = numbers


def id_of(number: int) -> str:
    """Return the id that stands for a payload: itself, where it can be one."""
    payload = ALLOWED[number % N]
    return payload.text if payload.group == IDS and is_id(payload.text) else f"x-{number % N}"


def bundles(count: int) -> list[Numbers]:
    """Return all payloads in so many parts."""
    size = -(-N // count)
    return [tuple(range(start, min(start + size, N))) for start in range(0, N, size)]


_FEW = -(-N // BUNDLE)
_ROOTS, _BRANCHES, PATHS = 3, 3, 6
_HOMES = [f"root-{root}/branch-{branch}" for root in range(_ROOTS) for branch in range(_BRANCHES)]


def record(number: int) -> Bone:
    """Return a record, which carries one payload; in lists of texts the next ones, too."""
    few, date = number // BUNDLE, f"{1980 + number // 8}-{number % 8 + 1:02}"
    earlier = [{"paper": id_of(number - back), "relation": id_of(number)} for back in (1, 2) if number >= back]
    bone = Bone(
        (number,),
        kind=list(Kind)[number % len(Kind)].value,
        category=_HOMES[number % len(_HOMES)],
        also_in=[_HOMES[(number + 1) % len(_HOMES)]],
        authors=[{}, {}],
        organizations=[f"few-{few}"],
        date=date,
        venue={"id": f"few-{few}", "year": str(1980 + number // 8)},
        facets={f"few-{few}": [id_of(number)]},
        key_points=[{}, {}, {}],
        builds_on=earlier if number % 7 or number == N - 1 else [],
        results=[{"benchmark": name, "value": f"{number}.50"} for name in (f"few-{few}", id_of(number))],
        citations={"count": "1958", "as_of": "2026"},
        reviewed="2026-11-21",
    )
    if number % 20 == 1:
        bone |= {"introduced_in": id_of(number - 1), "aliases": [f"once-{number}"]}
    return bone


def path(number: int) -> Bone:
    """Return a reading path, whose sections and steps carry one payload each."""
    numbers = bundles(PATHS)[number]
    return Bone(numbers, sections=[Bone((one,), steps=[Bone((one,), paper=id_of(one))]) for one in numbers])


def taxonomy() -> Bone:
    """Return the vocabulary: what is many carries one payload each, what is costly a bundle."""
    branches = iter(bundles(_ROOTS * _BRANCHES))
    few = [(f"few-{number}", numbers) for number, numbers in enumerate(bundles(_FEW))]
    each = [(id_of(number), (number,)) for number in range(N)]
    roots = {
        f"root-{number}": Bone(
            numbers,
            color=f"#{number}{number}8800",
            categories={f"branch-{branch}": Bone(next(branches), categories={}) for branch in range(_BRANCHES)},
            unites=["root-0", "root-1"] if number == 2 else [],
        )
        for number, numbers in enumerate(bundles(_ROOTS))
    }
    return Bone(
        (0,),
        roots=roots,
        facets={key: Bone(numbers, terms={id_of(one): Bone((one,)) for one in numbers}) for key, numbers in few},
        relations={key: Bone(numbers) for key, numbers in each},
        venues={key: Bone(numbers) for key, numbers in few},
        organizations={key: Bone(numbers) for key, numbers in few},
        benchmarks={key: Bone(numbers, dataset=id_of(numbers[0])) for key, numbers in (*few, *each)},
        glossary={key: Bone(numbers) for key, numbers in each},
    )
