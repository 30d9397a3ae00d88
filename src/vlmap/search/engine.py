"""The search of the site, outside a browser: the very script that pages load, run by an embedded JavaScript engine.

So there is one ranking, not two that have to be kept alike (docs/decisions/0007-one-ranking.md).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import quickjs

from vlmap import ASSETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Search:
    """A catalog, ready to be asked."""

    def __init__(self, catalog: str) -> None:
        """Take what `search_catalog` returns."""
        context = quickjs.Context()
        library = _script(ASSETS / "vendor" / "minisearch.js")
        context.eval(f"const MiniSearch = (() => {{ {library}\nreturn MiniSearch; }})();")
        context.eval(_script(ASSETS / "search.js"))
        context.eval("let ready; function open(catalog) { ready = index(JSON.parse(catalog)); }")
        context.eval("function ask(query) { return JSON.stringify(find(ready, query).map(({ id }) => id)); }")
        context.get("open")(catalog)
        self._ask: Callable[[str], str] = context.get("ask")

    def find(self, query: str) -> list[str]:
        """Return the ids of the records that a query finds, best first."""
        found: list[str] = json.loads(self._ask(query))
        return found


def _script(path: Path) -> str:
    """Return a module as a script: the engine loads no modules, and both of ours stand in one scope."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^import .*;$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\bexport\s*\{\s*\w+ as default\s*\};?", "", text)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)
