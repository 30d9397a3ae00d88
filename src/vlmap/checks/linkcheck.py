"""What the last link check found: who makes one writes this file, the worklist reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from vlmap.errors import VlmapError
from vlmap.languages import Message
from vlmap.schema import PartialDate, Text
from vlmap.schema.base import Part

if TYPE_CHECKING:
    from pathlib import Path

    from vlmap.catalog import Project


class DeadLink(Part):
    """An address that does not answer; `place` is the line that names it, `reason` what was found instead."""

    url: str
    place: str
    reason: Text


class LinkCheck(Part):
    """The file as a whole: `.cache/links.json`."""

    checked: PartialDate
    dead: tuple[DeadLink, ...] = ()

    def text(self) -> str:
        """Return the file's text."""
        return self.model_dump_json(indent=1) + "\n"

    @staticmethod
    def file(project: Project) -> Path:
        """Return where the last check is kept; it is nobody's to commit."""
        return project.cache / "links.json"

    @classmethod
    def last(cls, project: Project) -> LinkCheck | None:
        """Read the last check, if one was made. Raises `VlmapError` for a damaged file."""
        path = cls.file(project)
        if not path.exists():
            return None
        try:
            return cls.model_validate_json(path.read_bytes())
        except ValidationError as problem:
            name = project.name(path)
            raise VlmapError(
                Message(
                    f"{name} is damaged; delete it, and check the links again",
                    f"{name} 已损坏；请删除后重新检查链接",
                )
            ) from problem
