"""Which part of a name is which."""

from __future__ import annotations

import pytest

from vlmap.citation.names import Name, split


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Alec Radford", Name("Radford", "Alec")),
        ("Jong Wook Kim", Name("Kim", "Jong Wook")),
        ("George P. L. Walker", Name("Walker", "George P. L.")),
        ("Aäron van den Oord", Name("Oord", "Aäron", "van den")),
        ("Diego de Las Casas", Name("Las Casas", "Diego", "de")),
        ("Robert Fisher III", Name("Fisher", "Robert", suffix="III")),
        ("Sammy Davis Jr.", Name("Davis", "Sammy", suffix="Jr.")),
        ("Bo Ai", Name("Ai", "Bo")),
        ("OpenAI", Name(literal="OpenAI")),
        ("Chameleon Team", Name(literal="Chameleon Team")),
        ("Gemini Team, Google", Name(literal="Gemini Team, Google")),
        ("Stability AI", Name(literal="Stability AI")),
        ("Barnes & Noble", Name(literal="Barnes & Noble")),
        ("Search and Rescue", Name(literal="Search and Rescue")),
        ("王小明", Name(literal="王小明")),
        ("王 小明", Name(literal="王 小明")),
    ],
)
def test_the_parts_of_a_name(written: str, parts: Name) -> None:
    assert split(written) == parts


def test_the_order_of_lists() -> None:
    names = ("Aäron van den Oord", "Sammy Davis Jr.", "OpenAI")
    assert [split(name).sorted for name in names] == ["van den Oord, Aäron", "Davis, Jr., Sammy", "OpenAI"]
