"""The figures as a picture: wall and processor time, and memory, against the number of records, on logarithmic axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    from benchmarks.rounds import Result

_LEFT_OUT = "check"
"""Checking is no build: it stands in the table only."""


def plot(results: list[Result]) -> str:
    """Return the plot as SVG."""
    shown = [one for one in results if _LEFT_OUT not in one.contender]
    rows = [
        {"contender": one.contender, "N": one.records, "wall": one.wall, "cpu": one.cpu, "memory": one.peak / 1e6}
        for one in shown
    ]
    names = list(dict.fromkeys(one.contender for one in shown))
    panels = {"wall": "wall time (s)", "cpu": "processor time (s)", "memory": "memory at the peak (MB)"}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": rows},
        "hconcat": [_panel(field, title, names) for field, title in panels.items()],
        "config": {"legend": {"labelLimit": 400}},
    }
    return vl_convert.vegalite_to_svg(spec, vl_version="5.20")


def _panel(field: str, title: str, names: list[str]) -> dict[str, Any]:
    logarithmic = {"type": "log", "nice": False}
    return {
        "width": 260,
        "height": 320,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "N", "type": "quantitative", "title": "records", "scale": logarithmic},
            "y": {"field": field, "type": "quantitative", "title": title, "scale": {"type": "log"}},
            "color": {
                "field": "contender",
                "type": "nominal",
                "title": None,
                "sort": names,
                "scale": {"scheme": "category20"},
            },
        },
    }
