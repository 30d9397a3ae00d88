"""A pull request told record by record, from a real git repository, in two languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vlmap.errors import VlmapError
from vlmap.languages import LANGUAGES
from vlmap.report import printable
from vlmap.review import markdown
from vlmap.review.markdown import code, in_both_languages, in_one_language
from vlmap.review.proposal import proposal

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from tests.repository import Repository
    from vlmap.catalog import Project

    Run = Callable[..., CompletedProcess[str]]

GITHUB = MarkdownIt("gfm-like", {"linkify": False})

REASON = """no_predecessor:
  en: Its predecessors, theories of elasticity, lie outside the map.
  zh: 其前身是弹性力学理论，不在本图之内。
"""
PREDECESSOR = """builds_on:
  - paper: mogi
    relation: refines
    note:
      en: Faults in the place of a point.
"""
RELATION = """relations:
  replaces:
    label: {en: replaces, zh: 取代}
    inverse: {en: replaced by, zh: 被取代于}
    definition: {en: Takes the place of the older work., zh: 取代前作。}
"""


def told(repository: Repository, span: str = "HEAD^..HEAD") -> str:
    return in_one_language(proposal(repository.project, span), "en")


def section(report: str, title: str) -> list[str]:
    """Return the lines of one section."""
    found = re.search(rf"^### {title}\n\n(.*?)(?:\n\n|\Z)", report, re.DOTALL | re.MULTILINE)
    return found[1].rstrip().splitlines() if found else []


def add_a_record(repository: Repository) -> None:
    repository.copy("mogi", "okada")
    repository.edit("papers/okada.yaml", "name: Mogi source", "name: Okada source")
    repository.edit(
        "papers/okada.yaml",
        "Relations between the eruptions of various volcanoes and the deformations of the ground surfaces around them",
        "Surface deformation due to shear and tensile faults in a half-space",
    )
    repository.edit("papers/okada.yaml", "若干火山的喷发与周围地表形变的关系", "剪切与张裂断层引起的地表形变")
    repository.edit("papers/okada.yaml", REASON, PREDECESSOR)


ENGLISH = """\
## What this changes

0 new errors · 2 new warnings · 1 added · 1 renamed · 1 edited · 25 pages

### New findings

- **warning** `papers/okada.yaml:44:5` `missing-translation`: `builds_on[1].note has no Chinese text`

### Added

- `okada`: `Okada source`, `Surface deformation due to shear and tensile faults in a half-space`
  - `monitoring/deformation` · `1958` · `jgr 1958`
  - builds on: `mogi` (`refines`)
  - incomplete in: Chinese

### Renamed

- `walker-classes` → `walker`: the old address leads to `walker`
  - `aliases`: + `walker-classes`
  - `date`: `1973` → `1973-05`

### Edited

- `vei`
  - `organizations`: − `usgs`
  - `facets.quantity`: + `displacement`
  - `key_points[3]`: English `Says nothing about gas.` → `It is silent about gas.`

### Vocabulary

- `relations`: + `replaces`

### Translations out of step

- `vei` `key_points`: the Chinese has not followed

### Pages

- New (4): `/authors/`, `/authors/kiyoo-mogi/`, `/papers/okada/`, `/papers/walker/`
- Gone (2): `/organizations/`, `/organizations/usgs/`
- Changed (19): `/`, `/browse/`, `/contribute/form/`, `/eruptions/`, `/eruptions/classification/`, `/map/`, \
`/monitoring/`, `/monitoring/deformation/`, `/papers/mogi/`, `/papers/vei/`, `/papers/walker-classes/`, \
`/timeline/`, `/venues/`, `/venues/bv/`, `/venues/jgr/`, `/worklist/`, `/years/`, `/years/1958/`, `/years/1973/`
- Each in both languages but for those marked.

### Other files

- `README.md`
"""
CHINESE = """\
## 改动一览

新错误 0 个 · 新警告 2 个 · 新增 1 条 · 改名 1 条 · 修改 1 条 · 涉及页面 25 个

### 新的检查结果

- **警告** `papers/okada.yaml:44:5` `missing-translation`：`builds_on[1].note 缺少中文`

