"""A picture of more records than it has room for: which it shows, and that these hang together as they do in truth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlmap.render.figures.pictures import Pictures
from vlmap.render.figures.thinning import foremost, thinned, ties
from vlmap.render.figures.timemap import map_across, map_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vlmap.catalog import Catalog, Entry, Loaded
    from vlmap.render.figures.thinning import Tie
    from vlmap.render.figures.timemap import TimeMap


@pytest.fixture(scope="session")
def catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


@pytest.fixture(scope="session")
def lanes(catalog: Catalog) -> dict[str, list[Entry]]:
    """The records by root, as the map has them."""
    return {root: [e for e in catalog if e.record.category.startswith(f"{root}/")] for root in catalog.taxonomy.roots}


def ancestors(steps: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each later one all that it comes from, given steps as (earlier, later)."""
    before: dict[str, set[str]] = {}
    for earlier, later in steps:
        before.setdefault(later, set()).add(earlier)
    found: dict[str, set[str]] = {}
    for name in before:
        front = [name]
        found[name] = set()
        while front:
            for one in before.get(front.pop(), set()) - found[name]:
                found[name].add(one)
                front.append(one)
    return found


def test_with_room_for_all_nothing_is_left_out(catalog: Catalog, lanes: dict[str, list[Entry]]) -> None:
    shown = thinned(lanes, catalog, len(catalog))
    assert shown == foremost(catalog, catalog)
    said = [(tie.earlier.id, tie.later.id, tie.relation) for tie in ties(shown, catalog, catalog)]
    assert sorted(said) == sorted(
        (link.earlier.id, link.later.id, link.reference.relation) for e in catalog for link in catalog.builds_on(e)
    )


@pytest.mark.parametrize("draw", [map_across, map_down])
def test_a_picture_says_how_many_it_leaves_out(
    draw: Callable[..., TimeMap], catalog: Catalog, lanes: dict[str, list[Entry]]
) -> None:
    picture = draw(catalog, lanes, most=60)
    assert (len(picture.marks), picture.left_out) == (60, len(catalog) - 60)


def test_each_lane_and_year_shows_those_from_which_most_came(catalog: Catalog, lanes: dict[str, list[Entry]]) -> None:
    shown = {entry.id for entry in thinned(lanes, catalog, 60)}
    for lane in lanes.values():
        for year in {entry.record.date.year for entry in lane}:
            cell = foremost((entry for entry in lane if entry.record.date.year == year), catalog)
            count = sum(entry.id in shown for entry in cell)
            assert {entry.id for entry in cell[:count]} == {entry.id for entry in cell} & shown


def test_a_busy_year_does_not_crowd_out_a_quiet_one(catalog: Catalog, lanes: dict[str, list[Entry]]) -> None:
    all_years = Counter(entry.record.date.year for entry in catalog)
    years = Counter(entry.record.date.year for entry in thinned(lanes, catalog, 60))
    busy, quiet = max(all_years, key=all_years.__getitem__), max(all_years)
    assert all_years[busy] >= 3 * all_years[quiet]
    assert years[quiet] > 0, "the latest year is seen, though nothing came of it yet"


@given(most=st.integers(1, 200))
def test_what_is_shown_comes_from_what_is_shown_as_in_truth(
    most: int, catalog: Catalog, lanes: dict[str, list[Entry]]
) -> None:
    shown = thinned(lanes, catalog, most)
    names = {entry.id for entry in shown}
    drawn: list[Tie] = list(ties(shown, catalog, catalog))
    truth = ancestors((link.earlier.id, link.later.id) for e in catalog for link in catalog.builds_on(e))
    seen = ancestors((tie.earlier.id, tie.later.id) for tie in drawn)
    for name in names:
        assert seen.get(name, set()) == truth.get(name, set()) & names
    links = {(link.earlier.id, link.later.id) for e in catalog for link in catalog.builds_on(e)}
    for tie in drawn:
        assert bool(tie.relation) == ((tie.earlier.id, tie.later.id) in links), "as the record says, or through others"
    if most < len(catalog):
        for name in names:  # of what is before it, no tie leads to what is before that
            nearest = {tie.earlier.id for tie in drawn if tie.later.id == name}
            assert not any(nearest & truth.get(one, set()) for one in nearest)


def test_a_strip_holds_together_within_its_branch_alone(catalog: Catalog) -> None:
    path = max((path for path in catalog.categories if "/" in path), key=lambda path: len(catalog.under(path)))
    picture = Pictures(catalog).strip(path)
    members = {entry.id for entry in catalog.under(path)}
    assert {edge.tie.earlier.id for edge in picture.edges} | {edge.tie.later.id for edge in picture.edges} <= members
