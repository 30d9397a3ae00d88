"""Charts: what to draw, as Vega-Lite, and the drawing of it before any page is filled.

Vega-Lite is a description of a chart (vega.github.io/vega-lite); vl-convert turns it into SVG. It runs in a process of
its own, since the engine inside it must not be forked, and what was drawn once is kept in `.cache/charts/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from vlmap.errors import BuildError
from vlmap.files import write
from vlmap.languages import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Spec = dict[str, Any]

INK = "currentColor"


def fill_of(root: str) -> str:
    """Return the colour of a root as a chart names it; the site's style sheet knows its value."""
    return f"var(--vl-fill-{root}, {INK})"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in time. `series` is a number from 0; `named` where its name stands beside it."""

    day: dt.date
    value: float
    name: str
    root: str
    series: int
    named: bool


def score_chart(points: Sequence[Point]) -> Spec:
    """Return scores against dates; a shape a series, the colour that of the record's root."""
    values = [
        {
            "date": p.day.isoformat(),
            "value": p.value,
            "name": p.name,
            "fill": fill_of(p.root),
            "series": p.series,
            "named": p.named,
        }
        for p in points
    ]
    years = [point.day.year for point in points]
    whole = [f"{min(years):04}-01-01", f"{max(years) + 1:04}-01-01"]
    axis = {"title": None, "format": "%Y", "tickCount": "year"}
    place = {
        "x": {"field": "date", "type": "temporal", "scale": {"domain": whole, "type": "utc"}, "axis": axis},
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"zero": False, "padding": 16},
            "axis": {"title": None},
        },
    }
    fill = {"field": "fill", "type": "nominal", "scale": None}
    shape = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(range(len(_SHAPES))), "range": _SHAPES},
    }
    text = {"field": "name", "type": "nominal"}
    return _chart(
        {"values": values},
        600,
        240,
        layer=[
            {
                "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
                "encoding": {**place, "color": fill, "shape": shape},
            },
            {
                "transform": [{"filter": "datum.named"}],
                "mark": {"type": "text", "align": "center", "dy": -11, "fontSize": 11, "color": INK},
                "encoding": {**place, "text": text},
            },
        ],
    )


_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]


def years_chart(counts: Mapping[tuple[int, str], int], roots: Sequence[str]) -> Spec:
    """Return records per year, stacked by root in the order given. `counts` has a number for (year, root)."""
    values = [
        {"year": year, "count": count, "fill": fill_of(root), "order": roots.index(root)}
        for (year, root), count in sorted(counts.items())
    ]
    years = [year for year, _ in counts]
    return _chart(
        {"values": values},
        780,
        180,
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "year",
                "type": "ordinal",
                "scale": {"domain": list(range(min(years), max(years) + 1)) if years else []},
                "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
            },
            "y": {"field": "count", "type": "quantitative", "axis": {"title": None, "tickMinStep": 1}},
            "color": {"field": "fill", "type": "nominal", "scale": None},
            "order": {"field": "order", "type": "ordinal"},
        },
    )


def _chart(data: Any, width: int, height: int, **parts: Any) -> Spec:
    quiet = {"domainColor": INK, "tickColor": INK, "labelColor": INK, "gridColor": INK}
    axis = {**quiet, "gridOpacity": 0.12, "domainOpacity": 0.4, "tickOpacity": 0.4, "labelFontSize": 11}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": None,
        "config": {"font": "sans-serif", "view": {"stroke": None}, "axis": axis},
        "data": data,
        **parts,
    }


def draw(specs: Mapping[str, Spec], cache: Path | None = None) -> dict[str, str]:
    """Return the SVG of each chart. `cache` is a folder in which drawn charts are looked up and kept.

    Raises `BuildError` if the tool that draws fails.
    """
    drawn: dict[str, str] = {}
    missing: dict[str, tuple[str, Path | None]] = {}
    for name, spec in specs.items():
        written = json.dumps(spec, sort_keys=True)  # in ASCII: the other process may read in another encoding
        mark = hashlib.sha256(f"{version(TOOL)} {written}".encode()).hexdigest()[:32]
        file = cache / f"{mark}.svg" if cache else None
        if file is not None and file.is_file():
            drawn[name] = file.read_text(encoding="utf-8")
        else:
            missing[name] = written, file
    if missing:
        for (name, (_, file)), svg in zip(
            missing.items(), _converted([one for one, _ in missing.values()]), strict=True
        ):
            drawn[name] = svg
            if file is not None:
                with contextlib.suppress(OSError):  # what cannot be kept is drawn again
                    write(file, svg)
    return drawn


TOOL = "vl-convert-python"

_CONVERT = """
import json, sys, vl_convert
json.dump([vl_convert.vegalite_to_svg(spec, vl_version="5.20") for spec in json.load(sys.stdin)], sys.stdout)
"""


def _converted(specs: Sequence[str]) -> list[str]:
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own words)
        [sys.executable, "-c", _CONVERT],
        input=f"[{','.join(specs)}]",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise BuildError(Message(f"{TOOL} could not draw a chart: {last}", f"{TOOL} 未能绘制图表：{last}"))
    svgs: list[str] = json.loads(done.stdout)
    return svgs
