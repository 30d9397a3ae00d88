"""Shares of work over processes: all is done, and whatever stops one is told."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from vlmap.errors import BuildError, WorkerLost
from vlmap.languages import Message
from vlmap.parallel import WORTH_IT, over

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY = range(WORTH_IT * 2 + 1)
HERE = os.getpid()


@pytest.mark.parametrize("jobs", [None, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1, WORTH_IT, len(MANY)])
def test_everything_is_done_once(count: int, jobs: int | None) -> None:
    shares = over(list, range(count), jobs)
    assert sorted(number for share in shares for number in share) == list(range(count))


def test_much_is_done_in_several_processes() -> None:
    assert len(set(over(lambda _: os.getpid(), MANY, 3))) == 3
    assert over(lambda _: os.getpid(), range(WORTH_IT - 1), 3) == [HERE]


def stop(_: Sequence[int]) -> None:
    if os.getpid() != HERE:
        raise BuildError(Message("no", "不"))


def test_an_error_in_another_process_is_raised_here() -> None:
    with pytest.raises(BuildError) as told:
        over(stop, MANY, 2)
    assert told.value.message.zh == "不"


def die(_: Sequence[int]) -> None:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(WorkerLost) as told:
        over(die, MANY, 2)
    assert "killed" in told.value.message.en
    assert "终止" in told.value.message.zh
