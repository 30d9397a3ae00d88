"""Where a project is: the folder that holds `taxonomy.yaml`, never the folder this code is in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from vlmap.errors import ProjectNotFound, VlmapError
from vlmap.languages import Message
from vlmap.source import read_text

_MOST_PUBLISHED = 4 * 1024 * 1024
"""Bytes; an address takes some 40."""


@dataclass(frozen=True, slots=True)
class Project:
    """The paths of one map."""

    root: Path

    @property
    def taxonomy(self) -> Path:
        """The vocabulary; its presence marks the root."""
        return self.root / "taxonomy.yaml"

    @property
    def papers(self) -> Path:
        """The folder of records."""
        return self.root / "papers"

    @property
    def paths(self) -> Path:
        """The folder of reading paths, which a project may do without."""
        return self.root / "paths"

    @property
    def templates(self) -> Path:
        """The folder of page templates, labels and theme overrides."""
        return self.root / "templates"

    @property
    def hints(self) -> Path:
        """What a draft says of the fields that are still to be written."""
        return self.templates / "draft.yaml"

    @property
    def cache(self) -> Path:
        """What was fetched, and can be fetched again."""
        return self.root / ".cache"

    @property
    def lock(self) -> Path:
        """The translations as last seen in step."""
        return self.root / "translations.lock"

    @property
    def published(self) -> Path:
        """The addresses that were published and must keep answering."""
        return self.root / "published-urls.txt"

    def published_paths(self) -> list[str]:
        """Return the addresses that were published, a path a line, or nothing where none were yet.

        Raises `VlmapError` where the file cannot be read.
        """
        if not os.path.lexists(self.published):
            return []
        text = read_text(self.published, self.name(self.published), _MOST_PUBLISHED)
        return [line.strip().strip("/") for line in text.splitlines()]

    @property
    def config(self) -> Path:
        """The configuration of the site."""
        return self.root / "mkdocs.yml"

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the root, with forward slashes; a link by its own name."""
        path = Path(os.path.abspath(path))  # noqa: PTH100 (`resolve` would follow it)
        try:
            return (path.parent.resolve() / path.name).relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def folder(self, path: Path) -> Path:
        """Return `path` if it is a folder or not there. Raises `VlmapError` for anything else, and for links."""
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise VlmapError(Message(f"{path} is not a folder", f"{path} 不是目录"))
        return path

    def part(self, path: Path) -> Path:
        """Return `path` if it is there. Raises `ProjectNotFound` with the cure if it is not."""
        if path.exists():
            return path
        name = self.name(path)
        raise ProjectNotFound(
            Message(
                f"there is no {name} beside {self.taxonomy}; copy it from a vlmap checkout",
                f"{self.taxonomy} 旁边没有 {name}；请从 vlmap 的检出目录中复制",
            )
        )


def find_project(start: Path) -> Project:
    """Return the project that holds `start`, a folder. Raises `ProjectNotFound` if none does."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "taxonomy.yaml").is_file():
            return Project(folder)
    raise ProjectNotFound(
        Message(
            f"no taxonomy.yaml in {start} or any folder above; go to a vlmap project or name it with --project",
            f"在 {start} 及其上级目录中找不到 taxonomy.yaml；请进入 vlmap 项目目录，或用 --project 指明",
        )
    )
