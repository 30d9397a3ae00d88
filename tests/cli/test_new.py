"""`vlmap new` as a contract: a draft that lacks only what nobody could know, never in the place of anything."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.cli.test_commands import HAN, edit, snapshot
from tests.conftest import ROOT
from vlmap.cli import new

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.test_commands import Run
    from vlmap.catalog import Project
    from vlmap.importers import Arxiv

BIB = ROOT / "tests" / "importers" / "files" / "geysernet.bib"
TO_WRITE = {"facets", "one_liner", "problem", "innovation", "summary", "key_points", "reviewed"}


def findings(project: Project, vlmap: Run, name: str) -> set[str]:
    """Return what is wrong with a record: for a missing field its name, else the rule."""
    found = json.loads(vlmap("check", name, "--format", "json", cwd=project.root).stdout)
    missing = (re.fullmatch("(.+) is missing", one["message"]["en"]) for one in found)
    return {match[1] if match else one["rule"] for match, one in zip(missing, found, strict=True)}


def test_from_a_reference(volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    done = vlmap("new", "geysernet", "--from", str(BIB), cwd=volcano.root)
    assert (done.returncode, done.stdout) == (0, "papers/geysernet.yaml\n")
    assert "fill in" in done.stderr
    after = snapshot(volcano.root)
    assert set(after) - set(before) == {"papers/geysernet.yaml"}
    assert {name: after[name] for name in before} == before
    assert vlmap("fmt", "--check", "papers/geysernet.yaml", cwd=volcano.root).returncode == 0
    assert findings(volcano, vlmap, "papers/geysernet.yaml") == TO_WRITE | {"missing-translation", "no-predecessor"}


def test_from_nothing(volcano: Project, vlmap: Run) -> None:
    done = vlmap("new", "geysernet", cwd=volcano.root)
    assert done.returncode == 0
    text = (volcano.papers / "geysernet.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/paper.schema.json\n")
    assert vlmap("check", cwd=volcano.root).returncode == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("arxiv", ["2301.12345", "https://arxiv.org/abs/2301.12345v1"])
def test_from_arxiv(
    arxiv: str,
    lang: str,
    volcano: Project,
    vlmap: Run,
    arxiv_client: Callable[..., Arxiv],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(new, "Arxiv", lambda _cache: arxiv_client("feed"))
    monkeypatch.setenv("VLMAP_LANG", lang)
    options = ["geysernet", "--arxiv", arxiv, "--project", str(volcano.root)]
    done = CliRunner().invoke(new.command, options, standalone_mode=False)
    assert done.exception is None
    assert done.stdout == "papers/geysernet.yaml\n"
    assert bool(HAN.search(done.stderr)) is (lang == "zh")
    assert findings(volcano, vlmap, "papers/geysernet.yaml") == TO_WRITE | {"missing-translation", "no-predecessor"}
    text = (volcano.papers / "geysernet.yaml").read_text(encoding="utf-8")
    for line in ("name: GeyserNet", "  - Jörg Müller", "date: 2023-01-30", "  id: jgr", 'arxiv: "2301.12345"'):
        assert line in text.splitlines()
    assert "category: monitoring/deformation" in text
    assert "We measure" not in text, "no abstract is kept"


def test_offline_asks_nobody(volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    done = vlmap("new", "x", "--arxiv", "2301.12345", "--offline", cwd=volcano.root)
    assert done.returncode == 2
    assert "leave out --offline once" in done.stderr
    assert snapshot(volcano.root) == before


@pytest.mark.parametrize(
    ("old", "new_"),
    [
        ("date: 1958\n", 'date: 1958\narxiv: "2301.12345"\n'),
        ("date: 1958\n", "date: 1958\ndoi: 10.1000/GEYSERNET.2023\n"),
        (
            "  zh: 若干火山的喷发与周围地表形变的关系\n",
            '  zh: "GEYSERNET – α-tremor, from Müller\'s posts at 50% power & less!"\n',
        ),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_paper_on_the_map_is_refused_by_name(lang: str, old: str, new_: str, volcano: Project, vlmap: Run) -> None:
    edit(volcano, "papers/mogi.yaml", old, new_)
    before = snapshot(volcano.root)
    done = vlmap("new", "geysernet", "--from", str(BIB), cwd=volcano.root, lang=lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert "papers/mogi.yaml" in done.stderr
    assert bool(HAN.search(done.stderr)) is (lang == "zh")
    assert snapshot(volcano.root) == before


def test_what_is_on_the_map_is_told_without_asking_arxiv(volcano: Project, vlmap: Run) -> None:
    mogi = volcano.papers / "mogi.yaml"
    text = mogi.read_text(encoding="utf-8")
    mogi.write_text(text.replace("date: 1958\n", 'date: 1958\narxiv: "2301.12345"\n'), encoding="utf-8")
    done = vlmap("new", "x", "--arxiv", "2301.12345v2", "--offline", cwd=volcano.root)
    assert done.returncode == 2
    assert "on the map already: papers/mogi.yaml" in done.stderr


@pytest.mark.parametrize("id_", ["mogi", "old-mogi", "broken"])
def test_an_id_that_is_taken_is_refused(id_: str, volcano: Project, vlmap: Run) -> None:
    edit(volcano, "papers/mogi.yaml", "kind: method\n", "kind: method\naliases: [old-mogi]\n")
    (volcano.papers / "broken.yaml").write_text("name: [", encoding="utf-8")
    before = snapshot(volcano.root)
    done = vlmap("new", id_, cwd=volcano.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"papers/{id_.removeprefix('old-')}.yaml" in done.stderr
    assert snapshot(volcano.root) == before


def test_a_file_of_many_is_for_import(volcano: Project, vlmap: Run) -> None:
    both = volcano.root / "two.bib"
    both.write_text("@misc{a, title={A}}\n@misc{b, title={B}}\n", encoding="utf-8")
    done = vlmap("new", "x", "--from", "two.bib", cwd=volcano.root)
    assert done.returncode == 2
    assert "two.bib holds 2 references, not one; `vlmap import` takes any number" in done.stderr
