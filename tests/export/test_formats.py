"""The formats of `vlmap export`, read by what reads them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from vlmap.catalog import load
from vlmap.cli.export import FORMS
from vlmap.export.formats import FORMATS, Chosen
from vlmap.export.select import select
from vlmap.export.table import _harmless, records_csv

if TYPE_CHECKING:
    from vlmap.catalog import Project


def chosen(project: Project, query: str = "") -> Chosen:
    catalog = load(project).catalog
    assert catalog
    return Chosen(project, catalog, select(query, catalog), "en")


def ids(form: str, text: str) -> list[str]:
    """The ids in a text, by a reader of its form."""
    if form == "json":
        return [record["id"] for record in json.loads(text)]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in text.splitlines()]
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]
    if form == "bibtex":
        return [entry.key for entry in bibtexparser.parse_string(text).entries]
    if form == "ris":
        return [reference["id"] for reference in rispy.loads(text)]
    return [item["id"] for item in json.loads(text)]


def test_the_command_knows_every_format() -> None:
    assert set(FORMS) == set(FORMATS)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("schema", "readme")])
def test_every_format_holds_what_was_chosen(form: str, volcano: Project) -> None:
    assert ids(form, FORMATS[form](chosen(volcano))) == ["mogi", "vei", "walker-classes"]
    assert ids(form, FORMATS[form](chosen(volcano, "category:eruptions"))) == ["vei", "walker-classes"]
    assert ids(form, FORMATS[form](chosen(volcano, "kind:survey"))) == []


def test_the_list_holds_what_was_chosen(volcano: Project) -> None:
    text = FORMATS["readme"](chosen(volcano, "id:vei"))
    assert "papers/vei.yaml" in text
    assert "papers/mogi.yaml" not in text
    assert "Monitoring" in text  # where VEI is a guest
    assert "Monitoring" not in FORMATS["readme"](chosen(volcano, "id:walker-classes"))


def test_a_record_in_full(volcano: Project) -> None:
    (record,) = json.loads(FORMATS["json"](chosen(volcano, "id:walker-classes")))
    assert record["pages"] == {"en": "papers/walker-classes/", "zh": "zh/papers/walker-classes/"}
    assert [later["paper"] for later in record["built_on_by"]] == ["vei"]
    (vei,) = json.loads(FORMATS["json"](chosen(volcano, "id:vei")))
    assert vei["results"][0]["value"] == 10
    assert vei["date"] == "1982-02"
    assert vei["authors"] == [{"name": "Christopher G. Newhall"}, {"name": "Stephen Self"}]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = _harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell.endswith(text)


def test_a_hostile_name_in_a_table(volcano: Project) -> None:
    path = volcano.papers / "mogi.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: Mogi source", "name: =cmd|' /C calc'!A0"), "utf-8")
    found = chosen(volcano, "id:mogi")
    text = records_csv(found.entries, found.catalog)
    assert text.startswith("\ufeffid,")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["name"] == "'=cmd|' /C calc'!A0"
