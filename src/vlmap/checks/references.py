"""What points from one record to another."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from vlmap.checks.rule import Context, Finding, catalog_rule, record_rule, written_rule
from vlmap.checks.suggest import suggest
from vlmap.diagnostics import Severity
from vlmap.languages import Message
from vlmap.prose import mentions
from vlmap.schema import ReadingPath, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry, Written
    from vlmap.diagnostics import Span
    from vlmap.schema.base import Part
    from vlmap.source import Loc


@written_rule("dangling-reference")
def dangling_reference(written: Written, context: Context) -> Iterator[Finding]:
    """Every id that a record or a reading path names is a record's id or a former id."""
    for loc, reference in _named(written.value):
        if not context.catalog.knows(reference) and written.is_sound(loc):
            yield _dangling(written.span(loc), str(loc[0]), reference, context.catalog)
    for loc, text in texts(written):
        for mention in mentions(text):
            if not context.catalog.knows(mention.id):
                span = written.document.text_span(written.parsed.written(loc), mention.start, mention.end)
                yield _dangling(span, str(loc[0]), mention.id, context.catalog)


def _named(value: Part) -> Iterator[tuple[Loc, str]]:
    """Yield every id of a record that a field holds, with its place."""
    if isinstance(value, Record):
        if value.introduced_in:
            yield ("introduced_in",), value.introduced_in
        for index, reference in enumerate(value.builds_on):
            yield ("builds_on", index, "paper"), reference.paper
    elif isinstance(value, ReadingPath):
        for number, section in enumerate(value.sections):
            for index, step in enumerate(section.steps):
                yield ("sections", number, "steps", index, "paper"), step.paper


@catalog_rule("dangling-dataset")
def dangling_dataset(context: Context) -> Iterator[Finding]:
    """Every data set that a benchmark of the taxonomy names is a record."""
    document = context.catalog.taxonomy_document
    for name, benchmark in context.catalog.taxonomy.benchmarks.items():
        if benchmark.dataset and not context.catalog.knows(benchmark.dataset):
            span = document.span(("benchmarks", name, "dataset"))
            yield _dangling(span, "dataset", benchmark.dataset, context.catalog)


def _dangling(span: Span, field: str, reference: str, catalog: Catalog) -> Finding:
    return Finding(
        span,
        Message(
            f"{field} refers to '{reference}', which is not in papers/",
            f"{field} 指向“{reference}”，但 papers/ 中没有它",
        ),
        Message(f"no papers/{reference}.yaml", f"没有 papers/{reference}.yaml"),
        suggest(
            reference,
            [*catalog.entries, *catalog.aliases],
            Message(
                f"add papers/{reference}.yaml, or take the reference out",
                f"请添加 papers/{reference}.yaml，或删去这处引用",
            ),
        ),
    )


@catalog_rule("reference-cycle")
def reference_cycle(context: Context) -> Iterator[Finding]:
    """No work builds, over any number of steps, on itself; nor does it introduce itself."""
    catalog = context.catalog
    graph = {entry.id: [link.earlier.id for link in catalog.builds_on(entry)] for entry in catalog}
    while (cycle := _first_cycle(graph)) is not None:
        first = min(cycle)
        start = cycle.index(first)
        chain = [*cycle[start:], *cycle[:start], first]
        entry = catalog.entries[first]
        index = next(
            index
            for index, reference in enumerate(entry.record.builds_on)
            if (earlier := catalog.resolve(reference.paper)) is not None and earlier.id == chain[1]
        )
        shown = " → ".join(chain)
        fact = Message(f"these works build on each other in a circle: {shown}", f"这些工作循环引用：{shown}")
        step = Message("one step", "其中一步")
        if len(cycle) == 1:
            fact = Message(f"'{first}' builds on itself", f"“{first}”引用了自身")
            step = Message("this reference", "这处引用")
        yield Finding(
            entry.span(("builds_on", index, "paper")),
            fact,
            help=Message(
                f"builds_on points to earlier works only: take {step.en} out",
                f"builds_on 只能指向更早的工作：请删去{step.zh}",
            ),
        )
        graph[first] = [earlier for earlier in graph[first] if earlier != chain[1]]

    yield from _introduced_in_a_circle(catalog)


def _introduced_in_a_circle(catalog: Catalog) -> Iterator[Finding]:
    for entry in catalog:
        seen = {entry.id: entry}
        origin = catalog.resolve(entry.record.introduced_in or "")
        while origin is not None and origin.id not in seen:
            seen[origin.id] = origin
            origin = catalog.resolve(origin.record.introduced_in or "")
        if origin is entry and entry.id == min(seen):
            shown = " → ".join((*seen, entry.id))
            yield Finding(
                entry.span(("introduced_in",)),
                Message(f"these introduce each other in a circle: {shown}", f"这些记录互为出处：{shown}"),
                help=Message(
                    "`introduced_in` names the work whose paper presents this one: take one of them out",
                    "`introduced_in` 指最早提出它的论文：请删去其中一处",
                ),
            )


def _first_cycle(graph: dict[str, list[str]]) -> list[str] | None:
    """Return one cycle, later works first, or None. Deterministic for a given graph."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1][1:]))
    return None


@record_rule("later-predecessor", Severity.WARNING)
def later_predecessor(entry: Entry, context: Context) -> Iterator[Finding]:
    """A work does not build on one that appeared later; within one month nothing is said."""
    if not entry.is_sound(("date",)):
        return
    for index, reference in enumerate(entry.record.builds_on):
        earlier = context.catalog.resolve(reference.paper)
        if earlier is None or not earlier.is_sound(("date",)) or earlier.id == entry.id:
            continue
        theirs, ours = earlier.record.date, entry.record.date
        if theirs.is_after(ours) and theirs.order[:2] != ours.order[:2]:
            yield Finding(
                entry.span(("builds_on", index, "paper")),
                Message(
                    f"'{earlier.id}' ({theirs}) is later than '{entry.id}' ({ours})",
                    f"“{earlier.id}”（{theirs}）晚于“{entry.id}”（{ours}）",
                ),
                help=Message(
                    "builds_on points backwards: check both dates (first public version), or take the reference out",
                    "builds_on 只能指向更早的工作：请核对两者的日期（首个公开版本），或删去这处引用",
                ),
            )


def texts(written: Written) -> Iterator[tuple[Loc, str]]:
    """Yield every prose text of a file with its place, which ends in the language; titles are not prose."""
    for loc, text in written.texts:
        for lang, side in (("en", text.en), ("zh", text.zh)) if loc[-1] != "title" else ():
            if side is not None and written.is_sound((*loc, lang)):
                yield (*loc, lang), side
