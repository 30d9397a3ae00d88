"""YAML text ↔ data, with the line and column of everything. The only YAML reader of the project."""

from vlmap.source.comments import Comment, comments
from vlmap.source.decode import FORBIDDEN, MAX_BYTES, read_text
from vlmap.source.foreign import foreign_text
from vlmap.source.nodes import Document, Loc, Mapping, Node, Scalar, Sequence
from vlmap.source.reader import MAX_DEPTH, read, read_file

__all__ = [
    "FORBIDDEN",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Comment",
    "Document",
    "Loc",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "comments",
    "foreign_text",
    "read",
    "read_file",
    "read_text",
]
