"""Records that are sound one by one and do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.case import MOGI, Case, Spoil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STRICT = ("check", "--strict")

_NONE = MOGI[MOGI.index("no_predecessor:") :]


def _record(name: str, builds_on: Iterable[str] = (), **fields: str) -> str:
    """A record of a title and an address of its own, and whatever else is said."""
    title = MOGI[MOGI.index("title:") : MOGI.index("kind:")]
    text = MOGI.replace(title, f"title: {{en: {name}, zh: {name}}}\n").replace("name: Mogi source", f"name: {name}")
    references = "".join(f"  - {{paper: {other}, relation: refines, note: {{en: a, zh: b}}}}\n" for other in builds_on)
    if references:
        text = text.replace(_NONE, f"builds_on:\n{references}")
    return text + "".join(f"{field}: {value}\n" for field, value in fields.items())


def _records(records: Mapping[str, str]) -> Spoil:
    def spoil(folder):  # type: ignore[no-untyped-def]
        for name, text in records.items():
            (folder / f"papers/{name}.yaml").write_text(text, encoding="utf-8")

    return spoil


def _lineage(**builds_on: Iterable[str]) -> Spoil:
    return _records({name: _record(name, others) for name, others in builds_on.items()})


def _ring(length: int) -> Spoil:
    return _lineage(**{f"x{n}": [f"x{(n + 1) % length}"] for n in range(length)})


def _mesh(size: int) -> Spoil:
    return _lineage(**{f"x{n}": [f"x{m}" for m in range(size)] for n in range(size)})


CASES = [
    # --- circles
    Case(
        "a record that builds on itself", _lineage(x=["x"]), "papers/x.yaml:40:13 reference-cycle: 'x' builds on itself"
    ),
    Case(
        "two that build on each other",
        _lineage(x=["y"], y=["x"]),
        "papers/x.yaml:40:13 reference-cycle: these works build on each other in a circle: x → y → x",
    ),
    Case(
        "a circle by a former id",
        _records({"x": _record("x", ["y"], aliases="[old]"), "y": _record("y", ["old"])}),
        "papers/x.yaml:40:13 reference-cycle: these works build on each other in a circle: x → y → x",
    ),
    Case(
        "a ring of 400", _ring(400), "papers/x0.yaml:40:13 reference-cycle: these works build on each other in a circl…"
    ),
    Case("40 that all build on all", _mesh(40), "papers/x0.yaml:40:13 reference-cycle: 'x0' builds on itself"),
    Case(
        "itself 2,000 times",
        _lineage(x=["x"] * 2_000),
        "papers/x.yaml:1223:46 syntax: the file has more than 13,107 parts",
    ),
    Case(
        "another 2,000 times",
        _lineage(x=["vei"] * 2_000),
        "papers/x.yaml:1223:48 syntax: the file has more than 13,107 parts",
    ),
    Case(
        "introduced by itself",
        _records({"x": _record("x", introduced_in="x")}),
        "papers/x.yaml:42:16 reference-cycle: these introduce each other in a circle: x → x",
    ),
    Case(
        "two that introduce each other",
        _records({"x": _record("x", introduced_in="y"), "y": _record("y", introduced_in="x")}),
        "papers/x.yaml:42:16 reference-cycle: these introduce each other in a circle: x → y → x",
    ),
    Case(
        "a ring of 400 that introduce each other",
        _records({f"x{n}": _record(f"x{n}", introduced_in=f"x{(n + 1) % 400}") for n in range(400)}),
        "papers/x0.yaml:42:16 reference-cycle: these introduce each other in a circle: x0 → x1 → x2 → x3 → x4…",
    ),
    # --- references
    Case(
        "a reference to nothing",
        _lineage(x=["nowhere"]),
        "papers/x.yaml:40:13 dangling-reference: builds_on refers to 'nowhere', which is not in papers/",
    ),
    Case(
        "a reference by another case",
        _lineage(x=["VEI"]),
        "papers/x.yaml:40:13 schema: builds_on[1].paper is not an id ('VEI')",
    ),
    Case(
        "a reference by a title",
        _lineage(x=['"Mogi source"']),
        "papers/x.yaml:40:14 schema: builds_on[1].paper is not an id ('Mogi source')",
    ),
    Case(
        "a mention of nothing",
        _records({"x": _record("x", limitations="{en: 'See [[nowhere]].', zh: 无}")}),
        "papers/x.yaml:42:26 dangling-reference: limitations refers to 'nowhere', which is not in papers/",
    ),
    Case(
        "a mention of a path",
        _records({"x": _record("x", limitations="{en: 'See [[../../etc/passwd]].', zh: 无}")}),
        "papers/x.yaml:42:26 dangling-reference: limitations refers to '../../etc/passwd', which is not in papers/",
    ),
    Case(
        "a mention of markup",
        _records({"x": _record("x", limitations="{en: 'See [[<img src=x onerror=alert(1)>]].', zh: 无}")}),
        "papers/x.yaml:42:26 dangling-reference: limitations refers to '<img src=x onerro…",
    ),
    Case(
        "introduced by nothing",
        _records({"x": _record("x", introduced_in="nowhere")}),
        "papers/x.yaml:42:16 dangling-reference: introduced_in refers to 'nowhere', which is not in papers/",
    ),
    Case(
        "1,500 references to nothing in each of three",
        _lineage(**{name: [f"{name}{n}" for n in range(1_500)] for name in ("x", "y", "z")}),
        "papers/x.yaml:1223:50 syntax: the file has more than 13,107 parts",
    ),
    # --- two of one kind
    Case(
        "one DOI in two records",
        _records({"x": _record("x", doi="10.1029/JC087iC02p01231")}),
        "papers/x.yaml:42:6 duplicate-identifier: doi 10.1029/JC087iC02p01231 is already in papers/vei.yaml",
    ),
    Case(
        "one DOI in two cases",
        _records({"x": _record("x", doi="10.1029/jc087Ic02P01231")}),
        "papers/x.yaml:42:6 duplicate-identifier: doi 10.1029/jc087Ic02P01231 is already in papers/vei.yaml",
    ),
    Case(
        "one arXiv number in two records",
        _records({name: _record(name, arxiv="2103.00020") for name in "xy"}),
        "papers/y.yaml:42:8 duplicate-identifier: arxiv 2103.00020 is already in papers/x.yaml",
    ),
    Case(
        "one identifier in 300 records",
        _records({f"x{n}": _record(f"x{n}", arxiv="2103.00020") for n in range(300)}),
        "papers/x1.yaml:42:8 duplicate-identifier: arxiv 2103.00020 is already in papers/x0.yaml",
    ),
    Case(
        "one title in two widths",
        _records(
            {
                "x": _record("x").replace("{en: x", "{en: Ｗａｌｋｅｒ"),
                "y": _record("y").replace("{en: y", "{en: walker"),
            }
        ),
        "papers/y.yaml:2:13 duplicate-title: this title is already in papers/x.yaml",
        1,
        _STRICT,
    ),
    # --- former ids
    Case(
        "one's own id as a former one",
        _records({"x": _record("x", aliases="[x]")}),
        "papers/x.yaml:42:11 alias-clash: 'x' is the present id of this record",
    ),
    Case(
        "another's id as a former one",
        _records({"x": _record("x", aliases="[vei]")}),
        "papers/x.yaml:42:11 alias-clash: the id 'vei' is already in papers/vei.yaml",
    ),
    Case(
        "one former id twice",
        _records({"x": _record("x", aliases="[old]"), "y": _record("y", aliases="[old]")}),
        "papers/y.yaml:42:11 alias-clash: the id 'old' is already in papers/x.yaml",
    ),
    Case(
        "one former id twice in one record",
        _records({"x": _record("x", aliases="[old, old]")}),
        "papers/x.yaml:42:1 schema: aliases names 'old' twice",
    ),
    Case(
        "former ids that chase each other",
        _records({"x": _record("x", aliases="[y]"), "y": _record("y", aliases="[x]")}),
        "papers/x.yaml:42:11 alias-clash: the id 'y' is already in papers/y.yaml",
    ),
    Case(
        "a former id that differs in case",
        _records({"x": _record("x", aliases="[VEI]")}),
        "papers/x.yaml:42:11 schema: aliases[1] is not an id ('VEI')",
    ),
    Case(
        "3,000 former ids, all taken",
        _records({"x": _record("x", aliases="[" + "vei, " * 3_000 + "]")}),
        "papers/x.yaml:42:1 schema: aliases names 'vei' twice",
    ),
    # --- words that are gone
    Case(
        "a category that is gone",
        _records({"x": _record("x").replace("monitoring/deformation", "monitoring/gas")}),
        "papers/x.yaml:4:11 unknown-term: 'monitoring/gas' is not a category",
    ),
    Case(
        "guest in 3,000 categories that are not there",
        _records({"x": _record("x", also_in="[" + ",".join(f"a/b{n}" for n in range(3_000)) + "]")}),
        "papers/x.yaml:42:11 unknown-term: 'a/b0' is not a category",
    ),
    Case(
        "3,000 organizations that are not there",
        _records({"x": _record("x", organizations="[" + ",".join(f"a{n}" for n in range(3_000)) + "]")}),
        "papers/x.yaml:42:17 unknown-term: 'a0' is not an organization",
    ),
    Case(
        "an organization twice",
        _records({"x": _record("x", organizations="[usgs, usgs]")}),
        "papers/x.yaml:42:1 schema: organizations names 'usgs' twice",
    ),
    Case(
        "a successor that came first",
        _records({"x": _record("x", ["vei"]).replace("date: 1958", "date: 0001")}),
        "papers/x.yaml:40:13 later-predecessor: 'vei' (1982-02) is later than 'x' (0001)",
        1,
        _STRICT,
    ),
]
