"""The caller's mistakes. Mistakes in content are never raised: they are `Diagnostic` values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlmap.languages import Message


class VlmapError(Exception):
    """Something the person at the keyboard can mend; the command line prints it and exits with 2."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[type[VlmapError], tuple[Message]]:
        """Keep both languages on the way from one process to another."""
        return type(self), (self.message,)


class ProjectNotFound(VlmapError):
    """No `taxonomy.yaml` here or in any folder above, or a part of the project is missing beside it."""


class TemplateError(VlmapError):
    """A template or its labels cannot be used."""


class BuildError(VlmapError):
    """The site cannot be built for a reason that is not in the records."""


class WorkerLost(VlmapError):
    """A process that did part of the work was killed."""
