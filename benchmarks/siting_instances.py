"""Instances of siting: OR-Library's networks, San Francisco's stores, and rural places drawn by seed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import floyd_warshall

from network.siting.answer import Objective

CENTRES = (127, 98, 93, 74, 48, 84, 64, 55, 37, 20, 59, 51, 36, 26, 18, 47, 39, 28, 18, 13)
"""Published p-centre values of the networks 1 to 20."""

SAN_FRANCISCO: dict[Objective, float] = {
    "fewest": 8.0,
    "coverage": 875_247.0,
    "total_time": 2_848_268_129.71,
    "worst": 7_403.06,
}
"""Published figures: fewest stores within 5,000 m, and three objectives with four stores."""

RURAL_VILLAGES = (20, 50, 100, 200, 300)
RURAL_SITES = (10, 30, 100, 300)
RURAL_HUBS = (1, 2, 3, 5, 10)
RURAL_SEEDS = (1, 2)
_SIDE_MIN = 60.0
_MOST_PEOPLE = 200


@dataclass(frozen=True, eq=False)
class Capacitated:
    """A capacitated instance.

    Parameters
    ----------
    lengths
        Whole distances, villages × sites.
    demand
        By village.
    hubs, capacity, optimum
        As published.
    """

    lengths: pd.DataFrame
    demand: pd.Series
    hubs: int
    capacity: float
    optimum: float


def pmed(folder: Path, number: int) -> tuple[pd.DataFrame, int]:
    """Read distances between all nodes and how many medians; of an edge named twice the last counts."""
    texts = [int(w) for w in (folder / "bench" / "pmed" / f"pmed{number}.txt").read_text().split()]
    nodes, edges, hubs = texts[:3]
    lengths = np.full((nodes, nodes), np.inf)
    for start in range(3, 3 + 3 * edges, 3):
        i, j, length = texts[start : start + 3]
        lengths[i - 1, j - 1] = lengths[j - 1, i - 1] = length
    np.fill_diagonal(lengths, 0)
    ids = [f"{i + 1:03}" for i in range(nodes)]
    return pd.DataFrame(floyd_warshall(lengths), index=ids, columns=ids), hubs


def optima(folder: Path) -> dict[int, int]:
    """Read the published least totals by number."""
    lines = (folder / "bench" / "pmed" / "pmedopt.txt").read_text().splitlines()[1:]
    return {int(line.split()[0].removeprefix("pmed")): int(line.split()[1]) for line in lines if line.strip()}


def capacitated(folder: Path, number: int) -> Capacitated:
    """Read a capacitated instance: straight distances, cut to whole numbers."""
    texts = [float(w) for w in (folder / "bench" / "cpmp" / f"pmedcap1({number}).txt").read_text().split()]
    optimum, count, hubs, capacity = texts[1], int(texts[2]), int(texts[3]), texts[4]
    table = np.array(texts[5 : 5 + 4 * count]).reshape(count, 4)
    apart = np.hypot(table[:, None, 1] - table[None, :, 1], table[:, None, 2] - table[None, :, 2])
    ids = [f"{i + 1:03}" for i in range(count)]
    lengths = pd.DataFrame(np.floor(apart + 1e-9), index=ids, columns=ids)
    return Capacitated(lengths, pd.Series(table[:, 3], index=ids), hubs, capacity, optimum)


def san_francisco(folder: Path) -> tuple[pd.DataFrame, pd.Series]:
    """Read metres from 205 tracts to 16 stores, and people."""
    sf = folder / "bench" / "spopt_sf"
    pairs = pd.read_csv(sf / "SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    metres = pairs.pivot_table(index="DestinationName", columns="name", values="distance")
    people = pd.read_csv(sf / "SF_demand_205_centroid_uniform_weight.csv")
    weights = people.set_index("NAME")["POP2000"].astype(float)
    return metres, weights.reindex(metres.index)


def rural(villages: int, sites: int, seed: int) -> tuple[pd.DataFrame, pd.Series]:
    """Draw villages and sites in a square an hour wide, ways along a grid, 1 to 199 people each."""
    rng = np.random.default_rng([seed, villages, sites])
    there, here = rng.uniform(0, _SIDE_MIN, (villages, 2)), rng.uniform(0, _SIDE_MIN, (sites, 2))
    minutes = np.abs(there[:, None, :] - here[None, :, :]).sum(axis=2)
    ids = [f"v{i:03}" for i in range(villages)]
    people = pd.Series(rng.integers(1, _MOST_PEOPLE, villages).astype(float), index=ids)
    return pd.DataFrame(minutes, index=ids, columns=[f"s{j:03}" for j in range(sites)]), people
