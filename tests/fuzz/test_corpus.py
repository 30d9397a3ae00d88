"""What the fuzzer once found is mended and stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.answer import answer

FOUND = sorted((Path(__file__).parent / "corpus").glob("[!.]*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_past_find_gets_an_answer(path: Path) -> None:
    answer(path.read_bytes())
