"""Roads that are made when they are asked for, and kept on disk by the bytes of their file."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from shapely import LineString

from geo.region.array_cache import HOME_VARIABLE, cache_folder
from geo.region.region import read_region
from geo.region.roads import road_source as module
from geo.region.roads.road_source import RoadSource, road_source
from tests.small_region import write_small_region

SAMPLES = sorted(path.parent for path in (Path(__file__).parents[4] / "sample_regions").glob("*/region.toml"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def told(graph: nx.MultiDiGraph) -> object:
    """Write down a graph to the order and the type of each value."""

    def typed(data: dict[str, object]) -> list[tuple[str, str, str]]:
        return [(k, type(v).__name__, v.wkb_hex if isinstance(v, LineString) else repr(v)) for k, v in data.items()]

    nodes = [(node, typed(data)) for node, data in graph.nodes(data=True)]
    return nodes, [(u, v, k, typed(data)) for u, v, k, data in graph.edges(keys=True, data=True)], typed(graph.graph)


def test_a_graph_is_made_once_and_only_when_asked_for():
    made = []

    def make() -> nx.MultiDiGraph:
        made.append(1)
        return nx.MultiDiGraph()

    source = RoadSource(make)
    assert made == []
    assert source.graph is source.graph
    assert made == [1]


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_what_was_kept_is_what_the_file_says(folder, monkeypatch):
    plain = read_region(folder)
    first = read_region(folder, keep_roads=True)
    monkeypatch.setattr(module, "read_roads", None)  # the file is not read again
    again = read_region(folder, keep_roads=True)
    assert first.notices == again.notices == plain.notices
    assert told(again.roads) == told(first.roads) == told(plain.roads)


def test_another_file_another_zone_and_other_settings_are_read_anew(tmp_path):
    folder = write_small_region(tmp_path / "tameshi")
    names = {road_source(folder, 6675, keep=True)[0].name, road_source(folder, 6676, keep=True)[0].name}
    names.add(road_source(folder, 6675, fictional=True, keep=True)[0].name)
    (road_file,) = folder.glob("roads.*")
    road_file.write_bytes(road_file.read_bytes() + b"\n")
    names.add(road_source(folder, 6675, keep=True)[0].name)
    assert None not in names
    assert len(names) == 4


def test_without_being_asked_nothing_is_kept(tmp_path):
    folder = write_small_region(tmp_path / "tameshi")
    assert road_source(folder, 6675)[0].name is None
    assert not cache_folder().exists()


def test_a_region_without_roads_keeps_nothing(tmp_path):
    folder = write_small_region(tmp_path / "tameshi", roads=False)
    source, notices = road_source(folder, 6675, keep=True)
    assert (source.name, [n.code for n in notices]) == (None, ["roads_missing"])


def test_a_damaged_file_is_thrown_away_and_the_roads_are_read(tmp_path):
    folder = write_small_region(tmp_path / "tameshi")
    first = road_source(folder, 6675, keep=True)[0].graph
    (kept,) = cache_folder().iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    source, _ = road_source(folder, 6675, keep=True)
    assert told(source.graph) == told(first)
    assert kept.read_bytes() == whole


def test_values_that_text_would_change_are_not_kept(tmp_path, monkeypatch):
    folder = write_small_region(tmp_path / "tameshi")
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", length=np.float64(3.0))
    monkeypatch.setattr(module, "read_roads", lambda *args, **named: (graph, []))
    source, _ = road_source(folder, 6675, keep=True)
    assert source.name is None
    assert source.graph is graph
