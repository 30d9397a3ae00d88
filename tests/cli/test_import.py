"""`vlmap import` as a contract: drafts of what the list says, a report of the rest, nothing overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import HAN, snapshot
from tests.cli.test_new import TO_WRITE, findings
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.cli.test_commands import Run
    from vlmap.catalog import Project

FILES = ROOT / "tests" / "importers" / "files"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_list(lang: str, volcano: Project, vlmap: Run) -> None:
    before = snapshot(volcano.root)
    done = vlmap("import", str(FILES / "details.md"), cwd=volcano.root, lang=lang)
    assert done.returncode == 0
    after = snapshot(volcano.root)
    assert set(after) - set(before) == {"drafts/geysernet.yaml", "drafts/tilt-and-tell.yaml"}
    assert {name: after[name] for name in before} == before
    first = done.stdout.partition("drafts/tilt-and-tell.yaml")[0]
    assert first.startswith("drafts/geysernet.yaml: GeyserNet: Listening Posts")
    assert ("left out: the abstract, 36 characters" in first) is (lang == "en")
    assert ("未收入：摘要，36 字" in first) is (lang == "zh")
    for line in ("**Licence:** open", "**目标**：从外部量出内部。"):
        assert f"    {line}\n" in first
    assert done.stderr == {"en": "2 drafts in drafts/\n", "zh": "drafts/ 中新增 2 份草稿\n"}[lang]
    assert vlmap("fmt", "--check", "drafts", cwd=volcano.root).returncode == 0


def test_a_draft_passes_but_for_what_the_list_did_not_say(volcano: Project, vlmap: Run) -> None:
    vlmap("import", str(FILES / "details.md"), "--out", "papers", cwd=volcano.root)
    said = {"one_liner", "innovation", "key_points"}
    expected = (TO_WRITE - said) | {"sources", "missing-translation", "no-predecessor"}
    assert findings(volcano, vlmap, "papers/geysernet.yaml") == expected


def test_nothing_is_overwritten(volcano: Project, vlmap: Run) -> None:
    (volcano.root / "drafts").mkdir()
    (volcano.root / "drafts" / "geysernet.yaml").write_text("mine", encoding="utf-8")
    done = vlmap("import", str(FILES / "details.md"), cwd=volcano.root)
    assert done.returncode == 1
    assert "drafts/geysernet.yaml: exists already, and is left as it is" in done.stdout
    assert done.stderr == "1 draft in drafts/\n"
    assert (volcano.root / "drafts" / "geysernet.yaml").read_text(encoding="utf-8") == "mine"
    assert (volcano.root / "drafts" / "tilt-and-tell.yaml").is_file()


def test_a_work_on_the_map_is_named_in_its_draft(volcano: Project, vlmap: Run) -> None:
    bib = volcano.root / "list.bib"
    title = "若干火山的喷发与周围地表形变的关系"
    bib.write_text(f"@article{{a, title={{{title}}}, author={{Mogi, Kiyoo}}, year={{1958}}}}", encoding="utf-8")
    done = vlmap("import", "list.bib", cwd=volcano.root)
    assert done.returncode == 0
    assert "already on the map: papers/mogi.yaml" in done.stdout
    (draft,) = (volcano.root / "drafts").iterdir()
    assert "# Already on the map: papers/mogi.yaml. 地图上已有：papers/mogi.yaml。" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "# Only words\n\nand more of them.\n"])
def test_a_file_without_works_is_told(text: str, volcano: Project, vlmap: Run) -> None:
    (volcano.root / "list.md").write_text(text, encoding="utf-8")
    done = vlmap("import", "list.md", cwd=volcano.root)
    assert done.returncode == 1
    assert done.stderr == "0 drafts in drafts/\n"
    assert all(line.strip("# ") in done.stdout for line in text.splitlines())
    assert not (volcano.root / "drafts").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_in_another_encoding_is_told(lang: str, volcano: Project, vlmap: Run) -> None:
    (volcano.root / "list.md").write_bytes("标题：地表监测".encode("gb18030"))
    done = vlmap("import", "list.md", cwd=volcano.root, lang=lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert "list.md" in done.stderr
    assert "GBK" in done.stderr
    assert bool(HAN.search(done.stderr)) is (lang == "zh")
