"""The cards: one a root and language, drawn from the taxonomy; those in git are there and of the right size."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.conftest import ROOT, copy_volcano
from vlmap.catalog import load
from vlmap.export.cards import cards
from vlmap.languages import LANGUAGES
from vlmap.render.head import CARD_SIZE, CARDS
from vlmap.render.labels import load_labels
from vlmap.report import display_width

if TYPE_CHECKING:
    from pathlib import Path

    from vlmap.catalog import Project

SVG = "{http://www.w3.org/2000/svg}"


def drawn(project: Project) -> dict[str, ElementTree.Element]:
    catalog = load(project).catalog
    assert catalog
    labels = {lang: load_labels(project, lang) for lang in LANGUAGES}
    return {name: ElementTree.fromstring(svg.strip()) for name, svg in cards(project, catalog, labels)}


def words(card: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in card.iter(f"{SVG}text")]


def test_every_root_has_a_card_in_each_language(real: Project, volcano: Project) -> None:
    assert set(drawn(volcano)) == {
        f"{root}.{lang}.png" for root in ("index", "eruptions", "monitoring") for lang in LANGUAGES
    }
    assert set(drawn(real)) == {path.name for path in (ROOT / "templates" / "theme" / CARDS).iterdir()}


def test_a_card_says_what_the_root_is(volcano: Project) -> None:
    card = drawn(volcano)["monitoring.zh.png"]
    assert words(card)[1:] == ["监测", "从外部能对火山测量什么。"]
    assert (card.get("width"), card.get("height")) == tuple(map(str, CARD_SIZE))
    lanes = list(card.iter(f"{SVG}path"))
    assert len(lanes) == 2, "two roots, none of which unites"


def test_no_line_is_too_long(real: Project) -> None:
    for name, card in drawn(real).items():
        lines = words(card)[1 if name.startswith("index") else 2 :]
        assert 1 <= len(lines) <= 4, name
        assert all(display_width(line) <= 54 for line in lines), name
        assert not [line for line in lines if line[0] in "，。；：、！？）”"], name


def test_words_are_escaped(tmp_path: Path) -> None:
    project = copy_volcano(tmp_path / "volcano")
    text = project.taxonomy.read_text(encoding="utf-8")
    project.taxonomy.write_text(text.replace("en: Eruptions", "en: <b>&\"'"), encoding="utf-8")
    assert "<b>&\"'" in words(drawn(project)["eruptions.en.png"])


def test_the_images_in_git_have_the_size_that_pages_claim() -> None:
    for path in (ROOT / "templates" / "theme" / CARDS).iterdir():
        assert struct.unpack(">II", path.read_bytes()[16:24]) == CARD_SIZE, path.name
