"""The canonical form, by example and as promises: it says the same, and is its own canonical form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.source.test_property import BYTES, FILES, RECORD, TREES, WORDS, YAMLISH, examples
from vlmap.canonical import MODELINE, canonical
from vlmap.errors import VlmapError
from vlmap.schema import Record, parse
from vlmap.source import comments, read

FILES_OF_OURS = sorted((ROOT / "papers").glob("*.yaml"))
CASES = re.findall(
    r"^## (.+)\n```\n(.*?)```\n```\n(.*?)```$",
    (Path(__file__).parent / "cases.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(before: str, after: str) -> None:
    assert canonical(before.encode(), "papers/x.yaml").text == after
    assert canonical(after.encode(), "papers/x.yaml").text == after


@pytest.mark.parametrize("path", FILES_OF_OURS, ids=lambda path: path.stem)
def test_the_records_are_in_the_form(path: Path) -> None:
    assert canonical(path.read_bytes(), path.name).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES_OF_OURS, ids=lambda path: path.stem)
def test_the_records_come_back_from_any_other_form(path: Path) -> None:
    """Written by a program, in its own order and style, a record is again the file that people know."""
    text = path.read_text(encoding="utf-8")
    other = yaml.safe_dump(yaml.load(text, yaml.CBaseLoader), allow_unicode=True, width=60)  # keys sorted, all folded
    back = canonical(other.encode(), path.name).text
    assert back
    ours, theirs = yaml.load(text, yaml.CBaseLoader), yaml.load(back, yaml.CBaseLoader)
    assert ours == theirs
    ours.pop("facets"), theirs.pop("facets")  # which keeps the order it is written in
    assert list(ours) == list(theirs)


def test_windows_line_ends_and_a_byte_order_mark_go() -> None:
    raw = b"\xef\xbb\xbf# c\r\nname: X\r\nsummary:\r\n  en: |\r\n    a\r\n    b\r\n"
    text = canonical(raw, "papers/x.yaml").text
    assert text == f"{MODELINE}\n# c\nname: X\n\nsummary:\n  en: |\n    a\n    b\n"


@pytest.mark.parametrize("text", ["name: [", "name: X\nname: Y\n", "name: &a X\n", "name: \x00\n", "", "- a\n"])
def test_what_cannot_be_read_is_not_rewritten(text: str) -> None:
    done = canonical(text.encode(), "papers/x.yaml")
    assert done.text is None
    assert done.findings


def test_only_records_are_rewritten() -> None:
    with pytest.raises(VlmapError, match=r"taxonomy\.yaml is not a record"):
        canonical((ROOT / "taxonomy.yaml").read_bytes()[:200_000].rpartition(b"\n")[0] + b"\n", "taxonomy.yaml")


def test_a_file_that_would_come_out_different_is_refused() -> None:
    """Behind a question mark a key may be longer than before a colon."""
    long = "x" * 2000
    with pytest.raises(VlmapError, match="left as it is"):
        canonical(f"name: X\n? {long}\n: y\n".encode(), "papers/x.yaml")


# --- promises ----------------------------------------------------------------------------------------------------


def stripped(data: Any) -> Any:
    """Return data without the blanks around texts, which do not count."""
    if isinstance(data, str):
        return data.strip()
    if isinstance(data, list):
        return [stripped(item) for item in data]
    return {key: stripped(value) for key, value in data.items()}


def assert_kept(raw: bytes) -> None:
    """The canonical form of a readable file says what the file says, comments and all, and is its own."""
    document, findings = read(raw, "papers/x.yaml")
    assert document
    assert not findings
    text = canonical(raw, "papers/x.yaml").text
    assert text
    again, findings = read(text.encode(), "papers/x.yaml")
    assert again
    assert not findings
    assert stripped(again.data()) == stripped(document.data())
    before = [remark.text for remark in comments("\n".join(document.lines))]
    after = [remark.text for remark in comments(text)]
    assert sorted([*before, MODELINE]) == sorted(after)
    assert canonical(text.encode(), "papers/x.yaml").text == text


STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@st.composite
def records(draw: Any) -> dict[str, Any]:
    """A record of which any part may hold anything, in any order."""
    data = dict(draw(st.permutations(list(RECORD.items()))))
    for name in draw(st.sets(st.sampled_from(sorted(RECORD)), max_size=4)):
        data[name] = draw(TREES)
    for lang in draw(st.sets(st.sampled_from(["en", "zh"]))):
        data["summary"] = {**(data["summary"] if isinstance(data["summary"], dict) else {}), lang: draw(WORDS)}
    return data


@st.composite
def commented(draw: Any) -> bytes:
    """A readable record in any style, with comments and empty lines anywhere between its lines."""
    style = {"default_flow_style": draw(st.sampled_from([True, False, None])), "default_style": draw(STYLES)}
    width = draw(st.sampled_from([20, 80, 10_000]))
    text = yaml.safe_dump(
        draw(records()), allow_unicode=True, sort_keys=False, width=width, indent=draw(st.integers(2, 5)), **style
    )
    lines = text.split("\n")
    for number in sorted(draw(st.sets(st.integers(0, len(lines) - 1), max_size=6)), reverse=True):
        mark = f"# {number}" + draw(st.sampled_from(["", ": x", " - y", " 'z", " |"]))
        if draw(st.booleans()):
            lines[number] += f"  {mark}"
        else:
            blank = [""] * draw(st.integers(0, 2))
            lines[number:number] = [*blank, " " * draw(st.integers(0, 8)) + mark, *blank[1:]]
    return "\n".join(lines).encode()


@examples(400)
@given(commented())
def test_meaning_and_comments_are_kept(raw: bytes) -> None:
    document, findings = read(raw, "papers/x.yaml")
    assume(document is not None and not findings)  # a comment may have landed inside a text in quotes
    assert_kept(raw)


@examples(200)
@given(records())
def test_so_is_what_the_schema_makes_of_it(data: dict[str, Any]) -> None:
    raw = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
    text = canonical(raw, "papers/x.yaml").text
    assert text
    (before, _), (after, _) = read(raw, "x"), read(text.encode(), "x")
    assert before
    assert after
    assert parse(Record, before).value == parse(Record, after).value


@examples(300)
@given(st.one_of(BYTES, YAMLISH.map(b"name: ".__add__), FILES.map(lambda data: yaml.safe_dump(data).encode())))
@example(b"{}\n# c")
@example(b"--- # c\nname: x\n")
@example(b"name:\n- - # a\n    # b\n    - x # c\n")
@example(b"? name\n: x\n")
@example(b": x\n")
def test_any_bytes_are_kept_or_refused(raw: bytes) -> None:
    document, findings = read(raw, "papers/x.yaml")
    if document is None or findings:
        assert canonical(raw, "papers/x.yaml").findings == tuple(findings)
    elif 2 * len(document.root.keys & Record.model_fields.keys()) < len(document.root.keys) or not document.root.keys:
        with pytest.raises(VlmapError, match="not a record"):
            canonical(raw, "papers/x.yaml")
    else:
        assert_kept(raw)
