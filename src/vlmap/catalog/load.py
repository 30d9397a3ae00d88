"""Files → catalog. Never raises for what people write in them."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from vlmap.catalog.catalog import Catalog, Entry, Walk
from vlmap.diagnostics import Diagnostic, Severity, Span
from vlmap.languages import Message
from vlmap.schema import ReadingPath, Record, Taxonomy, parse
from vlmap.schema.base import Part
from vlmap.schema.ids import is_id
from vlmap.source import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vlmap.catalog.project import Project
    from vlmap.schema import Parsed
    from vlmap.source import Document

M = TypeVar("M", bound=Part)

_TAXONOMY_BYTES = 4 * 1024 * 1024
"""One file holds the whole vocabulary, so it may grow far beyond a record."""

_ANY = {"en": "-", "zh": "-"}
_STAND_INS: dict[str, Any] = {
    "name": "-",
    "title": _ANY,
    "kind": "method",
    "category": "-",
    "authors": ["-"],
    "date": "0001",
    "venue": {"id": "unknown", "year": "0001"},
    "arxiv": "2001.00000",
    "facets": {},
    "one_liner": _ANY,
    "problem": _ANY,
    "innovation": _ANY,
    "summary": _ANY,
    "key_points": [_ANY, _ANY, _ANY],
    "sources": ["-"],
    "reviewed": "0001",
}
"""For required fields that are missing or wrong, so that the rest of the record is checked all the same."""

_PATH_STAND_INS: dict[str, Any] = {
    "title": _ANY,
    "intro": _ANY,
    "source": _ANY,
    "sections": [{"title": _ANY, "text": _ANY, "steps": [{"paper": "-", "why": _ANY}]}],
}


@dataclass(frozen=True)
class Loaded:
    """A catalog (None if the taxonomy cannot be used), all findings made on the way to it, and the files it is from."""

    catalog: Catalog | None
    findings: list[Diagnostic] = field(default_factory=list)
    files: tuple[str, ...] = ()


def load(project: Project) -> Loaded:
    """Read the taxonomy and every record of a project.

    Findings are those of the rules `encoding`, `syntax`, `duplicate-key`, `schema`, `unknown-field` and `id`.
    Raises `VlmapError` where a folder is none, or where the addresses that were published cannot be read.
    """
    with _collector_paused():
        return _load(project)


def _load(project: Project) -> Loaded:
    findings: list[Diagnostic] = []
    records = _Folder(project, project.part(project.folder(project.papers)), Record, _STAND_INS)
    paths = _Folder(project, project.folder(project.paths), ReadingPath, _PATH_STAND_INS)
    for folder in (records, paths):
        folder.read(findings)
    files = (*records.files, *paths.files, project.name(project.taxonomy))
    document, found = read_file(project.taxonomy, project.name(project.taxonomy), _TAXONOMY_BYTES)
    findings += found
    taxonomy = parse(Taxonomy, document) if document else None
    findings += taxonomy.findings if taxonomy else ()
    if document is None or taxonomy is None or taxonomy.value is None:
        return Loaded(None, findings, files)
    catalog = Catalog(
        taxonomy.value,
        {name: Entry(name, *parts) for name, parts in records.found.items()},
        walks={name: Walk(name, *parts) for name, parts in paths.found.items()},
        taxonomy_document=document,
        broken=frozenset(records.broken | {f"paths/{name}" for name in paths.broken}),
        published=frozenset(project.published_paths()),
    )
    return Loaded(catalog, findings, files)


class _Folder(Generic[M]):
    """One folder of files of one kind. `found` holds what could be read, `broken` the ids of what could not."""

    def __init__(self, project: Project, folder: Path, model: type[M], stand_ins: dict[str, Any]) -> None:
        inside = folder.iterdir() if folder.is_dir() else ()
        self.paths = sorted(path for path in inside if not path.name.startswith("."))
        self.files = [project.name(path) for path in self.paths]
        self.model = model
        self.stand_ins = stand_ins
        self.found: dict[str, tuple[M, Document, Parsed[M]]] = {}
        self.broken: set[str] = set()

    def read(self, findings: list[Diagnostic]) -> None:
        """Read every file, and note what is wrong."""
        for path, file in zip(self.paths, self.files, strict=True):
            if (wrong := _misplaced(path, file)) is not None:
                findings.append(wrong)
                self.broken.add(re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-"))
                if not _is_plain(path) or path.suffix.lower() not in (".yaml", ".yml"):
                    continue
            document, found = read_file(path, file)
            findings += found
            parsed = parse(self.model, document, self.stand_ins) if document else None
            findings += parsed.findings if parsed else ()
            if document and parsed and parsed.value:
                self.found[path.stem] = (parsed.value, document, parsed)
            else:
                self.broken.add(path.stem)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Make no search for garbage cycles: reading makes many objects that all stay, and the searches took 60 % of it.

    Nor are they searched later: they hold no cycles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


_ONLY_RECORDS = Message("only records stand in papers/, one a file", "papers/ 中只放记录，每条一个文件")


def _misplaced(path: Path, file: str) -> Diagnostic | None:
    """Say what is wrong with a name in the folder of records, if anything (rule `id`)."""
    if not _is_plain(path):
        fact = Message("this is not a plain file", "这不是普通文件")
        cure = _ONLY_RECORDS
    elif path.suffix != ".yaml":
        fact = Message(
            f"a record's file ends in .yaml, not '{path.suffix}'",
            f"记录文件的扩展名须为 .yaml，而不是“{path.suffix}”",
        )
        cure = (
            Message(f"rename it to {path.stem}.yaml", f"请改名为 {path.stem}.yaml")
            if path.suffix.lower() in (".yaml", ".yml")
            else _ONLY_RECORDS
        )
    elif not is_id(path.stem):
        fact = Message(f"'{path.stem}' cannot be an id", f"“{path.stem}”不能作为 id")
        cure = Message(
            "name the file with lower-case letters, digits and single hyphens, e.g. blip-2.yaml",
            "文件名请只用小写字母、数字与单个连字符，例如 blip-2.yaml",
        )
    else:
        return None
    return Diagnostic("id", Severity.ERROR, Span(file, 1, 1, 2, ""), fact, help=cure)
