"""Where people change things: addresses at the host of the project's repository (GitHub)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from vlmap.languages import Lang

BRANCH = "main"

CORRECTION: dict[Lang, str] = {"en": "correction.yml", "zh": "correction-zh.yml"}
"""The issue form that asks what is wrong with a record, in either language."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository at an address without a slash at its end."""

    url: str

    @classmethod
    def at(cls, repo_url: str) -> Repository | None:
        """Return the repository that `mkdocs.yml` names, if it names one."""
        return cls(repo_url.rstrip("/")) if repo_url else None

    @property
    def new(self) -> str:
        """Where a file is added: takes `filename` and `value`."""
        return f"{self.url}/new/{BRANCH}"

    def edit(self, file: str) -> str:
        """Return where a file is edited."""
        return f"{self.url}/edit/{BRANCH}/{file}"

    def correction(self, record: str, lang: Lang) -> str:
        """Return where one says what is wrong with a record; the link carries its id and no more."""
        return f"{self.url}/issues/new?{urlencode({'template': CORRECTION[lang], 'record': record})}"
