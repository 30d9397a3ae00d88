"""The one form of a record's file. What it says stays as it is, and so do its comments and quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.canonical.expected import Expected
from vlmap.canonical.tree import tree, tree_of
from vlmap.canonical.writer import lines_of
from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.schema import Record
from vlmap.source import comments, read

if TYPE_CHECKING:
    from vlmap.diagnostics import Diagnostic
    from vlmap.source import Comment, Document
    from vlmap.source.nodes import Data

_FOR_EDITORS = "# yaml-language-server:"
MODELINE = f"{_FOR_EDITORS} $schema=../schemas/paper.schema.json"
"""The first line, which tells editors what may stand below it."""


@dataclass(frozen=True)
class Canonical:
    """What became of a file: its text in canonical form, or None and what is wrong with it."""

    text: str | None
    findings: tuple[Diagnostic, ...] = ()


def canonical(raw: bytes, file: str) -> Canonical:
    """Return the canonical form of a record's file.

    Findings are those of `source.read`; what they are about is not rewritten. A line for editors is kept, or else made.
    Raises `VlmapError` for another kind of file, and where the new text would not say what the old one said.
    """
    before, remarks, findings = _read(raw, file)
    if before is None or findings:
        return Canonical(None, tuple(findings))
    if not _is_record(before):
        raise VlmapError(Message(f"{file} is not a record", f"{file} 不是记录"))
    for_editors = [remark for remark in remarks if remark.text.startswith(_FOR_EDITORS)][:1]
    others = [remark for remark in remarks if remark not in for_editors]
    first = for_editors[0].text if for_editors else MODELINE
    text = "\n".join([first, *lines_of(tree(before, others), Expected(Record))]) + "\n"
    after, remarks_after, findings = _read(text.encode(), file)
    if findings or after is None or _meaning(before) != _meaning(after) or _said(others) != _said(remarks_after[1:]):
        raise VlmapError(
            Message(
                f"{file} is left as it is: in canonical form it would not say the same",
                f"{file} 保持原样：改成规范格式后内容会有出入",
            )
        )
    return Canonical(text)


def field_lines(name: str, value: Data) -> list[str]:
    """Return the lines of one field of a record, after an empty one if the field opens a group."""
    lines = lines_of(tree_of({name: value}), Expected(Record))
    return ["", *lines] if Expected(Record).field(name).opens_group else lines


def _is_record(document: Document) -> bool:
    """Tell whether a file has to do with records: at least half of its fields are theirs."""
    names = document.root.keys
    return 0 < len(names) <= 2 * sum(name in Record.model_fields for name in names)


def _read(raw: bytes, file: str) -> tuple[Document | None, list[Comment], list[Diagnostic]]:
    document, findings = read(raw, file)
    return document, comments("\n".join(document.lines)) if document else [], findings


def _meaning(document: Document) -> Data:
    """Return what a file says: blanks around a text do not count, as in `schema.text`, nor does the order of keys."""
    return _stripped(document.data())


def _stripped(data: Data) -> Data:
    if isinstance(data, str):
        return data.strip()
    if isinstance(data, list):
        return [_stripped(item) for item in data]
    return {key: _stripped(value) for key, value in data.items()}


def _said(remarks: list[Comment]) -> list[str]:
    return sorted(remark.text for remark in remarks)
