"""What one record, one taxonomy and one reading path is. The models' field order is the canonical order of a file."""

from vlmap.schema.dates import PartialDate
from vlmap.schema.path import ReadingPath
from vlmap.schema.record import Author, Kind, Record, Reference, Result, Venue
from vlmap.schema.taxonomy import Benchmark, Category, Facet, Organization, Relation, Taxonomy, Term, VenueType
from vlmap.schema.text import Text, TextList
from vlmap.schema.validate import Parsed, parse

__all__ = [
    "Author",
    "Benchmark",
    "Category",
    "Facet",
    "Kind",
    "Organization",
    "Parsed",
    "PartialDate",
    "ReadingPath",
    "Record",
    "Reference",
    "Relation",
    "Result",
    "Taxonomy",
    "Term",
    "Text",
    "TextList",
    "Venue",
    "VenueType",
    "parse",
]
