"""What the last build of a site was made from, so that the next makes anew only what would come out otherwise.

Outputs are made in groups, one a subject. Of each is noted what was asked of the catalog meanwhile, and with which
answers; of each file, its size and time. A group is made again if an answer has changed, if one of its files is not as
it was left, or if anything has changed that is no question to the catalog: the program, the templates, the taxonomy.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vlmap.memory import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from vlmap.catalog import Answers
    from vlmap.memory import Memory
    from vlmap.site.outputs import Made

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: what a file has that nobody touched."""


@dataclass
class Ledger:
    """The notes of one build.

    `drawing` tells apart all that the engine drew from, `setting` all that groups depend on beside the catalog.
    """

    drawing: str = ""
    setting: str = ""
    groups: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    files: dict[str, dict[str, Stamp]] = field(default_factory=dict)

    @classmethod
    def read(cls, memory: Memory, place: Path) -> Ledger:
        """Return the notes about the site at a place; empty ones where there are none that can be read."""
        try:
            kept = json.loads(memory.read(_name(place)) or b"")
            questions = list(kept["answers"])
            return cls(
                kept["drawing"],
                kept["setting"],
                {name: [questions[number] for number in asked] for name, asked in kept["groups"].items()},
                kept["answers"],
                {
                    name: {path: (size, time) for path, (size, time) in files.items()}
                    for name, files in kept["files"].items()
                },
            )
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return cls()

    def write(self, memory: Memory, place: Path) -> None:
        """Keep the notes."""
        number = {question: number for number, question in enumerate(self.answers)}
        groups = {name: [number[question] for question in asked] for name, asked in self.groups.items()}
        kept = {
            "drawing": self.drawing,
            "setting": self.setting,
            "answers": self.answers,
            "groups": groups,
            "files": self.files,
        }
        memory.write(_name(place), json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())

    @property
    def paths(self) -> set[str]:
        """The paths of all files."""
        return {path for files in self.files.values() for path in files}

    def is_intact(self, name: str, there: Mapping[str, Stamp]) -> bool:
        """Tell whether all files of a group are `there` as they were left."""
        return name in self.files and all(there.get(path) == stamp for path, stamp in self.files[name].items())

    def standing(self, answers: Answers, there: Mapping[str, Stamp]) -> set[str]:
        """Return the groups that would come out as they did, and whose files are all `there`."""
        changed = {question for question, answer in self.answers.items() if answers.to(question) != answer}
        return {
            name for name, asked in self.groups.items() if changed.isdisjoint(asked) and self.is_intact(name, there)
        }

    def following(
        self, drawing: str, setting: str, standing: Iterable[str], made: Mapping[str, Made], answers: Answers
    ) -> Ledger:
        """Return the notes of a build that left some groups standing, and made others."""
        after = Ledger(drawing, setting)
        for name in sorted(standing):
            after.groups[name], after.files[name] = self.groups[name], self.files[name]
        for name, one in made.items():
            after.groups[name], after.files[name] = one.questions, one.files
        for asked in after.groups.values():
            for question in asked:
                if question not in after.answers:
                    after.answers[question] = answers.to(question)
        return after


def stamps(place: Path) -> dict[str, Stamp]:
    """Return the stamp of every file below a folder, by its path in it."""
    found: dict[str, Stamp] = {}
    pending = [("", os.fspath(place))]
    while pending:
        prefix, folder = pending.pop()
        with os.scandir(folder) as inside:
            for one in inside:
                if one.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{one.name}/", one.path))
                else:
                    status = one.stat(follow_symlinks=False)
                    found[f"{prefix}{one.name}"] = (status.st_size, status.st_mtime_ns)
    return found


def setting(parts: Iterable[Path], *others: str) -> str:
    """Return what tells apart the contents of files, and of all files in folders, and other texts."""
    files = sorted(
        file
        for part in parts
        for file in ([part] if part.is_file() else part.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    )
    told = [piece for file in files for piece in (os.fsencode(file), file.read_bytes())]
    return digest(*told, *others)


def _name(place: Path) -> str:
    return f"site-{digest(os.fsencode(place.resolve()))[:12]}.json"
