"""`taxonomy.yaml` and a reading path, spoilt one place at a time."""

from __future__ import annotations

from tests.conftest import VOLCANO
from tests.hostile.case import Case, Spoil, edit, file

FILE = "taxonomy.yaml"
_TEXT = (VOLCANO / FILE).read_text(encoding="utf-8")
_BUILD = ("build",)


def _root(name: str, category: str = "deformation") -> Spoil:
    """Rename a branch and the category in it, there and in the records."""

    def spoil(folder):  # type: ignore[no-untyped-def]
        for path in (folder / FILE, *(folder / "papers").iterdir()):
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace("monitoring", name)
                .replace("deformation:", f"{category}:")
                .replace("/deformation", f"/{category}"),
                encoding="utf-8",
            )

    return spoil


def _more(section: str, text: str) -> Spoil:
    """Put something at the start of a section."""
    return edit(FILE, f"\n{section}:\n", f"\n{section}:\n{text}\n")


_NODE = "label: {en: a, zh: b}, definition: {en: a, zh: b}"
_TERM = f"{{{_NODE}}}"
_DEEP = f"{{{_NODE}, categories: {{a: " * 30_000

CASES = [
    Case("empty", file(FILE, ""), "taxonomy.yaml:1:1 syntax: the file has no fields"),
    Case(
        "GBK",
        file(FILE, _TEXT.replace("³", "3").encode("gbk")),
        "taxonomy.yaml:5:11 encoding: the file is not UTF-8; it looks like GBK",
    ),
    Case(
        "UTF-16",
        file(FILE, _TEXT.encode("utf-16")),
        "taxonomy.yaml:1:1 encoding: the file is not UTF-8; it looks like UTF-16",
    ),
    Case(
        "NUL",
        file(FILE, _TEXT.replace("Eruptions", "Erup\0tions").encode()),
        "taxonomy.yaml:4:15 encoding: the character U+0000 is not allowed",
    ),
    Case("a record in its place", file(FILE, "name: VEI\n"), "taxonomy.yaml:1:1 schema: facets is missing"),
    Case(
        "five megabytes",
        file(FILE, "#" * 5_000_000),
        "taxonomy.yaml:1:1 encoding: the file is larger than 4,194,304 bytes",
    ),
    Case(
        "two million texts",
        file(FILE, "facets: [" + "a," * 2_000_000 + "]"),
        "taxonomy.yaml:1:419432 syntax: the file has more than 209,715 parts",
    ),
    Case(
        "two million characters in a text",
        edit(FILE, "How volcanoes erupt", "x" * 2_000_000),
        "taxonomy.yaml:8:11 schema: roots.eruptions.definition.en has more than 5,000 characters",
    ),
    Case(
        "30,000 categories in one another",
        _more("facets", f"  x: {_DEEP}"),
        "taxonomy.yaml:35:619 syntax: nested deeper than 20 levels",
    ),
    Case(
        "15 categories in one another",
        edit(
            FILE,
            "  monitoring:\n",
            "  x: " + f"{{{_NODE}, categories: {{a: " * 15 + _TERM + "}}" * 15 + "\n  monitoring:\n",
        ),
        "taxonomy.yaml:18:619 syntax: nested deeper than 20 levels",
    ),
    Case(
        "laughs", file(FILE, "a: &a [x]\nb: &b [*a, *a]\n"), "taxonomy.yaml:1:4 syntax: anchors are not used here: &a"
    ),
    Case(
        "no branches",
        edit(FILE, "roots:\n  eruptions:", "roots: {}\nother:\n  eruptions:"),
        "taxonomy.yaml:1:1 schema: roots has 0 items; at least 1 are needed",
    ),
    Case(
        "a branch twice",
        edit(FILE, "  monitoring:\n", "  eruptions:\n"),
        "papers/mogi.yaml:6:11 unknown-term: 'monitoring/deformation' is not a category",
    ),
    Case(
        "30,000 unknown fields",
        file(FILE, "".join(f"k{n}: x\n" for n in range(30_000))),
        "taxonomy.yaml:1:1 schema: facets is missing",
    ),
    Case(
        "a colour that ends its rule",
        edit(FILE, '"#b3261e"', '"#b3261e}body{display:none"'),
        "taxonomy.yaml:6:13 schema: roots.eruptions.color is not a colour ('#b3261e}body{display:none')",
    ),
    Case(
        "a colour that loads",
        edit(FILE, '"#b3261e"', '"url(https://example.org/)"'),
        "taxonomy.yaml:6:13 schema: roots.eruptions.color is not a colour ('url(https://example.org/)')",
    ),
    Case(
        "a colour that is a comment",
        edit(FILE, '"#b3261e"', "#b3261e"),
        "taxonomy.yaml:6:5 schema: roots.eruptions.color is not a colour",
    ),
    Case(
        "a look-alike branch",
        edit(FILE, "  eruptions:\n", "  еruptions:\n"),
        "taxonomy.yaml:2:3 schema: roots.еruptions is not an id",
    ),
    Case(
        "a branch with a path for a name",
        edit(FILE, "  eruptions:\n", "  ../eruptions:\n"),
        "taxonomy.yaml:2:3 schema: roots.../eruptions is not an id",
    ),
    Case(
        "a branch that unites what is not there",
        edit(FILE, 'color: "#b3261e"', "unites: [monitoring, nowhere]"),
        "taxonomy.yaml:6:5 schema: roots.eruptions.unites names 'nowhere', which is no other root",
    ),
    Case(
        "a branch that unites itself",
        edit(FILE, 'color: "#b3261e"', "unites: [eruptions, eruptions]"),
        "taxonomy.yaml:6:5 schema: roots.eruptions.unites names 'eruptions' twice",
    ),
    Case(
        "a branch named as the records' folder",
        _root("papers", "vei"),
        "vlmap: papers/vei.yaml and taxonomy.yaml both make the page /papers/vei/; give what it shows another id",
        2,
        _BUILD,
    ),
    Case(
        "a branch named as a language",
        _root("zh"),
        "vlmap: templates/pages/home.html.j2 and taxonomy.yaml both make the page /zh/; give what it shows another id",
        2,
        _BUILD,
    ),
    Case(
        "a branch named as a page",
        _root("map"),
        "vlmap: taxonomy.yaml and templates/pages/map.html.j2 both make the page /map/; give what it shows another id",
        2,
        _BUILD,
    ),
    Case(
        "a direction that is none",
        edit(FILE, "direction: lower", "direction: sideways"),
        "taxonomy.yaml:102:16 schema: benchmarks.pinatubo-volume.direction is not one of its values ('sideways')",
    ),
    Case(
        "a limit that is not a number",
        edit(FILE, "maximum: 100", "maximum: .inf"),
        "taxonomy.yaml:105:16 schema: benchmarks.pinatubo-volume.range.maximum is not a number ('.inf')",
    ),
    Case(
        "limits the wrong way round",
        edit(FILE, "minimum: 0", "minimum: 200"),
        "taxonomy.yaml:103:5 schema: benchmarks.pinatubo-volume.range has its minimum above its maximum",
    ),
    Case(
        "a unit of 200,000 letters",
        edit(FILE, 'unit: ""', f'unit: "{"x" * 200_000}"'),
        "taxonomy.yaml:101:12 schema: benchmarks.pinatubo-volume.unit is too long for a unit",
    ),
    Case(
        "a data set that is not there",
        edit(FILE, "direction: lower", "direction: lower\n    dataset: nowhere"),
        "taxonomy.yaml:103:14 dangling-dataset: dataset refers to 'nowhere', which is not in papers/",
    ),
    Case(
        "a data set that is a path",
        edit(FILE, "direction: lower", "direction: lower\n    dataset: ../x"),
        "taxonomy.yaml:103:14 schema: benchmarks.pinatubo-volume.dataset is not an id ('../x')",
    ),
    Case(
        "a line that is not drawn",
        edit(FILE, "inverse:", "line: wavy\n    inverse:"),
        "taxonomy.yaml:62:11 schema: relations.refines.line is not one of its values ('wavy')",
    ),
    Case(
        "a setting of 200,000 letters",
        file(FILE, _TEXT + f"settings:\n  {'x' * 900}: {{en: {'y' * 200_000}}}\n"),
        "taxonomy.yaml:107:910 schema: settings.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
    ),
    Case(
        "a setting that is a tag",
        file(FILE, _TEXT + "settings:\n  <b>x</b>: {en: a\u202e, zh: b}\n"),
        "taxonomy.yaml:107:19 encoding: the character U+202E is not allowed",
    ),
    Case(
        "a concept that is nobody's",
        file(FILE, _TEXT + "glossary:\n  x: {label: {en: a}}\n"),
        "taxonomy.yaml:107:3 schema: glossary.x.definition is missing",
    ),
    Case(
        "a concept without a letter",
        file(FILE, _TEXT + 'glossary:\n  x: {label: {en: " ", zh: b}, definition: {en: a, zh: b}}\n'),
        "taxonomy.yaml:107:20 schema: glossary.x.label.en is empty (' ')",
    ),
    Case(
        "15,000 concepts of one name",
        file(FILE, _TEXT + "glossary:\n" + "".join(f"  x{n}: {_TERM}\n" for n in range(15_000))),
        "taxonomy.yaml:15071:27 syntax: the file has more than 209,715 parts",
    ),
]

