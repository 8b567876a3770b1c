"""A network of stops with the rides people want, and its reader for the files of published instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice

_TABLES = {
    "nodes": (Column("id", required=True),),
    "links": (
        Column("from", required=True),
        Column("to", required=True),
        Column("travel_time", "number", required=True),
    ),
    "demand": (Column("from", required=True), Column("to", required=True), Column("demand", "number", required=True)),
}
_VALUES = {"links": "travel_time", "demand": "demand"}


@dataclass(frozen=True, eq=False)
class StopNetwork:
    """Stops, the minutes between neighbours, and how many want to ride from where to where.

    Parameters
    ----------
    nodes
        Id of every stop.
    link_min
        Stops × stops: minutes of the road between neighbours, ``inf`` where there is none.
    demand
        Stops × stops: persons.

    Raises
    ------
    ValueError
        When the shapes differ, a time isn't above 0, or a demand isn't 0 or more.

    Examples
    --------
    >>> far = float("inf")
    >>> ring = StopNetwork(("a", "b"), [[far, 4.0], [4.0, far]], [[0, 10], [10, 0]])
    >>> ring.size, float(ring.link_min[0, 1])
    (2, 4.0)
    """

    nodes: Sequence[str]
    link_min: NDArray[np.float64]
    demand: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Refuse nonsense; lists become arrays, and no stop is its own neighbour."""
        size = len(self.nodes)
        link, demand = np.array(self.link_min, dtype=float), np.array(self.demand, dtype=float)
        if link.shape != (size, size) or demand.shape != (size, size) or size < 2:
            raise ValueError("link_min and demand must be stops × stops, for two stops or more")
        np.fill_diagonal(link, np.inf)
        np.fill_diagonal(demand, 0.0)
        if not (link > 0).all() or not (np.isfinite(demand) & (demand >= 0)).all():
            raise ValueError("times must be above 0, and demand 0 or more")
        if not demand.any():
            raise ValueError("nobody wants to ride")
        object.__setattr__(self, "nodes", tuple(self.nodes))
        object.__setattr__(self, "link_min", link)
        object.__setattr__(self, "demand", demand)

    @property
    def size(self) -> int:
        """How many stops."""
        return len(self.nodes)

    def numbers(self, route: Sequence[str]) -> tuple[int, ...]:
        """Turn a route of ids into positions.

        Raises
        ------
        KeyError
            When a stop isn't in the network.
        """
        place = {node: i for i, node in enumerate(self.nodes)}
        return tuple(place[node] for node in route)


def read_stop_network(folder: Path) -> StopNetwork:
    """Read ``*_nodes.txt``, ``*_links.txt`` and ``*_demand.txt`` (comma-separated, with headings) of a folder.

    Parameters
    ----------
    folder
        Of one instance; `id` of nodes, `from`, `to` and `travel_time` (minutes) of links, `from`, `to` and `demand` of rides.

    Raises
    ------
    RequestError
        When a file is missing or a row of it can't be used.
    """
    found = {name: _rows(folder, name, columns) for name, columns in _TABLES.items()}
    nodes = tuple(found["nodes"]["id"])
    place = {node: i for i, node in enumerate(nodes)}
    matrices = {"links": np.full((len(nodes), len(nodes)), np.inf), "demand": np.zeros((len(nodes), len(nodes)))}
    for name, value in _VALUES.items():
        rows = found[name]
        strangers = sorted((set(rows["from"]) | set(rows["to"])) - set(nodes))
        if strangers:
            raise RequestError(notice("stop_network_stranger", file=f"*_{name}.txt", ids="、".join(strangers)))
        matrices[name][[place[a] for a in rows["from"]], [place[b] for b in rows["to"]]] = rows[value]
    if len(nodes) < 2 or not matrices["demand"].any() or not (matrices["links"] > 0).all():
        raise RequestError(notice("stop_network_unusable", file=str(folder)))
    return StopNetwork(nodes, matrices["links"], matrices["demand"])


def _rows(folder: Path, name: str, columns: tuple[Column, ...]) -> pd.DataFrame:
    paths = sorted(folder.glob(f"*_{name}.txt"))
    if not paths:
        raise RequestError(notice("required_file_missing", file=folder.name, why="", name=f"○○_{name}.txt"))
    table, notices = read_table(paths[0])
    rows = None
    if table is not None:
        rows, more = typed(table, columns, required_file=True)
        notices += more
    grave = [told for told in notices if told.severity != "info"]
    if grave or rows is None:
        raise RequestError(*grave)
    return rows
