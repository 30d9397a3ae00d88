"""Where people change things: links to the project's repository, and none where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from tests.render.test_views import catalog_of
from vlmap.catalog import Lock
from vlmap.languages import LANGUAGES, Lang
from vlmap.render import Addresses, Renderer, outline

if TYPE_CHECKING:
    from vlmap.catalog import Project

REPOSITORY = "https://github.com/someone/volcano"


def links(project: Project, path: str, lang: Lang, repo_url: str) -> list[str]:
    """Return the addresses off the site that a page names."""
    catalog = catalog_of(project)
    (spec,) = (spec for spec in outline(catalog) if spec.path == path and spec.lang == lang)
    body = Renderer(project, catalog, Lock({}), Addresses(repository=repo_url)).render(spec).body
    page: ElementTree.Element = html5lib.parse(body, namespaceHTMLElements=False)
    return [href for link in page.iter("a") if (href := link.get("href", "")).startswith("https://github.com/")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paper_leads_to_its_file_and_to_a_form_for_corrections(lang: Lang, real: Project, volcano: Project) -> None:
    edit, correct = links(volcano, "papers/vei", lang, f"{REPOSITORY}/")
    assert edit == f"{REPOSITORY}/edit/main/papers/vei.yaml"
    asked = parse_qs(urlsplit(correct).query)
    assert correct.startswith(f"{REPOSITORY}/issues/new?")
    assert asked.keys() == {"template", "record"}, "the link carries the id and nothing that could be long"
    assert asked["record"] == ["vei"]
    form = (real.root / ".github" / "ISSUE_TEMPLATE" / asked["template"][0]).read_text(encoding="utf-8")
    assert "id: record\n" in form


@pytest.mark.parametrize("path", ["papers/vei", "contribute/form"])
def test_without_a_repository_nothing_leads_there(path: str, volcano: Project) -> None:
    assert links(volcano, path, "en", "") == []
    assert links(volcano, path, "en", REPOSITORY) != []
