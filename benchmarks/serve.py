"""How soon an edit shows: from saving a record to its page being served anew by `vlmap serve`.

`python benchmarks/serve.py --records N …` prints, for each N, the median of some edits of the one-line summary of a
record. It asks for the page twenty times a second, as a browser that waits would.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.synthetic import make_project

EDITS = 5
PATIENCE = 900
EVERY = 0.05


def main() -> None:
    """Make a project of each size, serve it, and edit it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[300, 10_000])
    for count in parser.parse_args().records:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            make_project(Path(__file__).parent.parent, project, count)
            times = edits(project)
        print(f"N = {count:,}: {statistics.median(times):.2f} s (of {', '.join(f'{one:.2f}' for one in times)})")


def edits(project: Path) -> list[float]:
    """Return the seconds that each edit took to show."""
    record = sorted((project / "papers").glob("*.yaml"))[7]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "vlmap", "serve", "--address", host]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.DEVNULL) as server:
        try:
            page = f"http://{host}/papers/{record.stem}/"
            wait_for(page, "<h1")
            found = []
            for number in range(EDITS):
                word = f"Edited{number}"
                text = record.read_text(encoding="utf-8")
                text = re.sub(r"(one_liner:\n  en: (?:\|\n    )?\"?)\w+", rf"\g<1>{word}", text, count=1)
                record.write_text(text, encoding="utf-8")
                found.append(wait_for(page, word))
                time.sleep(2 * EVERY)
        finally:
            server.terminate()
    return found


def wait_for(page: str, word: str) -> float:
    """Ask for a page until it says a word; return how many seconds that took."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        try:
            with urllib.request.urlopen(page) as answer:
                if word in answer.read().decode():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(EVERY)
    raise SystemExit(f"{page} never said {word}")


if __name__ == "__main__":
    main()
