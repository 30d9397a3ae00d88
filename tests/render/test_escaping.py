"""One point escapes for each form that is written; what passes it unescaped is listed here, with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, VOLCANO

TEMPLATES = sorted((ROOT / "templates").rglob("*.j2")) + sorted((ROOT / "templates").rglob("*.html"))

UNESCAPED = {
    "row(one, aside, colon) | safe": "a macro of Markdown templates, whose result is Markdown",
    "turn(view.pager, label) | safe": "likewise",
    "turn(pager, label) | safe": "likewise",
    "lineage(key, links, pager) | safe": "likewise",
    "lineage('built-on-by', view.built_on_by, view.pager) | safe": "likewise",
    "file | safe": "a literal",
    '("#" * (branch.depth + 3)) | safe': "a heading's mark",
}
"""What Markdown templates do not escape. Those of HTML and XML escape everything that is not `Markup`."""

MARKED = {
    "render/environment.py": "the escape of Markdown itself",
    "render/markdown.py": "what the parser of record text made, with HTML off",
    "render/twin.py": "what was escaped for Markdown, or written as it",
    "render/renderer.py": "the style sheet, made of checked colours",
    "render/views/common.py": "charts, drawn by a library that escapes",
    "export/llms.py": "a literal",
}
"""The modules that make `Markup`, and what of."""

SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|srcdoc"
    r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|import\((?![\"'`])"
)
"""What makes markup or a script of a text in a browser."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_templates_escape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    safe = [
        match[1].strip() for match in re.finditer(r"\{\{-?(.*?)-?\}\}", text) if re.search(r"\|\s*safe\b", match[1])
    ]
    assert len(re.findall(r"\|\s*safe\b", text)) == len(safe)
    assert set(safe) <= (set(UNESCAPED) if path.name.endswith((".md.j2", ".txt.j2")) else set())
    assert not re.search(r"autoescape|\bMarkup\b", text)


def test_nothing_is_listed_that_is_not_there() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert [one for one in UNESCAPED if one not in text] == []


def test_few_modules_say_that_a_text_is_markup() -> None:
    source = ROOT / "src" / "vlmap"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bMarkup\(", path.read_text(encoding="utf-8"))
    }
    assert found == set(MARKED)


def test_no_script_of_ours_makes_markup_of_a_text() -> None:
    scripts = [path for path in (ROOT / "src/vlmap/assets").rglob("*.js") if "vendor" not in path.parts]
    assert len(scripts) > 10
    for path in scripts:
        assert not SINKS.search(path.read_text(encoding="utf-8")), path.name


def test_the_other_project_has_no_templates_of_its_own() -> None:
    assert not (VOLCANO / "templates").exists(), "else they are to be tested here, too"
