"""A command is hit with all its processes at some moment: it must have lost nothing, and the next run must recover.

Killed (SIGKILL), it may leave hidden files, which the next run removes. Stopped (SIGINT, as by Ctrl-C, or SIGTERM), it
removes them itself, says so in one line and ends with 128 and the signal's number.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from typing import TYPE_CHECKING, Literal

from tests.torture.world import Case, Tree, tree
from vlmap.cli.stop import STOPPED
from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from vlmap.languages import Lang

LAUNCH = Path(__file__).parent / "launch.py"
PATIENCE = 120
MOST_MISSES = 20
"""So often in a row may a command have ended before it is hit."""

Phase = Literal["before", "during", "after"]
PHASES: tuple[Phase, ...] = ("before", "during", "after")
"""Of a command's writing."""


class Run:
    """One run of a command in a world, in a session of its own, so that it can be hit with all its processes."""

    def __init__(self, case: Case, world: Path, lang: Lang = "en", prepare: Callable[[], None] | None = None) -> None:
        self._pipe, theirs = os.pipe()
        self.steps = 0
        settings = {
            "VLMAP_LANG": lang,
            "TMPDIR": str(world / "tmp"),
            "PYTHONPATH": str(world / "stand-ins"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GITHUB_ACTIONS": "",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(LAUNCH), str(theirs), *case.arguments],
            cwd=world / "project",
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(theirs,),
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 (where threads run, none is given)
        )
        os.close(theirs)
        assert self._hear() == b"r"

    def _hear(self) -> bytes:
        said = os.read(self._pipe, 1)
        self.steps += said == b"w"
        return said

    def wait_for(self, steps: int) -> None:
        """Wait until so many steps of writing were begun, or there are no more."""
        while self.steps < steps and self._hear():
            pass

    def hit(self, number: signal.Signals) -> None:
        os.killpg(self.process.pid, number)

    def end(self) -> tuple[int, str]:
        """Return the exit code and what was said on standard error."""
        _, said = self.process.communicate(timeout=PATIENCE)
        self.wait_for(sys.maxsize)
        os.close(self._pipe)
        return self.process.returncode, said.decode()


@dataclass(frozen=True)
class Undisturbed:
    """What a command comes to when it is let be: how long it takes, when it writes, in how many steps, what is then."""

    seconds: float
    writing: float
    steps: int
    before: Tree
    after: Tree


def undisturbed(case: Case, template: Path, folder: Path) -> Undisturbed:
    """Measure a command twice; what it writes must be the same."""
    measured, trees = [], []
    for _ in range(2):
        with trial(template, folder) as world:
            run = Run(case, world)
            start = time.monotonic()
            run.wait_for(1)
            first = time.monotonic()
            run.wait_for(sys.maxsize)
            last = time.monotonic()
            code, said = run.end()
            assert code == 0, f"{case.name}: {said}"
            measured.append((time.monotonic() - start, last - first, run.steps))
            trees.append(tree(world))
    assert trees[0] == trees[1], f"{case.name} writes this today and that tomorrow"
    assert not hidden(trees[0])
    seconds, writing = (max(one[column] for one in measured) for column in (0, 1))
    return Undisturbed(seconds, writing, min(one[2] for one in measured), tree(template), trees[0])


class trial:  # noqa: N801 (a context manager that reads as a word)
    """A fresh copy of a world."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template, self._copy = template, folder / "trial"
        folder.mkdir(exist_ok=True)

    def __enter__(self) -> Path:
        return Path(copytree(self._template, self._copy, symlinks=True))

    def __exit__(self, *_: object) -> None:
        rmtree(self._copy)


def hidden(found: Tree) -> list[str]:
    """Return what is under a hidden name and is not part of the project."""
    return [
        name
        for name in found
        if any(part.startswith(".") and part not in (".github", ".gitignore") for part in name.split("/"))
    ]


def damage(known: Undisturbed, now: Tree) -> list[str]:
    """Return what is neither as it was nor as it should become; a site counts as one thing."""
    unseen = set(hidden(now))
    wrong = [
        f"{'torn' if name in now else 'lost' if name in known.before else 'stray'}: {name}"
        for name in known.before.keys() | known.after.keys() | now.keys()
        if name not in unseen and now.get(name) not in (known.before.get(name), known.after.get(name))
    ]
    if site(now) not in (site(known.before), site(known.after)):
        wrong.append("torn: the site is neither the old nor the new one")
    return wrong


def site(found: Tree) -> Tree:
    return {name: content for name, content in found.items() if name.startswith("project/site/")}


@dataclass
class Figures:
    """What became of one command."""

    known: Undisturbed
    hits: Counter[Phase] = field(default_factory=Counter)
    strays: int = 0
    wrong: list[str] = field(default_factory=list)


def hit(
    case: Case, known: Undisturbed, world: Path, random: Random, number: signal.Signals, *, aimed: bool
) -> tuple[Phase, list[str]] | None:
    """Run a command and hit it at any moment, or, `aimed`, while it writes. None if it had done its work by then.

    Returns how far it was, and what is wrong with how it ended.
    """
    lang = random.choice(LANGUAGES)
    run = Run(case, world, lang)
    if aimed:
        run.wait_for(random.randint(1, known.steps))
        time.sleep(random.uniform(0, known.writing / known.steps))
    else:
        time.sleep(random.uniform(0, known.seconds))
    if run.process.poll() is None:
        run.hit(number)
    code, said = run.end()
    if code == 0:
        return None
    if number is signal.SIGKILL:
        wrong = [f"ends with {code}: {said}"] if code != -number else []
    else:
        told = code == 128 + number and said.endswith(f"\n{STOPPED.to(lang)}") and "Traceback" not in said
        wrong = [] if told else [f"ends with {code}: {said!r}"]
        wrong += [f"left behind: {name}" for name in hidden(tree(world))]
    return ("before" if run.steps == 0 else "during" if run.steps < known.steps else "after"), wrong


def torture(
    case: Case, known: Undisturbed, number: signal.Signals, times: int, template: Path, folder: Path, seed: int
) -> Figures:
    """Hit a command so many times, every second one while it writes, and return what became of it."""
    random = Random(f"{seed} {case.name} {number}")
    found = Figures(known)
    for turn in range(times):
        _once(case, found, number, template, folder, random, aimed=(turn + number) % 2 == 1)
    return found


def _once(
    case: Case, found: Figures, number: signal.Signals, template: Path, folder: Path, random: Random, *, aimed: bool
) -> None:
    """Hit a command once, look at what is left, and run it again."""
    for _ in range(MOST_MISSES):
        with trial(template, folder) as world:
            done = hit(case, found.known, world, random, number, aimed=aimed)
            if done is None:
                continue
            phase, wrong = done
            left = tree(world)
            found.hits[phase] += 1
            found.wrong += wrong
            found.strays += bool(hidden(left))
            found.wrong += damage(found.known, left)
            code, said = Run(case, world).end()
            if code not in case.done_before:
                found.wrong.append(f"the next run ends with {code}: {said}")
            if tree(world) != found.known.after:
                found.wrong.append(f"the next run leaves another state: {differing(tree(world), found.known.after)}")
            return
    raise AssertionError(f"{case.name} ends before it can be hit")


def differing(one: Tree, other: Tree) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))[:5]


HEAD = f"{'command':<8} {'run':>7} {'writing':>8} {'steps':>6} {'hits':>6} " + " ".join(
    f"{phase:>7}" for phase in (*PHASES, "strays", "wrong")
)


def line(name: str, found: Figures) -> str:
    """Return the figures of a command as a line of the table."""
    known = found.known
    counts = (*(found.hits[phase] for phase in PHASES), found.strays, len(found.wrong))
    return (
        f"{name:<8} {known.seconds:>5.2f} s {known.writing * 1000:>5.0f} ms {known.steps:>6} {found.hits.total():>6} "
        + " ".join(f"{count:>7}" for count in counts)
    )
