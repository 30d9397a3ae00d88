"""A name as it is printed → its parts, as bibliographies want them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLLECTIVE = re.compile(
    r"\b((?i:team|group|consortium|collaboration|initiative|community|organi[sz]ation|project|labs?|laboratory|"
    r"research|university|institute|foundation|authors|developers|contributors|inc|ltd)|AI)\b"
)
"""Words that no person is called by; `AI` in capitals only, since Ai is a family name."""

_NOT_A_PERSON = re.compile(r"[,;&/:(){}\[\]<>\\$%#~^\"0-9\u2e80-\u9fff]|\b(?i:and)\b")
"""What would be read as something else in a list of names, and scripts whose names are written in one."""

_SUFFIX = re.compile(r"(Jr|Sr)\.?|II|III|IV")


@dataclass(frozen=True, slots=True)
class Name:
    """An author. A person has a family name; a collective, or a name that has no parts, is `literal`.

    `original` is the name in its own script, where that is known.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    original: str = ""

    @property
    def shown(self) -> str:
        """The name as it is printed: `Aäron van den Oord`."""
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)

    @property
    def sorted(self) -> str:
        """The name as lists sort it: `van den Oord, Aäron`; a literal one as it is."""
        if self.literal:
            return self.literal
        family = f"{self.particle} {self.family}".strip()
        return ", ".join(part for part in (family, self.suffix, self.given) if part)


def split(name: str, original: str = "") -> Name:
    """Return the parts of a name written in the order given name, family name.

    Parts in lower case before the last one belong to the family (`Aäron van den Oord`), as BibTeX has it.
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2 or is_collective(name):
        return Name(literal=" ".join(name.split()), original=original)
    lower = [index for index, word in enumerate(words[:-1]) if index and word[0].islower()]
    first, last = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
    return Name(
        family=" ".join(words[last:]),
        given=" ".join(words[:first]),
        particle=" ".join(words[first:last]),
        suffix=suffix,
        original=original,
    )


def is_collective(name: str) -> bool:
    """Tell whether a name is that of no single person, or one that must not be taken apart."""
    return bool(_COLLECTIVE.search(name) or _NOT_A_PERSON.search(name))
