"""Running times of buses: driving between stops over the roads, standing at stops, whole minutes for the timetable."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.reference.assumptions import Assumptions
from geo.texts.errors import ValueRefusedError
from network.roads.graph import RoadGraph
from network.roads.routing import Drive, drive
from network.services.bus_service import ServiceStop
from network.services.service_terms import LonLat

MINUTE_S = 60


@dataclass(frozen=True)
class Running:
    """The roads and speeds by which buses run.

    Parameters
    ----------
    roads
        The road network.
    time_factor
        Time of a bus ÷ time of a car.
    dwell_s
        Seconds that a call takes, counted with the way to it.
    """

    roads: RoadGraph
    time_factor: float
    dwell_s: float

    @classmethod
    def of(cls, roads: RoadGraph, assumptions: Assumptions | None = None) -> Running:
        """Take the numbers of a scenario; the reference values where not given."""
        chosen = assumptions or Assumptions()
        return cls(roads, chosen["bus_time_factor"], chosen["bus_dwell_s"])

    def way(self, start: ServiceStop, end: ServiceStop) -> Drive:
        """Find the way from stop to stop."""
        return drive(self.roads, (start.lat, start.lon), (end.lat, end.lon))

    def leg_s(self, start: ServiceStop, end: ServiceStop) -> float:
        """Seconds from leaving one stop to leaving the next; infinite where no road leads there."""
        return self.way(start, end).minutes * MINUTE_S * self.time_factor + self.dwell_s

    def run_s(self, stops: Sequence[ServiceStop]) -> tuple[int, ...]:
        """Seconds after the start at which a bus leaves each stop, in whole minutes, as timetables have them.

        Raises
        ------
        ValueRefusedError
            Where no road leads from a stop to the next.

        Examples
        --------
        >>> from geo.region.region import read_region
        >>> region = read_region("sample_regions/model_chiku")
        >>> places = region.villages.head(3).itertuples()
        >>> stops = [ServiceStop(str(v.Index), v.name, v.lat, v.lon) for v in places]
        >>> run = Running.of(RoadGraph.from_networkx(region.roads, crs=region.crs)).run_s(stops)
        >>> run[0], all(t % 60 == 0 for t in run), run[0] < run[1] < run[2]
        (0, True, True)
        """
        legs = [self.leg_s(a, b) for a, b in itertools.pairwise(stops)]
        for (a, b), leg in zip(itertools.pairwise(stops), legs, strict=True):
            refuse_no_way(leg, a, b)
        return tuple(whole_minute(t) for t in itertools.accumulate(legs, initial=0.0))

    def line(self, stops: Sequence[ServiceStop]) -> tuple[LonLat, ...]:
        """(longitude, latitude) along the roads from stop to stop; straight where no road leads there."""
        points: list[LonLat] = []
        for a, b in itertools.pairwise(stops):
            points += self.way(a, b).line or ((a.lon, a.lat), (b.lon, b.lat))
        return tuple(point for point, _ in itertools.groupby(points))


def whole_minute(seconds: float, step_s: int = MINUTE_S) -> int:
    """Round up to the step: a bus may wait for its minute, it must not leave before."""
    return math.ceil(round(seconds, 3) / step_s) * step_s


def refuse_no_way(leg_s: float, start: ServiceStop, end: ServiceStop) -> None:
    """Stop where no road leads from a stop to the next.

    Raises
    ------
    ValueRefusedError
        When it is endless; the words name the two stops.
    """
    if not math.isfinite(leg_s):
        raise ValueRefusedError("leg_without_road", start=start.name, end=end.name)
