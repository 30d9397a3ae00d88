"""CSL-JSON → works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vlmap.errors import VlmapError
from vlmap.importers.bibliography import assemble, by_name
from vlmap.importers.names import in_order
from vlmap.languages import Message

if TYPE_CHECKING:
    from vlmap.importers.work import Work

_MEANINGS = by_name(
    {
        "title": ("title",),
        "venue": ("container-title", "event-title", "event"),
        "date": ("issued",),
        "doi": ("DOI",),
        "address": ("URL",),
        "abstract": ("abstract",),
        "context": ("keyword",),
    }
)


def works(text: str) -> tuple[list[Work], list[str]]:
    """Return the works of a bibliography, one or a list. Raises `VlmapError` for what is not CSL-JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _not_csl() from problem
    items = data if isinstance(data, list) else [data]
    if not all(isinstance(item, dict) for item in items):
        raise _not_csl()
    return [_work(item) for item in items], []


def _work(item: dict[str, Any]) -> Work:
    fields = [
        (_MEANINGS.get(key, ""), key, _date(value) if key == "issued" else _plain(value))
        for key, value in item.items()
        if key != "author"
    ]
    people = item.get("author")
    return assemble(fields, [_name(person) for person in people] if isinstance(people, list) else [])


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _date(value: Any) -> str:
    """Return a date variable of CSL as we write dates."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        year, *rest = (str(part) for part in parts[0])
        return "-".join([year, *(part.zfill(2) for part in rest)])
    return _plain(value.get("raw", value.get("literal", value)) if isinstance(value, dict) else value)


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return _plain(person)
    if "literal" in person:
        return _plain(person["literal"])
    particles = [person.get("non-dropping-particle"), person.get("dropping-particle")]
    parts = (person.get("given"), " ".join(filter(None, particles)), person.get("family"), person.get("suffix"))
    return in_order(*(str(part or "").strip() for part in parts))


def _not_csl() -> VlmapError:
    return VlmapError(Message("this is not CSL-JSON: a list of objects", "这不是 CSL-JSON：应为对象的列表"))
