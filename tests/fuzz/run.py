"""Fuzzes the checker, guided by the branches it takes: `make fuzz` (libFuzzer through atheris).

What makes it fail is written to `tests/fuzz/corpus/`, which the ordinary tests go through ever after.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["vlmap", "markdown_it"]):
    from tests.fuzz.answer import answer

from tests.conftest import ROOT, VOLCANO

CORPUS = Path(__file__).parent / "corpus"


def main(seconds: str) -> None:
    """Fuzz for some seconds, from the records, the past finds, and what earlier runs found worth keeping."""
    kept, seeds = ROOT / ".cache" / "fuzz", ROOT / ".cache" / "seeds"
    for folder in (kept, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for path in (*VOLCANO.glob("papers/*.yaml"), VOLCANO / "taxonomy.yaml", *sorted(ROOT.glob("papers/*.yaml"))[::30]):
        (seeds / path.name).write_bytes(path.read_bytes())
    words = Path(__file__).parent / "yaml.dict"
    limits = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=1024", "-max_len=24000", f"-dict={words}"]
    folders = [str(kept), str(seeds), str(CORPUS)]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={CORPUS}/", "-print_final_stats=1", *folders], answer)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
