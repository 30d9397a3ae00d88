"""The pictures that are the same in every language: each is drawn once."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from vlmap.render.figures.chart import draw
from vlmap.render.figures.timemap import STRIP_MOST, STRIP_WIDTH, lane_order, map_across, map_down

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.figures.chart import Spec
    from vlmap.render.figures.timemap import TimeMap


class Pictures:
    """The pictures of one catalog. `charts` describes its charts, by the path of their page."""

    def __init__(self, catalog: Catalog, charts: Mapping[str, Spec] | None = None, cache: Path | None = None) -> None:
        """Draw the charts, with the help of what `cache`, a folder, keeps of earlier ones; the rest when asked for."""
        self._catalog = catalog
        self._strips: dict[str, TimeMap] = {}
        self.charts = draw(charts or {}, cache)

    @property
    def across(self) -> TimeMap:
        """The map with time from left to right."""
        return self._across(self._catalog.whole())

    @property
    def down(self) -> TimeMap:
        """The map with time from top to bottom."""
        return self._down(self._catalog.whole())

    @cache  # noqa: B019 (lives as long as the catalog that it is of)
    def _across(self, catalog: Catalog) -> TimeMap:
        return map_across(catalog, self._lanes)

    @cache  # noqa: B019
    def _down(self, catalog: Catalog) -> TimeMap:
        return map_down(catalog, self._lanes)

    def strip(self, path: str) -> TimeMap:
        """Return the map cut to one branch."""
        if path not in self._strips:
            members = {path: self._catalog.under(path)}
            self._strips[path] = map_across(self._catalog, members, STRIP_WIDTH, STRIP_MOST)
        return self._strips[path]

    @cached_property
    def _lanes(self) -> dict[str, list[Entry]]:
        """The records of each lane, each record in its home alone."""
        homes: dict[str, list[Entry]] = {root: [] for root in lane_order(self._catalog.taxonomy.roots)}
        for entry in self._catalog:
            homes[entry.record.category.partition("/")[0]].append(entry)
        return homes
