"""Gaps (空白): who is not served by official definitions; what is computed is an estimate, 「〜に相当（試算）」."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.reference.assumptions import Assumptions

Metres = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class GapDefinition:
    """One official definition of a transit gap (公共交通空白).

    Parameters
    ----------
    id
        Permanent.
    name
        Japanese; `{station}` and `{stop}` stand for its distances in metres.
    station, stop
        Assumptions that hold its distances to a railway station (port, airport) and to a bus stop.
    gap_at_limit
        Whether exactly the distance is a gap already (「500 m 以上」) or still served (「半径 1 km 以内」).
    source
        Where it comes from.
    """

    id: str
    name: str
    station: str
    stop: str
    gap_at_limit: bool
    source: str

    def gaps(self, station_m: Metres, stop_m: Metres, assumptions: Assumptions) -> Flags:
        """Return which points lie in a gap.

        Parameters
        ----------
        station_m, stop_m
            From each point to the nearest station and stop, straight or walked; infinite where there is none.
        assumptions
            Give the distances.
        """
        limits = assumptions[self.station], assumptions[self.stop]
        if self.gap_at_limit:
            return np.asarray((station_m >= limits[0]) & (stop_m >= limits[1]))
        return np.asarray((station_m > limits[0]) & (stop_m > limits[1]))


_HANDBOOK = "地域公共交通づくりハンドブック"

GAP_DEFINITIONS: Mapping[str, GapDefinition] = {
    d.id: d
    for d in (
        GapDefinition("subsidy", "半径{stop}m の外（補助金要綱）", "gap_subsidy_m", "gap_subsidy_m",
                      gap_at_limit=False, source="地域公共交通確保維持改善事業費補助金交付要綱"),
        GapDefinition("urban", "駅{station}m・停留所{stop}m 以上（手引きの都市部）", "gap_urban_station_m",
                      "gap_urban_stop_m", gap_at_limit=True, source=_HANDBOOK),
        GapDefinition("rural", "駅{station}m・停留所{stop}m 以上（手引きの地方部）", "gap_rural_station_m",
                      "gap_rural_stop_m", gap_at_limit=True, source=_HANDBOOK),
    )
}  # fmt: skip
"""Definitions of 公共交通空白 by id; no single one holds, so every figure names its own."""


def doctorless(
    persons: NDArray[np.float64],
    clinic_near: Flags,
    round_trips: NDArray[np.int64],
    minutes: NDArray[np.float64],
    assumptions: Assumptions,
) -> Flags:
    """Return which places correspond to 無医地区.

    Parameters
    ----------
    persons
        People within the radius (4 km) of each place.
    clinic_near
        Whether a clinic or hospital (no dentist) stands within it.
    round_trips
        Scheduled round trips a day from each place to each clinic, shape (places, clinics).
    minutes
        Shortest minutes there by them, walking included; infinite where there is no way.
    assumptions
        Give the limits.

    Returns
    -------
    numpy.ndarray
        True where at least 50 people live within 4 km without a clinic, and no clinic is easily used: each has at most 3
        round trips a day, or takes more than an hour. That a car or a taxi may make it easy is not judged here.

    Notes
    -----
    厚生労働省「無医地区等調査」(2022).
    """
    enough = round_trips > assumptions["doctorless_round_trips"]
    easily = (enough & (minutes <= assumptions["doctorless_min"])).any(axis=1)
    return np.asarray(~clinic_near & (persons >= assumptions["doctorless_persons"]) & ~easily)


def hard_to_buy_food(shop_m: Metres, assumptions: Assumptions) -> Flags:
    """Return where food is hard to get at without a car (食料品アクセス困難): 500 m or more to the nearest shop."""
    return np.asarray(shop_m >= assumptions["food_access_m"])
