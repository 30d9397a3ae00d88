"""Diagnostics → text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Literal, get_args

from vlmap.diagnostics import Severity
from vlmap.languages import LANGUAGES, Lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vlmap.diagnostics import Diagnostic, Span

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = get_args(Format)

_WIDTH = 108
"""So many cells of a source line are shown; with its number and bars, a report fits 120."""
_COLOUR = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def report(
    findings: Sequence[Diagnostic],
    files: int,
    *,
    form: Format = "text",
    lang: Lang = "en",
    colour: bool = False,
) -> str:
    """Return a whole report, ending in a newline.

    `files` is the number of files that were looked at; `colour` applies to the text form only.
    """
    if form == "json":
        return json.dumps([_as_data(found) for found in findings], ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(f"{_annotation(found, lang)}\n" for found in findings) + summary(findings, files, lang)
    blocks = [_as_text(found, lang, colour=colour) for found in findings]
    return "".join(f"{block}\n\n" for block in blocks) + summary(findings, files, lang)


def summary(findings: Iterable[Diagnostic], files: int, lang: Lang) -> str:
    """Return the last line of a report: how many errors and warnings in how many files."""
    counts = Counter(found.severity for found in findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if lang == "zh":
        return f"检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告\n"
    return f"{counted(files, 'file')} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}\n"


def counted(count: int, noun: str) -> str:
    """Return a number with its English noun, in the plural where it is not one."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _as_text(found: Diagnostic, lang: Lang, *, colour: bool) -> str:
    span = found.span
    word = f"{found.severity}[{found.rule}]"  # the same in every language, to be searched for
    if colour:
        word = f"{_COLOUR[found.severity]}{word}\x1b[0m"
    lines = [f"{printable(span.file)}:{span.line}:{span.column}: {word}: {printable(found.fact.to(lang))}"]
    gutter = " " * len(str(span.line))
    if span.text:
        shown, column, end = _window(span)
        pointer = " " * display_width(shown[: column - 1]) + "^" * max(display_width(shown[column - 1 : end - 1]), 1)
        label = f" {printable(found.label.to(lang))}" if found.label else ""
        lines += [f" {gutter} |", f" {span.line} | {shown}", f" {gutter} | {pointer}{label}"]
    if found.help:
        lines.append(f" {gutter} = {'帮助：' if lang == 'zh' else 'help: '}{printable(found.help.to(lang))}")
    return "\n".join(lines)


def _window(span: Span) -> tuple[str, int, int]:
    """Return the part of a line around the finding that fits a screen, and the finding's columns in it."""
    before = max(span.column - 1 - _WIDTH, 0)  # of a very long line no more is looked at than can be shown
    text, column = printable(span.text[before : span.column + 2 * _WIDTH], limit=None), span.column - before
    end = min(max(span.end_column - before, column + 1), max(len(text), column) + 1)
    if len(text) == len(span.text) and display_width(text) <= _WIDTH:
        return text, column, end
    start = column - 1
    while start > 0 and display_width(text[start - 1 : column - 1]) <= _WIDTH // 3:
        start -= 1
    stop = start
    while stop < len(text) and display_width(text[start : stop + 1]) <= _WIDTH:
        stop += 1
    while start > 0 and display_width(text[start - 1 : stop]) <= _WIDTH:
        start -= 1
    head, tail = ("…" if before + start else ""), ("…" if before + stop < len(span.text) else "")
    shift = start - len(head)
    return head + text[start:stop] + tail, column - shift, min(end, stop + 1) - shift


def display_width(text: str) -> int:
    """Return how many cells a terminal gives a text: two for wide characters, none for combining ones (UAX 11)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def printable(text: str, limit: int | None = 400) -> str:
    """Return a text in which nothing can steer a terminal or a CI log; very long ones are cut."""
    clean = "".join(
        character if character.isprintable() or character == " " else "\ufffd" if character != "\t" else " "
        for character in text
    )
    return clean if limit is None or len(clean) <= limit else clean[: limit - 1] + "…"


def _as_data(found: Diagnostic) -> dict[str, object]:
    span = found.span
    sides = {"message": found.fact, "label": found.label, "help": found.help}
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        **{name: side and {lang: side.to(lang) for lang in LANGUAGES} for name, side in sides.items()},
    }


def _annotation(found: Diagnostic, lang: Lang) -> str:
    """Return a workflow command (GitHub Actions, “Workflow commands”: its escapes for data and properties)."""
    span = found.span
    cure = f"\n{printable(found.help.to(lang))}" if found.help else ""
    message = _escaped(printable(found.fact.to(lang)) + cure)
    where = f"file={_property(span.file)},line={span.line},col={span.column},endColumn={span.end_column}"
    return f"::{found.severity.value} {where},title={_property(found.rule)}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")
