"""Every payload in every text, in what the site hands to machines: read by their readers, each is the text it was."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import rispy
from markdown_it import MarkdownIt

from tests.citation.test_formats import by_bibtexparser, by_pybtex, parts
from tests.site.payloads.payload import ALLOWED, FORBIDDEN, PAYLOADS
from vlmap.citation import cite
from vlmap.export.api import ROOT
from vlmap.export.formats import FORMATS, Chosen
from vlmap.export.readme import BEGIN, END, splice
from vlmap.languages import LANGUAGES
from vlmap.render import Layout, outline, url_of
from vlmap.render.figures.timemap import MOST
from vlmap.render.markdown import plain
from vlmap.report import report
from vlmap.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.payloads.grow import Grown
    from vlmap.catalog import Catalog, Entry


def line(text: str) -> str:
    """A text in one line, as formats of lines and readers of HTML have it."""
    return " ".join(text.split())


def read_text(path: Path) -> str:
    return path.read_bytes().decode()


def data(path: Path) -> Any:
    return json.loads(read_text(path))


# --- What was planted ----------------------------------------------------------------------------------------------


PROSE = {"bad-link", "dangling-reference"}
"""The rules about what stands in prose and in addresses."""

OTHERS = {"unknown-term", "duplicate-identifier"}
"""The rules that a payload breaks by chance: a comma parts settings, and some are alike without blanks."""


def test_every_payload_stands_in_every_text(grown: Grown) -> None:
    everywhere = set(range(len(ALLOWED)))
    for leaf in grown.planted:
        assert grown.planted[leaf] | grown.refused.get(leaf, set()) == everywhere, leaf
    refused = sum(map(len, grown.refused.values()))
    print(f"\n{len(PAYLOADS)} kinds, {len(FORBIDDEN)} of them refused as characters; {len(grown.planted)} texts of the")
    print(f"schema; {grown.texts:,} planted; {refused:,} refused at a place")
    assert len(ALLOWED) >= 145
    assert {one.rule for one in grown.findings} == PROSE | OTHERS
    free = [leaf for leaf in grown.planted if not grown.refused.get(leaf)]
    labels = {leaf for leaf in grown.planted if leaf.startswith("Taxonomy.")}
    assert labels - set(free) == {"Taxonomy.benchmarks{}.unit"}, "labels may say anything, and a unit is short"
    assert {"Record.name", "Record.title.en", "Record.authors[].zh", "ReadingPath.title.zh"} <= set(free)


def test_what_is_refused_in_prose_is_refused_everywhere_in_prose(grown: Grown) -> None:
    prose = {number for number, one in enumerate(ALLOWED) if one.group == "Refused in prose"}
    for leaf in ("Record.problem.en", "Record.key_points[].zh", "Record.builds_on[].note.en", "ReadingPath.intro.zh"):
        assert prose <= grown.refused[leaf], leaf


@pytest.mark.parametrize("one", FORBIDDEN, ids=lambda one: one.kind)
def test_a_character_that_no_file_may_hold_is_refused_with_a_clean_message(one: Any) -> None:
    escaped = "".join(f"\\U{ord(character):08x}" for character in one.text)
    for written in (f"name: {one.text}\n", f'name: "{escaped}"\n'):
        document, findings = read(written.encode(), "papers/x.yaml")
        assert document is None or findings
        assert {found.rule for found in findings} <= {"encoding", "syntax"}
        for form in ("text", "github"):
            said = report(findings, 1, form=form, lang="zh")  # type: ignore[arg-type]
            assert all(character.isprintable() or character == "\n" for character in said), one.kind
            assert said.count("\n::") == (len(findings) - 1 if form == "github" else 0)


# --- Pages, as a parser reads their heads --------------------------------------------------------------------------


class Head(HTMLParser):
    """The title, the first heading, the tags of the head and the linked data of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.metas: dict[str, list[str]] = {}
        self._in, self._drawing = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.metas.setdefault(values.get("name") or values.get("property") or "", []).append(
                values.get("content") or ""
            )
        self._drawing = tag == "svg" or self._drawing
        self._in = values.get("type") or "" if tag == "script" else tag if tag in ("title", "h1") else self._in

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title", "h1"):
            self._in = ""
        self._drawing = tag != "svg" and self._drawing

    def handle_data(self, data: str) -> None:
        if not self._drawing and self._in in ("title", "h1", "application/ld+json"):
            self.texts[self._in] = self.texts.get(self._in, "") + data


def records(catalog: Catalog) -> Iterator[tuple[Entry, str]]:
    """Yield every record with the address of its page in each language."""
    for entry in catalog:
        for lang in LANGUAGES:
            yield entry, url_of(f"papers/{entry.id}", lang)


