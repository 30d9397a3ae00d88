"""RIS → works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rispy

from vlmap.importers.bibliography import assemble, by_name
from vlmap.importers.names import inverted

if TYPE_CHECKING:
    from vlmap.importers.work import Work

_MEANINGS = by_name(
    {
        "title": ("title", "primary_title"),
        "venue": ("secondary_title", "journal_name", "alternate_title3"),
        "year": ("year",),
        "date": ("date", "publication_year"),
        "doi": ("doi",),
        "address": ("urls",),
        "organization": ("author_address",),
        "abstract": ("abstract", "notes_abstract"),
        "context": ("keywords",),
    }
)
_TAGS = {key: tag for tag, key in rispy.TAG_KEY_MAPPING.items()}
_AUTHORS = ("authors", "first_authors")
_LINE = re.compile(r"([A-Z][A-Z0-9])  -")


def works(text: str) -> tuple[list[Work], list[str]]:
    """Return the works of a bibliography, and, verbatim, the lines that stand in no entry."""
    lines, kept, rest, inside = text.splitlines(), [], [], False
    for line in lines:  # rispy passes over lines outside of entries, and over an entry without an end
        tag = match[1] if (match := _LINE.match(line)) else ""
        if tag == "TY" and inside:
            kept.append("ER  - ")
        inside = (inside or tag == "TY") and tag != "ER"
        if inside or tag == "ER":
            kept.append(line)
        elif line.strip():
            rest.append(line)
    if inside:
        kept.append("ER  - ")
    return [_work(entry) for entry in rispy.loads("\n".join(kept) + "\n")], rest


def _work(entry: dict[str, Any]) -> Work:
    fields: list[tuple[str, str, str]] = []
    for key, value in entry.items():
        if key in _AUTHORS:
            continue
        if key == "unknown_tag":
            fields += [("", tag, text) for tag, texts in value.items() for text in texts]
            continue
        values = value if isinstance(value, list) else [value]
        fields += [(_MEANINGS.get(key, ""), _TAGS.get(key, key), str(text).strip()) for text in values]
    authors = [inverted(name) for key in _AUTHORS for name in entry.get(key, ())]
    return assemble(fields, authors)
