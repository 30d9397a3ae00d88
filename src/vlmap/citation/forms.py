"""The formats in which a citation is shown, and handed out as a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vlmap.citation.bibtex import bibtex
from vlmap.citation.csl import csl_json
from vlmap.citation.ris import ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vlmap.citation.model import Citation


@dataclass(frozen=True, slots=True)
class Form:
    """One format: what it is called, how its files end, and what they are to a browser."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[Citation]], str]


FORMS = (
    Form("BibTeX", "bib", "application/x-bibtex", bibtex),
    Form("RIS", "ris", "application/x-research-info-systems", ris),
    Form("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)


@lru_cache(maxsize=16)
def written(form: Form, citation: Citation) -> str:
    """Return one citation as a file. Kept for a while: both pages of a record show what its file holds."""
    return form.write([citation])
