"""The files in which nothing was found, and what would have to change before there is anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from vlmap.catalog import Answers, Observed
from vlmap.checks.rule import Context
from vlmap.memory import digest, tools

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Lock, Written
    from vlmap.checks.rule import Rule
    from vlmap.memory import Memory


class Sound:
    """Remembers, of each file without findings, what rules asked of the catalog about it, and with which answers."""

    def __init__(self, memory: Memory, catalog: Catalog, lock: Lock) -> None:
        observed = Observed(catalog)
        self.asked = observed.questions
        self.context = Context(cast("Catalog", observed), lock)
        self._catalog = catalog
        self._answers = Answers(catalog, lock)
        self._shelf = memory.shelf("sound")
        self._taxonomy = "\n".join(catalog.taxonomy_document.lines)

    def unknown(self, rules: list[Rule]) -> list[tuple[str, Written]]:
        """Return the files to apply some rules to, each with the key for `note`."""
        names = self._answers.names if any(rule.compares_names for rule in rules) else ""
        same = digest(tools(), self._taxonomy, names, *(rule.id for rule in rules))
        keyed = ((digest(same, self._answers.print_of(one)), one) for one in self._catalog.written)
        return [(key, written) for key, written in keyed if not self._holds(key)]

    def note(self, key: str, questions: list[str]) -> None:
        """Remember that nothing was found."""
        answers = {question: self._answers.to(question) for question in questions}
        self._shelf.put(key, json.dumps(answers, ensure_ascii=False).encode())

    def save(self) -> None:
        """Keep it for the next run."""
        self._shelf.save()

    def _holds(self, key: str) -> bool:
        noted = self._shelf.get(key)
        if noted is None:
            return False
        return all(self._answers.to(question) == answer for question, answer in json.loads(noted).items())
