"""Outside → draft records. The only code that reaches the network."""

from vlmap.importers.arxiv import Arxiv
from vlmap.importers.collect import Collected, collect
from vlmap.importers.drafts import Draft, Drafter
from vlmap.importers.known import find
from vlmap.importers.references import one_reference, read_references
from vlmap.importers.work import Work, identifiers

__all__ = [
    "Arxiv",
    "Collected",
    "Draft",
    "Drafter",
    "Work",
    "collect",
    "find",
    "identifiers",
    "one_reference",
    "read_references",
]
