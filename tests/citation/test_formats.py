"""What is written is read back equal: by two readers of BibTeX and one of RIS, whatever titles and names hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from tests.site.payloads.payload import ALLOWED
from vlmap.citation import Citation, cite
from vlmap.citation.bibtex import bibtex
from vlmap.citation.csl import csl_json
from vlmap.citation.names import Name, split
from vlmap.citation.ris import ris
from vlmap.schema import Kind, PartialDate, VenueType
from vlmap.source.decode import FORBIDDEN

if TYPE_CHECKING:
    from vlmap.catalog import Loaded

SHAPE = json.loads(Path(__file__).with_name("csl-shape.json").read_text(encoding="utf-8"))

HOSTILE = (
    *("Tom & Jerry: 100% of $5_000 #1 ~ ^", "{Unbalanced", "a}b{c", "back\\slash \\LaTeX{} \\n", "@article{x, y = 1}"),
    *("“Curly” ‘quotes’ and \"straight\" ones, ''two'' ``ticks``", "en–dash, em—dash, -- and ---", "!`hola?` ¿qué?"),
    *(
        "Åsa Ōtani Łódź ½ ß",
        "混合中文与 English，以及“引号”",
        "ER  - ",
        "TY  - JOUR",
        "=cmd|' /C calc'!A0",
        "𝔘nicode 😀",
    ),
)

anything = (
    st.text(st.characters(exclude_categories=("Cs", "Co")), max_size=60)
    .map(lambda text: FORBIDDEN.sub("", text))
    .filter(lambda text: not FORBIDDEN.search(text))
)
"""Every text that a file may hold."""

words = st.one_of(st.sampled_from((*HOSTILE, *(one.text for one in ALLOWED))), anything).map(
    lambda text: " ".join(text.replace("\u02c6", "^").split()) or "x"
)
"""Texts in one line, as they come to be cited; `text` below cannot tell U+02C6 from `^`."""

dois = anything.map(lambda text: f"10.1000/{''.join(text.split())}")


def citation(title: str = "A title", authors: tuple[Name, ...] = (split("Ada Lovelace"),), **changes: Any) -> Citation:
    values: dict[str, Any] = {
        "id": "a-work",
        "kind": Kind.METHOD,
        "type": VenueType.CONFERENCE,
        "name": "A work",
        "title": title,
        "translation": "",
        "authors": authors,
        "venue": "Conference & Workshops on $100 Ideas",
        "short": "C&W",
        "institutions": (),
        "date": PartialDate((2021,)),
        "arxiv": "2103.00020",
        "doi": "10.1000/a_b%c(d)",
        "url": "https://example.org/a_b%20c?d=e&f=g#h",
        **changes,
    }
    return Citation(**values)


UNKNOWN = {r"\textbraceleft{}": r"\{", r"\textbraceright{}": r"\}"}
"""Commands of LaTeX that pylatexenc has not heard of."""


def text(latex: str) -> str:
    """LaTeX as it is typeset; pylatexenc takes `\\textasciicircum` for an accent."""
    for command, known in UNKNOWN.items():
        latex = latex.replace(command, known)
    return str(LatexNodes2Text().latex_to_text(latex)).replace("\u02c6", "^")


def by_pybtex(written: str) -> list[dict[str, Any]]:
    found = []
    for key, entry in parse_string(written, "bibtex").entries.items():
        names = [
            tuple(
                text(" ".join(parts))
                for parts in (p.last_names, [*p.first_names, *p.middle_names], p.prelast_names, p.lineage_names)
            )
            for p in entry.persons["author"]
        ]
        fields = {
            name: value if name in ("url", "doi") else text(value)
            for name, value in entry.fields.items()
            if name != "author"
        }
        found.append({"key": key, "type": entry.type, "authors": names, **fields})
    return found


def by_bibtexparser(written: str) -> list[dict[str, Any]]:
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(written, append_middleware=stack)
    assert not library.failed_blocks
    found = []
    for entry in library.entries:
        fields = {name: value.value for name, value in entry.fields_dict.items()}
        names = [
            tuple(text(" ".join(parts)) for parts in (name.last, name.first, name.von, name.jr))
            for name in fields.pop("author")
        ]
        plain = {name: value if name in ("url", "doi") else text(value) for name, value in fields.items()}
        found.append({"key": entry.key, "type": entry.entry_type, "authors": names, **plain})
    return found


def parts(name: Name) -> tuple[str, str, str, str]:
    return (name.literal or name.family, name.given, name.particle, name.suffix)


READERS = pytest.mark.parametrize("read", [by_pybtex, by_bibtexparser])


@READERS
@given(title=words, authors=st.lists(words, min_size=1, max_size=5), venue=words, original=words, doi=dois)
def test_any_text_survives_bibtex(
    read: Any, title: str, authors: list[str], venue: str, original: str, doi: str
) -> None:
    names = tuple(split(name, original if number == 0 else "") for number, name in enumerate(authors))
    one = citation(title, venue=venue, doi=doi, authors=names)
    (back,) = read(bibtex([one]))
    assert back["key"] == "a-work"
    assert back["type"] == "inproceedings"
    assert back["title"] == title
    assert back["booktitle"] == venue
    assert back["url"] == one.url
    assert unquote(back["doi"]) == unquote(one.doi)
    assert back["authors"] == [parts(name) for name in one.authors]
    assert back["author+an"] == f'1="{original}"'


@given(title=words, translation=words, authors=st.lists(words, min_size=1, max_size=5), venue=words, doi=dois)
def test_any_text_survives_ris(title: str, translation: str, authors: list[str], venue: str, doi: str) -> None:
    one = citation(title, authors=tuple(map(split, authors)), translation=translation, venue=venue, doi=doi)
    written = ris([one])
    assert written.startswith("TY  - CPAPER\n")
    (back,) = rispy.loads(written)
    assert back["id"] == "a-work"
    assert (back["title"], back["translated_title"]) == (title, translation)
    assert back["authors"] == [name.sorted for name in one.authors]
    assert back["secondary_title"] == one.venue
    assert back["doi"] == one.doi
    assert back["urls"] == [one.url]


def test_an_address_with_a_semicolon_stays_one_address_in_ris() -> None:
    (back,) = rispy.loads(ris([citation(url="https://example.org/a;b?c;d")]))
    assert [unquote(url) for url in back["urls"]] == ["https://example.org/a;b?c;d"]


@READERS
def test_fifty_authors(read: Any) -> None:
    authors = tuple(split(f"Given{chr(65 + number % 26)} Family-{'x' * number}") for number in range(50))
    one = citation(authors=authors)
    assert read(bibtex([one]))[0]["authors"] == [parts(name) for name in one.authors]
    assert rispy.loads(ris([one]))[0]["authors"] == [name.sorted for name in one.authors]
    assert len(json.loads(csl_json([one]))[0]["author"]) == 50


@READERS
def test_every_real_record(read: Any, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    citations = [cite(entry, real_loaded.catalog) for entry in real_loaded.catalog]
    back = read(bibtex(citations))
    assert [one["key"] for one in back] == [one.id for one in citations]
    assert [one["title"] for one in back] == [one.title for one in citations]
    assert [one["authors"] for one in back] == [list(map(parts, one.authors)) for one in citations]
    assert [one["id"] for one in rispy.loads(ris(citations))] == [one.id for one in citations]
    items = json.loads(csl_json(citations))
    assert [error.message for error in Draft7Validator(SHAPE).iter_errors(items)] == []
    assert [item["title"] for item in items] == [one.title for one in citations]


@pytest.mark.parametrize(
    ("name", "title", "written"),
    [
        ("CLIP", "Learning Visual Models", "Learning Visual Models"),
        ("ImageNet", "ImageNet: A Large-Scale Database", "{ImageNet}: A Large-Scale Database"),
        ("Faster R-CNN", "Faster R-CNN: Towards Detection", "{Faster} {R-CNN}: Towards Detection"),
        ("Flamingo", "Flamingo: a Visual Language Model", "{Flamingo}: a Visual Language Model"),
        ("x", "A $5 & 3% iPhone", r"A \$5 \& 3\% {iPhone}"),
    ],
)
def test_capitals_that_a_style_must_keep(name: str, title: str, written: str) -> None:
    assert f"title = {{{written}}}" in bibtex([citation(title, name=name)])


@pytest.mark.parametrize(
    ("kind", "bib", "tag", "csl"),
    [
        (VenueType.CONFERENCE, "@inproceedings", "CPAPER", "paper-conference"),
        (VenueType.WORKSHOP, "@inproceedings", "CPAPER", "paper-conference"),
        (VenueType.JOURNAL, "@article", "JOUR", "article-journal"),
        (VenueType.PREPRINT, "@misc", "UNPB", "article"),
        (VenueType.REPORT, "@techreport", "RPRT", "report"),
        (VenueType.BOOK, "@book", "BOOK", "book"),
    ],
)
def test_the_type_follows_the_venue(kind: VenueType, bib: str, tag: str, csl: str) -> None:
    one = citation(type=kind, institutions=("An Institute",))
    assert bibtex([one]).startswith(bib)
    assert ris([one]).startswith(f"TY  - {tag}\n")
    assert json.loads(csl_json([one]))[0]["type"] == csl


def test_the_published_version_comes_before_the_preprint(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    catalog, entries = real_loaded.catalog, real_loaded.catalog.entries
    published = cite(entries["vq-vae"], catalog)
    assert (published.container, published.date) == (catalog.taxonomy.venues["neurips"].name.en, PartialDate((2017,)))
    preprint = cite(entries["gpt-4"], catalog)
    assert (preprint.container, preprint.publisher, preprint.date) == ("", "arXiv", entries["gpt-4"].record.date)
    assert preprint.url == "https://arxiv.org/abs/2303.08774"
    doi = next(entry for entry in entries.values() if entry.record.doi and entry.record.arxiv)
    assert cite(doi, catalog).url.startswith("https://doi.org/")


def test_original_names_are_kept(real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    one = cite(real_loaded.catalog.entries["faster-rcnn"], real_loaded.catalog)
    assert by_pybtex(bibtex([one]))[0]["author+an"] == '1="任少卿"; 2="何恺明"; 4="孙剑"'
    assert json.loads(csl_json([one]))[0]["custom"]["names"]["He, Kaiming"] == "何恺明"
