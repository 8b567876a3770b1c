"""Prepared networks from memory and from the disk are those that preparing gives."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo.region.array_cache import HOME_VARIABLE, cache_folder
from geo.region.region import read_region
from network.roads.compiled import CompiledNetwork, compiled
from network.roads.hierarchy import hierarchy_cache, separators
from network.roads.hierarchy.hierarchy import prepared
from network.roads.hierarchy.hierarchy_cache import hierarchy_of
from plan.applied import road_graph

SANSON = Path(__file__).parents[4] / "sample_regions" / "sanson"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small networks are kept too, in a home of their own, and are halved a few times."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(hierarchy_cache, "LEAST_KEPT", 0)
    monkeypatch.setattr(separators, "_LARGEST_PIECE", 8)
    hierarchy_of.cache_clear()


@pytest.fixture(scope="module")
def network() -> CompiledNetwork:
    return compiled(road_graph(read_region(SANSON)), "car")


def same(ours: Any, theirs: Any) -> None:
    """Every field to the bit, whatever it is made of."""
    for field in fields(theirs):
        one, other = getattr(ours, field.name), getattr(theirs, field.name)
        if isinstance(other, np.ndarray):
            assert (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes()), field.name
        elif isinstance(other, tuple) and other and not isinstance(other[0], int):
            assert len(one) == len(other)
            for a, b in zip(one, other, strict=True):
                same(a, b)
        elif hasattr(other, "__dataclass_fields__"):
            same(one, other)
        else:
            assert one == other, field.name


def test_every_field_comes_back_to_the_bit(network, monkeypatch):
    plain = prepared(network.forward, network.roads.node_xy_m)
    assert len(plain.fronts) > 3
    hierarchy_of(network)
    hierarchy_of.cache_clear()
    monkeypatch.setattr(hierarchy_cache, "prepared", None)  # nothing is prepared again
    same(hierarchy_of(network), plain)
    assert hierarchy_of(network) is hierarchy_of(network)


def test_a_damaged_file_is_thrown_away_and_made_anew(network):
    made = hierarchy_of(network)
    hierarchy_of.cache_clear()
    (path,) = cache_folder().glob("*.npz")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    same(hierarchy_of(network), made)
    assert path.read_bytes() == whole


def test_other_ways_of_going_and_other_roads_have_files_of_their_own(network):
    hierarchy_of(network)
    hierarchy_of(compiled(network.roads, "walk"))
    assert len(list(cache_folder().glob("*.npz"))) == 2
    closed = network.roads.closing([network.roads.edge_ids[0]])
    hierarchy_of(compiled(closed, "car"))
    assert len(list(cache_folder().glob("*.npz"))) == 3


def test_a_small_network_is_not_kept(network, monkeypatch):
    monkeypatch.setattr(hierarchy_cache, "LEAST_KEPT", network.forward.shape[0] + 1)
    hierarchy_of(network)
    assert not cache_folder().exists()
