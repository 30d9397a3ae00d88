"""The form of an issue, filled in → what is known of a work.

GitHub turns a form into Markdown: a heading for each question, as it is labelled, and the answer below it. The forms of
the project say which label belongs to which field, whatever language they are in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from vlmap.errors import VlmapError
from vlmap.importers.references import reader_of
from vlmap.importers.work import Work, identifiers, sides
from vlmap.languages import Message
from vlmap.source import Mapping, Sequence, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlmap.catalog import Project

NO_ANSWER = "_No response_"
PAPER = "paper"
"""The question that makes a form one of a new paper."""


class _User(BaseModel):
    login: str


class _Issue(BaseModel):
    number: int
    body: str | None = None
    user: _User


class _Event(BaseModel):
    """What GitHub tells a workflow about an issue; only what is needed of it."""

    issue: _Issue


@dataclass(frozen=True)
class Filled:
    """One issue: its number, who wrote it, and the answers by the id of their question."""

    number: int
    author: str
    answers: dict[str, str]


def read_event(path: Path, project: Project) -> Filled:
    """Read the file in which GitHub tells of an issue. Raises `VlmapError` if it is none, or holds no form of ours."""
    try:
        issue = _Event.model_validate_json(path.read_bytes()).issue
    except ValidationError as problem:
        raise VlmapError(
            Message(f"{path} does not tell of an issue on GitHub", f"{path} 不是 GitHub 议题事件")
        ) from problem
    found = answers(issue.body or "", labels(project))
    if PAPER not in found:
        name = project.name(_forms(project))
        raise VlmapError(
            Message(
                f"issue {issue.number} names no paper in a form of {name}",
                f"议题 {issue.number} 没有用 {name} 中的表单写明论文",
            )
        )
    return Filled(issue.number, issue.user.login, found)


def labels(project: Project) -> dict[str, str]:
    """Return the id of each question of the project's forms, by its label."""
    return dict(pair for path in sorted(_forms(project).glob("*.yml")) for pair in _questions(path))


def answers(body: str, known: dict[str, str]) -> dict[str, str]:
    """Return the answers in the body of an issue by the id of their question; what was left empty is not there.

    A heading that is no question's belongs to the answer it stands in, and so does one that comes a second time.
    """
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in body.splitlines():
        question = known.get(line.removeprefix("### ").strip()) if line.startswith("### ") else None
        if question and question not in found:
            lines = found[question] = []
        else:
            lines.append(line)
    texts = {question: _unfenced("\n".join(lines).strip()) for question, lines in found.items()}
    return {question: text for question, text in texts.items() if text and text != NO_ANSWER}


def work_of(filled: Filled, ask: Callable[[str], Work]) -> Work:
    """Return what a filled form knows of a work; `ask` answers an arXiv identifier, and is asked first.

    Words that fit no field are left over, for whoever completes the record.
    """
    said = dict(filled.answers)
    paper, reference, _ = (said.pop(question, "") for question in (PAPER, "reference", "licence"))
    read = _from_reference(reference)
    work = read or Work()
    if bare := identifiers(paper).get("arxiv") or work.arxiv:
        work = ask(bare)
    if reference and work is not read:
        work.left_over.append(f"reference: {reference}")
    if paper and not identifiers(paper) and "://" not in paper:
        work.title = work.title or paper
    elif paper and not work.locate(paper):
        work.left_over.append(f"{PAPER}: {paper}")
    if name := said.pop("name", ""):
        work.name = name.splitlines()[0]
    if (code := said.pop("code", "")) and work.links.setdefault("code", code) != code:
        work.left_over.append(f"code: {code}")
    if line := said.pop("one_liner", ""):
        work.texts["one_liner"] = sides(line)
    work.left_over += [f"{question}: {text}" for question, text in said.items()]
    return work


def _from_reference(text: str) -> Work | None:
    """Return the one work of a reference in words, or None where it cannot be read, or holds several."""
    reader = reader_of(Path(), text)
    try:
        works, _ = reader(text) if reader else ([], [])
    except VlmapError:
        return None
    return works[0] if len(works) == 1 else None


def _unfenced(text: str) -> str:
    """Return an answer without the fence that a form may put around it."""
    match = re.fullmatch(r"(`{3,})[^\n`]*\n(.*?)\n?\1", text, re.DOTALL)
    return match[2].strip() if match else text


def _forms(project: Project) -> Path:
    return project.root / ".github" / "ISSUE_TEMPLATE"


def _questions(path: Path) -> Iterator[tuple[str, str]]:
    document, _ = read_file(path, path.name)
    parts = document.node(("body",)) if document else None
    for part in parts.items if isinstance(parts, Sequence) else ():
        data = part.data()
        if isinstance(part, Mapping) and isinstance(data, dict):
            attributes, question = data.get("attributes"), data.get("id")
            if isinstance(attributes, dict) and isinstance(question, str):
                yield str(attributes.get("label")), question
