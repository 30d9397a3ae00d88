"""The machine and the versions that figures hold for."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "zensical", "jieba", "markdown-it-py", "jinja2")


def machine() -> str:
    """Return processor, cores, memory, system and versions in one line."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processor = model[1] if model else platform.machine()
    tools = [f"Python {platform.python_version()}", *([hugo] if (hugo := _hugo()) else [])]
    tools += [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}; {', '.join(tools)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _hugo() -> str:
    if shutil.which("hugo") is None:
        return ""
    said = subprocess.run(("hugo", "version"), capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d[\w.]*\+?\w*)", said)
    return f"Hugo {found[1]}" if found else ""
