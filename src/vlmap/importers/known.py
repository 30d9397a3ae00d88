"""Whether a work is on the map already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.checks.identity import IDENTIFIERS, folded

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Entry
    from vlmap.importers.work import Work


def find(work: Work, catalog: Catalog) -> Entry | None:
    """Return the record of a work: the one with an identifier of it, or with its title but for case and signs."""
    for entry in catalog:
        for name in IDENTIFIERS:
            value = getattr(work, name)
            if value and (getattr(entry.record, name) or "").lower() == value.lower():
                return entry
    wanted = folded(work.title)
    for entry in catalog:
        if wanted and wanted in [folded(side) for side in (entry.record.title.en, entry.record.title.zh) if side]:
            return entry
    return None
