"""Being stopped in states that chance seldom brings about; tests/torture has the others."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

HEED = "import os, signal, sys, types; from vlmap.cli.stop import heed; "


def run(script: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HEED + script],
        env={"VLMAP_LANG": lang, "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(("lang", "said"), [("en", "\nvlmap: stopped\n"), ("zh", "\nvlmap：已中止\n")])
def test_one_line_in_either_language(number: signal.Signals, lang: str, said: str) -> None:
    done = run(f"heed(); signal.raise_signal({int(number)}); print('went on')", lang)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", said)


def test_while_a_module_is_half_loaded() -> None:
    """Found by `make torture`: the module had no such attribute yet."""
    done = run("sys.modules['multiprocessing.process'] = types.ModuleType('x'); heed(); signal.raise_signal(2)")
    assert (done.returncode, done.stderr) == (130, "\nvlmap: stopped\n")


def test_where_an_exception_would_only_be_printed() -> None:
    """As in a destructor, whose exceptions Python ignores."""
    done = run(
        "heed()\nclass Gone:\n  def __del__(self): signal.raise_signal(2)\nGone()\nprint('went on')",
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nvlmap: stopped\n")


def test_a_fork_says_nothing() -> None:
    done = run("heed(); child = os.fork() or signal.raise_signal(2); print(os.waitstatus_to_exitcode(os.wait()[1]))")
    assert (done.returncode, done.stdout, done.stderr) == (0, "130\n", "")


def test_what_is_to_be_ignored_is_ignored() -> None:
    """As a shell has it for what runs in the background of a script."""
    done = run("signal.signal(2, signal.SIG_IGN); heed(); signal.raise_signal(2); print('went on')")
    assert (done.returncode, done.stdout) == (0, "went on\n")
