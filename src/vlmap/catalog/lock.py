"""`translations.lock`: each bilingual field's two sides as last seen in step.

One side changed and the other not: the translation is stale. White space does not count.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from vlmap.errors import VlmapError
from vlmap.languages import LANGUAGES, Lang, Message
from vlmap.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from vlmap.schema.base import Part

Prints = dict[str, dict[Lang, str]]
"""Of one record: field → language → how many texts it has in that language, and the fingerprint of them all."""

_FILE = TypeAdapter(dict[str, Prints])

_MOST_BYTES = 16 * 1024 * 1024
"""A record takes some 600."""


@dataclass(frozen=True)
class Lock:
    """The file as data: record id → field → language → fingerprint."""

    records: dict[str, Prints]

    @classmethod
    def read(cls, path: Path) -> Lock:
        """Read the file; a project without one has no memory yet. Raises `VlmapError` for a damaged file."""
        if not os.path.lexists(path):
            return cls({})
        try:
            return cls(_FILE.validate_json(read_text(path, path.name, _MOST_BYTES), strict=True))
        except ValueError as problem:
            line = match[1] if (match := re.search(r"line ([0-9]+) column", str(problem))) else 1
            raise VlmapError(
                Message(
                    f"{path.name}:{line}: the file is damaged; restore it, or delete it and run `vlmap refresh`",
                    f"{path.name}:{line}：文件已损坏；请恢复原文件，或删除后运行 `vlmap refresh`",
                )
            ) from problem

    def text(self) -> str:
        """Return the file's text: sorted, one field a line, so that changes of two people merge."""
        return json.dumps(self.records, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def stale(self, key: str, part: Part) -> Iterator[tuple[str, Lang]]:
        """Yield each field of which one side changed alone, with the language that was left behind."""
        before = self.records.get(key)
        if not before:
            return
        for name, now in fingerprints(part).items():
            seen = before.get(name)
            if seen is None or not _whole(seen) or not _whole(now):
                continue  # a text that was or is missing is another matter
            changed = [lang for lang in LANGUAGES if seen.get(lang) != now.get(lang)]
            if len(changed) == 1:
                yield name, "en" if changed == ["zh"] else "zh"

    def updated(self, parts: Mapping[str, Part], accept: frozenset[str]) -> Lock:
        """Return the lock after what is in step, or accepted as such, has been taken over; stale fields stay."""
        fresh: dict[str, Prints] = {}
        for record_id, record in parts.items():
            prints = fingerprints(record)
            if record_id not in accept:
                for name, _ in self.stale(record_id, record):
                    prints[name] = self.records[record_id][name]
            fresh[record_id] = prints
        return Lock(fresh)


def fingerprints(record: Part) -> Prints:
    """Return the fingerprints of the bilingual fields of a record or a path, those of lists taken together."""
    found: Prints = {}
    for name, value in record.model_dump(mode="json", exclude_none=True).items():
        for lang in LANGUAGES:
            texts = list(_texts(value, lang))
            if texts:
                squeezed = "\x1f".join("".join(text.split()) for text in texts)
                digest = hashlib.blake2b(squeezed.encode(), digest_size=6).hexdigest()
                found.setdefault(name, {})[lang] = f"{len(texts)}:{digest}"
    return found


def _whole(prints: dict[Lang, str]) -> bool:
    """Tell whether a field has as many texts in either language."""
    return len(prints) == len(LANGUAGES) and len({print_.partition(":")[0] for print_ in prints.values()}) == 1


def _texts(value: Any, lang: Lang) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, lang)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in LANGUAGES and isinstance(item, str) and "name" not in value:
                if key == lang:
                    yield item
            else:
                yield from _texts(item, lang)