### 新增

- `okada`：`Okada source`，`剪切与张裂断层引起的地表形变`
  - `monitoring/deformation` · `1958` · `jgr 1958`
  - 前作：`mogi`（`refines`）
  - 未写全：中文

### 改名

- `walker-classes` → `walker`：旧地址转到 `walker`
  - `aliases`：+ `walker-classes`
  - `date`：`1973` → `1973-05`

### 修改

- `vei`
  - `organizations`：− `usgs`
  - `facets.quantity`：+ `displacement`
  - `key_points[3]`：英文 `Says nothing about gas.` → `It is silent about gas.`

### 词表

- `relations`：+ `replaces`

### 未同步的译文

- `vei` `key_points`：中文尚未同步

### 页面

- 新增（4）：`/authors/`、`/authors/kiyoo-mogi/`、`/papers/okada/`、`/papers/walker/`
- 消失（2）：`/organizations/`、`/organizations/usgs/`
- 有变化（19）：`/`、`/browse/`、`/contribute/form/`、`/eruptions/`、`/eruptions/classification/`、`/map/`、\
`/monitoring/`、`/monitoring/deformation/`、`/papers/mogi/`、`/papers/vei/`、`/papers/walker-classes/`、`/timeline/`、`/venues/`、\
`/venues/bv/`、`/venues/jgr/`、`/worklist/`、`/years/`、`/years/1958/`、`/years/1973/`
- 除注明者外，均含两种语言。

### 其他文件

