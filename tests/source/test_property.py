"""What holds for any input: nothing a file contains raises, misleads or gets out.

The examples are the same on every run, so that a change that breaks nothing never fails; to look for new ones, run with
`VLMAP_EXAMPLES=5000`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from tests.conftest import copy_volcano
from vlmap.catalog import Lock, load
from vlmap.catalog.load import _STAND_INS
from vlmap.checks import check
from vlmap.render import Rendered
from vlmap.render.markdown import blocks, inline, plain
from vlmap.report import FORMATS, report
from vlmap.schema import Record, Taxonomy, parse
from vlmap.site import frame as slots
from vlmap.site.colours import CONTRASTS, GROUNDS, readable
from vlmap.site.frame import Frame
from vlmap.source import Mapping, Scalar, Sequence, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project
    from vlmap.diagnostics import Span
    from vlmap.source import Loc, Node

_WANTED = os.environ.get("VLMAP_EXAMPLES")


def examples(count: int) -> settings:
    """Return settings for `count` examples, always the same ones, or for as many new ones as were asked for."""
    return settings(
        max_examples=int(_WANTED or count),
        derandomize=_WANTED is None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# --- what may be written -----------------------------------------------------------------------------------------

LETTERS = st.characters(
    exclude_categories=("C", "Mn", "Me", "Zl", "Zp"), exclude_characters="\u115f\u1160\u3164\uffa0\ufffd"
)
WORDS = st.text(st.one_of(LETTERS, st.sampled_from("\n\t :#-|>'\"[]{},&*!%@`?中文，。“”𠮷")), max_size=30)
KEYS = st.one_of(WORDS, st.sampled_from(["en", "zh", "<<", "[key]", "", "no", "2021"]))
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
FILES = st.dictionaries(KEYS, TREES, max_size=5)

YAMLISH = st.lists(
    st.sampled_from(
        [
            *(
                ":",
                "-",
                "?",
                "|",
                ">",
                "'",
                '"',
                "[",
                "]",
                "{",
                "}",
                ",",
                "&",
                "*",
                "!",
                "%",
                "@",
                "`",
                "#",
                "\\",
                "中",
            ),
            *("---", "...", "<<", "a", "b:", "a: ", "- ", "&a ", "*a", "!t ", "%YAML 1.1\n", '"\\x41"', "|2\n", ">-\n"),
            *(" ", "  ", "\n", "\n  ", "\r", "\t"),
        ]
    ),
    max_size=30,
).map(lambda pieces: "".join(pieces).encode())
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    YAMLISH,
)


def lines_of(raw: bytes) -> list[str]:
    """Return the lines of a file as an editor shows them."""
    return re.split("\r\n|\r|\n", raw.decode("utf-8", "replace").removeprefix("\ufeff"))


def assert_inside(span: Span, lines: list[str]) -> None:
    """A span is on a line of the file, and on that line or just behind its end."""
    assert 1 <= span.line <= len(lines)
    line = lines[span.line - 1]
    assert span.text in (line, "")
    assert 1 <= span.column <= len(line) + 1
    assert span.column < span.end_column <= max(len(line), span.column) + 1


def places(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, Node]]:
    """Yield every part of a document."""
    yield loc, node
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            yield from places(value, (*loc, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from places(item, (*loc, index))


# --- reading -----------------------------------------------------------------------------------------------------


@examples(800)
@given(BYTES)
@example(b"a: [b")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: b")
@example(b"a: 'b")
def test_any_bytes_are_a_document_or_findings_inside_the_file(raw: bytes) -> None:
    document, findings = read(raw, "papers/x.yaml")
    assert document is not None or findings
    for found in findings:
        assert_inside(found.span, lines_of(raw))
    for form in FORMATS:
        report(findings, 1, form=form)


@examples(250)
@given(FILES, st.sampled_from([True, False, None]), st.sampled_from([None, "'", '"', "|", ">"]))
@example({"a": [""]}, False, None)
def test_what_is_written_is_what_is_read(data: dict[str, Any], flow: bool | None, style: str | None) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False)
    document, findings = read(text.encode(), "papers/x.yaml")
    assert not findings
    assert document
    assert document.data() == data == yaml.load(text, yaml.BaseLoader)


@examples(250)
@given(FILES, st.sampled_from([True, False, None]), st.sampled_from([None, "'", '"', "|"]), st.data())
@example({"a": [""]}, False, None, None)
def test_every_place_is_inside_the_file(data: Any, flow: bool | None, style: str | None, draw: Any) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False)
    raw = text.encode()
    document, _ = read(raw, "papers/x.yaml")
    assert document
    for loc, node in places(document.root):
        for span in (document.span(loc), document.key_span(loc), document.span((*loc, "nowhere", 7))):
            assert_inside(span, lines_of(raw))
        if isinstance(node, Scalar) and node.value and draw:
            start = draw.draw(st.integers(0, len(node.value) - 1))
            end = draw.draw(st.integers(start + 1, len(node.value)))
            span = document.text_span(loc, start, end)
            assert_inside(span, lines_of(raw))
            wanted = node.value[start:end]
            if node.block and "\n" not in wanted:
                assert span.text[span.column - 1 : span.end_column - 1] == wanted


# --- records -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def volcano_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One copy of the small project for all examples."""
    return copy_volcano(tmp_path_factory.mktemp("property") / "volcano")


