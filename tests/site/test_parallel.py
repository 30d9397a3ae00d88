"""Work over several processes: all of it is done, and whatever stops one of them is told by the one who asked."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from vlmap.errors import BuildError, TemplateError, VlmapError
from vlmap.languages import Message
from vlmap.site.parallel import WORTH_IT, for_each

if TYPE_CHECKING:
    from pathlib import Path

MANY = range(2 * WORTH_IT)
SOME = MANY[WORTH_IT + 1]


class Odd(Exception):
    """An exception that does not survive the way from one process to another."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize("jobs", [1, 2, 7, None])
@pytest.mark.parametrize("count", [0, 3, len(MANY)])
def test_all_is_done(count: int, jobs: int | None, tmp_path: Path) -> None:
    for_each(lambda number: (tmp_path / str(number)).touch(), MANY[:count], jobs)
    assert {path.name for path in tmp_path.iterdir()} == {str(number) for number in MANY[:count]}


@pytest.mark.parametrize(
    ("problem", "kind", "said"),
    [
        (TemplateError(Message("in English", "中文")), TemplateError, "in English"),
        (OSError(28, "No space left on device", "some/file"), OSError, "some/file"),
        (Odd("this", "that"), RuntimeError, "Odd: this and that"),
    ],
)
def test_what_is_raised_there_is_raised_here(problem: Exception, kind: type[Exception], said: str) -> None:
    def work(number: int) -> None:
        if number == SOME:
            raise problem

    with pytest.raises(kind, match=said) as found:
        for_each(work, MANY, 3)
    if isinstance(found.value, VlmapError):
        assert found.value.message.zh == "中文"
    if isinstance(found.value, OSError):
        assert found.value.errno == 28


def test_a_process_that_is_killed_is_missed() -> None:
    """A pool of the standard library waits for it for ever."""

    def work(number: int) -> None:
        if number == SOME:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(BuildError, match="a process that wrote pages was killed") as found:
        for_each(work, MANY, 2)
    assert "被终止" in found.value.message.zh
