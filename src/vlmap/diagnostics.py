"""A finding about content, as a value: what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlmap.languages import Message


class Severity(StrEnum):
    """How much a finding weighs: an error fails the check, a warning only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


MOST_ALIKE = 100
"""So many findings of one rule are told of one file: with more, it is wrong in one way and not in a hundred."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of one file. Lines and columns count from 1, columns in characters.

    `end_column` is the column after the last character; `text` is the whole source line, for showing.
    """

    file: str
    line: int
    column: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `label` is the word beside the caret, `help` the cure."""

    rule: str
    severity: Severity
    span: Span
    fact: Message
    label: Message | None = None
    help: Message | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by rule, so that reports are the same on every machine."""
        return (self.span.file, self.span.line, self.span.column, self.rule, self.fact.en)
