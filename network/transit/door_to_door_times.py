"""Door to door by bus: walk, ride, change, walk; every departure of the day, there and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.roads.graph import RoadGraph
from network.transit.connection_scan import BusNetwork, bus_network
from network.transit.departures import Departures
from network.transit.journeys import Journey, find_journey
from network.transit.place_journeys import Way, journeys_to
from network.transit.rider_settings import BusSettings
from network.transit.stop_access import places_bytes
from network.transit.timetable import Timetable

_MINUTE_S = 60


@dataclass(frozen=True, eq=False)
class DoorToDoor:
    """Journeys by bus between places, all of one day.

    Parameters
    ----------
    network
        Timetable, roads and settings that hold.
    origins, destinations
        Indexed by id; columns lat and lon in degrees. Origins are where people live.
    walk_min
        Origins × destinations: minutes all the way on foot, infinite where that is farther than `settings.walk_to_stop_m`.
    out, home
        For each destination the rides of all origins: there as [leave_s, arrive_s], back as [depart_s, home_s].
    """

    network: BusNetwork
    origins: pd.DataFrame
    destinations: pd.DataFrame
    walk_min: pd.DataFrame
    out: tuple[Departures, ...]
    home: tuple[Departures, ...]

    @property
    def timetable(self) -> Timetable:
        """The day that holds."""
        return self.network.timetable

    @property
    def settings(self) -> BusSettings:
        """How people walk and change."""
        return self.network.settings

    def outward(self, origin: str, destination: str) -> NDArray[np.int64]:
        """List the journeys by bus from an origin to a destination.

        Returns
        -------
        numpy.ndarray
            Shape (n, 2): leave_s (out of the door) and arrive_s (at the destination), both rising; no journey is beaten by one
            that leaves no earlier and arrives no later. Seconds past midnight of the day, never below 0, past 86,400 after the
            next midnight. The walk all the way is not among them: see `walk_min`.
        """
        return self.out[self._destination(destination)].of(self._origin(origin))

    def homeward(self, origin: str, destination: str) -> NDArray[np.int64]:
        """List the journeys by bus from a destination back to an origin.

        Returns
        -------
        numpy.ndarray
            Shape (m, 2): depart_s (from the destination) and home_s (back at the door), both rising, as `outward`.
        """
        return self.home[self._destination(destination)].of(self._origin(origin))

    def earliest_arrival_s(self, leaving_s: int) -> pd.DataFrame:
        """Return the earliest arrival for who leaves home at a time or later, on foot or by bus.

        Returns
        -------
        pandas.DataFrame
            Origins × destinations, seconds past midnight; infinite where one does not get there any more.
        """
        columns = [d.earliest_arrival_s(np.array([leaving_s]))[:, 0] for d in self.out]
        return self._frame(np.minimum(self._table(columns), leaving_s + self._walk_s))

    def latest_departure_s(self, arriving_s: int) -> pd.DataFrame:
        """Return the latest time to leave home for who must be there by a time (「10時までに着くには何時に出るか」).

        Returns
        -------
        pandas.DataFrame
            Origins × destinations, seconds past midnight; minus infinity where nobody gets there so early.
        """
        columns = [d.latest_departure_s(np.array([arriving_s]))[:, 0] for d in self.out]
        return self._frame(np.maximum(self._table(columns), arriving_s - self._walk_s))

    def earliest_home_s(self, departing_s: int) -> pd.DataFrame:
        """Return the earliest time at home for who leaves the destination at a time or later; infinite where none."""
        columns = [d.earliest_arrival_s(np.array([departing_s]))[:, 0] for d in self.home]
        return self._frame(np.minimum(self._table(columns), departing_s + self._walk_s))

    def latest_return_s(self) -> pd.DataFrame:
        """Return the last time of the day to leave the destination by bus and still get home; minus infinity where none."""
        return self._frame(self._table([_last_leaving_s(d) for d in self.home]))

    def shortest_min(self) -> pd.DataFrame:
        """Return the duration of the day: the shortest journey there, door to door, without waiting at home.

        Returns
        -------
        pandas.DataFrame
            Origins × destinations, minutes; on foot where that is shorter; infinite where there is no way.
        """
        minutes = self._table([d.shortest_s() for d in self.out]) / _MINUTE_S
        return self._frame(np.minimum(minutes, self.walk_min.to_numpy()))

    def percentile_min(self, from_s: int, to_s: int, percentile: float) -> pd.DataFrame:
        """Return a percentile of the minutes it takes over a window of departures, waiting at home included.

        Parameters
        ----------
        from_s, to_s
            The window: every full minute from `from_s` on, before `to_s`.
        percentile
            0 to 100; by nearest rank, so the value is one that occurs.

        Returns
        -------
        pandas.DataFrame
            Origins × destinations: of earliest arrival − m over the minutes m; infinite ones count too.

        Raises
        ------
        ValueError
            For an empty window or a percentile outside 0 to 100.

        Notes
        -----
        Conway, Byrd and van der Linden (2017), as in r5.
        """
        if not (from_s < to_s and 0 <= percentile <= 100):
            raise ValueError("the window must not be empty and the percentile must be 0 to 100")
        minutes_s = np.arange(from_s, to_s, _MINUTE_S)
        rank = max(int(np.ceil(percentile / 100 * len(minutes_s))), 1) - 1
        columns = []
        for i, departures in enumerate(self.out):
            taken_s = departures.earliest_arrival_s(minutes_s) - minutes_s
            taken_s = np.minimum(taken_s, self._walk_s[:, i, None])
            columns.append(np.partition(taken_s, rank, axis=1)[:, rank])
        return self._frame(self._table(columns) / _MINUTE_S)

    def journey(
        self, origin: str, destination: str, times_s: Sequence[int] | NDArray[np.int64], *, way: Way = "outward"
    ) -> Journey:
        """Tell one journey leg by leg.

        Parameters
        ----------
        origin, destination
            Ids.
        times_s
            A row of `outward` or `homeward`: leaving and arriving.
        way
            ``outward`` or ``homeward``.

        Raises
        ------
        ValueError
            When there is no journey between these times.

        Examples
        --------
        >>> from geo.region.region import read_region
        >>> region = read_region("sample_regions/okuyama")
        >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
        >>> bus = Timetable.from_gtfs(region.feeds[0].path)
        >>> found = door_to_door(bus, roads, region.villages, region.facilities)
        >>> village, place = next((v, p) for v in found.origins.index for p in found.destinations.index
        ...                       if len(found.outward(v, p)) and found.walk_min.loc[v, p] == np.inf)
        >>> [leg.kind for leg in found.journey(village, place, found.outward(village, place)[0]).legs]
        ['walk', 'ride', 'walk']
        """
        home, place = self.origins.loc[[origin], ["lat", "lon"]], self.destinations.loc[[destination], ["lat", "lon"]]
        start, end = (home, place) if way == "outward" else (place, home)
        return find_journey(self.network, start, end, (int(times_s[0]), int(times_s[1])))

    def _origin(self, origin: str) -> int:
        return _position(self.origins, origin)

    def _destination(self, destination: str) -> int:
        return _position(self.destinations, destination)

    @property
    def _walk_s(self) -> NDArray[np.float64]:
        return self.walk_min.to_numpy() * _MINUTE_S

    def _table(self, columns: list[NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.column_stack(columns) if columns else np.zeros((len(self.origins), 0))

    def _frame(self, values: NDArray[np.float64]) -> pd.DataFrame:
        return pd.DataFrame(values, index=self.origins.index, columns=self.destinations.index)


def door_to_door(
    timetable: Timetable,
    roads: RoadGraph,
    origins: pd.DataFrame,
    destinations: pd.DataFrame,
    *,
    settings: BusSettings | None = None,
) -> DoorToDoor:
    """Compute all journeys of the day by bus, there and back.

    Parameters
    ----------
    timetable
        One day.
    roads
        For the walks: to stops, between stops, all the way.
    origins, destinations
        Indexed by id; columns lat and lon in degrees.
    settings
        How people walk and change; the assumptions of the roads where not given.

    Returns
    -------
    DoorToDoor
        What does not change (walks to stops, departures from every stop to a place) is kept by content, so that a moved
        destination costs two scans.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/okuyama")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> timetable = Timetable.from_gtfs(region.feeds[0].path)
    >>> trips = door_to_door(timetable, roads, region.villages, region.facilities.head(1))
    >>> trips.shortest_min().shape == (len(region.villages), 1)
    True
    """
    network = bus_network(timetable, roads, settings or BusSettings.of(roads.assumptions))
    out, home, walk_min = [], [], []
    origins_bytes = places_bytes(origins)
    for lat, lon in destinations[["lat", "lon"]].to_numpy(dtype=np.float64).tolist():
        there, back, on_foot_min = journeys_to(network, origins_bytes, lat, lon)
        out.append(there)
        home.append(back)
        walk_min.append(on_foot_min)
    walked = np.column_stack(walk_min) if walk_min else np.zeros((len(origins), 0))
    return DoorToDoor(
        network=network,
        origins=origins,
        destinations=destinations,
        walk_min=pd.DataFrame(walked, index=origins.index, columns=destinations.index),
        out=tuple(out),
        home=tuple(home),
    )


def _position(places: pd.DataFrame, wanted: str) -> int:
    found = np.flatnonzero(places.index == wanted)
    if len(found) != 1:
        raise KeyError(wanted)
    return int(found[0])


def _last_leaving_s(journeys: Departures) -> NDArray[np.float64]:
    leaving = np.full(len(journeys), -np.inf)
    some = journeys.starts[1:] > journeys.starts[:-1]
    leaving[some] = journeys.times_s[journeys.starts[1:][some] - 1, 0]
    return leaving
