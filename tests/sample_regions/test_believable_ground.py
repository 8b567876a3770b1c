"""Rivers, roads and areas lie where they would lie in the mountains."""

from __future__ import annotations

import tomllib
from typing import Any

import networkx as nx
import numpy as np
import pytest
import shapely
from PIL import Image
from scipy.spatial import cKDTree

STEEPEST = 0.12


def test_every_village_stands_within_300_m_of_a_road(sample: Any) -> None:
    assert sample.from_road_m(sample.points("villages.csv")).max() <= 300


def test_every_house_facility_and_site_can_be_reached_on_foot_from_a_road(sample: Any) -> None:
    for file in ("residents.csv", "facilities.csv", "sites.csv"):
        assert sample.from_road_m(sample.points(file)).max() <= 120, file


def test_no_road_climbs_more_steeply_than_12_percent(sample: Any) -> None:
    steepest = 0.0
    for xy, z, _ in sample.roads:
        known = ~np.isnan(z)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
        rise, run = np.abs(np.diff(z[known])), np.diff(along[known])
        # Heights and places are rounded to centimetres: a metre of road is too short to measure a grade on.
        steepest = max(steepest, *(rise[run > 2] / run[run > 2]), 0.0)
    assert 0.05 < steepest <= STEEPEST


def test_the_roads_are_one_network_that_joins_at_shared_ends(sample: Any) -> None:
    graph = nx.Graph()
    for xy, _, _ in sample.roads:
        graph.add_edge(tuple(np.round(xy[0], 1)), tuple(np.round(xy[-1], 1)))
    assert nx.number_connected_components(graph) == 1


def test_no_two_roads_cross_without_meeting(sample: Any) -> None:
    lines = sample.road_tree.geometries
    pairs = sample.road_tree.query(lines, predicate="crosses")
    assert pairs.shape[1] == 0


def test_different_places_are_not_within_half_a_metre(sample: Any) -> None:
    ends = np.array([p for xy, _, _ in sample.roads for p in (xy[0], xy[-1])])
    places = np.unique(np.round(ends, 1), axis=0)
    assert len(cKDTree(places).query_pairs(0.5)) == 0


def test_nobody_lives_or_works_in_the_water(sample: Any) -> None:
    water = shapely.union_all(
        [line.buffer(width / 2) for line, width in zip(sample.rivers.geometry, sample.rivers["width_m"], strict=True)]
    )
    shapely.prepare(water)
    for file in ("villages.csv", "residents.csv", "facilities.csv", "sites.csv"):
        wet = shapely.intersects(water, sample.points(file))
        assert not wet.any(), [r for r, w in zip(sample.rows(file), wet, strict=True) if w]


def test_fields_lie_beside_rivers(sample: Any) -> None:
    tree = shapely.STRtree(sample.rivers.geometry.to_numpy())
    fields = sample.zone("farmland").geometry
    away = tree.query_nearest(fields.to_numpy(), return_distance=True, all_matches=False)[1]
    assert len(fields) >= 8
    assert np.average(away <= 300, weights=fields.area) >= 0.9
    assert sample.zone("farmland_zone").area.min() >= 18_000


def test_floods_lie_along_the_larger_rivers(sample: Any) -> None:
    floods = sample.zone("flood")
    rivers = sample.rivers[sample.rivers["width_m"] >= 7.0]
    tree = shapely.STRtree(rivers.geometry.to_numpy())
    assert tree.query_nearest(floods.geometry.to_numpy(), return_distance=True, all_matches=False)[1].max() <= 400
    assert set(floods["depth_rank"]) <= {1, 2, 3, 4, 5, 6}
    assert len(set(floods["depth_rank"])) >= 2


def test_landslide_zones_are_near_houses_and_of_both_kinds(sample: Any) -> None:
    zones = sample.zone("landslide")
    assert set(zones["kind"]) == {"警戒区域", "特別警戒区域"}
    homes = shapely.STRtree(sample.points("residents.csv"))
    away = homes.query_nearest(zones.geometry.to_numpy(), return_distance=True, all_matches=False)[1]
    assert np.mean(away <= 250) >= 0.95


def test_districts_fill_the_municipality_without_overlap(sample: Any) -> None:
    districts, whole = sample.zone("school_districts"), sample.zone("municipality").geometry.iloc[0]
    assert shapely.union_all(districts.geometry.to_numpy()).symmetric_difference(whole).area < 1e-4 * whole.area
    assert districts.area.sum() == pytest.approx(whole.area, rel=1e-4)
    villages = sample.points("villages.csv")
    names = [r["district"] for r in sample.rows("villages.csv")]
    assert set(names) == set(districts["name"])
    inside = [districts.set_index("name").geometry[n].contains(p) for n, p in zip(names, villages, strict=True)]
    assert np.mean(inside) >= 0.95
    assert shapely.contains(whole, villages).all()


def test_use_zones_are_in_the_centre_and_do_not_overlap(region: Any) -> None:
    zones = region("sanson").zone("urban")
    assert shapely.union_all(zones.geometry.to_numpy()).area == pytest.approx(zones.area.sum(), rel=1e-3)
    assert len(set(zones["use_name"])) == 3
    hall = region("sanson").points("villages.csv")[0]
    assert zones.geometry.distance(hall).max() < 1_600


def test_the_relief_covers_roads_and_houses_softly(sample: Any) -> None:
    bounds = tomllib.loads((sample.folder / "relief.toml").read_text(encoding="utf-8"))
    for row in sample.rows("residents.csv") + sample.rows("facilities.csv"):
        assert bounds["south"] < float(row["lat"]) < bounds["north"]
        assert bounds["west"] < float(row["lon"]) < bounds["east"]
    grey = np.asarray(Image.open(sample.folder / "relief.png"))
    assert grey.ndim == 2, "one channel: no colour competes with what is drawn on it"
    assert grey.min() >= 190
    assert 15 <= np.ptp(grey) <= 60
