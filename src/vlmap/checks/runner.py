"""Applies the rules and gathers what they find, all at once and in a fixed order."""

from __future__ import annotations

from collections import Counter
from functools import partial
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
from vlmap.checks.sound import Sound
from vlmap.diagnostics import MOST_ALIKE, Diagnostic
from vlmap.languages import Message
from vlmap.memory import Memory
from vlmap.parallel import over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from vlmap.catalog import Loaded, Lock, Written

__all__ = ["RULE_MODULES", "check"]

RULE_MODULES = (bilingual, comments, consistency, identity, lineage, links, references, results, vocabulary, wording)

_CHECKING = Message("checking files", "正在检查文件")


def check(
    loaded: Loaded,
    lock: Lock,
    rules: Collection[str] | None = None,
    *,
    memory: Memory | None = None,
    jobs: int | None = None,
) -> list[Diagnostic]:
    """Return every finding about a project, sorted by place.

    `rules` limits the report to some rule ids; those of scope `file` were applied while loading. Files in which nothing
    was found, and about which nothing has changed since, are not looked at again.
    """
    wanted = RULES.keys() if rules is None else rules
    findings = [found for found in loaded.findings if found.rule in wanted]
    if loaded.catalog is not None:
        applied = [RULES[name] for name in wanted]
        sound = Sound(memory or Memory(None), loaded.catalog, lock)
        for alike in (False, True):
            findings += _check_files([rule for rule in applied if rule.compares_names is alike], sound, jobs)
        sound.save()
        context = Context(loaded.catalog, lock)
        for rule in applied:
            findings += [_diagnostic(rule, found) for found in (rule.check_catalog or _nothing)(context)]
    return list(_told(sorted(set(findings), key=lambda found: found.sort_key)))


def _check_files(rules: list[Rule], sound: Sound, jobs: int | None) -> list[Diagnostic]:
    """Apply to each file the rules that look at one, where that has to be done, and note where nothing was found."""
    findings: list[Diagnostic] = []
    for share in over(partial(_check_share, rules, sound), sound.unknown(rules), _CHECKING, jobs):
        for key, questions, found in share:
            findings += found
            if not found:
                sound.note(key, questions)
    return findings


def _check_share(
    rules: list[Rule], sound: Sound, share: Iterable[tuple[str, Written]]
) -> list[tuple[str, list[str], list[Diagnostic]]]:
    """Return for each of some files its key, the questions that were asked about it, and what was found."""
    told = []
    for key, written in share:
        sound.asked.clear()
        found = [
            _diagnostic(rule, one)
            for rule in rules
            for one in islice(rule.check_file(written, sound.context), MOST_ALIKE)
        ]
        told.append((key, sorted(sound.asked), found))
    return told


def _nothing(_context: Context) -> tuple[()]:
    return ()


def _told(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings, of each rule in each file no more than are of use."""
    counts: Counter[tuple[str, str]] = Counter()
    for found in findings:
        counts[found.rule, found.span.file] += 1
        if counts[found.rule, found.span.file] <= MOST_ALIKE:
            yield found


def _diagnostic(rule: Rule, found: Finding) -> Diagnostic:
    return Diagnostic(rule.id, rule.severity, found.span, found.fact, found.label, found.help)
