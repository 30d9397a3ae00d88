"""Which organizations of the taxonomy a source means: `Google Research, Brain Team`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.schema import Organization, Taxonomy

_SHORTEST = 4


def match_organizations(text: str, taxonomy: Taxonomy) -> list[str]:
    """Return the ids of the organizations whose label or alias a text uses; a longer name hides one inside it."""
    found: dict[str, tuple[int, int]] = {}
    for id_, organization in taxonomy.organizations.items():
        for name in _names(organization):
            match = re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)
            if match and len(match[0]) > _length(found.get(id_)):
                found[id_] = match.span()
    if not found and len(text) >= _SHORTEST:  # the first words of one name, as people shorten it
        begun = [
            id_ for id_, one in taxonomy.organizations.items() if any(n.startswith(f"{text} ") for n in _names(one))
        ]
        return begun if len(begun) == 1 else []
    return [id_ for id_, span in found.items() if not any(_inside(span, other) for other in found.values())]


def _names(organization: Organization) -> Iterator[str]:
    aliases = organization.aliases
    for name in (organization.label.en, organization.label.zh, *((aliases.en or ()) if aliases else ())):
        if name:
            yield name
    yield from (aliases.zh or ()) if aliases else ()


def _length(span: tuple[int, int] | None) -> int:
    return span[1] - span[0] if span else 0


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other
