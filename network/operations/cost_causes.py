"""What a year's cost comes from: driving each line, driving empty, waiting on duty, roll calls, vehicles and kilometres."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from network.operations.cost import DRIVERS_PART, Cost
from network.operations.service_year import ServiceYear

CauseKind = Literal["driving", "empty", "waiting", "roll_calls", "kilometres", "other"]
_HOUR_S = 3600


@dataclass(frozen=True)
class Cause:
    """A part of a year's cost.

    Parameters
    ----------
    kind
        What is paid for: a line's driving, empty drives, waiting between runs, roll calls and inspection, a line's kilometres, or
        a part of the cost as it is reckoned.
    name
        The service's id for driving and kilometres, the part of the cost for others, else empty.
    amount
        Hours or kilometres; none for other parts.
    yen
        Of the year.
    """

    kind: CauseKind
    name: str
    amount: float | None
    yen: float


def cost_causes(year: ServiceYear, cost: Cost) -> tuple[Cause, ...]:
    """Split a year's cost by what it comes from; the parts add up to it.

    Parameters
    ----------
    year
        Of services that share vehicles; without a schedule the hours aren't split.
    cost
        Of the same year. What is paid by the hour on duty, drivers' wages included, is split by what the hours were for; what is
        paid by the kilometre by lines; the rest stands as it is.

    Examples
    --------
    >>> from network.operations.cost import Volume, yearly_cost
    >>> from network.operations.service_year import ServiceYear
    >>> volume = Volume(duty_hours=100.0, vehicles=1.0)
    >>> year = ServiceYear(volume, 1, {}, {}, (), 1, 1, (), ())
    >>> [(c.kind, c.name) for c in cost_causes(year, yearly_cost(volume, None, vehicle_class="wagon"))]
    [('other', '拘束時間')]
    """
    return tuple(_causes(year, cost))


def _causes(year: ServiceYear, cost: Cost) -> Iterator[Cause]:
    hourly = {"vehicle_hour": set(cost.parts), "own": {DRIVERS_PART}}.get(cost.basis, set())
    for name, yen in cost.parts.items():
        if name in hourly and year.schedules and year.volume.duty_hours > 0:
            yield from _of_hours(year, yen / year.volume.duty_hours)
        elif cost.basis == "vehicle_km" and sum(year.live_km.values()) > 0:
            whole_km = sum(year.live_km.values())
            yield from (Cause("kilometres", i, km, yen * km / whole_km) for i, km in year.live_km.items())
        else:
            yield Cause("other", name, None, yen)


def _of_hours(year: ServiceYear, hour_yen: float) -> Iterator[Cause]:
    driving: Counter[str] = Counter()
    empty_s = waiting_s = roll_s = 0.0
    for schedule, days in year.schedules:
        for block in schedule.blocks:
            empty_s += days * sum(s for s in block.dead_s if math.isfinite(s))
            for task in block.tasks:
                driving[task.service_id] += days * (task.end_s - task.start_s)
        for duty in schedule.duties:
            called_s = duty.before_s + duty.after_s
            roll_s += days * called_s
            waiting_s += days * (duty.length_s - duty.driving_s - called_s)
    spent: list[tuple[CauseKind, str, float]] = [("driving", i, float(s)) for i, s in sorted(driving.items())]
    spent += [("empty", "", empty_s), ("waiting", "", waiting_s), ("roll_calls", "", roll_s)]
    for kind, name, spent_s in spent:
        yield Cause(kind, name, spent_s / _HOUR_S, hour_yen * spent_s / _HOUR_S)
