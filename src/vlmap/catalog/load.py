"""Files → catalog. Never raises for what people write in them."""

from __future__ import annotations

import gc
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from vlmap.catalog.catalog import Catalog
from vlmap.catalog.entry import Entry, Walk
from vlmap.diagnostics import Diagnostic, Severity, Span
from vlmap.languages import Message
from vlmap.memory import Memory, digest, tools
from vlmap.parallel import over
from vlmap.schema import ReadingPath, Record, Taxonomy, parse
from vlmap.schema.base import Part
from vlmap.schema.ids import is_id
from vlmap.schema.validate import whole
from vlmap.source import MAX_BYTES, contents, read_file, read_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


def load(project: Project, memory: Memory | None = None, jobs: int | None = None, *, lasting: bool = True) -> Loaded:
    """Read the taxonomy and every record of a project, files that are in the memory as they were without parsing them.

    `lasting` files are read again where a place in them is asked for; where they will be gone, all is kept at once.

    Findings are those of the rules `encoding`, `syntax`, `duplicate-key`, `schema`, `unknown-field` and `id`.
    Raises `VlmapError` where a folder is none, or where the addresses that were published cannot be read.
    """
    with _collector_paused():
        return _load(project, memory or Memory(None), jobs, lasting=lasting)


def _load(project: Project, memory: Memory, jobs: int | None, *, lasting: bool) -> Loaded:
    findings: list[Diagnostic] = []
    records = _Folder(project, project.part(project.folder(project.papers)), Record, _STAND_INS)
    paths = _Folder(project, project.folder(project.paths), ReadingPath, _PATH_STAND_INS)
    for folder in (records, paths):
        folder.read(findings, memory, jobs, lasting=lasting)
    files = (*records.files, *paths.files, project.name(project.taxonomy))
    document, found = read_file(project.taxonomy, project.name(project.taxonomy), _TAXONOMY_BYTES)
    findings += found
    taxonomy = parse(Taxonomy, document) if document else None
    findings += taxonomy.findings if taxonomy else ()
    if document is None or taxonomy is None or taxonomy.value is None:
        return Loaded(None, findings, files)
    catalog = Catalog(
        taxonomy.value,
        {one.stem: Entry(one.stem, one.value, one.document, one.parsed, one.digest) for one in records.found},
        walks={one.stem: Walk(one.stem, one.value, one.document, one.parsed, one.digest) for one in paths.found},
        taxonomy_document=document,
        broken=frozenset(records.broken | {f"paths/{name}" for name in paths.broken}),
        published=frozenset(project.published_paths()),
    )
    return Loaded(catalog, findings, files)


class _File(NamedTuple):
    """A file to be read; `digest` tells its bytes apart."""

    path: Path
    file: str
    digest: str
    trailing_comments: bool


@dataclass(frozen=True, slots=True)
class _Found(Generic[M]):
    """What became of one file."""

    stem: str
    value: M
    document: Document
    parsed: Parsed[M]
    digest: str


class _Folder(Generic[M]):
    """One folder of files of one kind. `found` holds what could be read, `broken` the ids of what could not."""

    def __init__(self, project: Project, folder: Path, model: type[M], stand_ins: dict[str, Any]) -> None:
        inside = folder.iterdir() if folder.is_dir() else ()
        self.paths = sorted(path for path in inside if not path.name.startswith("."))
        self.files = [project.name(path) for path in self.paths]
        self.model = model
        self.stand_ins = stand_ins
        self.found: list[_Found[M]] = []
        self.broken: set[str] = set()

    def read(self, findings: list[Diagnostic], memory: Memory, jobs: int | None, *, lasting: bool) -> None:
        """Read every file, and note what is wrong."""
        readable: list[_File] = []
        for path, file in zip(self.paths, self.files, strict=True):
            if (wrong := _misplaced(path, file)) is not None:
                findings.append(wrong)
                self.broken.add(re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-"))
                if not _is_plain(path) or path.suffix.lower() not in (".yaml", ".yml"):
                    continue
            raw = contents(path, MAX_BYTES + 1)
            readable.append(_File(path, file, digest(tools(), raw), _TRAILING_COMMENT.search(raw) is not None))
        if not lasting:
            for one in readable:
                self._take(one, None, findings)
            return
        shelf = memory.shelf("texts")
        unknown = [one for one in readable if shelf.get(one.digest) is None]
        for share in over(_as_json, unknown, _READING, jobs):
            for key, text in share:
                shelf.put(key, text)
        for one in readable:
            self._take(one, shelf.get(one.digest), findings)
        shelf.save()

    def _take(self, one: _File, text: bytes | None, findings: list[Diagnostic]) -> None:
        """Make a value of a file, of its `text` where it is sound."""
        parsed = whole(self.model, json.loads(text)) if text is not None else None
        document: Document | None = read_later(one.path, one.file, trailing_comments=one.trailing_comments)
        if parsed is None:
            document, found = read_file(one.path, one.file)
            findings += found
            parsed = parse(self.model, document, self.stand_ins) if document else None
        findings += parsed.findings if parsed else ()
        if document and parsed and parsed.value:
            self.found.append(_Found(one.path.stem, parsed.value, document, parsed, one.digest))
        else:
            self.broken.add(one.path.stem)


def _as_json(files: Iterable[_File]) -> list[tuple[str, bytes]]:
    """Return what some files say, those that are well-formed, by the digests of their bytes."""
    texts = []
    for one in files:
        document, findings = read_file(one.path, one.file)
        if document and not findings:
            texts.append((one.digest, json.dumps(document.data(), ensure_ascii=False).encode()))
    return texts


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


_TRAILING_COMMENT = re.compile(rb"\S[ \t]+#")
_READING = Message("reading files", "正在读取文件")
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
