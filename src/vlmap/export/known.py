"""What tells a work from all others, so that a form can say that it is on the map already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vlmap.checks.identity import IDENTIFIERS, folded
from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Entry


def known_works(catalog: Catalog) -> str:
    """Return JSON: of each record its id, its name, its former ids, and its marks.

    A mark is an identifier in small letters, or a title in either language as `checks.identity.folded` leaves it.
    """
    works = [
        {"id": entry.id, "name": entry.record.name, "aliases": list(entry.record.aliases), "marks": _marks(entry)}
        for entry in catalog
    ]
    return json.dumps(works, ensure_ascii=False, separators=(",", ":")) + "\n"


def _marks(entry: Entry) -> list[str]:
    identifiers = [value.lower() for name in IDENTIFIERS if (value := getattr(entry.record, name))]
    titles = [folded(title) for lang in LANGUAGES if (title := entry.record.title.to(lang))]
    return [*identifiers, *dict.fromkeys(titles)]