RECORD = yaml.load(
    """
name: Mogi source
title: {en: Relations between, zh: 关系}
kind: method
category: monitoring/deformation
also_in: [eruptions]
aliases: [mogi-model]
authors: [{name: Kiyoo Mogi, zh: 茂木清夫}, Someone]
organizations: [usgs]
date: "1958"
venue: {id: jgr, year: "1958"}
links: {paper: "https://example.org/"}
facets: {quantity: [displacement]}
one_liner: {en: "A point [[vei]].", zh: 一个点源。}
problem: {en: It moves., zh: 会动。}
innovation: {en: A sphere., zh: 小球。}
summary: {en: Depth follows., zh: 求深度。}
key_points: [{en: a, zh: 甲}, {en: b, zh: 乙}, {en: c, zh: 丙}]
builds_on: [{paper: walker-classes, relation: refines, note: {en: n, zh: 注}}]
results: [{benchmark: pinatubo-volume, value: "10", source: s}]
citations: {count: "12", as_of: "2026-01-01", source: s}
sources: [https://example.org/]
reviewed: "2026-11-21"
""",
    yaml.BaseLoader,
)


@st.composite
def damaged_records(draw: Any) -> dict[str, Any]:
    """A whole record with up to four parts of it replaced, renamed or taken out."""
    data = yaml.load(yaml.safe_dump(RECORD), yaml.BaseLoader)
    for _ in range(draw(st.integers(0, 4))):
        here: Any = data
        while True:
            if not here:
                break
            step = (
                draw(st.sampled_from(sorted(here))) if isinstance(here, dict) else draw(st.integers(0, len(here) - 1))
            )
            if isinstance(here[step], dict | list) and draw(st.booleans()):
                here = here[step]
                continue
            damage = draw(st.sampled_from(["drop", "replace", "add"]))
            if damage == "drop":
                del here[step]
            elif damage == "replace":
                here[step] = draw(TREES)
            elif isinstance(here, dict):
                here[draw(KEYS)] = draw(TREES)
            else:
                here.append(draw(TREES))
            break
    return data


@examples(200)
@given(st.one_of(damaged_records(), FILES), st.sampled_from([Record, Taxonomy]), st.booleans())
@example({"[key]": "x"}, Record, True)
@example({"authors": [""]}, Record, True)
def test_any_document_becomes_a_value_or_findings(data: dict[str, Any], model: Any, stands_in: bool) -> None:
    raw = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
    document, _ = read(raw, "papers/x.yaml")
    assert document
    parsed = parse(model, document, _STAND_INS if stands_in and model is Record else None)
    assert parsed.value is not None or parsed.findings
    for found in parsed.findings:
        assert_inside(found.span, lines_of(raw))
        assert found.fact.en
        assert found.fact.zh


@examples(80)
@given(damaged_records())
@example({**RECORD, "sources": [""]})
def test_no_record_stops_the_checks(volcano_once: Project, data: dict[str, Any]) -> None:
    raw = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
    (volcano_once.papers / "mogi.yaml").write_bytes(raw)
    for found in check(load(volcano_once), Lock({})):
        if found.span.file == "papers/mogi.yaml":
            assert_inside(found.span, lines_of(raw))


# --- pages -------------------------------------------------------------------------------------------------------

