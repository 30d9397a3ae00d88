"""Authors over all records: one by the slug of a name, since nothing better tells people apart here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog.entry import Entry
    from vlmap.schema import Author

WORTH_A_PAGE = 2
"""An author of fewer records has no page: it would hold one line, and the record itself says more."""

_WITHOUT_MARKS = str.maketrans("øØłŁđĐıßæÆœŒ", "oOlLdDisaAoO")
"""Letters that do not come apart into a plain letter and a mark."""


@dataclass(frozen=True)
class AuthorEntry:
    """An author as first written, and the records, oldest first."""

    author: Author
    entries: list[Entry] = field(default_factory=list)

    @property
    def has_page(self) -> bool:
        """Whether there are enough records for a page of its own."""
        return len(self.entries) >= WORTH_A_PAGE


def slug(name: str) -> str:
    """Return a name as part of an address: plain letters, digits and hyphens; `Kočiský` → `kocisky`.

    What has no plain form, a Chinese name say, stands by the numbers of its characters.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_WITHOUT_MARKS))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).casefold())
    return "-".join(words) or "-".join(f"{ord(character):x}" for character in name if not character.isspace())


def authors_of(entries: Iterable[Entry]) -> dict[str, AuthorEntry]:
    """Return the authors of records, which come oldest first."""
    found: dict[str, AuthorEntry] = {}
    for entry in entries:
        for author in entry.record.authors:
            one = found.setdefault(slug(author.name), AuthorEntry(author))
            if not one.entries or one.entries[-1] is not entry:
                one.entries.append(entry)
    return dict(sorted(found.items()))
