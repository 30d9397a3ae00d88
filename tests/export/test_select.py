"""Which records a query chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vlmap.catalog import load
from vlmap.export.select import SelectError, select

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Project


@pytest.fixture
def catalog(volcano: Project) -> Catalog:
    found = load(volcano).catalog
    assert found
    return found


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["mogi", "vei", "walker-classes"]),
        ("id:vei", ["vei"]),
        ("id:mogi,explosivity-index", ["mogi", "vei"]),
        ("category:eruptions", ["vei", "walker-classes"]),
        ("category:monitoring", ["mogi", "vei"]),
        ("category:monitoring/deformation -id:vei", ["mogi"]),
        ("kind:method year:-1979", ["mogi", "walker-classes"]),
        ("year:1958,1980-", ["mogi", "vei"]),
        ("year:1973-1982", ["vei", "walker-classes"]),
        ("quantity:volume", ["vei", "walker-classes"]),
        ("quantity:volume,displacement venue:jgr", ["mogi", "vei"]),
        ("-quantity:volume", ["mogi"]),
        ("organization:usgs benchmark:pinatubo-volume", ["vei"]),
        ("kind:survey", []),
    ],
)
def test_a_query_chooses(query: str, ids: list[str], catalog: Catalog) -> None:
    assert [entry.id for entry in select(query, catalog)] == ids


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("deformation", "'deformation' is not field:value"),
        ("kind:", "is not field:value"),
        ("colour:red", "there is no field 'colour'; it is one of: id, kind"),
        ("kind:metod", "'metod' is no kind; did you mean 'method'?"),
        ("quantity:volum", "did you mean 'volume'?"),
        ("category:volume", "'volume' is no category"),
        ("year:soon", "'soon' is no year"),
        ("year:-", "'-' is no year"),
    ],
)
def test_a_mistake_is_told(query: str, said: str, catalog: Catalog) -> None:
    with pytest.raises(SelectError) as caught:
        select(query, catalog)
    assert said in caught.value.message.en
    assert caught.value.message.zh