_PATH = """\
title: {en: A walk, zh: 路径}
intro: {en: It starts., zh: 开始。}
source: {en: Ours., zh: 自拟。}
sections:
  - title: {en: First, zh: 其一}
    text: {en: Why., zh: 为何。}
    steps:
      - {paper: vei, why: {en: Because., zh: 因为。}}
"""


def _walk(old: str, new: str) -> Spoil:
    assert _PATH.count(old) == 1
    return file("paths/walk.yaml", _PATH.replace(old, new))


CASES += [
    Case(
        "path: GBK",
        file("paths/walk.yaml", _PATH.encode("gbk")),
        "paths/walk.yaml:1:26 encoding: the file is not UTF-8; it looks like GBK",
    ),
    Case("path: empty", file("paths/walk.yaml", ""), "paths/walk.yaml:1:1 syntax: the file has no fields"),
    Case("path: a record", file("paths/walk.yaml", "name: VEI\n"), "paths/walk.yaml:1:1 schema: intro is missing"),
    Case(
        "path: a step to nowhere",
        _walk("paper: vei", "paper: nowhere"),
        "paths/walk.yaml:8:17 dangling-reference: sections refers to 'nowhere', which is not in papers/",
    ),
    Case(
        "path: a step out of the tree",
        _walk("paper: vei", "paper: ../vei"),
        "paths/walk.yaml:8:17 schema: sections[1].steps[1].paper is not an id ('../vei')",
    ),
    Case(
        "path: a step that is a path",
        _walk("paper: vei", "paper: walk"),
        "paths/walk.yaml:8:17 dangling-reference: sections refers to 'walk', which is not in papers/",
    ),
    Case(
        "path: no steps",
        _walk("    steps:\n      - {paper: vei, why: {en: Because., zh: 因为。}}\n", "    steps: []\n"),
        "paths/walk.yaml:7:5 schema: sections[1].steps has 0 items; at least 1 are needed",
    ),
    Case(
        "path: a script",
        _walk("It starts.", '"[a](javascript:alert(1))"'),
        "paths/walk.yaml:2:18 bad-link: 'javascript:alert(1' is not an address to link to",
    ),
    Case(
        "path: a direction override",
        _walk("It starts.", "It \u202estarts."),
        "paths/walk.yaml:2:16 encoding: the character U+202E is not allowed",
    ),
    Case(
        "path: 1,500 steps to nowhere",
        _walk(
            "    steps:\n",
            "    steps:\n" + "".join(f"      - {{paper: n{n}, why: {{en: a, zh: b}}}}\n" for n in range(1_500)),
        ),
        "paths/walk.yaml:1460:17 syntax: the file has more than 13,107 parts",
    ),
    Case(
        "path: named index",
        file("paths/index.yaml", _PATH),
        "vlmap: paths/index.yaml and templates/pages/paths.html.j2 both make the page /pa…",
        2,
        _BUILD,
    ),
    Case(
        "path: a name that is a path",
        file("paths/A walk.yaml", _PATH),
        "paths/A walk.yaml:1:1: error[id]: 'A walk' cannot be an id",
    ),
]
