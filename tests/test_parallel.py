"""Shares of work over processes: all is done, and whatever stops one is told."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from vlmap.errors import BuildError, VlmapError, WorkerLost
from vlmap.languages import Message
from vlmap.parallel import WORTH_IT, over

if TYPE_CHECKING:
    from collections.abc import Iterable

MANY = range(WORTH_IT * 2 + 1)
HERE = os.getpid()
WORK = Message("working", "正在处理")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the command line, where no threads run; other tests may have left some."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.parametrize("jobs", [None, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1, WORTH_IT, len(MANY), 100_000])
def test_everything_is_done_once(count: int, jobs: int | None) -> None:
    shares = over(list, range(count), WORK, jobs)
    assert sorted(number for share in shares for number in share) == list(range(count))


def test_much_is_done_in_several_processes() -> None:
    assert len(set(over(lambda _: os.getpid(), MANY, WORK, 3))) == 3
    assert over(lambda _: os.getpid(), range(WORTH_IT - 1), WORK, 3) == [HERE]


class Odd(Exception):
    """One that pickle cannot make again."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize(
    ("problem", "kind", "said"),
    [
        (BuildError(Message("in English", "中文")), BuildError, "in English"),
        (OSError(28, "No space left on device", "some/file"), OSError, "some/file"),
        (Odd("this", "that"), RuntimeError, "Odd: this and that"),
    ],
)
def test_what_is_raised_there_is_raised_here(problem: Exception, kind: type[Exception], said: str) -> None:
    def work(_: Iterable[int]) -> None:
        if os.getpid() != HERE:
            raise problem

    with pytest.raises(kind, match=said) as found:
        over(work, MANY, WORK, 3)
    if isinstance(found.value, VlmapError):
        assert found.value.message.zh == "中文"
    if isinstance(found.value, OSError):
        assert found.value.errno == 28


def die(_: Iterable[int]) -> None:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(WorkerLost) as told:
        over(die, MANY, WORK, 2)
    assert "killed" in told.value.message.en
    assert "终止" in told.value.message.zh
