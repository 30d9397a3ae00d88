"""What is left to do on a map: its state in numbers, and a list for each kind of gap."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from vlmap.checks.lineage import is_first
from vlmap.checks.linkcheck import LinkCheck
from vlmap.diagnostics import Severity
from vlmap.errors import VlmapError
from vlmap.languages import LIST_COMMA, Message
from vlmap.report import counted
from vlmap.schema import Kind
from vlmap.schema.fields import VALUES
from vlmap.schema.taxonomy import VenueType
from vlmap.source import foreign_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vlmap.catalog import Catalog, Entry, Project
    from vlmap.diagnostics import Diagnostic
    from vlmap.schema import Text

LEAST_WORDS = 120
LEAST_HAN = 180
LEAST_POINTS = 3
"""A record with a shorter summary, or with fewer key points, is thin."""

LEAST_WORKS = 3
"""A category with fewer is listed."""

WAITING_YEARS = 1
"""A preprint that is older than this, on the day of the latest review of any record, may have a venue by now."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_TRANSLATIONS = ("missing-translation", "stale-translation")


@dataclass(frozen=True, slots=True)
class Count:
    """One number; `part` is true for a share of the number above it."""

    id: str
    label: Message
    number: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do; `place` is a file with its line, an id, or an address."""

    place: str
    said: Message


@dataclass(frozen=True, slots=True)
class Todo:
    """The things of one kind; `title` starts in lower case."""

    id: str
    title: Message
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The whole; `links_checked` is the day of the last link check, None if none was made."""

    counts: tuple[Count, ...]
    todos: tuple[Todo, ...]
    links_checked: str | None


def worklist(project: Project, catalog: Catalog, findings: list[Diagnostic]) -> Worklist:
    """Gather what is left to do; `findings` are those of all rules."""
    links = LinkCheck.last(project)
    dead = [Item(link.place, _both(link.reason)) for link in links.dead] if links else []
    parts: tuple[tuple[str, Message, Iterable[Item]], ...] = (
        (
            "errors",
            Message("files with errors (see `vlmap check`)", "有错误的文件（详见 `vlmap check`）"),
            _errors(findings),
        ),
        ("translations", Message("stale or missing translations", "过时或缺失的译文"), _found(findings, _TRANSLATIONS)),
        ("thin", Message("thin records", "内容单薄的记录"), _thin(catalog)),
        ("figures", Message("figures without a source", "没有出处的数值"), _found(findings, ("unsourced-result",))),
        ("predecessors", Message("methods without a predecessor", "没有前作的方法"), _without_predecessor(catalog)),
        (
            "benchmarks",
            Message("benchmarks in use without a record of their data set", "已有数值而数据集没有记录的基准"),
            _without_dataset(catalog),
        ),
        (
            "preprints",
            Message("preprints over a year old, which may have a venue by now", "超过一年的预印本（可能已正式发表）"),
            _preprints(catalog),
        ),
        (
            "categories",
            Message(f"categories with fewer than {LEAST_WORKS} works", f"不足 {LEAST_WORKS} 项工作的类别"),
            _small_categories(catalog),
        ),
        ("addresses", Message("addresses of the site to be set", "有待设置的站点地址"), _addresses(project)),
        ("links", Message("dead links", "失效链接"), dead),
    )
    todos = tuple(Todo(name, title, tuple(items)) for name, title, items in parts)
    return Worklist(_counts(catalog, findings), todos, str(links.checked) if links else None)


def _counts(catalog: Catalog, findings: list[Diagnostic]) -> tuple[Count, ...]:
    kinds = Counter(entry.record.kind for entry in catalog)
    rules = Counter(found.rule for found in findings)
    return (
        Count("records", Message("records", "记录"), len(catalog)),
        *(
            Count(kind, Message(f"{one.en}s", one.zh), kinds[Kind(kind)], part=True)
            for kind, one in VALUES[Kind].items()
        ),
        Count("complete", Message("complete in both languages", "双语内容完整"), sum(map(_is_complete, catalog))),
        Count("reviewed", Message("reviewed", "已复核"), sum(entry.is_sound(("reviewed",)) for entry in catalog)),
        Count("stale", Message("stale translations", "过时的译文"), rules["stale-translation"]),
        Count("missing", Message("missing translations", "缺失的译文"), rules["missing-translation"]),
        Count(
            "edges", Message("edges of lineage", "前作关系"), sum(len(catalog.builds_on(entry)) for entry in catalog)
        ),
        Count("figures", Message("figures", "数值"), sum(len(entry.record.results) for entry in catalog)),
        Count("paths", Message("reading paths", "阅读路径"), len(catalog.walks)),
    )


def _is_complete(entry: Entry) -> bool:
    return not entry.parsed.broken and all(text.missing is None for _, text in entry.texts)


def _errors(findings: list[Diagnostic]) -> Iterator[Item]:
    """Yield each file with its number of errors, but for figures, which have a list of their own."""
    files = Counter(
        found.span.file for found in findings if found.severity is Severity.ERROR and found.rule != "unsourced-result"
    )
    for file, number in files.items():
        yield Item(file, Message(counted(number, "error"), f"{number} 个错误"))


