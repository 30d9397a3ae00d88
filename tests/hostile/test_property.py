"""What holds for any input, tried with inputs that nobody thought of.

The examples are the same on every run; to look for new ones, run with `VLMAP_EXAMPLES=5000`.
"""

from __future__ import annotations

import json
import re
from itertools import cycle
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import copy_volcano
from tests.source.test_property import BYTES, LETTERS, RECORD, examples
from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.errors import VlmapError
from vlmap.render import KINDS, Addresses, Renderer, outline
from vlmap.report import FORMATS, report
from vlmap.site.published import dropped
from vlmap.source.decode import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project

PATH = yaml.load(
    """
title: {en: A walk, zh: 路径}
intro: {en: It starts., zh: 开始。}
source: {en: Ours., zh: 自拟。}
sections:
  - title: {en: First, zh: 其一}
    text: {en: Why., zh: 为何。}
    steps: [{paper: mogi, why: {en: Because., zh: 因为。}}, {paper: vei, why: {en: Then., zh: 其次。}}]
""",
    yaml.BaseLoader,
)
GLOSSARY = {"tephra": {side: {"en": "tephra", "zh": "火山碎屑"} for side in ("label", "definition")}}


@pytest.fixture(scope="module")
def volcano_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One copy of the small project for all examples."""
    project = copy_volcano(tmp_path_factory.mktemp("hostile") / "volcano")
    project.paths.mkdir()
    return project


@pytest.mark.parametrize(
    "name", ["papers/mogi.yaml", "paths/walk.yaml", "taxonomy.yaml", "translations.lock", "published-urls.txt"]
)
@examples(60)
@given(raw=BYTES, cut=st.integers(0, 2000), flipped=st.integers(0, 255))
@example(raw=b"", cut=0, flipped=0)
def test_any_bytes_in_any_file_get_an_answer(
    name: str, raw: bytes, cut: int, flipped: int, volcano_once: Project
) -> None:
    """Bytes of their own, or the file as it was with those bytes in the middle of it and one byte changed."""
    path = volcano_once.root / name
    before = path.read_bytes() if path.exists() else None
    told = []
    good = (before or b"")[:cut] + raw + bytes([flipped]) + (before or b"")[cut + len(raw) + 1 :]
    try:
        for content in (raw, good):
            path.write_bytes(content)
            try:
                loaded = load(volcano_once)
                findings = check(loaded, Lock.read(volcano_once.lock)) + dropped(volcano_once, {""})
            except VlmapError as problem:
                told.append(problem.message)
                continue
            assert loaded.catalog is not None or findings
            for form in FORMATS:
                report(findings, len(loaded.files), form=form).encode()
        assert all(path.name in side for said in told for side in (said.en, said.zh))
    finally:
        path.unlink()
        if before is not None:
            path.write_bytes(before)


# --- pages -------------------------------------------------------------------------------------------------------

HOSTILE = st.lists(
    st.one_of(
        st.text(LETTERS, max_size=6),
        st.sampled_from(
            [
                *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe>"),
                *(
                    "</title>",
                    "</textarea>",
                    "</style>",
                    "</noscript>",
                    "-->",
                    "<!--",
                    "]]>",
                    "<![CDATA[",
                    "<base href=x>",
                ),
                *(
                    "'\"><b onclick=alert(1)>",
                    '" autofocus onfocus="alert(1)',
                    "' style='x",
                    "`",
                    "&lt;",
                    "&#106;",
                    "&",
                ),
                *(
                    "{{ 7*7 }}",
                    "{% x %}",
                    "{count}",
                    "%s",
                    "\\",
                    "${x}",
                    "vlmap-title-slot",
                    "<h1>vlmap-body-slot</h1>",
                ),
                *("[x](javascript:alert(1))", '[x](https://example.org/"onclick=)', "![x](https://example.org/)"),
                *(
                    "<https://example.org/>",
                    "[[mogi]]",
                    "[[mogi|<b>]]",
                    "[[nobody|x]]",
                    "**",
                    "*",
                    "_",
                    "\n\n",
                    "\n",
                    "#",
                ),
                *("tephra", "volume", "中文", "，", "“", "1982", "| a | b |\n|---|---|", "    code", "> ", "- ", "1. "),
            ]
        ),
    ),
    min_size=1,
    max_size=8,
).map(lambda pieces: allowed("".join(pieces)).strip() or "x")

TAGS = {
    *("a", "aside", "blockquote", "br", "button", "caption", "code", "datalist", "dd", "details", "dialog", "div"),
    *("dl", "dt", "em", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "header", "input", "label"),
    *("legend", "li", "noscript", "ol", "optgroup", "option", "p", "pre", "section", "select", "small", "span"),
    *("strong", "summary", "table", "tbody", "td", "template", "textarea", "th", "thead", "time", "title", "tr", "ul"),
    *("svg", "circle", "g", "line", "path", "rect", "text"),
    *("html", "head", "body", "meta", "link", "script"),  # of the head, and of the page left at a former address
}
ATTRIBUTES = {
    *("action", "autocomplete", "charset", "class", "colspan", "content", "datetime", "download", "hidden", "href"),
    *("http-equiv", "id", "label", "lang", "list", "maxlength", "name", "novalidate", "placeholder", "property", "rel"),
    *("role", "rows", "scope", "spellcheck", "src", "start", "tabindex", "target", "title", "type", "value"),
    *("cx", "cy", "d", "display", "fill", "font-family", "font-size", "height", "opacity", "pointer-events", "r"),
    *("stroke", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "transform", "version"),
    *("viewBox", "width", "x", "x2", "xlink", "xmlns", "y", "y2"),
}
ADDRESS = re.compile(r"https?://[a-z0-9.-]+(/|$)|(?!/[/\\])[./#?a-z0-9][^:/?#]*([/?#].*)?$|$")
"""On the web by its host, or on the site: without a colon, or only where that is no scheme's."""
DATA = ("application/json", "application/ld+json")
"""What a script may be that is not run."""


