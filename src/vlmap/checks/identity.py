"""One work, one record."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from vlmap.checks.rule import Context, Finding, catalog_rule
from vlmap.diagnostics import Severity
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry
    from vlmap.source import Loc

IDENTIFIERS = ("arxiv", "doi", "acl", "openreview")


@catalog_rule("duplicate-identifier")
def duplicate_identifier(context: Context) -> Iterator[Finding]:
    """No two records carry one identifier, unless one says that the other's paper introduced it."""
    for field in IDENTIFIERS:
        seen: dict[str, Entry] = {}
        for entry in context.catalog:
            value = getattr(entry.record, field)
            if value is None or not entry.is_sound((field,)):
                continue
            first = seen.setdefault(value.lower(), entry)
            if first is not entry and not _one_paper(first, entry, context.catalog):
                yield _twice((field,), entry, first, Message(f"{field} {value}", f"{field} {value} "))


@catalog_rule("duplicate-title", Severity.WARNING)
def duplicate_title(context: Context) -> Iterator[Finding]:
    """No two records have one title; case, punctuation and blanks do not count."""
    for lang in ("en", "zh"):
        seen: dict[str, Entry] = {}
        for entry in context.catalog:
            title = getattr(entry.record.title, lang)
            if title is None or not entry.is_sound(("title", lang)):
                continue
            first = seen.setdefault(folded(title), entry)
            if first is not entry and not _one_paper(first, entry, context.catalog):
                yield _twice(("title", lang), entry, first, Message("this title", "这个标题"))


@catalog_rule("alias-clash")
def alias_clash(context: Context) -> Iterator[Finding]:
    """A former id belongs to one record, and to no record's present id."""
    seen: dict[str, Entry] = {}
    for entry in context.catalog:
        for index, alias in enumerate(entry.record.aliases):
            first = context.catalog.entries.get(alias) or seen.setdefault(alias, entry)
            if alias == entry.id:
                yield Finding(
                    entry.span(("aliases", index)),
                    Message(f"'{alias}' is the present id of this record", f"“{alias}”就是本记录现在的 id"),
                    help=Message("take it out: `aliases` holds former ids", "请删去：`aliases` 只写旧 id"),
                )
            elif first is not entry:
                other = first.document.file
                yield Finding(
                    entry.span(("aliases", index)),
                    Message(f"the id '{alias}' is already in {other}", f"id“{alias}”已出现在 {other} 中"),
                    help=Message(
                        "an id belongs to one record: take it out of `aliases` here",
                        "一个 id 只属于一条记录：请从此处的 `aliases` 中删去",
                    ),
                )


def _twice(loc: Loc, entry: Entry, first: Entry, what: Message) -> Finding:
    other = first.document.file
    return Finding(
        entry.span(loc),
        Message(f"{what.en} is already in {other}", f"{what.zh}已出现在 {other} 中"),
        help=Message(
            f"merge the two records; if the paper of '{first.id}' introduced this one, say `introduced_in: {first.id}`",
            f"请合并两条记录；若它由“{first.id}”的论文提出，请写 `introduced_in: {first.id}`",
        ),
    )


def _one_paper(first: Entry, second: Entry, catalog: Catalog) -> bool:
    """Tell whether two records may share a paper: one presents the other, or a third presents both."""
    ours, theirs = (
        origin.id if (origin := catalog.resolve(entry.record.introduced_in or "")) else None
        for entry in (second, first)
    )
    return ours == first.id or theirs == second.id or (ours is not None and ours == theirs)


def folded(title: str) -> str:
    """Return a title without what does not tell two works apart: case, punctuation and blanks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).casefold())
