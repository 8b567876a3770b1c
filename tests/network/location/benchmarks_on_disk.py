"""Published instances: OR-Library's p-median networks and the stores of San Francisco."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import floyd_warshall


def pmed(folder: Path, number: int) -> tuple[pd.DataFrame, int]:
    """Distances between all nodes, and how many medians; of an edge named twice the last counts."""
    words = [int(w) for w in (folder / "bench" / "pmed" / f"pmed{number}.txt").read_text().split()]
    nodes, edges, hubs = words[:3]
    lengths = np.full((nodes, nodes), np.inf)
    for start in range(3, 3 + 3 * edges, 3):
        i, j, length = words[start : start + 3]
        lengths[i - 1, j - 1] = lengths[j - 1, i - 1] = length
    np.fill_diagonal(lengths, 0)
    ids = [f"{i + 1:03}" for i in range(nodes)]
    return pd.DataFrame(floyd_warshall(lengths), index=ids, columns=ids), hubs


def optima(folder: Path) -> dict[int, int]:
    """Published least totals by number."""
    lines = (folder / "bench" / "pmed" / "pmedopt.txt").read_text().splitlines()[1:]
    return {int(line.split()[0].removeprefix("pmed")): int(line.split()[1]) for line in lines if line.strip()}


def san_francisco(folder: Path) -> tuple[pd.DataFrame, pd.Series]:
    """Metres from 205 tracts to 16 stores, and people."""
    sf = folder / "bench" / "spopt_sf"
    pairs = pd.read_csv(sf / "SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    metres = pairs.pivot_table(index="DestinationName", columns="name", values="distance")
    people = pd.read_csv(sf / "SF_demand_205_centroid_uniform_weight.csv")
    weights = people.set_index("NAME")["POP2000"].astype(float)
    return metres, weights.reindex(metres.index)
