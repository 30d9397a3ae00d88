"""The search of the site, outside a browser: the very script that pages load, run by an embedded JavaScript engine.

So there is one ranking, not two that have to be kept alike (docs/decisions/0007-one-ranking.md).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import quickjs

from vlmap import ASSETS
from vlmap.search.catalog import HEAD, in_order, search_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vlmap.catalog import Catalog


class Search:
    """A catalog, ready to be asked."""

    def __init__(self, catalog: Catalog, files: Mapping[str, str] | None = None) -> None:
        """Take what `search_files` returns, if it is at hand. `read` are the files that the last query needed."""
        files = files or search_files(catalog)
        self.read: set[str] = set()
        self._ids = [entry.id for entry in in_order(catalog)]
        self._context = context = quickjs.Context()
        context.eval(_script(ASSETS / "words.js"))
        context.eval(_script(ASSETS / "search.js"))

        def read(name: str) -> str:
            self.read.add(name)
            return files[name]

        context.add_callable("read", read)
        context.eval(_ASK)
        context.get("open")(files[HEAD])

    def find(self, query: str) -> list[str]:
        """Return the ids of the records that a query finds, best first."""
        self.read.clear()
        self._context.get("ask")(query)
        while self._context.execute_pending_job():
            pass
        found: list[int] = json.loads(self._context.get("answer"))
        return [self._ids[row] for row in found]


_ASK = """
let ready;
var answer;
const load = async (name) => JSON.parse(read(name));
function open(catalog) { ready = index(JSON.parse(catalog), load); }
function ask(query) { ready.files.clear(); find(ready, query).then(({ rows }) => { answer = JSON.stringify(rows); }); }
"""


def _script(path: Path) -> str:
    """Return a module as a script: the engine loads no modules, and both of ours stand in one scope."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^import .*;$", "", text, flags=re.MULTILINE)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)
