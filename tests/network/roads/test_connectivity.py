"""Telling what is not connected, on a case drawn by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from network.roads.connectivity import connectivity, connectivity_notices
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

NODES = {"a": (0.0, 0.0), "b": (5000.0, 0.0), "c": (2000.0, 3000.0), "d": (2600.0, 3000.0), "e": (5400.0, 0.0)}
EDGES = [*both_ways("a", "b"), *both_ways("c", "d"), *both_ways("b", "e", highway="path")]
VILLAGES = {"v1": (1000.0, 50.0), "v2": (2300.0, 2950.0), "v3": (0.0, 9000.0), "v4": (5000.0, 0.0)}


@pytest.fixture
def roads():
    """A road of 5 km, a piece of 600 m apart from it, and a path of 400 m at the end of the road."""
    return roads_of(drawn(NODES, EDGES))


@pytest.fixture
def region():
    villages = points(VILLAGES).assign(name=["上野", "奥山", "峠", "下野"], population=[1200, 30, 7, 400])
    homes = points({"0": VILLAGES["v1"], "1": VILLAGES["v2"], "2": VILLAGES["v3"], "3": VILLAGES["v4"]})
    people = homes.assign(village_id=list(VILLAGES), population=[1200.0, 30.0, 7.0, 400.0]).reset_index(drop=True)
    facilities = points({"f1": (3000.0, 0.0), "f2": (2500.0, 3000.0)}).assign(name=["診療所", "売店"])
    return SimpleNamespace(villages=villages, people=people, people_at_homes=False, facilities=facilities)


def test_everything_is_connected_off_the_road_or_cut_off(region, roads):
    found = connectivity(region, roads)
    assert found.villages.to_dict() == {"v1": "connected", "v2": "cut_off", "v3": "off_road", "v4": "connected"}
    assert found.facilities.to_dict() == {"f1": "connected", "f2": "cut_off"}
    assert found.people.tolist() == ["connected", "cut_off", "off_road", "connected"]


def test_notices_name_the_villages_and_count_their_people(region, roads):
    found = {n.code: n for n in connectivity_notices(region, roads)}
    assert list(found) == ["road_pieces", "villages_off_road", "villages_cut_off", "facilities_cut_off"]
    assert "2 の切れはし" in found["road_pieces"].message
    assert "90.0%" in found["road_pieces"].message
    assert "1 の集落（7人）" in found["villages_off_road"].message
    assert "峠" in found["villages_off_road"].message
    assert "1,000m" in found["villages_off_road"].message
    assert "1 の集落（30人）" in found["villages_cut_off"].message
    assert "奥山" in found["villages_cut_off"].message
    assert "売店" in found["facilities_cut_off"].message


def test_people_at_homes_are_counted_apart(region, roads):
    region.people_at_homes = True
    found = {n.code: n for n in connectivity_notices(region, roads)}
    assert "37人" in found["residents_cut_off"].message


def test_a_village_that_only_a_path_joins_is_cut_off_for_cars(region):
    nodes = {**NODES, "f": (5900.0, 0.0)}
    roads = roads_of(drawn(nodes, [*EDGES, *both_ways("e", "f")]))
    region.villages = pd.concat([region.villages, points({"v5": (5700.0, 10.0)}).assign(name="沢口", population=11)])
    assert connectivity(region, roads).villages["v5"] == "cut_off"


def test_a_connected_region_has_nothing_to_tell(region, roads):
    region.villages, region.people = region.villages.loc[["v1", "v4"]], region.people.loc[[0, 3]]
    region.facilities = region.facilities.loc[["f1"]]
    whole = roads.closing([("c", "d", 0), ("d", "c", 0)])
    assert connectivity_notices(region, whole) == []


def test_without_roads_there_is_another_notice_already(region):
    assert connectivity_notices(region, roads_of(drawn({}, []))) == []
