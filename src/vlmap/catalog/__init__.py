"""All records together: who is where, what refers to what, and what follows from it."""

from vlmap.catalog.catalog import Catalog
from vlmap.catalog.entry import Entry, Link, Walk, Written
from vlmap.catalog.load import Loaded, load
from vlmap.catalog.lock import Lock, fingerprints
from vlmap.catalog.observed import Answers, Observed
from vlmap.catalog.project import Project, find_project

__all__ = [
    "Answers",
    "Catalog",
    "Entry",
    "Link",
    "Loaded",
    "Lock",
    "Observed",
    "Project",
    "Walk",
    "Written",
    "find_project",
    "fingerprints",
    "load",
]
