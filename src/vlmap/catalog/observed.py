"""A catalog that notes what it is asked: whoever gets the same answers again would do the same work again.

So a page need not be rendered anew while the answers it was made from stand, and nobody has to say beforehand what it
depends on (“verifying traces”: Mokhov, Mitchell, Peyton Jones, Build Systems à la Carte, 2018). A question is a line:
the name of a member of `Catalog`, and what was asked about: `builds_on clip`, `by_year 2021`, `all`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from sys import intern  # a question is asked for many pages
from typing import TYPE_CHECKING, Any

from vlmap.catalog.authors import AuthorEntry
from vlmap.catalog.entry import Link, Written
from vlmap.memory import digest
from vlmap.schema import Result

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

    from vlmap.catalog.catalog import Catalog
    from vlmap.catalog.entry import Entry
    from vlmap.catalog.lock import Lock

_EVERYTHING = "all"
_UNCHANGING = {"taxonomy", "taxonomy_document", "categories", "published", "broken"}
"""What is not of records; whoever remembers answers must ask for these files by other means."""

_ABOUT_A_RECORD = {"builds_on", "built_on_by", "descendants", "presents", "walks_with"}
_ABOUT_A_NAME = {"resolve", "knows", "in_category", "under", "results_on", "has_author_page"}
_BY_KEY = {"entries", "walks", "by_year", "by_venue", "by_organization", "by_author", "authors"}


class Observed:
    """Stands for a `Catalog`, and keeps in `questions` what it was asked. What it does not know is about all of it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.questions: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._catalog, name)
        if name in _ABOUT_A_RECORD | _ABOUT_A_NAME:
            value = partial(self._ask, name, value)
        elif name in _BY_KEY:
            value = _Keys(name, value, self.questions)
        elif name not in _UNCHANGING:
            self.questions.add(_EVERYTHING)
            return value
        vars(self)[name] = value
        return value

    def _ask(self, name: str, method: Any, about: Any) -> Any:
        self.questions.add(intern(f"{name} {about if isinstance(about, str) else about.id}"))
        return method(about)

    def around(self, entry: Entry, count: int) -> tuple[list[Entry], list[Entry]]:
        """See `Catalog.around`."""
        self.questions.add(intern(f"around {entry.id} {count}"))
        return self._catalog.around(entry, count)

    def __iter__(self) -> Iterator[Any]:
        self.questions.add(_EVERYTHING)
        return iter(self._catalog)

    def __len__(self) -> int:
        self.questions.add(_EVERYTHING)
        return len(self._catalog)


class _Keys(Mapping[str, Any]):
    """A table of a catalog: to look at one key is a question about it, to look at the keys is one about them."""

    def __init__(self, name: str, table: dict[str, Any], questions: set[str]) -> None:
        self._name, self._table, self._questions = name, table, questions

    def __getitem__(self, key: str) -> Any:
        self._questions.add(intern(f"{self._name} {key}"))
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        self._questions.add(self._name)
        return iter(self._table)

    def __len__(self) -> int:
        self._questions.add(self._name)
        return len(self._table)

    def __reversed__(self) -> Iterator[str]:
        self._questions.add(self._name)
        return reversed(self._table)

    def items(self) -> ItemsView[str, Any]:
        """Return keys with values: a question about everything."""
        self._questions.add(_EVERYTHING)
        return self._table.items()

    def values(self) -> ValuesView[Any]:
        """Return the values: a question about everything."""
        self._questions.add(_EVERYTHING)
        return self._table.values()


class Answers:
    """What a catalog answers to questions, told in short: two answers that look alike are alike.

    A record stands there for all that its file says, and for what the memory of translations holds of it.
    """

    def __init__(self, catalog: Catalog, lock: Lock) -> None:
        self._catalog = catalog
        self._lock = lock
        self._prints: dict[str, str] = {}
        self._given: dict[str, str] = {}

    def to(self, question: str) -> str:
        """Return the answer to a question."""
        if question not in self._given:
            self._given[question] = self._answer(question)
        return self._given[question]

    def print_of(self, written: Written) -> str:
        """Return what tells one file, and what is remembered of its translations, from all others."""
        key = written.key
        if key not in self._prints:
            remembered = repr(self._lock.records.get(key))
            self._prints[key] = digest(key, written.digest, remembered)
        return self._prints[key]

    @cached_property
    def names(self) -> str:
        """What tells the names of all records from other such lists."""
        return digest(*(f"{entry.id}\t{entry.record.name}" for entry in self._catalog))

    def _answer(self, question: str) -> str:
        name, _, about = question.partition(" ")
        entries = self._catalog.entries
        if name == _EVERYTHING:
            return self._short(self._catalog.written)
        if name == "around":
            one, _, count = about.partition(" ")
            return self._short(self._catalog.around(entries[one], int(count)) if one in entries else None)
        member = getattr(self._catalog, name)
        if name in _BY_KEY:
            return self._short(member.get(about) if about else list(member))
        if name in _ABOUT_A_RECORD:
            return self._short(member(entries[about]) if about in entries else None)
        return self._short(member(about))

    def _short(self, value: Any) -> str:
        return digest(*self._parts(value))

    def _parts(self, value: Any) -> Iterator[str]:
        if isinstance(value, Written):
            yield self.print_of(value)
        elif isinstance(value, Link):
            yield from self._parts((value.earlier, value.later))
        elif isinstance(value, AuthorEntry):
            yield from self._parts(value.entries)
        elif isinstance(value, (list, tuple)):
            yield str(len(value))
            for one in value:
                yield from self._parts(one)
        elif not isinstance(value, Result):  # whose record stands beside it
            yield str(value)
