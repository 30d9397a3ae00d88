"""Long work tells how far it is, on a terminal only, and leaves the line clean."""

from __future__ import annotations

import io

import pytest

from vlmap import progress
from vlmap.languages import Lang, Message

WORK = Message("working", "正在处理")


class Terminal(io.StringIO):
    """What is written, and whether anybody looks at it."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def seen(monkeypatch: pytest.MonkeyPatch, lang: Lang, *, is_terminal: bool, patience: float) -> str:
    screen = Terminal(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    progress.speak(lang)
    try:
        assert list(progress.told(WORK, enumerate("abc", start=1200), 3000)) == ["a", "b", "c"]
    finally:
        monkeypatch.undo()
        progress.speak(lang)
    return screen.getvalue()


@pytest.mark.parametrize(("lang", "said"), [("en", "working 1,200/3,000"), ("zh", "正在处理 1,200/3,000")])
def test_it_tells_how_far_it_is_and_wipes_the_line(lang: Lang, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = seen(monkeypatch, lang, is_terminal=True, patience=-1)
    assert screen.startswith(f"\r{said}\r")
    assert screen.endswith("\r\033[K")


def test_what_is_soon_done_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(monkeypatch, "en", is_terminal=True, patience=1000) == ""


def test_a_file_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(monkeypatch, "en", is_terminal=False, patience=-1) == ""
