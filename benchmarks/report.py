"""Figures as Markdown tables, what was asked for against what was reached, and the page that keeps them.

Figures are kept beside the page, so that runs of different sizes add up to one table; those of another machine or other
versions are dropped, since they do not compare.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from benchmarks.goals import goals, growth
from benchmarks.plot import plot
from benchmarks.rounds import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIGN = "<!-- made by `make bench`; what stands below is written anew -->"
"""What stands above it in the page is written by hand."""


@dataclass
class Run:
    """Where it ran, what the median records have, the command lines, who is missing and why, and the figures."""

    machine: str
    medians: dict[str, dict[str, float]] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)


def update(folder: Path, run: Run) -> None:
    """Write the figures into the page, its plot and the file with all of them, together with earlier ones."""
    kept = folder / "performance.json"
    whole = _joined(_read(kept), run) if kept.exists() else run
    kept.write_text(json.dumps(asdict(whole), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page = folder / "performance.md"
    above = page.read_text(encoding="utf-8").partition(SIGN)[0]
    page.write_text(f"{above}{SIGN}\n\n{table(whole)}\n", encoding="utf-8")
    (folder / "performance.svg").write_text(plot(whole.results), encoding="utf-8")


def _read(kept: Path) -> Run:
    data = json.loads(kept.read_text(encoding="utf-8"))
    return Run(**{**data, "results": [Result(**one) for one in data["results"]]})


def _joined(old: Run, new: Run) -> Run:
    if old.machine != new.machine:
        return new
    anew = {(one.contender, one.records) for one in new.results}
    results = [one for one in old.results if (one.contender, one.records) not in anew] + new.results
    return Run(new.machine, old.medians | new.medians, old.commands | new.commands, old.missing | new.missing, results)


def table(run: Run) -> str:
    """Return everything as Markdown."""
    return "\n".join(_lines(run))


def _lines(run: Run) -> Iterator[str]:
    yield f"{run.machine}.\n"
    yield "## What was asked for\n"
    yield from _table(("", "at most", "measured"), goals(run.results))
    for title, shown in _MEASURES.items():
        yield f"\n## {title}\n"
        yield from _table(*_measure(run.results, shown))
    yield "\n“≈” is extrapolated from the two largest sizes measured, as a power law.\n"
    yield "## Pages\n"
    yield from _table(("", "records", "HTML pages", "MB", "kB a page"), _pages(run.results))
    yield "\n## The records\n"
    fields = list(next(iter(run.medians.values()), {}))
    rows = [[name, *(f"{found[key]:,.1f}".removesuffix(".0") for key in fields)] for name, found in run.medians.items()]
    yield "Medians of bytes and of fields a record; of what a record lists, means.\n"
    yield from _table(("", *fields), rows)
    yield "\n## Command lines\n"
    yield from (f"- {name}: `{command}`" for name, command in run.commands.items())
    yield from (f"- {name} was not run: {why}" for name, why in run.missing.items())


_MEASURES: dict[str, Callable[[Result], float]] = {
    "Wall time, seconds": lambda one: one.wall,
    "Processor time of all processes, seconds": lambda one: one.cpu,
    "Memory at the peak, MB (summed PSS)": lambda one: one.peak / 1e6,
}


def _measure(results: list[Result], shown: Callable[[Result], float]) -> tuple[list[str], list[list[str]]]:
    sizes = sorted({one.records for one in results})
    rows = []
    for name in dict.fromkeys(one.contender for one in results):
        known = {one.records: shown(one) for one in results if one.contender == name}
        rows.append([name, *(_cell(known, size) for size in sizes)])
    rounds = {size: min(one.rounds for one in results if one.records == size) for size in sizes}
    return ["median of rounds", *(f"N = {size:,} ({rounds[size]})" for size in sizes)], rows


def _cell(known: dict[int, float], size: int) -> str:
    if size in known:
        return _number(known[size])
    before = sorted(one for one in known if one < size)[-2:]
    if len(before) < 2:
        return "–"
    low, high = before
    power = growth(known[low], known[high], high / low)
    return f"≈ {_number(known[high] * (size / high) ** power)}"


def _pages(results: list[Result]) -> Iterator[list[str]]:
    for one in results:
        if one.pages:
            share = one.bytes / one.pages / 1000
            yield [one.contender, f"{one.records:,}", f"{one.pages:,}", f"{one.bytes / 1e6:,.1f}", f"{share:.1f}"]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _table(head: tuple[str, ...] | list[str], rows: Iterator[list[str]] | list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
