"""The table of results on a record's page, and how a source is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlmap.languages import LIST_COMMA
from vlmap.prose import source_address, why_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.catalog import Entry
    from vlmap.render.views.common import Reader, Said
    from vlmap.schema import Result


@dataclass(frozen=True, slots=True)
class LinkView:
    """An address to follow; `key` names its label."""

    key: str
    href: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A line of the table of results."""

    value: str
    variant: str
    setting: str
    source: LinkView
    note: Said | None


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """A benchmark and what the record reports on it; `better` is the key of a label."""

    id: str
    label: str
    href: str
    definition: str
    metric: str
    better: str
    figures: tuple[FigureView, ...]


def results(entry: Entry, reader: Reader) -> tuple[BenchmarkView, ...]:
    """Return the figures grouped by benchmark, in the order in which the record first names each."""
    groups: dict[str, list[FigureView]] = {}
    for result in entry.record.results:
        groups.setdefault(result.benchmark, []).append(_figure(result, entry, reader))
    known = reader.catalog.taxonomy.benchmarks
    return tuple(
        BenchmarkView(
            id=name,
            label=reader.word(known[name].label),
            href=reader.href(f"benchmarks/{name}"),
            definition=reader.word(known[name].definition),
            metric=reader.word(known[name].metric),
            better=known[name].direction.value,
            figures=tuple(figures),
        )
        for name, figures in groups.items()
    )


def _figure(result: Result, entry: Entry, reader: Reader) -> FigureView:
    return FigureView(
        value=f"{result.value}{reader.catalog.taxonomy.benchmarks[result.benchmark].unit}",
        variant=result.variant or "",
        setting=LIST_COMMA[reader.lang].join(setting_words(result.settings, reader)),
        source=source_link(result.source or ""),
        note=reader.line(result.note, entry.id, "results") if result.note else None,
    )


def setting_words(settings: Iterable[str], reader: Reader) -> list[str]:
    """Return the conditions of a figure in the reader's language; one that the vocabulary lacks, as it stands."""
    known = reader.catalog.taxonomy.settings
    return [reader.word(known[word]) if word in known else word for word in settings]


def source_link(source: str) -> LinkView:
    """Return where a source can be looked up: an address as such, an arXiv paper by its number, else words alone."""
    address, remark = source_address(source)
    if address and why_unsafe(address) is None:
        shown = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
        return LinkView("", address, f"{shown} {remark}".rstrip())
    arxiv = re.match(r"arXiv[: ]([0-9]{4}\.[0-9]{4,5})", source)
    return LinkView("", f"https://arxiv.org/abs/{arxiv[1]}" if arxiv else "", source)
