"""Which trips of a service meet the line that they wait for, and by how much the others miss it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from network.services.bus_service import BusService, ServiceTrip
from network.services.service_terms import GuaranteedTransfer
from network.transit.service_day import MARK, trip_name
from network.transit.stop_access import walks_between
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts

Outcome = Literal["met", "held", "missed", "none"]
LONGEST_WAIT_S = 3_600
"""A bus that came more than an hour before is no transfer."""
_MINUTE_S = 60


@dataclass(frozen=True)
class Meeting:
    """A trip at the stop where it waits for another line.

    Parameters
    ----------
    transfer
        Which of the service's guaranteed transfers.
    trip_id, departs_s
        Of the service: when it leaves the stop, seconds past midnight.
    outcome
        ``met`` (who comes from the other line is there in time), ``held`` (is there if the service waits, within what it
        promises), ``missed`` (comes too late for that) or ``none`` (nothing comes within an hour before or after).
    line, arrives_s
        Of the other line's bus; empty and None where none comes.
    spare_s
        Seconds from being at the stop to leaving; negative where the service would have to wait.
    """

    transfer: int
    trip_id: str
    departs_s: int
    outcome: Outcome
    line: str = ""
    arrives_s: int | None = None
    spare_s: int = 0


def meetings(effective: EffectiveScenario, service: BusService, buses: Timetable) -> list[Meeting]:
    """List how a service's trips meet the lines that it waits for.

    Parameters
    ----------
    effective
        What holds in the scenario.
    service
        With its guaranteed transfers.
    buses
        The day's buses in the scenario.

    Returns
    -------
    list of Meeting
        By transfer, then by time; empty where the service has none. Of several buses the latest that is there in time
        counts; if none is, the first that comes after. People walk at the speed of older people.
    """
    found = []
    for number, transfer in enumerate(service.connections):
        walk_s = _walk_s(effective, transfer, buses)
        comes = _arrivals(service, transfer, buses) if walk_s is not None else []
        rows = [
            _meeting(number, transfer, (trip.id, departs_s), [(a + (walk_s or 0), a, line) for a, line in comes])
            for trip, departs_s in _departures(service, transfer)
        ]
        found += sorted(rows, key=lambda m: (m.departs_s, m.trip_id))
    return found


def stops_left(service: BusService) -> set[str]:
    """Name the stops at which a trip of the service leaves: where one ends, nobody is waited for."""
    return {
        service.sequence(trip.direction)[position].stop_id for trip in service.trips for position in trip.positions[:-1]
    }


def _departures(service: BusService, transfer: GuaranteedTransfer) -> Iterator[tuple[ServiceTrip, int]]:
    """Yield each trip's departures from the stop, except where it ends there."""
    for trip in service.trips:
        stops = service.sequence(trip.direction)
        for position, (_, departs_s) in list(zip(trip.positions, trip.called, strict=True))[:-1]:
            if stops[position].stop_id == transfer.stop_id:
                yield trip, departs_s


def timetable_id(stop_id: str) -> str:
    """Name the other stop of a transfer as timetables do: a stop of the plan's own services bears their mark."""
    return stop_id if ":" in stop_id else f"{MARK}:{stop_id}"


def _walk_s(effective: EffectiveScenario, transfer: GuaranteedTransfer, buses: Timetable) -> int | None:
    """Walk from the other line's stop to the service's, a second at least; None where it is too far or no bus calls there."""
    ids = [timetable_id(transfer.to_stop_id), f"{MARK}:{transfer.stop_id}"]
    if not set(ids) <= set(buses.stops.index):
        return None
    start, end = (buses.stops.loc[[i], ["lat", "lon"]] for i in ids)
    walks = walks_between(effective.roads, start, end, effective.assumptions["change_walk_m"])
    if not len(walks.length_m):
        return 1 if ids[0] == ids[1] else None
    return max(1, int(walks.seconds(effective.assumptions["walk_older_m_per_min"])[0]))


def _arrivals(service: BusService, transfer: GuaranteedTransfer, buses: Timetable) -> list[tuple[int, str]]:
    """List when buses of other lines set people down at the other stop."""
    stop = buses.stops.index.get_loc(timetable_id(transfer.to_stop_id))
    own = {f"{MARK}:{trip_name(service, trip)}" for trip in service.trips}
    rows = pd.DataFrame(
        {
            "arrives_s": buses.arrival_s,
            "trip": buses.trips["trip_id"].to_numpy()[buses.call_trip],
            "line": buses.trips["route"].to_numpy()[buses.call_trip],
        }
    )[(buses.call_stop == stop) & buses.may_alight]
    rows = rows[~rows["trip"].isin(own)].sort_values(["arrives_s", "line"])
    return [(int(a), str(line)) for a, line in rows[["arrives_s", "line"]].itertuples(index=False)]


def _meeting(
    number: int, transfer: GuaranteedTransfer, trip: tuple[str, int], comes: list[tuple[int, int, str]]
) -> Meeting:
    """Choose the bus that a trip meets: each bus as (at the service's stop, arrives, line)."""
    trip_id, departs_s = trip
    before = [bus for bus in comes if departs_s - LONGEST_WAIT_S <= bus[0] <= departs_s]
    after = [bus for bus in comes if departs_s < bus[0] <= departs_s + LONGEST_WAIT_S]
    if not before and not after:
        return Meeting(number, trip_id, departs_s, "none")
    there_s, arrives_s, line = before[-1] if before else after[0]
    spare_s = departs_s - there_s
    held = -spare_s <= transfer.wait_min * _MINUTE_S
    outcome: Outcome = "met" if spare_s >= 0 else "held" if held else "missed"
    return Meeting(number, trip_id, departs_s, outcome, line, arrives_s, spare_s)


def meeting_text(meeting: Meeting) -> str:
    """Say how a meeting turns out."""
    minutes = math.ceil(abs(meeting.spare_s) / _MINUTE_S)
    if meeting.outcome == "met":
        return f"間に合う（待ち {meeting.spare_s // _MINUTE_S}分）"
    return {
        "held": f"{minutes}分待てば間に合う",
        "missed": f"{minutes}分遅れて着くので、乗れない",
        "none": "前後1時間に着く便がない",
    }[meeting.outcome]


def add_guaranteed_transfer(plan: Plan, scenario_id: str, service_id: str, transfer: GuaranteedTransfer) -> Plan:
    """Promise to wait; a promise between the same two stops is put in its place."""
    known = plan.scenario(scenario_id).service(service_id).connections
    pair = (transfer.stop_id, transfer.to_stop_id)
    others = tuple(c for c in known if (c.stop_id, c.to_stop_id) != pair)
    return set_parts(plan, scenario_id, service_id, connections=(*others, transfer))


def remove_guaranteed_transfer(plan: Plan, scenario_id: str, service_id: str, position: int) -> Plan:
    """Promise to wait no longer.

    Raises
    ------
    IndexError
        When there is none at that position.
    """
    known = list(plan.scenario(scenario_id).service(service_id).connections)
    del known[position]
    return set_parts(plan, scenario_id, service_id, connections=tuple(known))
