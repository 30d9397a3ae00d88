"""What a rule is, and the table of all rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from vlmap.catalog import Entry
from vlmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Catalog, Lock, Written
    from vlmap.diagnostics import Span
    from vlmap.languages import Message

V = TypeVar("V")


class Scope(StrEnum):
    """What a rule looks at: one file's text, what one file says, one record, or all records together."""

    FILE = "file"
    WRITTEN = "written"
    RECORD = "record"
    CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found. The runner adds the rule's id and severity."""

    span: Span
    fact: Message
    label: Message | None = None
    help: Message | None = None


@dataclass(frozen=True)
class Context:
    """What a rule may see beside the record: all others, and the memory of the translations."""

    catalog: Catalog
    lock: Lock
    _made: dict[Any, Any] = field(default_factory=dict, compare=False)

    def once(self, make: Callable[[Catalog], V]) -> V:
        """Return what a rule makes of the catalog before it looks at single files; the same for all of them."""
        if make not in self._made:
            self._made[make] = make(self.catalog)
        return self._made[make]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. No function is there where the finding is made on the way to the catalog (scope `file`).

    `compares_names` where it looks at the names of all records, whichever file it is about.
    """

    id: str
    severity: Severity
    scope: Scope
    check_written: Callable[[Written, Context], Iterator[Finding]] | None = None
    check_record: Callable[[Entry, Context], Iterator[Finding]] | None = None
    check_catalog: Callable[[Context], Iterator[Finding]] | None = None
    compares_names: bool = False

    def check_file(self, written: Written, context: Context) -> Iterator[Finding]:
        """Yield what the rule finds in one file."""
        if self.check_written is not None:
            yield from self.check_written(written, context)
        if self.check_record is not None and isinstance(written, Entry):
            yield from self.check_record(written, context)


RULES: dict[str, Rule] = {
    name: Rule(name, Severity.ERROR, Scope.FILE)
    for name in ("encoding", "syntax", "duplicate-key", "id", "schema", "unknown-field", "dropped-url")
}
"""All rules by id; the modules beside this one add theirs."""

WrittenCheck = TypeVar("WrittenCheck", bound="Callable[[Written, Context], Iterator[Finding]]")
RecordCheck = TypeVar("RecordCheck", bound="Callable[[Entry, Context], Iterator[Finding]]")
CatalogCheck = TypeVar("CatalogCheck", bound="Callable[[Context], Iterator[Finding]]")


def written_rule(
    name: str, severity: Severity = Severity.ERROR, *, compares_names: bool = False
) -> Callable[[WrittenCheck], WrittenCheck]:
    """Enter a function in the table as a rule about one record or one reading path."""

    def enter(check: WrittenCheck) -> WrittenCheck:
        RULES[name] = Rule(name, severity, Scope.WRITTEN, check_written=check, compares_names=compares_names)
        return check

    return enter


def record_rule(name: str, severity: Severity = Severity.ERROR) -> Callable[[RecordCheck], RecordCheck]:
    """Enter a function in the table as a rule about one record."""

    def enter(check: RecordCheck) -> RecordCheck:
        RULES[name] = Rule(name, severity, Scope.RECORD, check_record=check)
        return check

    return enter


def catalog_rule(name: str, severity: Severity = Severity.ERROR) -> Callable[[CatalogCheck], CatalogCheck]:
    """Enter a function in the table as a rule about all records together."""

    def enter(check: CatalogCheck) -> CatalogCheck:
        RULES[name] = Rule(name, severity, Scope.CATALOG, check_catalog=check)
        return check

    return enter
