"""Applies the rules and gathers what they find, all at once and in a fixed order."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

# Importing a module of rules enters them in the table.
from vlmap.checks import (
    bilingual,
    comments,
    consistency,
    identity,
    lineage,
    links,
    references,
    results,
    vocabulary,
    wording,
)
from vlmap.checks.rule import RULES, Context, Finding, Rule
from vlmap.diagnostics import MOST_ALIKE, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vlmap.catalog import Loaded, Lock

__all__ = ["RULE_MODULES", "check"]

RULE_MODULES = (bilingual, comments, consistency, identity, lineage, links, references, results, vocabulary, wording)


def check(loaded: Loaded, lock: Lock, rules: Collection[str] | None = None) -> list[Diagnostic]:
    """Return every finding about a project, sorted by place.

    `rules` limits the report to some rule ids; those of scope `file` were applied while loading.
    """
    wanted = RULES.keys() if rules is None else rules
    findings = [found for found in loaded.findings if found.rule in wanted]
    if loaded.catalog is not None:
        context = Context(loaded.catalog, lock)
        for name in wanted:
            rule = RULES[name]
            findings += [_diagnostic(rule, found) for found in _apply(rule, context)]
    return list(_told(sorted(set(findings), key=lambda found: found.sort_key)))


def _told(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings, of each rule in each file no more than are of use."""
    counts: Counter[tuple[str, str]] = Counter()
    for found in findings:
        counts[found.rule, found.span.file] += 1
        if counts[found.rule, found.span.file] <= MOST_ALIKE:
            yield found


def _apply(rule: Rule, context: Context) -> Iterator[Finding]:
    if rule.check_written is not None:
        for written in context.catalog.written:
            yield from islice(rule.check_written(written, context), MOST_ALIKE)
    if rule.check_record is not None:
        for entry in context.catalog:
            yield from islice(rule.check_record(entry, context), MOST_ALIKE)
    if rule.check_catalog is not None:
        yield from rule.check_catalog(context)


def _diagnostic(rule: Rule, found: Finding) -> Diagnostic:
    return Diagnostic(rule.id, rule.severity, found.span, found.fact, found.label, found.help)
