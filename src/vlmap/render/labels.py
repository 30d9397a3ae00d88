"""The words of the pages: `templates/labels.yaml`, one bilingual label a key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import RootModel

from vlmap.errors import TemplateError
from vlmap.languages import Lang, Message
from vlmap.schema import Text, parse
from vlmap.source import read_file

if TYPE_CHECKING:
    from vlmap.catalog import Project
    from vlmap.diagnostics import Span
    from vlmap.source import Document


_SLOT = re.compile(r"\{([a-z_]+)\}")
"""A name and nothing else: the `format` of Python reaches into values, and takes widths that fill the memory."""


class _Labels(RootModel[dict[str, Text]]):
    """The file as a whole."""


class Labels:
    """All labels in one language. Call it with a key, and with values for the `{}` in the label."""

    def __init__(self, document: Document, words: dict[str, str], lang: Lang) -> None:
        self._document = document
        self._words = words
        self._lang = lang

    def __call__(self, key: str, **values: object) -> str:
        """Return a label. Raises `TemplateError` for a key that is not there."""
        try:
            return _SLOT.sub(lambda slot: str(values[slot[1]]), self._words[key])
        except KeyError as problem:
            if key not in self._words:
                raise TemplateError(
                    Message(f"{self._document.file} has no label '{key}'", f"{self._document.file} 中没有标签“{key}”")
                ) from problem
            slot = problem.args[0]
            raise _wrong(
                self._document.span((key, self._lang)),
                Message(f"'{key}': the page fills in nothing for {{{slot}}}", f"“{key}”：页面并未填入 {{{slot}}}"),
            ) from problem


def load_labels(project: Project, lang: Lang) -> Labels:
    """Read the labels of one language. Raises `TemplateError` for a broken file or a missing side."""
    path = project.part(project.templates / "labels.yaml")
    document, findings = read_file(path, project.name(path))
    parsed = parse(_Labels, document) if document and not findings else None
    if document is None or parsed is None or parsed.value is None:
        first = (findings or (list(parsed.findings) if parsed else []))[0]
        raise _wrong(first.span, first.fact)
    words = {}
    for key, text in parsed.value.root.items():
        side = text.to(lang)
        if side is None:
            raise _wrong(document.span((key,)), Message(f"'{key}' has no {lang}", f"“{key}”缺少 {lang}"))
        if re.search(r"[{}]", _SLOT.sub("", side)):
            fact = Message(f"'{key}' has a brace that is no `{{name}}`", f"“{key}”中的花括号没有写成 `{{名称}}`")
            raise _wrong(document.span((key, lang)), fact)
        words[key] = side
    return Labels(document, words, lang)


def _wrong(span: Span, fact: Message) -> TemplateError:
    place = f"{span.file}:{span.line}"
    return TemplateError(Message(f"{place}: {fact.en}", f"{place}：{fact.zh}"))
