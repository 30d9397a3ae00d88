"""Addresses that a reader can follow safely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.checks.references import texts
from vlmap.checks.rule import Context, Finding, written_rule
from vlmap.languages import Message
from vlmap.prose import addresses, source_address, why_unsafe
from vlmap.schema import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Written
    from vlmap.diagnostics import Span
    from vlmap.schema.base import Part
    from vlmap.source import Loc


@written_rule("bad-link")
def bad_link(written: Written, _context: Context) -> Iterator[Finding]:
    """Every address is a full http or https address, in `links`, in `sources` and in prose."""
    for loc, start, address in named_addresses(written):
        if (why := why_unsafe(address)) and written.is_sound(loc):
            span = written.document.text_span(written.parsed.written(loc), start, start + len(address))
            yield _bad(span, address, why)


def named_addresses(written: Written) -> Iterator[tuple[Loc, int, str]]:
    """Yield every address that a record or a path names: its place, where it starts in the text there, and itself."""
    yield from _fields(written.value)
    yield from _in_prose(written)


def _fields(value: Part) -> Iterator[tuple[Loc, int, str]]:
    if isinstance(value, Record):
        for name, address in value.links.items():
            yield ("links", name), 0, address
        for index, source in enumerate(value.sources):
            address, _ = source_address(source)
            if address:
                yield ("sources", index), 0, address


def _in_prose(written: Written) -> Iterator[tuple[Loc, int, str]]:
    for loc, text in texts(written):
        for start, address in addresses(text):
            yield loc, start, address


def _bad(span: Span, address: str, why: Message) -> Finding:
    return Finding(
        span,
        Message(f"'{address}' is not an address to link to", f"“{address}”不能用作链接"),
        why,
        Message(
            "write the full address, e.g. https://github.com/openai/CLIP",
            "请写完整网址，例如 https://github.com/openai/CLIP",
        ),
    )
