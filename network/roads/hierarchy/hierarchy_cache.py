"""Prepared road networks: in memory by content, and on disk between runs."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.region.array_cache import cache_name, load_arrays, save_arrays
from network.roads.compiled import CompiledNetwork
from network.roads.hierarchy.fronts import Front
from network.roads.hierarchy.hierarchy import Hierarchy, prepared
from network.roads.hierarchy.reduction import Pairs, ReducedNetwork

LEAST_KEPT = 20_000
"""Networks of so many nodes are kept on disk; smaller ones are prepared in less than a tenth of a second."""

_ROWS = ("out", "beside", "there", "back")
_PAIRS = ("low", "high", "up", "down")


@functools.lru_cache(maxsize=4)
def hierarchy_of(network: CompiledNetwork) -> Hierarchy:
    """Prepare a compiled network, or take it as it was prepared before from the same roads; kept by content."""
    costs, xy_m = network.forward, network.roads.node_xy_m
    if costs.shape[0] < LEAST_KEPT:
        return prepared(costs, xy_m)
    name = cache_name("hierarchy", network.roads.fingerprint, network.mode)
    arrays = load_arrays(name)
    if arrays is not None:
        return _restored(arrays)
    made = prepared(costs, xy_m)
    save_arrays(name, _arrays(made))
    return made


def _arrays(made: Hierarchy) -> dict[str, NDArray[Any]]:
    """Put tables of all fronts one behind the other."""
    reduced, fronts = made.reduced, made.fronts
    return {
        "kept": reduced.kept,
        "rounds": np.array(reduced.rounds, dtype=np.int64),
        "position": made.position,
        "far": np.array([made.far]),
        "ends": np.array([(f.start, f.end, len(f.boundary), f.parent) for f in fronts], dtype=np.int64).reshape(-1, 4),
        "boundary": _in_a_row([f.boundary for f in fronts], np.int64),
        "into": _in_a_row([f.into for f in fronts], np.int64),
        "forth": _in_a_row([f.forth for f in fronts], np.float64),
        "home": _in_a_row([f.home for f in fronts], np.float64),
        **{field: getattr(reduced, field) for field in _ROWS},
        **{field: getattr(reduced.core, field) for field in _PAIRS},
    }


def _in_a_row(parts: list[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *(part.ravel() for part in parts)])


def _restored(arrays: dict[str, NDArray[Any]]) -> Hierarchy:
    kept = arrays["kept"]
    out, beside, there, back = (arrays[field] for field in _ROWS)
    core = Pairs(*(arrays[field] for field in _PAIRS))
    reduced = ReducedNetwork(len(kept), kept, core, out, beside, there, back, tuple(arrays["rounds"].tolist()))
    fronts, at, cell = [], 0, 0
    for start, end, beyond, parent in arrays["ends"].tolist():
        own = end - start
        edge, cells = slice(at, at + beyond), slice(cell, cell + own * (own + beyond))
        # What leads nowhere further stands nowhere in a parent.
        into = arrays["into"][edge] if parent >= 0 else np.zeros(0, dtype=np.int64)
        tables = (arrays[field][cells].reshape(own, own + beyond) for field in ("forth", "home"))
        fronts.append(Front(start, end, arrays["boundary"][edge], parent, into, *tables))
        at, cell = edge.stop, cells.stop
    return Hierarchy(reduced, arrays["position"], tuple(fronts), float(arrays["far"][0]))
