"""Records and results as CSV (RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know it)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from vlmap.citation import cite
from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Catalog, Entry
    from vlmap.schema import Text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula (OWASP, “CSV Injection”), a Chinese one in full width, too.

A cell that starts so gets an apostrophe before it, which a spreadsheet takes for “this is text”.
"""


def records_csv(entries: Iterable[Entry], catalog: Catalog) -> str:
    """Return a table with a line for each record; lists are parted by semicolons, each facet has a column."""
    rows = []
    for entry in entries:
        record, citation = entry.record, cite(entry, catalog)
        rows.append(
            {
                "id": entry.id,
                "name": record.name,
                **_sides("title", record.title),
                "kind": record.kind.value,
                "category": record.category,
                "also_in": _joined(record.also_in),
                "authors": _joined(author.name for author in record.authors),
                "organizations": _joined(record.organizations),
                "date": str(record.date),
                "venue": record.venue.id,
                "year": str(record.venue.year),
                "arxiv": record.arxiv or "",
                "doi": record.doi or "",
                "acl": record.acl or "",
                "openreview": record.openreview or "",
                "url": citation.url,
                "code": record.links.code or "",
                **{facet: _joined(record.facets.get(facet, ())) for facet in catalog.taxonomy.facets},
                "builds_on": _joined(link.earlier.id for link in catalog.builds_on(entry)),
                **_sides("one_liner", record.one_liner),
                "reviewed": str(record.reviewed),
            }
        )
    return _table(rows)


def results_csv(entries: Iterable[Entry], catalog: Catalog) -> str:
    """Return a table with a line for each published figure."""
    rows = [
        {
            "record": entry.id,
            "name": entry.record.name,
            "date": str(entry.record.date),
            "benchmark": result.benchmark,
            "value": str(result.value),
            "unit": catalog.taxonomy.benchmarks[result.benchmark].unit,
            "variant": result.variant or "",
            "setting": _joined(result.settings),
            "source": result.source or "",
            **_sides("note", result.note),
        }
        for entry in entries
        for result in entry.record.results
    ]
    return _table(rows)


def _table(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0] if rows else ())
    writer.writerows([value if name == "value" else _harmless(value) for name, value in row.items()] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _sides(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_{lang}": " ".join(((text and text.to(lang)) or "").split()) for lang in LANGUAGES}