def test_titles_headings_and_tags_say_the_text(planted: Path, catalog: Catalog) -> None:
    for entry, url in records(catalog):
        head, citation = Head(read_text(planted / url / "index.html")), cite(entry, catalog)
        name = entry.record.name
        assert line(head.texts["title"]) == line(f"{name} - Volcano map"), url
        assert line(head.texts["h1"]) == line(name), url
        assert line(head.metas["og:title"][0]).startswith(line(name)), url
        for name in ("description", "og:description"):
            assert [*map(line, head.metas[name])] == [line(plain(entry.record.one_liner.en or ""))], url
        assert head.metas["citation_title"] == [citation.title], url
        assert head.metas["citation_author"] == [author.sorted for author in citation.authors], url
        about = json.loads(head.texts["application/ld+json"])["about"]
        work = about.get("citation", about)
        assert work["name"] == citation.title, url
        assert [author["name"] for author in work["author"]] == [author.shown for author in citation.authors], url


class Links(HTMLParser):
    """The links of the navigation: address → words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and re.search(r"md-(tabs|nav)__link", values.get("class") or ""):
            self._open = self.words.setdefault(values.get("href") or "", [])
            self._open.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1] += data


def test_the_navigation_says_the_labels(planted: Path, catalog: Catalog) -> None:
    """On pages of every frame; the marks by which frames are split are words like any other."""
    labels = {path: category.label for path, category in catalog.categories.items()}
    labels |= {walk.key: walk.path.title for walk in catalog.walks.values()}
    seen: set[str] = set()
    pages = [page for page in outline(catalog) if page.layout is not Layout.BARE]
    for page in {(page.kind, page.section, page.lang): page for page in pages}.values():
        links = Links(read_text(planted / page.url / "index.html")).words
        for path, label in labels.items():
            href = f"{'../' * page.url.count('/')}{url_of(path, page.lang)}"
            for words in links.get("./" if path == page.path else href, []):
                assert line(words) == line(label.best(page.lang)[0]), page.url
                seen.add(path)
    assert seen == set(labels)


# --- Feeds, pictures, lists ----------------------------------------------------------------------------------------


def test_feeds(planted: Path, catalog: Catalog) -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    names = {url_of(f"papers/{entry.id}", lang): line(entry.record.name) for entry in catalog for lang in LANGUAGES}
    for path in planted.rglob("feed.xml"):
        atom = ElementTree.fromstring(read_text(path))
        items = data(path.with_suffix(".json"))["items"]
        entries = atom.findall("a:entry", space)
        assert len(entries) == len(items) > 0
        for entry, item in zip(entries, items, strict=True):
            url = item["id"].removeprefix("https://volcano.example/atlas/")
            assert line(entry.findtext("a:title", "", space)) == line(item["title"]) == names[url]
            assert line(entry.findtext("a:summary", "", space)) == line(item["summary"])
            assert [line(one.text or "") for one in entry.iterfind("a:author/a:name", space)] == [
                line(one["name"]) for one in item["authors"]
            ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_as_a_file(lang: str, planted: Path, catalog: Catalog) -> None:
    space = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(read_text(planted / f"assets/vlmap/map-{lang}.svg"))
    drawn = {one.tag.removeprefix(space) for one in root.iter()}
    assert not drawn & {"script", "foreignObject", "image", "use", "animate", "set"}
    assert len(drawn) < 10
    for one in root.iter():
        assert not [
            name
            for name in one.attrib
            if name.startswith("on") or name in ("style", "{http://www.w3.org/1999/xlink}href")
        ]
        assert one.get("href", "https:").startswith(("https://volcano.example/atlas/", "https:"))
    titles = [line(one.text or "") for one in root.iter(f"{space}title")]
    names = {line(entry.record.name) for entry in catalog}
    assert sum(any(title.startswith(name) for name in names) for title in titles) == MOST


def test_xml_and_json_files_parse(planted: Path) -> None:
    for path in planted.rglob("*.json"):
        if path.name != "vlmap.csl.json" or path.parent.name == "v1":
            json.loads(read_text(path))
    assert len(ElementTree.fromstring(read_text(planted / "sitemap.xml"))) > len(ALLOWED)
    lines = [json.loads(one) for one in read_text(planted / ROOT / "records.jsonl").split("\n")[:-1]]
    assert [one["id"] for one in lines] == sorted(one["id"] for one in lines)
    assert len(lines) == len(ALLOWED)


def test_data_say_the_text(planted: Path, catalog: Catalog) -> None:
    for entry in catalog:
        found, record = data(planted / ROOT / "records" / f"{entry.id}.json"), entry.record
        assert (found["name"], found["title"]) == (record.name, {"en": record.title.en, "zh": record.title.zh})
        assert [one["name"] for one in found["authors"]] == [one.name for one in record.authors]
        assert found["sources"] == list(record.sources)


# --- Citations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [by_pybtex, by_bibtexparser])
def test_bibtex(reader: Any, planted: Path, catalog: Catalog) -> None:
    back = reader(read_text(planted / ROOT / "vlmap.bib"))
    citations = {one.id: one for one in (cite(entry, catalog) for entry in catalog)}
    assert [one["key"] for one in back] == list(citations)
    for found in back:
        one = citations[found["key"]]
        assert found["title"] == one.title
        assert found["authors"] == [parts(name) for name in one.authors]
        assert found["booktitle"] == one.container
        assert set(found) <= {"key", "type", "title", "authors", "booktitle", "year", "doi", "url", "author+an"}
        assert unquote(found["url"]) == unquote(one.url)
        assert unquote(found.get("doi", "")) == unquote(one.doi)


def test_ris(planted: Path, catalog: Catalog) -> None:
    back = rispy.loads(read_text(planted / ROOT / "vlmap.ris"))
    citations = {one.id: one for one in (cite(entry, catalog) for entry in catalog)}
    assert [one["id"] for one in back] == list(citations)
    for found in back:
        one = citations[found["id"]]
        assert (found["title"], found["translated_title"]) == (one.title, one.translation)
        assert found["authors"] == [name.sorted for name in one.authors]
        assert found["secondary_title"] == one.container
        assert [*map(unquote, found["urls"])] == [unquote(one.url)]


def test_csl(planted: Path, catalog: Catalog) -> None:
    back = {one["id"]: one for one in data(planted / ROOT / "vlmap.csl.json")}
    for one in (cite(entry, catalog) for entry in catalog):
        assert (back[one.id]["title"], back[one.id]["container-title"]) == (one.title, one.container)


# --- Tables --------------------------------------------------------------------------------------------------------


def test_csv(planted: Path, catalog: Catalog) -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(read_text(planted / ROOT / name).removeprefix("\ufeff"), newline="")))
        for name in ("records.csv", "results.csv")
    }
    for table in tables.values():
        for row in table:
            for name, cell in row.items():
                assert name == "value" or not cell.startswith(
                    ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
                ), cell
    bare = {row["id"]: row for row in tables["records.csv"]}
    assert list(bare) == [entry.id for entry in catalog]
    for entry in catalog:
        assert bare[entry.id]["name"].removeprefix("'") == entry.record.name.removeprefix("'")
        assert bare[entry.id]["title_zh"].removeprefix("'") == line(entry.record.title.zh or "").removeprefix("'")
    assert len(tables["results.csv"]) == sum(len(entry.record.results) for entry in catalog)


# --- Markdown ------------------------------------------------------------------------------------------------------


def tokens(text: str) -> Iterator[Any]:
    """Yield every token of a text, those inside a line too."""
    parser = MarkdownIt("commonmark")
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def test_twins_are_markdown_without_html(planted: Path, catalog: Catalog) -> None:
    for entry, url in records(catalog):
        text = read_text(planted / url / "index.html.md")
        found = list(tokens(text))
        assert not [token for token in found if token.type in ("html_block", "html_inline", "image")], url
        assert found[0].tag == "h1"
        assert found[1].children
        assert "".join(child.content for child in found[1].children) == line(entry.record.name), url
        for token in found:
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith(("https://", "http://")), (url, token.attrs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_name_every_record(lang: str, planted: Path, grown: Grown, catalog: Catalog) -> None:
    chosen = Chosen(grown.project, catalog, list(catalog), lang)  # type: ignore[arg-type]
    readme = FORMATS["readme"](chosen)
    names = {line(entry.record.name) for entry in catalog}
    for text in (read_text(planted / url_of("", lang) / "llms.txt"), readme):  # type: ignore[arg-type]
        said, words, links = [], "", 0
        for token in tokens(text):
            if token.type == "link_open":
                words, links = "", links + 1
            elif token.type == "link_close":
                said.append(words)
            elif token.type in ("text", "text_special"):
                words += token.content
            assert token.type not in ("html_block", "html_inline", "image")
        assert names <= set(said), names - set(said)
        assert links == len(said)
    spliced = splice(f"# x\n{BEGIN}\n{END}\ny\n", readme, "README.md")
    assert splice(spliced, readme, "README.md") == spliced
    assert spliced.endswith(f"{END}\ny\n")
