"""How long a reader waits for the first results, and what came over the wire by then, in a real browser.

The records are those of `search.py`, drawn. The site of this repository is built, and its catalog, its index and the
list of its browse page give way to theirs; a server of this machine sends everything after `gzip -9`, and counts the
bytes that it sends, headers too (the theme's own files apart). Hosts such as GitHub Pages pack HTML, JSON and
JavaScript, too.

    python benchmarks/browser.py [--records 300 10000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import os
import random
import re
import shutil
import statistics
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from search import ROOT, lines, synthetic
from vlmap.catalog import Project, load
from vlmap.render.views.browse import edition
from vlmap.search.catalog import in_order, search_files
from vlmap.site import adapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from vlmap.catalog import Catalog

QUERIES = ("diffusion", "contrastive learning", "文生图", "图像描述 注意力", "CLIP", "text to image difusion", "li")
WARM = ("segmentation", "对比学习", "transformer", "vqa", "image captioning")
ROWS = 100
"""So many rows the browse page comes with."""
THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

TYPED = """async (query) => {
  const root = document.querySelector(".vl-browse");
  const input = root.querySelector("input[name=q]");
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (root.getAttribute("aria-busy") === "true") await new Promise((done) => setTimeout(done, 1));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def main() -> None:
    """Build, serve and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="*", default=[300, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    real = load(Project(ROOT)).catalog
    assert real is not None
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        adapter.build(Project(ROOT), site)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        print(f"Chromium {browser.version}, {os.cpu_count()} processors; medians of {options.rounds} rounds")
        for count in options.records:
            exchange(site, synthetic(real, count, random.Random(0)))
            for server in served(site):
                measure(browser, server, count, options.rounds)
        browser.close()


def exchange(site: Path, drawn: Catalog) -> None:
    """Put drawn records in the place of the real ones, as far as a search sees them."""
    assets, blocks = site / "assets" / "vlmap", lines(drawn)
    shutil.rmtree(assets / "search")
    for name, text in search_files(drawn, {"en": blocks}).items():
        (assets / name).parent.mkdir(exist_ok=True)
        (assets / name).write_text(text, encoding="utf-8")
    page = site / "browse" / "index.html"
    rows = [row for block in blocks for row in re.findall(r"<li.*?</li>", block, re.DOTALL)]
    html = page.read_text(encoding="utf-8")
    html = re.sub(
        r'(?<=<ol class="vl-rows">).*?(?=</ol>)', lambda _: "".join(rows[: -ROWS - 1 : -1]), html, flags=re.DOTALL
    )
    mark = edition(entry.id for entry in in_order(drawn))
    page.write_text(re.sub(r'data-edition="\w*"', f'data-edition="{mark}"', html), encoding="utf-8")


class Server(http.server.ThreadingHTTPServer):
    """Sends the files of a folder packed, and counts what it sends."""

    daemon_threads = True
    request_queue_size = 100

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        files = [path for part in (folder / "assets", folder / "browse") for path in part.rglob("*") if path.is_file()]
        self.packed = {path: gzip.compress(path.read_bytes(), 9, mtime=0) for path in files}
        self.sent: dict[str, int] = {}

    def total(self) -> int:
        """Return the bytes sent since `sent` was emptied, without the theme's."""
        return sum(size for path, size in self.sent.items() if not path.startswith(THEME))


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with what is packed already, over a connection that stays open."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Send a file."""
        name = self.path.partition("?")[0].lstrip("/")
        path = self.server.folder / (f"{name}index.html" if not name or name.endswith("/") else name)
        body = self.server.packed.get(path, b"")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", KINDS.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        head = sum(map(len, self._headers_buffer))  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(body)
        self.server.sent[name] = self.server.sent.get(name, 0) + head + len(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


KINDS = {".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css"}


def served(folder: Path) -> Iterator[Server]:
    """Serve a folder."""
    server = Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def measure(browser: Browser, server: Server, count: int, rounds: int) -> None:
    """Print the best (the machine may have other work), the medians and the worst."""
    address = f"http://127.0.0.1:{server.server_port}/browse/"
    figures: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        figures.setdefault(name, []).append(value)

    for _ in range(rounds):
        for query in QUERIES:
            page = opened(browser, server)
            page.goto(address)
            page.locator(".vl-browse--ready").wait_for()
            note("page ready, ms after opening it", page.evaluate("performance.now()"))
            note("page ready, bytes", server.total())
            note("first results, ms after typing a query", page.evaluate(TYPED, query))
            note("first results, bytes from the start", server.total())
            for other in WARM:
                note("results of a later query, ms", page.evaluate(TYPED, other))
            for other in WARM:
                note("results of one asked before, ms", page.evaluate(TYPED, other))
            page.context.close()
            page = opened(browser, server)
            page.goto(f"{address}?q={query}")
            page.locator(".vl-browse--ready").wait_for()
            note("from the header's search to results, ms", page.evaluate("performance.now()"))
            page.context.close()
    title = f"{count} records"
    print(f"\n{title:42} {'best':>10}  {'median':>10}  {'worst':>10}")
    for name, values in figures.items():
        print(f"{name:42} {min(values):10,.0f}  {statistics.median(values):10,.0f}  {max(values):10,.0f}")


def opened(browser: Browser, server: Server) -> Page:
    """Return a page of a browser that has seen nothing yet."""
    server.sent.clear()
    return browser.new_context().new_page()


if __name__ == "__main__":
    main()
