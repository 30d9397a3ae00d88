"""BibTeX → works."""

from __future__ import annotations

import contextlib
import io
import logging
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

from vlmap.importers.bibliography import OTHERS, assemble, by_name
from vlmap.importers.latex import to_unicode
from vlmap.importers.names import in_order

if TYPE_CHECKING:
    from vlmap.importers.work import Work

_MEANINGS = by_name(
    {
        "title": ("title",),
        "venue": ("booktitle", "journal", "journaltitle", "series"),
        "year": ("year",),
        "month": ("month",),
        "date": ("date",),
        "doi": ("doi",),
        "arxiv": ("eprint", "arxivid"),
        "address": ("url", "ee"),
        "organization": ("school", "institution"),
        "abstract": ("abstract",),
        "context": ("keywords", "primaryclass"),
    }
)
_PROSE = ("title", "venue", "organization", "abstract", "context")


def works(text: str) -> tuple[list[Work], list[str]]:
    """Return the works of a bibliography, and, verbatim, what in it could not be read."""
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    with contextlib.redirect_stderr(io.StringIO()):
        library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    entries, rest = list(library.entries), []
    for block in library.failed_blocks:
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            entries.append(block.ignore_error_block)
        else:
            rest.append((block.raw or "").strip())
    rest += [comment.comment for comment in library.comments] + [str(preamble.value) for preamble in library.preambles]
    used = {str(item.value) for entry in entries for item in entry.fields}
    rest += [f"{string.key} = {string.value}" for string in library.strings if str(string.value) not in used]
    return [_work(entry) for entry in entries], rest


def _work(entry: Entry) -> Work:
    authors: list[str] = []
    fields: list[tuple[str, str, str]] = []
    for item in entry.fields:
        if isinstance(item.value, list):  # of names
            names = [_name(part) for part in item.value]
            if item.key.lower() == "author":
                authors = names
            else:
                fields.append(("", item.key, "; ".join(names)))
            continue
        meaning = _MEANINGS.get(item.key.lower(), "")
        value = str(item.value)
        fields.append((meaning, item.key, to_unicode(value) if meaning in _PROSE else value))
    work = assemble(fields, authors)
    work.left_over.insert(0, f"@{entry.entry_type}{{{entry.key}}}")
    return work


def _name(parts: NameParts | str) -> str:
    if isinstance(parts, str):
        return to_unicode(parts)
    if parts.last == [OTHERS] and not parts.first:
        return OTHERS
    return in_order(*(to_unicode(" ".join(part)) for part in (parts.first, parts.von, parts.last, parts.jr)))
