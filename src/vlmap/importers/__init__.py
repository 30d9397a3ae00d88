"""Outside → draft records. The only code that reaches the network."""

from vlmap.importers.arxiv import Arxiv
from vlmap.importers.drafts import Draft, Drafter
from vlmap.importers.references import read_references
from vlmap.importers.work import Work, identifiers

__all__ = ["Arxiv", "Draft", "Drafter", "Work", "identifiers", "read_references"]
