"""What a run remembers for the next: never more than what was put there, and never needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from vlmap.memory import Memory, Shelf, digest

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def key(number: int) -> str:
    return digest(str(number))


def test_what_was_put_on_a_shelf_is_there_in_the_next_run(tmp_path: Path) -> None:
    shelf = Memory(tmp_path).shelf("texts")
    assert shelf.get(key(1)) is None
    shelf.put(key(1), b'{"name": "CLIP"}')
    shelf.save()
    assert Memory(tmp_path).shelf("texts").get(key(1)) == b'{"name": "CLIP"}'
    assert Memory(tmp_path / "elsewhere").shelf("texts").get(key(1)) is None


def test_what_nobody_asks_for_is_dropped_when_its_file_is_written(tmp_path: Path) -> None:
    keys = [one for one in map(key, range(3000)) if one.startswith("a0")][:3]
    first = Shelf(tmp_path)
    for one in keys[:2]:
        first.get(one)
        first.put(one, b"x")
    first.save()
    second = Shelf(tmp_path)
    assert second.get(keys[0]) == b"x"
    second.get(keys[2])
    second.put(keys[2], b"y")
    second.save()
    third = Shelf(tmp_path)
    assert [third.get(one) for one in keys] == [b"x", None, b"y"]


def test_a_damaged_memory_is_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.get(key(1))
    shelf.put(key(1), b"x")
    shelf.save()
    (tmp_path / key(1)[:2]).write_bytes(b"\xff\x00 no tab\n\n\t\n")
    assert Shelf(tmp_path).get(key(1)) is None


def test_where_nothing_can_be_kept_all_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("VLMAP_CACHE", str(tmp_path / "file"))
    memory = Memory(tmp_path)
    memory.write("notes", b"x")
    assert memory.read("notes") is None
    shelf = memory.shelf("texts")
    shelf.get(key(1))
    shelf.put(key(1), b"x")
    shelf.save()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digests_tell_parts_apart(one: list[bytes], two: list[bytes]) -> None:
    assert (digest(*one) == digest(*two)) == (one == two)
