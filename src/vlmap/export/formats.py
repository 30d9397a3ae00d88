"""The formats of `vlmap export`: each writes some of the records of a catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.citation import cite
from vlmap.citation.bibtex import bibtex
from vlmap.citation.csl import csl_json
from vlmap.citation.ris import ris
from vlmap.export.data import as_json, record_data
from vlmap.export.readme import catalogue
from vlmap.export.schema import RECORDS, schemas
from vlmap.export.table import records_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vlmap.catalog import Catalog, Entry, Project
    from vlmap.citation import Citation
    from vlmap.languages import Lang


@dataclass(frozen=True)
class Chosen:
    """What is to be written: some of a catalog's records, in a language where the format is for people."""

    project: Project
    catalog: Catalog
    entries: Sequence[Entry]
    lang: Lang

    @property
    def citations(self) -> list[Citation]:
        """How the records are cited."""
        return [cite(entry, self.catalog) for entry in self.entries]

    @property
    def lines(self) -> list[str]:
        """Each record in full, as JSON in one line."""
        return [as_json(record_data(entry, self.catalog)) for entry in self.entries]


FORMATS: dict[str, Callable[[Chosen], str]] = {
    "json": lambda chosen: "[\n" + ",\n".join(line.strip() for line in chosen.lines) + "\n]\n",
    "jsonl": lambda chosen: "".join(chosen.lines),
    "csv": lambda chosen: records_csv(chosen.entries, chosen.catalog),
    "bibtex": lambda chosen: bibtex(chosen.citations),
    "ris": lambda chosen: ris(chosen.citations),
    "csl-json": lambda chosen: csl_json(chosen.citations),
    "schema": lambda chosen: schemas(chosen.catalog)[RECORDS],
    "readme": lambda chosen: catalogue(chosen.project, chosen.catalog, chosen.lang, chosen.entries),
}
