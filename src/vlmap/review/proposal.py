"""All that a proposed change amounts to, gathered from two commits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from vlmap.catalog import Catalog, Lock, load
from vlmap.catalog.changes import Changes, changes
from vlmap.checks import check
from vlmap.diagnostics import Diagnostic, Severity
from vlmap.review.pages import Pages, affected
from vlmap.review.revisions import changed_files, interval, project_at

if TYPE_CHECKING:
    from vlmap.catalog import Project
    from vlmap.languages import Lang


class Behind(NamedTuple):
    """A text of which the side in `lang` did not follow the other."""

    key: str
    field: str
    lang: Lang


@dataclass(frozen=True)
class Proposal:
    """What a maintainer has to judge.

    `changes` is None where a taxonomy cannot be read, `pages` where a side has errors or there are no templates.
    `other_files` are those changed files that hold no records and no vocabulary.
    """

    changes: Changes | None
    pages: Pages | None
    behind: tuple[Behind, ...]
    caught_up: int
    findings: tuple[Diagnostic, ...]
    mended: int
    other_files: tuple[str, ...]


@dataclass(frozen=True)
class _State:
    catalog: Catalog | None
    lock: Lock
    findings: list[Diagnostic]

    @property
    def is_sound(self) -> bool:
        return all(found.severity is not Severity.ERROR for found in self.findings)


def proposal(project: Project, written: str) -> Proposal:
    """Compare the two commits of an interval (see `interval`). Raises `VlmapError` where git cannot give them."""
    span = interval(project, written)
    before, after = (_state(project, commit) for commit in (span.base, span.head))
    data = {project.name(path) for path in (project.papers, project.paths, project.taxonomy)}
    other = [name for name in changed_files(project, span) if name.partition("/")[0] not in data]
    old, new = before.catalog, after.catalog
    if old is None or new is None:
        fresh, mended = _compared(before.findings, after.findings, {})
        return Proposal(None, None, (), 0, fresh, mended, tuple(other))
    found = changes(old, new)
    former = {change.key: change.was for change in found.renamed if change.was}
    stale, stale_now = _behind(old, before.lock, {}), _behind(new, after.lock, former)
    drawable = before.is_sound and after.is_sound and project.templates.is_dir()
    files = {one.before.document.file: one.after.document.file for one in found.renamed if one.before and one.after}
    fresh, mended = _compared(before.findings, after.findings, files)
    return Proposal(
        changes=found,
        pages=affected(project, (old, before.lock), (new, after.lock)) if drawable else None,
        behind=tuple(sorted(stale_now - stale)),
        caught_up=len(stale - stale_now),
        findings=fresh,
        mended=mended,
        other_files=tuple(other),
    )


def _state(project: Project, commit: str) -> _State:
    with project_at(project, commit) as copy:
        loaded, lock = load(copy, lasting=False), Lock.read(copy.lock)
        return _State(loaded.catalog, lock, check(loaded, lock))


def _behind(catalog: Catalog, lock: Lock, former: dict[str, str]) -> frozenset[Behind]:
    """Return every text that is out of step; what has a new id is judged by what is remembered under the old."""
    remembered = {
        key: lock.records[was] for key, was in former.items() if key not in lock.records and was in lock.records
    }
    memory = Lock({**lock.records, **remembered})
    return frozenset(
        Behind(written.key, field, lang)
        for written in catalog.written
        for field, lang in memory.stale(written.key, written.value)
    )


def _compared(
    before: list[Diagnostic], after: list[Diagnostic], renamed: dict[str, str]
) -> tuple[tuple[Diagnostic, ...], int]:
    """Return the findings that are new, and how many are gone; lines may have moved, and files been `renamed`."""

    def key(found: Diagnostic) -> tuple[str, str, str]:
        return (renamed.get(found.span.file, found.span.file), found.rule, found.fact.en)

    known = Counter(map(key, before))
    fresh = []
    for found in after:
        if known[key(found)] > 0:
            known[key(found)] -= 1
        else:
            fresh.append(found)
    return tuple(fresh), known.total()
