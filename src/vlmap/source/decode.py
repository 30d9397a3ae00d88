"""Bytes → text: UTF-8 and nothing else, with the everyday mistakes recognised and named."""

from __future__ import annotations

import re
import stat
from itertools import islice
from typing import TYPE_CHECKING

from vlmap.diagnostics import MOST_ALIKE, Diagnostic, Severity, Span
from vlmap.errors import VlmapError
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 256 * 1024
"""The largest file that is read (a real record is about 8 KiB)."""

_BYTE_ORDER_MARKS = {
    "UTF-32": (b"\xff\xfe\0\0", b"\0\0\xfe\xff"),
    "UTF-16": (b"\xff\xfe", b"\xfe\xff"),
}

LINE_BREAK = re.compile(r"\r\n|\r|\n")

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, NEL among them, which YAML 1.1 takes for a line break
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\uffa0"  # without width: what is not found
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # directions: text that shows other than it reads
    "\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e00ff"  # separators, annotations, tags: likewise
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff"  # no characters at all
    "\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff"  # what is left of one, or means something on one machine only
    "]"
    rf"|(?<![^\w\s])[\u200c\u200d]|[{_MARKS}]{{4,}}"  # joiners at words, which emoji alone need; piles of accents
)
"""Characters that no file may hold: they cannot be seen, or make a text show other than it reads.

Of planes 1 to 14 the last two are no characters either; that is left to fonts.
"""


def decode(raw: bytes, file: str, limit: int = MAX_BYTES) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file, or None, and what is wrong with its bytes (rule `encoding`)."""
    if len(raw) > limit:
        fact = Message(
            f"the file is larger than {limit:,} bytes",
            f"文件超过 {limit:,} 字节",
        )
        cure = Message("split it, or take out what does not belong", "请拆分文件，或删去不属于此处的内容")
        return None, [_error(Span(file, 1, 1, 2, ""), fact, cure)]
    if (wide := _wide(raw)) is not None:
        return None, [_not_utf8(Span(file, 1, 1, 2, ""), wide)]
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = LINE_BREAK.split(raw[: problem.start].decode("utf-8"))
        place = Span(file, len(before), len(before[-1]) + 1, len(before[-1]) + 2, "")
        return None, [_not_utf8(place, "GBK" if _is_gbk(raw) else None)]
    return text, list(islice(_forbidden(text, file), MOST_ALIKE))


def read_text(path: Path, file: str, limit: int = MAX_BYTES) -> str:
    """Return the text of a file that is not a record. Raises `VlmapError` where it cannot be used."""
    text, findings = decode(contents(path, limit + 1), file, limit)
    if text is None or findings:
        span, fact = findings[0].span, findings[0].fact
        raise VlmapError(Message(f"{file}:{span.line}: {fact.en}", f"{file}:{span.line}：{fact.zh}"))
    return text


def contents(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file. Raises `VlmapError` for anything but a plain one.

    A link may lead out of the project, and a FIFO or a device never ends.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise VlmapError(Message(f"{path} is not a plain file", f"{path} 不是普通文件"))
    with path.open("rb") as handle:
        return handle.read(most)


def _forbidden(text: str, file: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        for match in FORBIDDEN.finditer(line):
            cure = Message(
                "delete it; it is invisible and often comes along when text is pasted",
                "请删除该字符；它不可见，多在粘贴文本时带入",
            )
            span = Span(file, number, match.start() + 1, match.end() + 1, line)
            yield _error(span, refusal(match[0]), cure)


def allowed(text: str) -> str:
    """Return a text without what `FORBIDDEN` finds, nor what it finds where that was."""
    while (left := FORBIDDEN.sub("", text)) != text:
        text = left
    return text


def refusal(found: str) -> Message:
    """Say that what `FORBIDDEN` found is not allowed."""
    if len(found) > 1:
        return Message(
            f"{len(found)} accents on one character are not allowed", f"一个字符上不允许叠加 {len(found)} 个附加符号"
        )
    code = f"U+{ord(found):04X}"
    return Message(f"the character {code} is not allowed", f"不允许出现字符 {code}")


def _not_utf8(place: Span, guess: str | None) -> Diagnostic:
    fact = (
        Message(f"the file is not UTF-8; it looks like {guess}", f"文件不是 UTF-8 编码，看起来是 {guess}")
        if guess
        else Message("the file is not UTF-8", "文件不是 UTF-8 编码")
    )
    cure = Message(
        "save it as UTF-8 (most editors: “Save with encoding”)",
        "请另存为 UTF-8 编码（多数编辑器中为“以编码保存”）",
    )
    return _error(place, fact, cure)


def _wide(raw: bytes) -> str | None:
    """Return the encoding of a file whose characters take two or four bytes each, or None."""
    for name, marks in _BYTE_ORDER_MARKS.items():
        if raw.startswith(marks):
            return name
    if raw.count(0) * 4 <= len(raw):  # of a Latin letter, the other bytes are NUL
        return None
    return next(
        (name for name in _BYTE_ORDER_MARKS if any(_is_text(raw, f"{name}-{end}") for end in ("LE", "BE"))), None
    )


def _is_text(raw: bytes, encoding: str) -> bool:
    try:
        return "\0" not in raw.decode(encoding)
    except UnicodeDecodeError:
        return False


def _is_gbk(raw: bytes) -> bool:
    """Tell whether most bytes that are not ASCII are common Chinese characters (GB 2312, level 1)."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    common = len(re.findall(rb"[\xb0-\xd7][\xa1-\xfe]", raw))
    return common * 3 > sum(byte > 127 for byte in raw)


def _error(span: Span, fact: Message, cure: Message) -> Diagnostic:
    return Diagnostic("encoding", Severity.ERROR, span, fact, help=cure)
