"""YAML that another tool will load: its text, once it is known to do no harm there.

Aliases, tags and all the rest are that tool's to use. What is refused is what kills or fools its loader: nesting that
overruns the stack, merges that grow without bound, and tags that call functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.source.decode import read_text

if TYPE_CHECKING:
    from pathlib import Path

_MOST_LEVELS = 50
_MOST_PARTS = 100_000
"""Each counted as often as an alias repeats it."""

_TAGS = re.compile(r"!|!ENV|!relative|tag:yaml\.org,2002:([a-z]+|python/name:[\w.]+)")
"""What a configuration may ask for; of Python, the names of functions and never a call."""


def foreign_text(path: Path, file: str) -> str:
    """Return the text of a YAML file of another tool's. Raises `VlmapError` where that cannot be loaded safely."""
    text = read_text(path, file)
    try:
        _walk(yaml.parse(text, Loader=yaml.CBaseLoader), file)
    except yaml.MarkedYAMLError as problem:
        fact = Message(f"this is not YAML: {problem.problem}", f"不是合法的 YAML（{problem.problem}）")
        raise _refusal(file, problem.problem_mark, fact) from problem
    return text


def _walk(events: Any, file: str) -> None:
    sizes: dict[str | None, int] = {}
    opened: list[tuple[str | None, int]] = []
    size = 0
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            sizes[anchor] = size - before
        elif isinstance(event, yaml.AliasEvent):
            size += sizes.get(event.anchor, _MOST_PARTS)  # not known yet: it stands inside of what it repeats
        elif isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            if event.tag is not None and not _TAGS.fullmatch(event.tag):
                fact = Message(f"the tag {event.tag} is not allowed", f"不允许使用标签 {event.tag}")
                raise _refusal(file, event.start_mark, fact)
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append((event.anchor, size))
            else:
                sizes[event.anchor] = 1
            size += 1
        if len(opened) > _MOST_LEVELS or size > _MOST_PARTS:
            raise _refusal(file, event.start_mark, Message("it is nested or repeated too often", "嵌套或重复过多"))


def _refusal(file: str, mark: Any, fact: Message) -> VlmapError:
    line = mark.line + 1 if mark else 1
    return VlmapError(Message(f"{file}:{line}: {fact.en}", f"{file}:{line}：{fact.zh}"))
