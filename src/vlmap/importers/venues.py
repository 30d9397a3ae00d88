"""Which venue of the taxonomy a source means: `Proceedings of the 38th International Conference on …`, `ICML:2021`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.schema.taxonomy import VenueType

if TYPE_CHECKING:
    from vlmap.schema import Taxonomy
    from vlmap.schema.taxonomy import VenueName

_COMMON = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "at",
            "for",
            "in",
            "of",
            "on",
            "the",
            "annual",
            "international",
            "intl",
            "acm",
            "cvf",
            "ieee",
        ),
        *("conf", "conference", "journal", "meeting", "proc", "proceedings", "symposium", "transactions"),
    )
)
"""Words that do not tell one venue from another."""
_KIND_OF_TRACK = frozenset(("findings", "workshop", "workshops", "demonstrations", "tutorial", "tutorials"))
"""Words that make it another venue than the one whose name stands beside them."""
_SHORTEST_ACRONYM = 3


def match_venue(text: str, taxonomy: Taxonomy) -> str | None:
    """Return the id of the venue that a text names most fully, or None."""
    words = set(_words(text))
    scores = {id_: _score(venue, text, words) for id_, venue in taxonomy.venues.items()}
    best = max(scores, key=lambda id_: scores[id_], default=None)
    return best if best is not None and scores[best] else None


def year_in(text: str) -> str:
    """Return the year that a text names, or nothing."""
    found = re.search(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.])", text)
    return found[0] if found else ""


def _score(venue: VenueName, text: str, words: set[str]) -> int:
    """Return how fully a text names a venue, by all telling words of its name or by a short form; 0: not at all."""
    label, name = venue.label.best("en")[0], venue.name.best("en")[0]
    full = _words(name)
    tracks = words & _KIND_OF_TRACK
    if tracks and venue.type is not VenueType.WORKSHOP and not tracks & set(full):
        return 0
    telling = [word for word in full if word not in _COMMON]
    if telling and words.issuperset(telling):
        return 100 * len(telling) + len(words & set(full))
    acronym = "".join(word[0] for word in telling).upper()
    short = {label, acronym} if len(acronym) > _SHORTEST_ACRONYM else {label}
    found = [len(name) for name in short if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)]
    return max(found, default=0)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
