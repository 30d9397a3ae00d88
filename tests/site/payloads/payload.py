"""The payloads of `payloads.yaml`: texts that were made to be more than text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

REFUSED = "Refused as characters"
"""The group of what no file may hold; no page has to show it."""

IDS = "Names that a page or a script has already"
"""The group of what can be an id as well."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One kind of payload: where it would take hold, what it is, and the text."""

    group: str
    kind: str
    text: str


def _read() -> tuple[Payload, ...]:
    groups = yaml.safe_load(Path(__file__).with_name("payloads.yaml").read_text(encoding="utf-8"))
    return tuple(Payload(group, kind, text) for group, kinds in groups.items() for kind, text in kinds.items())


PAYLOADS = _read()
FORBIDDEN = tuple(one for one in PAYLOADS if one.group == REFUSED)
ALLOWED = tuple(one for one in PAYLOADS if one.group != REFUSED)