SENTINELS = [
    slots.TITLE,
    slots.DESCRIPTION,
    slots.EDIT,
    slots.BODY,
    slots.path_sentinel(1, "papers"),
    *slots.ENTRIES[0],
]
VALUES = st.lists(
    st.one_of(st.text(max_size=8), st.sampled_from([*SENTINELS, "\\1", "\\g<0>", "{{ x }}", "%s", "<h1>", "中文"])),
    max_size=4,
).map("".join)
IDS = st.from_regex(r"[a-z]+(-[a-z]+)?", fullmatch=True)
HEADINGS = st.lists(
    st.tuples(IDS, VALUES.map(lambda text: str(escape(text)).strip()).filter(bool)), min_size=1, max_size=5
)


def page(title: str, description: str, edit: str, body: str, path: str, headings: list[tuple[str, str]]) -> str:
    """A page as a site engine might write it, with all its values in it."""
    entries = "\n".join(f'<li>\n<a href="#{id_}" class="c"><span>{text}</span></a></li>' for id_, text in headings)
    return (
        f"<!doctype html>\n<title>{title} - Map</title><meta content='{description}'>"
        f'<link rel="canonical" href="https://x.example/{path}/"><a href="../../{path}/">zh</a>'
        f"<nav><ul>{entries}</ul></nav><a href='edit/{edit}'>edit</a><main>\n{body}\n</main>"
        f"<nav><ul>{entries}</ul></nav><footer>{title}</footer>"
    )


@examples(150)
@given(VALUES, VALUES, VALUES, VALUES, IDS, HEADINGS)
def test_a_frame_filled_is_the_page_itself(
    title: str, description: str, edit: str, text: str, path: str, headings: list[tuple[str, str]]
) -> None:
    address = slots.path_sentinel(1, "papers")
    drawn = page(slots.TITLE, slots.DESCRIPTION, slots.EDIT, slots.BODY, address, list(slots.ENTRIES))
    body = f"<p>{escape(text)}</p>" + "".join(f'<h2 id="{id_}">{words}</h2>' for id_, words in headings)
    filled = Frame.split(drawn, address).fill(Rendered("", title, description, body), path, edit)
    assert filled == page(str(escape(title)), str(escape(description)), edit, body, path, headings)


MARKDOWN = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            [
                *("*", "**", "_", "`", "```\n", "~~~", "[", "](", ")", "![", "<", ">", "\n", "\n\n", "    ", "- "),
                *("1. ", "> ", "# ", "---\n", "===\n", "[[", "]]", "|", "\\", "&amp;", "&#106;", "&lt;", "中文", "，"),
                *("“", "”", "\t", "\x00", "\x01", "[[id|w]]", "<b>", "<!--", "<a href='x'>"),
                *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](&#106;avascript:1)"),
                *("javascript:alert(1)", "JaVaScRiPt:", "data:text/html,x", "vbscript:", "file:///etc", "//x.org"),
                *("[x](javascript:alert(1))", "[x](java\nscript:1)", "[a]: https://b.c", "<https://a.org>"),
                *("https://a.org/", "http://a.org/?a=1&b='\"<>", "https://u:p@a.org"),
            ]
        ),
    ),
    max_size=14,
).map("".join)

ALLOWED = {
    **{name: set() for name in ("p", "em", "strong", "pre", "ul", "li", "blockquote", "br")},
    "code": {"class"},
    "ol": {"start"},
    "a": {"href", "title"},
}


@examples(500)
@given(MARKDOWN, st.sampled_from([blocks, inline]))
@example("[words]()", blocks)
def test_no_text_gets_out_of_its_paragraphs(text: str, render: Any) -> None:
    html = str(render(text, lambda _: None))
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in ALLOWED, html
        assert set(element.attrib) <= ALLOWED[element.tag], html
        if element.tag == "a":
            assert re.match(r"https?://[^/\s]", element.attrib["href"], re.IGNORECASE), html
    assert isinstance(plain(text), str)


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS.values())
@pytest.mark.parametrize("least", CONTRASTS.values())
@examples(100)
@given(number=st.integers(0, 0xFFFFFF))
@example(number=0x000000)
@example(number=0xFFFFFF)
@example(number=0xFFFF00)
@example(number=0x1F8D00)
@example(number=0x24B7B0)
def test_a_readable_colour_can_be_read(ground: str, least: float, number: int) -> None:
    shade = readable(f"#{number:06x}", ground, least)
    assert re.fullmatch("#[0-9a-f]{6}", shade)
    assert contrast(shade, ground) >= least
