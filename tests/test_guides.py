"""The guides tell the truth: what they name is there, and the two languages say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from vlmap.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = {
    "CONTRIBUTING.md": "CONTRIBUTING_zh.md",
    "docs/contribute.md": "docs/zh/contribute.md",
    "docs/commands.md": "docs/zh/commands.md",
}
GUIDES = [ROOT / name for pair in PAIRS.items() for name in pair]
INVENTED = {"papers/my-paper.yaml", "papers/<id>.yaml", "contribute/form/", "contribute/fields/", "worklist/"}
"""Names of what the reader makes, and of pages that only the site has; that those are there, its tests hold."""

each = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())


def text_of(guide: Path) -> str:
    return guide.read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """Return what a guide shows as code, line by line, remarks taken off."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
    return [re.split(r"\s+#", one)[0].strip() for one in (*lines, *spans)]


@pytest.mark.parametrize(("english", "chinese"), PAIRS.items())
def test_the_two_languages_are_in_step(english: str, chinese: str) -> None:
    en, zh = text_of(ROOT / english), text_of(ROOT / chinese)
    assert re.findall(r"^#+", en, re.MULTILINE) == re.findall(r"^#+", zh, re.MULTILINE)
    assert re.findall(r"\{#.*\}", en) == re.findall(r"\{#.*\}", zh)
    ours, theirs = (
        {one.replace("docs/zh/", "docs/").replace("_zh.md", ".md") for one in code(side)} for side in (en, zh)
    )
    assert ours == theirs


@each
def test_every_command_and_option_that_is_named_is_there(guide: Path) -> None:
    options = {name for command in cli.commands.values() for one in command.params for name in one.opts}
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for line in code(text_of(guide)):
        words = line.split()
        if words[0] in ("vlmap", ".venv/bin/vlmap"):
            assert words[1] in cli.commands, line
        if words[0] == "make":
            assert words[1] in targets, line
        for word in words:
            assert not re.fullmatch(r"--[a-z-]+", word) or word in options | {"--help"}, line


@each
def test_every_file_and_folder_that_is_named_is_there(guide: Path) -> None:
    text = text_of(guide)
    named = {one for one in code(text) if re.fullmatch(r"[\w.<>-]+(/[\w.<>-]+)*(/|\.\w+)", one)} - INVENTED
    for name in named:
        assert (ROOT / name).exists(), name
    for target in re.findall(r"\]\(([^)#]+)", text):
        made = f"{target.removesuffix('.md')}/" in INVENTED
        assert made or (guide.parent / target).exists(), target
