"""The fields of a reading path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.languages import Message
from vlmap.schema.path import ReadingPath, Section, Step

if TYPE_CHECKING:
    from vlmap.schema.base import Part

FIELDS: dict[type[Part], dict[str, Message]] = {
    ReadingPath: {
        "title": Message("What the path is called.", "路径的名称。"),
        "intro": Message("Whom the path is for, and what it shows.", "这条路径面向谁、展示什么。"),
        "source": Message("What the path goes back to: a course, a survey, notes.", "路径的来源：课程、综述或笔记。"),
        "sections": Message("The stretches of the walk, in order.", "路径的各个部分，按顺序排列。"),
    },
    Section: {
        "title": Message("What the section is called.", "这一部分的名称。"),
        "text": Message("What connects the steps of the section.", "把这一部分的各步连成一线的说明。"),
        "steps": Message("The records to read, in order.", "依次要读的记录。"),
    },
    Step: {
        "paper": Message("The record to read: its id.", "要读的记录，写它的 id。"),
        "why": Message("Why it comes next.", "为什么接下来读它。"),
    },
}
