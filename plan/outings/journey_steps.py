"""A journey in the words of who makes it: when to leave the door, which bus, where to change."""

from __future__ import annotations

import math
from dataclasses import dataclass

from network.transit.journeys import Journey, Leg
from network.transit.timetable import Timetable
from plan.figure_texts import time_of_day

_MINUTE_S = 60


@dataclass(frozen=True)
class Step:
    """One line of a journey: the time of day, and what is done then."""

    time: str
    text: str


def journey_steps(journey: Journey, timetable: Timetable, start: str, end: str) -> tuple[Step, ...]:
    """Tell a journey step by step.

    Parameters
    ----------
    journey
        From `network.transit.door_to_door_times.DoorToDoor.journey`.
    timetable
        The day that it was found on.
    start, end
        What its two ends are called: 「家」.

    Examples
    --------
    >>> from pathlib import Path
    >>> from network.transit.journeys import Leg
    >>> day = Timetable.from_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> on_foot = Journey((Leg("walk", 28320, 28680, None, None, walk_m=300),))
    >>> [f"{s.time} {s.text}" for s in journey_steps(on_foot, day, "家", "診療所")]
    ['7:52 家を出て、歩いて6分', '7:58 診療所に着く']
    """
    legs = [leg for n, leg in enumerate(journey.legs) if n == 0 or leg.kind == "ride" or leg.walk_m > 0]
    steps: list[Step] = []
    names = timetable.stops["name"].to_dict()
    for leg, after in zip(legs, [*legs[1:], None], strict=True):
        if leg.kind == "walk":
            if not steps:
                minutes = _minutes(leg)
                text = f"{start}を出て、歩いて{minutes}分" if minutes else f"{start}を出る"
                steps.append(Step(time_of_day(leg.departs_s), text))
            continue
        off = f"{names[leg.end]}で降り"
        on_foot = (
            f"、歩いて{_minutes(after)}分" if after is not None and after.kind == "walk" and _minutes(after) else ""
        )
        steps.append(Step(time_of_day(leg.departs_s), f"{names[leg.start]}で {_line(leg)}に乗る"))
        steps.append(Step(time_of_day(leg.arrives_s), f"{off}て{on_foot}" if on_foot else f"{off}る"))
    return (*steps, Step(time_of_day(-(-journey.legs[-1].arrives_s // _MINUTE_S) * _MINUTE_S), f"{end}に着く"))


def _minutes(leg: Leg) -> int:
    return math.ceil((leg.arrives_s - leg.departs_s) / _MINUTE_S)


def _line(leg: Leg) -> str:
    if not leg.headsign:
        return leg.route
    return f"{leg.route}（{leg.headsign.removesuffix('行き').removesuffix('行')}行き）"
