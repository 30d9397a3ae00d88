"""The reference of the commands is what the commands themselves say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from tests.conftest import ROOT
from vlmap.cli.language import Command, Option
from vlmap.cli.main import cli
from vlmap.cli.reference import FILES, reference
from vlmap.languages import LANGUAGES, Lang

if TYPE_CHECKING:
    from tests.cli.test_commands import Run

both = pytest.mark.parametrize("lang", LANGUAGES)


@both
def test_the_page_is_in_step(lang: Lang) -> None:
    assert (ROOT / FILES[lang]).read_text(encoding="utf-8") == reference(cli, lang), "run `vlmap refresh`"


@both
@pytest.mark.parametrize("name", sorted(cli.commands))
def test_it_says_what_help_says(name: str, lang: Lang, vlmap: Run) -> None:
    """Every option of a command stands in its section, or among those that all have, in the words of `--help`."""
    page = reference(cli, lang)
    section = re.search(rf"^## `vlmap {name}`.*?(?=^## )", page, re.MULTILINE | re.DOTALL)
    shared = page.rpartition("\n## ")[2]
    assert section
    printed = "".join(vlmap(name, "--help", cwd=ROOT, lang=lang, COLUMNS="300").stdout.split())
    for option in (one for one in cli.commands[name].params if isinstance(one, click.Option)):
        assert isinstance(option, Option), "told in both languages"
        said = option.text.to(lang)
        assert any(f"`{option.opts[-1]}`" in part and said in part for part in (section[0], shared))
        assert "".join(said.split()) in printed


def test_every_command_speaks_both_languages() -> None:
    assert all(isinstance(command, Command) for command in cli.commands.values())