- `README.md`
"""


def make_a_pull_request(repository: Repository) -> None:
    """Add, rename, edit: the kinds that leave a project without errors."""
    add_a_record(repository)
    repository.rename("walker-classes", "walker")
    repository.edit("papers/walker.yaml", "kind: method\n", "kind: method\naliases: [walker-classes]\n")
    repository.edit("papers/walker.yaml", "date: 1973\n", "date: 1973-05\n")
    repository.edit("papers/vei.yaml", "organizations:\n  - usgs\n", "")
    repository.edit("papers/vei.yaml", "    - volume\n", "    - volume\n    - displacement\n")
    repository.edit("papers/vei.yaml", "Says nothing about gas.", "It is silent about gas.")
    repository.edit("taxonomy.yaml", "relations:\n", RELATION)
    repository.write("README.md", "Volcanoes\n")
    repository.commit()


def test_a_pull_request_in_both_languages(repository: Repository, vlmap: Run) -> None:
    assert vlmap("refresh", cwd=repository.project.root).returncode == 0
    repository.commit()
    make_a_pull_request(repository)
    found = proposal(repository.project, "HEAD^..HEAD")
    assert in_one_language(found, "en") == ENGLISH
    assert in_one_language(found, "zh") == CHINESE
    assert in_both_languages(found) == f"{ENGLISH}\n<details><summary>中文</summary>\n\n{CHINESE}\n</details>\n"


def test_adds_renames_with_and_without_alias_edits_and_deletes_in_one_go(repository: Repository) -> None:
    add_a_record(repository)
    repository.rename("walker-classes", "walker")
    repository.edit("papers/walker.yaml", "kind: method\n", "kind: method\naliases: [walker-classes]\n")
    repository.copy("okada", "sill")
    repository.edit("papers/sill.yaml", "name: Okada source", "name: Sill")
    repository.commit()
    repository.rename("sill", "flat-source")
    repository.edit("papers/mogi.yaml", "date: 1958", "date: 1958-06")
    repository.remove("okada")
    repository.commit()
    report = told(repository, "HEAD~2..HEAD")
    assert section(report, "Added")[0].startswith("- `flat-source`: `Sill`")
    assert section(report, "Renamed")[0] == "- `walker-classes` → `walker`: the old address leads to `walker`"
    assert section(report, "Edited") == ["- `mogi`", "  - `date`: `1958` → `1958-06`"]
    assert not section(report, "Removed"), "what came and went in between was never there"
    report = told(repository)
    cure = "**its address would be dead**; write `aliases: [{}]` in the record that takes its place"
    assert section(report, "Renamed") == [f"- `sill` → `flat-source`: {cure.format('sill')}"]
    assert section(report, "Removed") == [f"- `okada`: {cure.format('okada')}"]
    assert "- Gone (2): `/papers/okada/`, `/papers/sill/`" in section(report, "Pages")
    assert not section(report, "Added")


def test_a_record_merged_into_another(repository: Repository) -> None:
    add_a_record(repository)
    repository.commit()
    repository.remove("okada")
    repository.edit("papers/mogi.yaml", "kind: method\n", "kind: method\naliases: [okada]\n")
    repository.commit()
    assert section(told(repository), "Removed") == ["- `okada`: the old address leads to `mogi`"]


def test_the_address_of_a_neighbour_and_of_the_branch_are_among_the_pages(repository: Repository) -> None:
    repository.edit("papers/walker-classes.yaml", "name: Walker classes", "name: Walker's classes")
    repository.commit()
    (changed, _) = section(told(repository), "Pages")
    assert {"`/eruptions/`", "`/eruptions/classification/`", "`/papers/vei/`"} <= set(re.findall("`[^`]+`", changed))
    assert "/papers/mogi/" not in changed


def test_a_change_of_one_language_touches_that_language_alone(repository: Repository) -> None:
    repository.edit("papers/mogi.yaml", "弹性半空间中一个受压的小球。", "弹性半空间里一个受压的小球。")
    repository.commit()
    assert section(told(repository), "Pages")[0] == "- Changed (1): `/papers/mogi/` (Chinese)"


def test_white_space_and_order_of_fields_are_no_edit(repository: Repository) -> None:
    repository.edit("papers/mogi.yaml", "    zh: 茂木清夫\ndate: 1958\n", "    zh: 茂木清夫\n\ndate:   1958\n")
    repository.commit()
    assert told(repository) == "## What this changes\n\n0 new errors · 0 new warnings · 0 pages\n"


def test_items_in_another_order(repository: Repository) -> None:
    repository.edit(
        "papers/vei.yaml",
        "  - Christopher G. Newhall\n  - Stephen Self\n",
        "  - Stephen Self\n  - Christopher G. Newhall\n",
    )
    repository.commit()
    assert section(told(repository), "Edited") == ["- `vei`", "  - `authors`: in another order"]


def test_a_longer_text_is_told_by_its_languages(repository: Repository) -> None:
    long = "A small sphere under pressure in an elastic half-space, which is to say a very much simpler thing."
    repository.edit("papers/mogi.yaml", "A small sphere under pressure in an elastic half-space.", long)
    repository.commit()
    assert section(told(repository), "Edited") == ["- `mogi`", "  - `innovation`: English rewritten"]


def test_a_point_more_is_named(repository: Repository) -> None:
    points = "  - en: Still the first model tried.\n"
    repository.edit("papers/mogi.yaml", points, "  - en: New here.\n    zh: 新添的。\n" + points)
    repository.commit()
    assert section(told(repository), "Edited") == ["- `mogi`", "  - `key_points`: + `New here.`"]


def test_a_figure_has_its_identity(repository: Repository) -> None:
    results = "results:\n  - benchmark: pinatubo-volume\n    value: {}\n    variant: by hand\n    source: Table 1\n"
    text = repository.read("papers/vei.yaml")
    if "results:" in text:
        text = re.sub(r"results:\n(?:[ -].*\n)+", "", text)
    repository.write("papers/vei.yaml", text.replace("sources:\n", results.format("10.0") + "sources:\n"))
    repository.commit()
    repository.edit("papers/vei.yaml", "value: 10.0", "value: 10.5")
    repository.commit()
    edits = section(told(repository), "Edited")
    assert edits == ["- `vei`", "  - `results[pinatubo-volume, by hand].value`: `10.0` → `10.5`"]


def test_a_broken_record_is_neither_removed_nor_edited_by_stand_ins(repository: Repository) -> None:
    repository.write("papers/mogi.yaml", "name: [\n")
    repository.edit("papers/vei.yaml", "date: 1982-02", "date: soon")
    repository.commit()
    report = told(repository)
    assert section(report, "Unreadable") == ["- `mogi`"]
    assert section(report, "Edited") == ["- `vei`"]
    assert not section(report, "Removed")
    assert section(report, "Pages") == ["- Not drawn: there are errors to mend first."]
    assert [line.split(":")[0] for line in section(report, "New findings")] == [
        "- **error** `papers/mogi.yaml",
        "- **error** `papers/vei.yaml",
    ]


def test_findings_that_moved_are_not_new_and_mended_ones_are_counted(repository: Repository) -> None:
    repository.edit("papers/vei.yaml", "    zh: 不涉及气体。\n", "")
    repository.edit("papers/mogi.yaml", "    zh: 四个参数即可描述源。\n", "")
    repository.commit()
    repository.edit("papers/vei.yaml", "name: VEI\n", "# a line more\nname: VEI\n")
    repository.edit("papers/mogi.yaml", "the source.\n", "the source.\n    zh: 四个参数即可描述源。\n")
    repository.rename("vei", "index-of-explosivity")
    repository.edit("papers/index-of-explosivity.yaml", "aliases:\n", "aliases:\n  - vei\n")
    repository.commit()
    report = told(repository)
    assert "0 new errors · 0 new warnings · 1 finding mended" in report
    assert not section(report, "New findings")


def test_a_renamed_record_keeps_the_memory_of_its_translations(repository: Repository, vlmap: Run) -> None:
    vlmap("refresh", cwd=repository.project.root)
    repository.commit()
    repository.rename("mogi", "mogi-source")
    repository.edit("papers/mogi-source.yaml", "kind: method\n", "kind: method\naliases: [mogi]\n")
    repository.edit("papers/mogi-source.yaml", "A small sphere under pressure", "A tiny sphere under pressure")
    repository.commit()
    assert section(told(repository), "Translations out of step") == [
        "- `mogi-source` `innovation`: the Chinese has not followed"
    ]
    repository.edit("papers/mogi-source.yaml", "弹性半空间中一个受压的小球。", "弹性半空间中一个受压的微小球体。")
    repository.commit()
    assert not section(told(repository, "HEAD~2..HEAD"), "Translations out of step")


def test_without_a_vocabulary_the_findings_alone_are_told(repository: Repository) -> None:
    repository.write("taxonomy.yaml", "roots: {}\n")
    repository.commit()
    report = told(repository)
    assert "One side's taxonomy.yaml cannot be read" in report
    assert section(report, "New findings")


# --- hostile content ---------------------------------------------------------------------------------------------

HOSTILE = "` ``` </details> <img src=x onerror=alert(1)> @octocat #1 | [x](javascript:alert(1)) ::error:: ![](//e)"


def rendered(text: str) -> str:
    return str(GITHUB.render(text))


def test_hostile_text_stays_in_its_code_span(repository: Repository) -> None:
    add_a_record(repository)
    quoted = "'" + HOSTILE + "'"
    repository.edit("papers/okada.yaml", "name: Okada source", f"name: {quoted}")
    repository.edit("papers/vei.yaml", "  - Stephen Self\n", f"  - {quoted}\n")
    repository.edit("papers/mogi.yaml", "category: monitoring/deformation", f"category: {quoted}")
    repository.edit("papers/mogi.yaml", "name: Kiyoo Mogi", f"name: {quoted}")
    repository.write("docs/`<img src=x>`\n- [x](y).md", "x")
    repository.commit()
    for lang in LANGUAGES:
        html = rendered(in_one_language(proposal(repository.project, "HEAD^..HEAD"), lang))
        assert "octocat" in html
        outside = re.sub(r"<code>[^<]*</code>", "", html)
        assert not re.search(r"octocat|onerror|javascript|::error|<img|<a |</details", outside)


@given(st.text(st.characters(codec="utf-8"), max_size=120) | st.text("`\\\\<>[]()!@#|&*_~ \n\r\t", max_size=40))
def test_any_text_becomes_one_code_span_that_says_it(text: str) -> None:
    (_, inline, _) = GITHUB.parse(f"- **x** {code(text, 400)}: y")[2:5]
    assert inline.children
    spans = [token for token in inline.children if token.type == "code_inline"]
    assert [token.content for token in spans] == [printable(" ".join(text.split())) or "␠"]
    assert {token.type for token in inline.children} == {"strong_open", "text", "strong_close", "code_inline"}


def test_a_flood_of_changes_stays_within_what_github_takes(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        repository.copy("mogi", f"mogi-{number}")
    repository.commit()
    found = proposal(repository.project, "HEAD^..HEAD")
    monkeypatch.setattr(markdown, "MOST", 10)
    report = in_both_languages(found)
    assert "20 added" in report
    assert "- … and 30 lines more" in report, "two lines a record"
    monkeypatch.setattr(markdown, "MOST", 10**6)
    many = in_both_languages(replace(found, other_files=tuple("名" * 199 + str(number) for number in range(5000))))
    assert "The rest is left out." in many
    assert len(many.encode()) < 1024 * 1024
    assert many.endswith("\n</details>\n")


def test_links_and_modules_of_git_are_told_and_not_followed(repository: Repository) -> None:
    (repository.project.papers / "passwd.yaml").symlink_to("/etc/passwd")
    (repository.project.papers / "loop.yaml").symlink_to("loop.yaml")
    repository.commit()
    report = told(repository)
    assert "`papers/passwd.yaml:1:1` `id`: `this is not a plain file`" in report
    assert "`papers/loop.yaml:1:1` `id`: `this is not a plain file`" in report
    assert "root:" not in report


def test_attributes_of_the_repository_hide_nothing(repository: Repository) -> None:
    repository.write(".gitattributes", "papers/* export-ignore\n* export-subst\n")
    add_a_record(repository)
    repository.commit()
    assert section(told(repository), "Added")


# --- git and the command line ------------------------------------------------------------------------------------


def test_three_dots_start_where_the_two_parted(repository: Repository) -> None:
    repository.git("branch", "--quiet", "-M", "main")
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.edit("papers/mogi.yaml", "date: 1958", "date: 1958-06")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    add_a_record(repository)
    repository.commit()
    assert section(told(repository, "main...mine"), "Edited")
    assert not section(told(repository, "main...mine"), "Removed")
    assert section(told(repository, "main..mine"), "Removed")
    repository.git("checkout", "--quiet", "mine")
    assert told(repository, "main...") == told(repository, "main...mine")


def test_a_project_in_a_folder_of_a_repository(repository: Repository) -> None:
    outer = repository.project.root.parent
    (repository.project.root / ".git").rename(outer / ".git")
    repository.commit()
    repository.edit("papers/mogi.yaml", "date: 1958", "date: 1958-06")
    (outer / "elsewhere.txt").write_text("x", encoding="utf-8")
    repository.commit()
    report = told(repository)
    assert section(report, "Edited") == ["- `mogi`", "  - `date`: `1958` → `1958-06`"]
    assert not section(report, "Other files")


@pytest.mark.parametrize("span", ["HEAD", "HEAD..nowhere", "--output=x..HEAD", "HEAD:papers..HEAD", "..@{99}", ""])
def test_what_is_no_interval_is_told(span: str, repository: Repository) -> None:
    with pytest.raises(VlmapError) as told_of:
        proposal(repository.project, span)
    assert "\n" not in told_of.value.message.en


def test_without_a_repository(volcano: Project, vlmap: Run) -> None:
    done = vlmap("report", "HEAD^..HEAD", cwd=volcano.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_the_command_prints_or_writes_and_touches_nothing_else(repository: Repository, vlmap: Run) -> None:
    make_a_pull_request(repository)
    root = repository.project.root
    printed = vlmap("report", "HEAD^..HEAD", cwd=root)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == in_both_languages(proposal(repository.project, "HEAD^..HEAD"))
    chinese = vlmap("report", "HEAD^..HEAD", "--lang", "zh", cwd=root)
    assert chinese.stdout.startswith("## 改动一览")
    assert "details" not in chinese.stdout
    assert vlmap("report", "HEAD^..HEAD", "-o", str(root.parent / "summary.md"), cwd=root).stdout == ""
    assert (root.parent / "summary.md").read_text(encoding="utf-8") == printed.stdout
    assert repository.git("status", "--porcelain") == ""
