"""The page of open work says what `vlmap status` says, and leads to what it is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_commands import lose_translation
from tests.cli.test_status import call_it_a_preprint
from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.checks.worklist import Item, Todo, Worklist, worklist
from vlmap.languages import Message
from vlmap.render import Renderer, outline
from vlmap.render.views.common import Reader
from vlmap.render.views.worklist import worklist_view

if TYPE_CHECKING:
    from vlmap.catalog import Project


@pytest.fixture
def gaps(volcano: Project) -> Project:
    """The small project with gaps of several kinds, and a dead link."""
    lose_translation(volcano)
    call_it_a_preprint(volcano)
    cache = volcano.root / ".cache"
    cache.mkdir()
    reason = {"en": "https://gone.org/<b>: not found", "zh": "https://gone.org/<b>：未找到"}
    dead = [{"url": "https://gone.org/<b>", "place": "papers/vei.yaml:22", "reason": reason}]
    (cache / "links.json").write_text(json.dumps({"checked": "2026-11-20", "dead": dead}), encoding="utf-8")
    return volcano


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_the_command_says(lang: Any, gaps: Project) -> None:
    loaded = load(gaps)
    assert loaded.catalog
    work = worklist(gaps, loaded.catalog, check(loaded, Lock({})))
    view = worklist_view(Reader(loaded.catalog, lang, "worklist/", worklist=lambda: work))
    assert {"translations", "thin", "preprints", "categories", "addresses", "links"} <= {todo.id for todo in view.todos}
    shown = [(todo.id, item.said) for todo in view.todos for item in todo.items]
    assert shown == [(todo.id, item.said.to(lang)) for todo in work.todos for item in todo.items]
    assert view.links_checked == "2026-11-20"


def test_of_very_many_things_the_first_are_shown(gaps: Project) -> None:
    loaded = load(gaps)
    assert loaded.catalog
    item = Item("vei", Message("thin", "单薄"))
    work = Worklist((), (Todo("thin", Message("thin records", "内容单薄的记录"), (item,) * 60),), None)
    (todo,) = worklist_view(Reader(loaded.catalog, "zh", "worklist/", worklist=lambda: work)).todos
    assert (todo.count, len(todo.items)) == (60, 50)


def test_each_thing_leads_to_its_page(gaps: Project) -> None:
    catalog = load(gaps).catalog
    assert catalog
    renderer = Renderer(gaps, catalog, Lock({}))
    (page,) = (page for page in outline(catalog) if page.url == "zh/worklist/")
    body = renderer.render(page).body
    for href in ("papers/vei/", "papers/walker-classes/", "eruptions/classification/"):
        assert f'href="../../zh/{href}"' in body
    assert "https://gone.org/&lt;b&gt;：未找到" in body
    assert "<code>mkdocs.yml</code>" in body
