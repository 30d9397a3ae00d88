"""Names of people: written as a record has them, in the order people say them."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff·]+")


def in_order(given: str, particle: str, family: str, suffix: str = "") -> str:
    """Return a whole name from its parts: `Jan van der Berg`, `王小明`."""
    if _HAN.fullmatch(family) and (not given or _HAN.fullmatch(given)):
        return family + given
    return " ".join(filter(None, (given, particle, family, suffix)))


def inverted(name: str) -> str:
    """Return a name that may be written the other way round: `Berg, Jan` is `Jan Berg`; `Berg, Jan, Jr.` likewise."""
    family, *rest = (part.strip() for part in name.split(","))
    return in_order(rest[0] if rest else "", "", family, " ".join(rest[1:]))
