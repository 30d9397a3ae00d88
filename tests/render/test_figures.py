"""The pictures: what must hold of them whatever the records are."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlmap.render.figures.lettering import shortened, width
from vlmap.render.figures.lineage import MOST as MOST_KIN
from vlmap.render.figures.lineage import lineage
from vlmap.render.figures.pictures import Pictures
from vlmap.render.figures.timemap import SIZE, lane_order
from vlmap.render.figures.timescale import TimeScale
from vlmap.schema import PartialDate

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Loaded
    from vlmap.render.figures.marks import Mark


@pytest.fixture(scope="session")
def catalog(real_loaded: Loaded) -> Catalog:
    assert real_loaded.catalog
    return real_loaded.catalog


def span(mark: Mark) -> tuple[float, float]:
    """What a mark and its name take of their row."""
    long = width(mark.label, SIZE)
    ends = (mark.label_x - long if mark.label_before else mark.label_x + long) if mark.label else mark.x
    return min(mark.x - mark.r, ends), max(mark.x + mark.r, ends)


def test_the_uniting_root_stands_between_those_it_unites(catalog: Catalog) -> None:
    assert lane_order(catalog.taxonomy.roots) == ["understanding", "unified", "generation"]


def test_every_record_is_a_mark_and_every_link_a_line(catalog: Catalog) -> None:
    links = {
        (link.earlier.id, link.later.id, link.reference.relation) for e in catalog for link in catalog.builds_on(e)
    }
    for picture in (Pictures(catalog).across, Pictures(catalog).down):
        assert {mark.entry.id for mark in picture.marks} == set(catalog.entries)
        drawn = {(e.tie.earlier.id, e.tie.later.id, e.tie.relation) for e in picture.edges}
        assert drawn == links
        assert picture.left_out == 0


def test_names_do_not_touch(catalog: Catalog) -> None:
    rows: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for mark in Pictures(catalog).across.marks:
        rows[mark.y].append(span(mark))
    for spans in rows.values():
        spans.sort()
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert end <= start


def test_names_are_all_there_and_within_the_picture(catalog: Catalog) -> None:
    picture = Pictures(catalog).across
    for mark in picture.marks:
        assert mark.label == mark.entry.record.name
        start, end = span(mark)
        assert start >= 0
        assert end <= picture.width


def test_marks_stand_in_the_lane_of_their_root_and_in_order_of_time(catalog: Catalog) -> None:
    picture = Pictures(catalog).across
    bounds = {lane.path: (lane.y, lane.y + lane.height) for lane in picture.lanes}
    for mark in picture.marks:
        top, bottom = bounds[mark.root]
        assert top < mark.y < bottom
    places = [mark.x for mark in sorted(picture.marks, key=lambda mark: (mark.entry.record.date.year, mark.x))]
    assert places == sorted(places)


def test_the_picture_turned_has_a_row_for_each_record(catalog: Catalog) -> None:
    picture = Pictures(catalog).down
    assert picture.width == 360
    for lane in picture.lanes:
        heights = [mark.y for mark in picture.marks if lane.x <= mark.x < lane.x + lane.width]
        assert len(heights) == len(set(heights))


@given(st.lists(st.tuples(st.integers(1990, 2030), st.integers(1, 12), st.integers(1, 28)), min_size=1))
def test_a_later_day_is_never_further_left(days: list[tuple[int, int, int]]) -> None:
    dates = [PartialDate(day) for day in sorted(days)]
    years = range(dates[0].year, dates[-1].year + 1)
    scale = TimeScale({year: 1.0 + year % 7 for year in years})
    places = [scale.place(date) for date in dates]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= scale.end


@given(st.text(max_size=40), st.floats(20, 400))
def test_shortened_words_fit(words: str, room: float) -> None:
    cut = shortened(words, 11, room)
    assert cut == words or (cut.endswith("…") and width(cut, 11) <= room)


def test_lineage_shows_two_steps_on_either_side(catalog: Catalog) -> None:
    picture = lineage(catalog.entries["unitoken"], catalog)
    assert picture
    columns = sorted({mark.x for mark in picture.marks})
    assert len(columns) == 3  # nothing builds on it yet
    parents = {link.earlier.id for link in catalog.builds_on(catalog.entries["unitoken"])}
    assert {mark.entry.id for mark in picture.marks if mark.x == columns[1]} == parents


def test_lineage_says_how_many_it_leaves_out(catalog: Catalog) -> None:
    clip = catalog.entries["clip"]
    picture = lineage(clip, catalog)
    assert picture
    children = {link.later.id for link in catalog.built_on_by(clip)}
    (more,) = (one for one in picture.more if one.step == 1)
    assert more.count == len(children) - MOST_KIN


def test_a_record_without_kin_has_no_picture(catalog: Catalog) -> None:
    alone = [e for e in catalog if not catalog.builds_on(e) and not catalog.built_on_by(e)]
    assert all(lineage(entry, catalog) is None for entry in alone)
    assert lineage(catalog.entries["clip"], catalog) is not None


def test_descendants_are_counted_once(catalog: Catalog) -> None:
    for entry in catalog:
        found, front = set(), [entry]
        while front:
            for link in catalog.built_on_by(front.pop()):
                if link.later.id not in found:
                    found.add(link.later.id)
                    front.append(link.later)
        assert catalog.descendants(entry) == len(found)