def filled(value: Any, texts: Iterator[str], key: str = "") -> Any:
    """Return a part of a file with hostile text wherever a reader will see text."""
    if isinstance(value, dict):
        return {name: filled(item, texts, name) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item, texts, key) for item in value]
    if key in ("en", "zh"):
        return next(texts)
    return " ".join(next(texts).split()) if key in ("name", "authors", "source", "variant") else value


def written(project: Project, texts: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Yield every file of the small project with hostile text in it; two records have one author."""
    taxonomy = yaml.load((project.root / "taxonomy.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    yield "taxonomy.yaml", {**filled(taxonomy, texts), "glossary": filled(GLOSSARY, texts)}
    mogi = filled({**RECORD, "limitations": {"en": "x"}}, texts)
    yield "papers/mogi.yaml", mogi
    vei = yaml.load((project.papers / "vei.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    yield "papers/vei.yaml", {**filled(vei, texts), "authors": mogi["authors"]}
    yield "paths/walk.yaml", filled(PATH, texts)


@examples(10)
@given(texts=st.lists(HOSTILE, min_size=7, max_size=7))
@example(texts=["<img src=x onerror=alert(1)>"])
@example(texts=["[[mogi|</a><b>]]", 'tephra" onmouseover="alert(1)', "![x](javascript:alert(1))"])
def test_no_text_makes_markup_on_any_page(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    project = copy_volcano(tmp_path_factory.mktemp("pages") / "volcano")
    project.paths.mkdir()
    project.published.write_text("/authors/nobody/\n", encoding="utf-8")
    for name, content in list(written(project, cycle(texts))):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (project.root / name).write_text(text, encoding="utf-8")
    loaded = load(project)
    assert not [found for found in loaded.findings if found.rule != "schema"]
    assert loaded.catalog
    addresses = Addresses("https://example.org/", "https://github.com/someone/map")
    renderer, shown = Renderer(project, loaded.catalog, Lock({}), addresses), set()
    for page in outline(loaded.catalog):
        rendered = renderer.render(page)
        shown.add(page.kind)
        html = f"{rendered.head}<body>{rendered.body}"
        for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
            assert_harmless(element, f"{page.url}: {html}")
    assert shown == {*KINDS}, "every kind of page was looked at"


def assert_harmless(element: Any, page: str) -> None:
    """An element is one that templates and Markdown make, with attributes of theirs, and leads to a safe address."""
    if not isinstance(element.tag, str):
        return  # a comment of a template's
    tag = re.sub(r"^{.*}", "", element.tag)
    assert tag in TAGS, page
    for name, value in element.attrib.items():
        plain = re.sub(r"^{.*}", "", name)
        assert plain in ATTRIBUTES or plain.startswith(("aria-", "data-")), (plain, page)
        if plain in ("href", "src", "action"):
            assert ADDRESS.match(value), (value, page)
    if tag == "script" and element.get("type") in DATA:
        json.loads(element.text)  # nothing of it ended the element
    elif tag == "script":
        assert "src" in element.attrib, page
        assert not element.text, page
