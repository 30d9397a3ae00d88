"""Are the rules tested? Each is broken in every small way, one at a time, and the tests must notice: `make mutants`.

A mutant is one change of the syntax tree of a module under `src/vlmap/checks/`: a comparison turned round, a condition
that never holds, a finding that is not yielded. It lives in a fork of this process, with the golden cases laid out
beforehand; what they let pass meets the other tests of the rules. Survivors are printed, and fail the run.
"""

from __future__ import annotations

import ast
import copy
import importlib
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.checks.test_cases import CASES, prepared
from tests.conftest import ROOT
from vlmap.catalog import Lock, Project, load
from vlmap.checks import check
from vlmap.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

MODULES = sorted(
    path.stem
    for path in (ROOT / "src/vlmap/checks").glob("*.py")
    if path.stem not in ("__init__", "linkcheck", "worklist")
)
TESTS = [
    "tests/checks/test_consistency.py",
    "tests/checks/test_cases.py::test_the_small_project_is_clean",
    "tests/test_rule_pages.py",
]
"""Those that go beyond the golden cases."""

_PAIRS = ((ast.Eq, ast.NotEq), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Is, ast.IsNot), (ast.In, ast.NotIn))
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {**dict(_PAIRS), **{two: one for one, two in _PAIRS}}


def changes(node: ast.AST) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each way to break a node: in words, and as new values of its fields."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            other = _OPPOSITE[type(operator)]
            yield (
                f"{type(operator).__name__} → {other.__name__}",
                {"ops": [*node.ops[:index], other(), *node.ops[index + 1 :]]},
            )
    elif isinstance(node, ast.BoolOp):
        other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(node.op).__name__} → {type(other_op).__name__}", {"op": other_op}
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "never", {"test": ast.Constant(value=False)}
        if not isinstance(node, ast.While):
            yield "always", {"test": ast.Constant(value=True)}
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield "not yielded", {"value": ast.Constant(value=None)}
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} → {node.value + 1}", {"value": node.value + 1}


def mutants(name: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield every mutant of a module, with the place and the change in words."""
    path = ROOT / "src/vlmap/checks" / f"{name}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for index, node in enumerate(ast.walk(tree)):
        for words, fields in changes(node):
            if _is_typing(node):
                continue
            mutant = copy.deepcopy(tree)
            target = next(other for number, other in enumerate(ast.walk(mutant)) if number == index)
            for field, value in fields.items():
                setattr(target, field, value)
            yield f"{name}.py:{getattr(node, 'lineno', 0)}: {words}", ast.fix_missing_locations(mutant)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def become(module: ModuleType, mutant: ast.Module) -> None:
    """Put the mutant in the place of its module, wherever others hold a part of that."""
    before = dict(vars(module))
    exec(compile(mutant, module.__file__ or "", "exec"), vars(module))
    new = {id(old): vars(module)[name] for name, old in before.items() if callable(old) and name in vars(module)}
    for other in [one for name, one in sys.modules.items() if name.startswith(("vlmap.checks", "tests."))]:
        for name, value in list(vars(other).items()):
            if id(value) in new and getattr(value, "__module__", None) == module.__name__:
                setattr(other, name, new[id(value)])


def started(name: str, mutant: ast.Module, golden: list[tuple[Any, str]]) -> int:
    """Start the tests of a mutant in a fork; it ends with 0 if they all pass. A crash or a hang is a failure, too."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(120)
            become(importlib.import_module(f"vlmap.checks.{name}"), mutant)
            code = int(not all(_says(project) == expected for project, expected in golden) or _fails())
        finally:
            os._exit(code)
    return child


def _says(project: Any) -> str:
    loaded = load(project)
    return report(check(loaded, Lock.read(project.lock)), len(loaded.files))


def _fails() -> bool:
    import pytest

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return pytest.main(["-x", "-q", "-p", "no:cacheprovider", *TESTS]) != 0


def _ended(running: dict[int, str]) -> list[str]:
    """Wait for one of the forks; return its mutant if nobody noticed it."""
    child, status = os.wait()
    words = running.pop(child)
    if status == 0:
        print(f"survived: {words}", flush=True)
    return [words] if status == 0 else []


def main(names: list[str]) -> int:
    """Try every mutant of some modules, by default all; return how many survived."""
    with tempfile.TemporaryDirectory() as folder:
        golden = []
        for number, path in enumerate(CASES):
            case = yaml.safe_load(path.read_text(encoding="utf-8"))
            golden.append((prepared(case, Path(folder) / str(number)), case["expected"]["en"]))
        golden.append((Project(ROOT), _says(Project(ROOT))))
        every = [(name, words, mutant) for name in names or MODULES for words, mutant in mutants(name)]
        as_it_is = ast.parse((ROOT / "src/vlmap/checks" / f"{MODULES[0]}.py").read_text(encoding="utf-8"))
        if os.waitpid(started(MODULES[0], as_it_is, golden), 0)[1] != 0:
            print("the tests fail as it is; mend that first")
            return 1
        survivors, running = [], {}
        for name, words, mutant in every:
            running[started(name, mutant, golden)] = words
            if len(running) == (os.cpu_count() or 1):
                survivors += _ended(running)
        while running:
            survivors += _ended(running)
    print(f"{len(every) - len(survivors)} of {len(every)} mutants were noticed")
    return len(survivors)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