def _found(findings: list[Diagnostic], rules: tuple[str, ...]) -> Iterator[Item]:
    for found in findings:
        if found.rule in rules:
            yield Item(f"{found.span.file}:{found.span.line}", found.fact)


def _thin(catalog: Catalog) -> Iterator[Item]:
    for entry in catalog:
        if lacks := list(_lacks(entry)):
            en, zh = (LIST_COMMA["en"].join(lack.en for lack in lacks), "，".join(lack.zh for lack in lacks))
            yield Item(entry.id, Message(en, zh))


def _lacks(entry: Entry) -> Iterator[Message]:
    """Say what a record is thin in; what is missing or wrong is in other lists."""
    record = entry.record
    words = len((record.summary.en or "").split())
    if record.summary.en and words < LEAST_WORDS and entry.is_sound(("summary", "en")):
        yield Message(f"only {words} English words in the summary", f"英文摘要仅 {words} 词")
    characters = len(_HAN.findall(record.summary.zh or ""))
    if record.summary.zh and characters < LEAST_HAN and entry.is_sound(("summary", "zh")):
        yield Message(f"only {characters} Chinese characters in the summary", f"中文摘要仅 {characters} 字")
    points = len(record.key_points) if entry.is_sound(("key_points",)) else 0
    if points < LEAST_POINTS:
        yield Message(f"fewer than {LEAST_POINTS} key points", f"要点不足 {LEAST_POINTS} 条")
    if record.kind is Kind.METHOD and record.limitations is None:
        yield Message("no limitations", "未写局限")


def _without_predecessor(catalog: Catalog) -> Iterator[Item]:
    none = Message("no reason is given", "未说明原因")
    for entry in catalog:
        if is_first(entry):
            reason = entry.record.no_predecessor
            yield Item(entry.id, _both(reason) if reason else none)


def _without_dataset(catalog: Catalog) -> Iterator[Item]:
    uses = Counter(result.benchmark for entry in catalog for result in entry.record.results)
    for name, benchmark in catalog.taxonomy.benchmarks.items():
        if not uses[name] or (benchmark.dataset and catalog.knows(benchmark.dataset)):
            continue
        if benchmark.dataset:
            lack = Message(f"there is no record '{benchmark.dataset}'", f"没有记录“{benchmark.dataset}”")
        else:
            lack = Message("taxonomy.yaml names no data set", "taxonomy.yaml 未写明数据集")
        count = uses[name]
        yield Item(name, Message(f"{counted(count, 'figure')}, {lack.en}", f"{count} 个数值，{lack.zh}"))


def _preprints(catalog: Catalog) -> Iterator[Item]:
    """Yield each preprint that was there a year before the latest review; the clock of the machine has no say."""
    year, *day = max((entry.record.reviewed.order for entry in catalog), default=(1, 1, 1))
    long_ago = (year - WAITING_YEARS, *day)
    for entry in catalog:
        venue = catalog.taxonomy.venues.get(entry.record.venue.id)
        if venue is not None and venue.type is VenueType.PREPRINT and entry.record.date.order < long_ago:
            label, year = _both(venue.label), entry.record.venue.year
            yield Item(entry.id, Message(f"{label.en} {year}", f"{label.zh} {year}"))


def _small_categories(catalog: Catalog) -> Iterator[Item]:
    for path, category in catalog.categories.items():
        count, label = len(catalog.under(path)), _both(category.label)
        if count < LEAST_WORKS:
            yield Item(path, Message(f"{label.en}: {count}", f"{label.zh}：{count}"))


def _addresses(project: Project) -> Iterator[Item]:
    """Yield each address of the configuration that is absent, or that nobody can own.

    The file is read without the engine, whatever tags stand in it; a value that is not a text is computed, so set.
    """
    name = project.name(project.config)
    try:
        config: Any = yaml.load(foreign_text(project.config, name), yaml.BaseLoader)  # noqa: S506 (makes texts)
    except FileNotFoundError:
        config = {}
    except (yaml.YAMLError, VlmapError):
        yield Item(name, Message("cannot be read as YAML", "无法作为 YAML 读取"))
        return
    for key in ("site_url", "repo_url"):
        value = config.get(key) if isinstance(config, dict) else None
        if not value:
            yield Item(name, Message(f"{key} is not set", f"未设置 {key}"))
        elif isinstance(value, str) and _is_placeholder(value):
            yield Item(name, Message(f"{key} is still {value}", f"{key} 仍是 {value}"))


def _is_placeholder(address: str) -> bool:
    """Tell whether an address is under the name kept for examples (RFC 2606), or of an owner not yet named."""
    parts = urlsplit(address)
    return (parts.hostname or "").endswith(".example") or parts.path.startswith("/OWNER/")


def _both(text: Text) -> Message:
    """Return a record's text on one line, a missing side stood in for by the other."""
    english, chinese = (text.best(lang)[0] for lang in ("en", "zh"))
    return Message(" ".join(english.split()), "".join(line.strip() for line in chinese.splitlines()))
