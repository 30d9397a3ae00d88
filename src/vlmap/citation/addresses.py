"""Where a work is to be found: each of its identifiers as an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.schema import Record


@dataclass(frozen=True, slots=True)
class Address:
    """One place; `key` says what is there, `shown` is the bare identifier where it says more than the address."""

    key: str
    href: str
    shown: str = ""


def addresses(record: Record) -> Iterator[Address]:
    """Yield the places of a work: by its identifiers first, then as its links say."""
    if record.arxiv:
        yield Address("arxiv", f"https://arxiv.org/abs/{record.arxiv}", record.arxiv)
    if record.doi:
        yield Address("doi", f"https://doi.org/{quote(record.doi, safe='/()')}", record.doi)
    if record.acl:
        yield Address("acl", f"https://aclanthology.org/{record.acl}/", record.acl)
    if record.openreview:
        yield Address("openreview", f"https://openreview.net/forum?id={record.openreview}")
    yield from (Address(name, address) for name, address in record.links.items())
