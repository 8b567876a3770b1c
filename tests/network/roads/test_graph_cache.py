"""Compiled networks from the disk are those that compiling gives."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.reference.assumptions import Assumptions
from geo.region.array_cache import HOME_VARIABLE, cache_folder
from geo.region.region import read_region
from network.roads.graph import RoadGraph
from network.roads.graph_cache import road_graph_of

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[3] / "sample_regions").glob("*/region.toml"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_field_comes_back_to_the_bit(folder, monkeypatch):
    region = read_region(folder, keep_roads=True)
    plain = RoadGraph.from_networkx(region.roads, assumptions=region.assumptions, crs=region.crs)
    road_graph_of(region.road_source, assumptions=region.assumptions, crs=region.crs)
    monkeypatch.setattr(RoadGraph, "from_networkx", None)  # nothing is compiled again
    kept = road_graph_of(region.road_source, assumptions=region.assumptions, crs=region.crs)
    for field in fields(RoadGraph):
        if field.name == "source_of":
            continue
        ours, theirs = getattr(kept, field.name), getattr(plain, field.name)
        if field.name == "segments":
            assert shapely.to_wkb(ours).tolist() == shapely.to_wkb(theirs).tolist()
        elif isinstance(theirs, np.ndarray):
            assert (ours.dtype, ours.shape, ours.tobytes()) == (theirs.dtype, theirs.shape, theirs.tobytes())
        else:
            assert ours == theirs
    assert list(kept.source.edges(keys=True)) == list(plain.source.edges(keys=True))


def test_other_speeds_are_compiled_anew():
    region = read_region(FOLDERS[0], keep_roads=True)
    usual = road_graph_of(region.road_source, assumptions=Assumptions(), crs=region.crs)
    slow = Assumptions({"walk_older_m_per_min": 40.0})
    assert road_graph_of(region.road_source, assumptions=slow, crs=region.crs).assumptions == slow
    assert road_graph_of(region.road_source, assumptions=Assumptions(), crs=region.crs) == usual


def test_roads_without_a_name_are_compiled_and_not_kept(tmp_path):
    region = read_region(FOLDERS[0])
    made = road_graph_of(region.road_source, assumptions=region.assumptions, crs=region.crs)
    assert made == RoadGraph.from_networkx(region.roads, assumptions=region.assumptions, crs=region.crs)
    assert not cache_folder().exists()
