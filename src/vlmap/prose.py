"""What record prose may contain beside words: mentions of other records. Nothing here renders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

MENTION = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
"""`[[id]]` or `[[id|words]]`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One `[[id|words]]`; `start` and `end` are where the id stands in the text."""

    id: str
    words: str | None
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Yield the mentions of other records in a text, in order; what is written as code is not one."""
    for match in MENTION.finditer(without_code(text)):
        yield Mention(match[1].strip(), match[2], match.start(1), match.end(1))


_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_ALLOWED = ("http", "https")
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}\.?")
"""In ASCII, so that no letter of another alphabet stands for one of these."""
MOST_CHARACTERS = 2000
"""Of an address; the longest that every browser takes."""


def without_code(text: str) -> str:
    """Return a text of the same length with blanks for what stands between backticks."""
    return re.sub(r"(`+).+?\1", lambda match: " " * len(match[0]), text, flags=re.DOTALL)


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield the target of each Markdown link in a text, with where it starts."""
    for match in _LINK.finditer(without_code(text)):
        yield match.start(1), match[1]


def source_address(source: str) -> tuple[str, str]:
    """Split a source that starts with an address into the address and the remark after it; else the first is empty."""
    head, _, remark = source.partition(" ")
    return (head, remark.strip()) if "://" in head else ("", source)


def why_unsafe(address: str) -> Message | None:
    """Say why an address must not become a link, or return None: it is http or https, with a host and no tricks."""
    if len(address) > MOST_CHARACTERS:
        return Message(f"has more than {MOST_CHARACTERS:,} characters", f"超过 {MOST_CHARACTERS:,} 个字符")
    if re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", address):
        return Message("has a blank or a forbidden character", "含空白或不允许的字符")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return Message("cannot be read as an address", "不是可识别的网址")
    if parts.scheme.lower() not in _ALLOWED:
        return Message("does not start with http:// or https://", "不以 http:// 或 https:// 开头")
    if not parts.hostname or "." not in parts.hostname:
        return Message("has no host", "没有主机名")
    if not _HOST.fullmatch(parts.hostname):
        return Message("has a host that is no plain name", "主机名含普通字母、数字、连字符以外的字符")
    if parts.username is not None or parts.password is not None:
        return Message("carries a user name", "含用户名")
    return None
