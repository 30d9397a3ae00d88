"""A proposal as Markdown, for a step summary or a comment. All that comes from a record stands in a code span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.catalog.changes import Items, Prose, Value
from vlmap.diagnostics import Severity
from vlmap.languages import LANGUAGES, LIST_COMMA, Lang, Message
from vlmap.report import counted, printable
from vlmap.schema import ReadingPath, Record
from vlmap.schema.text import bilingual

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from vlmap.catalog.changes import Change, Changes, Edit
    from vlmap.review.pages import Pages
    from vlmap.review.proposal import Proposal
    from vlmap.schema import Text

MOST = 300
"""So many lines of one kind are shown."""

MOST_BYTES = 500_000
"""A report in one language is cut off here: GitHub refuses a summary of more than 1 MiB."""

SHORT = 80
"""So many characters of a value are shown; of a bilingual text with a longer side, only which languages changed."""

_NAMES: dict[Lang, Message] = {"en": Message("English", "英文"), "zh": Message("Chinese", "中文")}


def code(text: str, limit: int = SHORT) -> str:
    """Return a text as a code span, in which GitHub reads no markup, no mention and no address."""
    clean = printable(" ".join(text.split()), limit) or "␠"
    fence = "`" * (max(map(len, re.findall("`+", clean)), default=0) + 1)
    pad = " " if "`" in (clean[0], clean[-1]) else ""
    return f"{fence}{pad}{clean}{pad}{fence}"


def in_both_languages(found: Proposal) -> str:
    """Return the report in English, and folded below it in Chinese."""
    english, chinese = (in_one_language(found, lang) for lang in LANGUAGES)
    return f"{english}\n<details><summary>中文</summary>\n\n{chinese}\n</details>\n"


def in_one_language(found: Proposal, lang: Lang) -> str:
    """Return the whole report in one language."""
    writer, room, lines = _Writer(lang), MOST_BYTES, []
    for line in writer.report(found):
        room -= len(line.encode()) + 1
        if room < 0:
            lines.append(writer.say("The rest is left out.", "其余从略。"))
            break
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


class _Writer:
    """Writes a report in one language, line by line."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.colon, self.comma = ("：", "，") if lang == "zh" else (": ", ", ")

    def say(self, en: str, zh: str) -> str:
        """Return what is said in the language of the report."""
        return zh if self.lang == "zh" else en

    def codes(self, texts: Collection[str]) -> str:
        """Return texts as a list in running text."""
        shown = LIST_COMMA[self.lang].join(code(text) for text in list(texts)[:MOST])
        return shown if len(texts) <= MOST else f"{shown} …"

    def names(self, languages: Iterable[Lang]) -> str:
        """Return the names of languages."""
        return LIST_COMMA[self.lang].join(_NAMES[lang].to(self.lang) for lang in languages)

    def aside(self, words: object) -> str:
        """Return words in brackets, as they follow a word."""
        return self.say(f" ({words})", f"（{words}）")

    def report(self, found: Proposal) -> Iterator[str]:
        """Yield every line."""
        yield from (self.say("## What this changes", "## 改动一览"), "", self.summary(found), "")
        yield from self.section(self.say("New findings", "新的检查结果"), self.findings(found))
        if found.changes is None:
            yield self.say("One side's taxonomy.yaml cannot be read, so nothing was compared.",
                           "有一侧的 taxonomy.yaml 无法读取，因此未作比较。")  # fmt: skip
            yield ""
        else:
            yield from self.records(found.changes)
            yield from self.section(self.say("Vocabulary", "词表"), self.edits(found.changes.vocabulary, "- "))
        yield from self.section(self.say("Translations out of step", "未同步的译文"), self.behind(found))
        yield from self.pages(found.pages)
        others = [f"- {code(name, 200)}" for name in found.other_files]
        yield from self.section(self.say("Other files", "其他文件"), others)

    def summary(self, found: Proposal) -> str:
        """Return the whole in one line of numbers."""
        errors = sum(one.severity is Severity.ERROR for one in found.findings)
        warnings = len(found.findings) - errors
        parts = [
            self.say(counted(errors, "new error"), f"新错误 {errors} 个"),
            self.say(counted(warnings, "new warning"), f"新警告 {warnings} 个"),
        ]
        if found.mended:
            parts.append(self.say(f"{counted(found.mended, 'finding')} mended", f"改正 {found.mended} 处"))
        if found.changes:
            parts += [
                self.say(f"{len(some)} {word.en}", f"{word.zh} {len(some)} 条")
                for word, some, _ in self.kinds(found.changes)
                if some
            ]
        if found.pages:
            number = sum(map(len, (found.pages.new, found.pages.changed, found.pages.gone)))
            parts.append(self.say(counted(number, "page"), f"涉及页面 {number} 个"))
        return " · ".join(parts)

    def kinds(self, changes: Changes) -> tuple[tuple[Message, Collection[object], Iterator[str]], ...]:
        """Return what can become of a record: the word for it, those of which it did, and what there is to say."""
        return (
            (Message("added", "新增"), changes.added, self.each(self.added, changes.added)),
            (Message("renamed", "改名"), changes.renamed, self.each(self.renamed, changes.renamed)),
            (Message("edited", "修改"), changes.edited, self.each(self.edited, changes.edited)),
            (Message("removed", "删除"), changes.removed, self.each(self.removed, changes.removed)),
            (Message("unreadable", "无法读取"), changes.unreadable, (f"- {code(key)}" for key in changes.unreadable)),
        )

    @staticmethod
    def each(say: Callable[[Change], Iterator[str]], changes: Iterable[Change]) -> Iterator[str]:
        """Yield the lines of every change of a kind."""
        return (line for change in changes for line in say(change))

    def section(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        """Yield a heading with the lines below it, or nothing where there are none."""
        lines = list(lines)
        if lines:
            yield from (f"### {title}", "", *lines[:MOST])
            if len(lines) > MOST:
                rest = len(lines) - MOST
                yield self.say(f"- … and {counted(rest, 'line')} more", f"- ……另有 {rest} 行")
            yield ""

    def findings(self, found: Proposal) -> Iterator[str]:
        """Yield a line for each finding; stale translations have a section of their own."""
        words = {Severity.ERROR: self.say("error", "错误"), Severity.WARNING: self.say("warning", "警告")}
        listed = [one for one in found.findings if one.rule != "stale-translation"]
        for one in sorted(listed, key=lambda one: (one.severity, one.sort_key)):
            place = code(f"{one.span.file}:{one.span.line}:{one.span.column}", 200)
            yield f"- **{words[one.severity]}** {place} {code(one.rule)}{self.colon}{code(one.fact.to(self.lang), 300)}"

    def records(self, changes: Changes) -> Iterator[str]:
        """Yield what became of every record and reading path."""
        for word, _, lines in self.kinds(changes):
            yield from self.section(word.to(self.lang).capitalize(), lines)

    def added(self, change: Change) -> Iterator[str]:
        """Yield what a new record is, and on what it builds."""
        match change.after and change.after.value:
            case ReadingPath(title=title):
                yield f"- {code(change.key)}{self.colon}{code(title.best(self.lang)[0], 200)}"
            case Record() as record:
                shown = code(record.title.best(self.lang)[0], 200)
                yield f"- {code(change.key)}{self.colon}{code(record.name)}{self.comma}{shown}"
                yield from self.facts(record)

    def facts(self, record: Record) -> Iterator[str]:
        """Yield where a record stands, on what it builds, and what it lacks."""
        venue = code(f"{record.venue.id} {record.venue.year}")
        yield f"  - {self.codes((record.category, *record.also_in))} · {code(str(record.date))} · {venue}"
        if record.builds_on:
            works = LIST_COMMA[self.lang].join(
                code(one.paper) + self.aside(code(one.relation)) for one in record.builds_on
            )
            yield f"  - {self.say('builds on', '前作')}{self.colon}{works}"
        missing = [lang for lang in LANGUAGES if any(text.missing == lang for _, text in bilingual(record))]
        if missing:
            yield f"  - {self.say('incomplete in', '未写全')}{self.colon}{self.names(missing)}"

    def renamed(self, change: Change) -> Iterator[str]:
        """Yield the old id and the new, whether the old address still leads there, and what else was edited."""
        yield f"- {code(change.was or '')} → {code(change.key)}{self.colon}{self.address(change)}"
        yield from self.edits(change.edits, "  - ")

    def removed(self, change: Change) -> Iterator[str]:
        """Yield what is gone, and what becomes of its address."""
        yield f"- {code(change.key)}{self.colon}{self.address(change)}"

    def address(self, change: Change) -> str:
        """Say where a former address leads."""
        if change.leads_to is not None:
            target = code(change.leads_to)
            return self.say(f"the old address leads to {target}", f"旧地址转到 {target}")
        dead = self.say("its address would be dead", "其地址将失效")
        alias = code(f"aliases: [{(change.was or change.key).rpartition('/')[2]}]")
        cure = self.say(f"; write {alias} in the record that takes its place", f"；请在接替它的记录中写 {alias}")
        return f"**{dead}**{cure}"

    def edited(self, change: Change) -> Iterator[str]:
        """Yield an id and every edit below it."""
        yield f"- {code(change.key)}"
        yield from self.edits(change.edits, "  - ")

    def edits(self, edits: Iterable[Edit], bullet: str) -> Iterator[str]:
        """Yield a line for each edit."""
        for edit in edits:
            yield f"{bullet}{code(edit.place)}{self.colon}{self.edit(edit)}"

    def edit(self, edit: Edit) -> str:
        """Say what changed at one place."""
        match edit:
            case Value(before=before, after=after):
                return self.arrow(before, after)
            case Items(added=(), removed=()):
                return self.say("in another order", "顺序改变")
            case Items(added=added, removed=removed):
                signs = (("+", added), ("−", removed))
                return " ".join(f"{sign} {self.codes(items)}" for sign, items in signs if items)
            case Prose(before=before, after=after, languages=languages):
                return LIST_COMMA[self.lang].join(self.side(lang, before, after) for lang in languages)

    def side(self, lang: Lang, before: Text | None, after: Text | None) -> str:
        """Say how one language of a text changed: from what to what if short, else that it did."""
        old, new = (text.to(lang) if text else None for text in (before, after))
        name = _NAMES[lang].to(self.lang)
        if max(len(old or ""), len(new or "")) <= SHORT:
            return f"{name} {self.arrow(old, new)}"
        if old is None or new is None:
            return self.say(
                f"{name} {'added' if old is None else 'removed'}", f"{name}{'新增' if old is None else '删去'}"
            )
        return self.say(f"{name} rewritten", f"{name}改写")

    def arrow(self, before: str | None, after: str | None) -> str:
        """Return an old and a new record."""
        nothing = self.say("nothing", "无")
        return " → ".join(nothing if value is None else code(value) for value in (before, after))

    def behind(self, found: Proposal) -> Iterator[str]:
        """Yield a line for each text of which one language did not follow the other."""
        for one in found.behind:
            name = _NAMES[one.lang].to(self.lang)
            said = self.say(f"the {name} has not followed", f"{name}尚未同步")
            yield f"- {code(one.key)} {code(one.field)}{self.colon}{said}"
        if found.caught_up:
            count = found.caught_up
            yield self.say(f"- {counted(count, 'other')} caught up", f"- 另有 {count} 处已重新同步")

    def pages(self, pages: Pages | None) -> Iterator[str]:
        """Yield the addresses below either language that are new, gone or changed, folded where there are many."""
        title = self.say("Pages", "页面")
        if pages is None:
            said = self.say("Not drawn: there are errors to mend first.", "未生成：须先改正错误。")
            yield from self.section(title, [f"- {said}"])
            return
        kinds = (("New", "新增", pages.new), ("Gone", "消失", pages.gone), ("Changed", "有变化", pages.changed))
        lines = [
            f"- {self.say(en, zh)}{self.aside(len(found))}{self.colon}{self.addresses(found)}"
            for en, zh, found in kinds
            if found
        ]
        if lines:
            lines.append(self.say("- Each in both languages but for those marked.", "- 除注明者外，均含两种语言。"))
        yield from self.section(title, lines)

    def addresses(self, found: dict[str, list[Lang]]) -> str:
        """Return addresses as a list, a language beside each that is in one alone."""
        shown = [
            code(f"/{path}/" if path else "/")
            + ("" if len(languages) == len(LANGUAGES) else self.aside(self.names(languages)))
            for path, languages in found.items()
        ]
        return LIST_COMMA[self.lang].join(shown[:MOST]) + (" …" if len(shown) > MOST else "")
