"""Who writes the works, and where: as a field grows, most are new to it, and the known ones write ever more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence


@dataclass
class Crowd:
    """Those who took part, once for each time, so that who took part often is drawn often (a Yule–Simon process).

    `growth` is the exponent of Heaps' law: n parts are taken by about n^growth different ones.
    """

    parts: list[str]
    growth: float
    known: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = set(self.parts)

    def draw(self, newcomers: Sequence[str], chance: random.Random) -> str:
        """Return a newcomer or somebody known; `newcomers` are names to choose from."""
        is_new = chance.random() < self.growth * len(self.known) / len(self.parts)
        name = chance.choice(newcomers) if is_new else chance.choice(self.parts)
        self.parts.append(name)
        self.known.add(name)
        return name

    def several(self, count: int, newcomers: Sequence[str], chance: random.Random) -> list[str]:
        """Return so many different ones."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.draw(newcomers, chance)] = None
        return list(found)
