"""Long lists in parts: one way for all of them. The first part stands at the list's own address, the others below it.

A kind of page says how long its list is (`Paged`); what it shows takes the part that stands on the page (`Leaf.part`).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vlmap.catalog import Catalog

T = TypeVar("T")

ROWS = 100
"""So many records, each with a line of text, stand on a page."""

NAMES = 300
"""So many names alone."""

NEAR = 1
"""So many pages on either side of this one are linked by number, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A list in parts: how long it is, given the subject of its page, and how much of it a page holds."""

    length: Callable[[Catalog, str], int]
    at_most: int = ROWS


@dataclass(frozen=True, slots=True)
class PageLink:
    """A part of a list as others point to it; `href` is empty for the part itself, and for a gap between numbers."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list one is; parts and items are counted from 1.

    `marks` lead to where each mark of the whole list begins, which is the anchor there; `under` has the mark of each
    item that is shown.
    """

    number: int
    count: int
    first: int
    last: int
    total: int
    before: str
    after: str
    numbers: tuple[PageLink, ...]
    marks: tuple[PageLink, ...]
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some items of a list; `pager` is None where they are all of it."""

    items: Sequence[T]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of the list that starts at a path."""

    path: str = ""
    number: int = 1

    @property
    def address(self) -> str:
        """The path of the page it stands on."""
        return self.path if self.number == 1 else f"{self.path}/page/{self.number}"

    def part(
        self,
        items: Sequence[T],
        href: Callable[[str], str],
        at_most: int = ROWS,
        mark: Callable[[T], str] | None = None,
    ) -> Part[T]:
        """Return the items that stand here.

        `href` makes an address of a path; `mark` names what the list is ordered by, a year or an initial.
        """
        if len(items) <= at_most:
            return Part(items)
        count, start = parts(len(items), at_most), (self.number - 1) * at_most
        shown = items[start : start + at_most]

        def link(number: int) -> str:
            here = number == self.number or not 1 <= number <= count
            return "" if here else href(Leaf(self.path, number).address)

        marks = tuple(
            PageLink(label, f"{link(index // at_most + 1)}#{label}")
            for label, index in (begins(items, mark) if mark else ())
        )
        return Part(
            shown,
            Pager(
                number=self.number,
                count=count,
                first=start + 1,
                last=start + len(shown),
                total=len(items),
                before=link(self.number - 1),
                after=link(self.number + 1),
                numbers=tuple(PageLink(str(one or "…"), link(one)) for one in near(self.number, count)),
                marks=marks,
                under=tuple(map(mark, shown)) if mark else (),
            ),
        )


def parts(length: int, at_most: int) -> int:
    """Return how many parts a list has; one that is empty has one, too."""
    return max(1, -(-length // at_most))


def begins(items: Sequence[T], mark: Callable[[T], str]) -> Iterator[tuple[str, int]]:
    """Yield every mark with the place of its first item. Items of one mark stand together, so few are looked at."""
    at = 0
    while at < len(items):
        label = mark(items[at])
        yield label, at
        at = bisect_left(items, True, lo=at, key=lambda item: mark(item) != label)


def near(number: int, count: int) -> list[int]:
    """Return the numbers that a part shows: the first, those around it, the last; 0 where more than one is left out."""
    shown = sorted({1, count, *range(max(1, number - NEAR), min(count, number + NEAR) + 1)})
    found = shown[:1]
    for before, one in itertools.pairwise(shown):
        gap = one - before
        found += [before + 1] if gap == 2 else [0] if gap > 2 else []
        found.append(one)
    return found
