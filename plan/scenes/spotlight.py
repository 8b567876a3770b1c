"""What the light of a scene can fall on: villages, hubs, lines of a scenario, and the lines that run today."""

from __future__ import annotations

from plan.reach.bus_days import usual_day
from plan.reach.evaluation import Evaluation
from plan.timetables.bus_lines import BusLine, bus_lines

_TODAY = "line:"
"""Marks a line of today: routes of feeds have ids of their own, which may be those of villages or hubs too."""


def lit_line(line: BusLine) -> str:
    """Return how a scene names one of today's lines that the light falls on."""
    return f"{_TODAY}{line.id}"


def todays_lines(current: Evaluation) -> tuple[BusLine, ...]:
    """List the published lines of the usual day, those that the scenario drops too; none where no feed can be read."""
    region = current.effective.region.as_read
    day = usual_day(region)
    return () if day is None else bus_lines(region, day)


def things_to_light(current: Evaluation) -> dict[str, str]:
    """Name by id what the light can fall on in a scenario.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> named = things_to_light(evaluate(apply(read_region("sample_regions/okuyama"))))
    >>> [name for name in named.values() if name.startswith("今の路線")]
    ['今の路線：奥山瑞原線']
    """
    effective = current.effective
    tables = (("集落", effective.region.villages), ("拠点", effective.hubs))
    named = {str(i): f"{kind}：{name}" for kind, table in tables for i, name in table["name"].items()}
    named |= {service.id: f"路線：{service.name}" for service in effective.services}
    return named | {lit_line(line): f"今の路線：{line.name}" for line in todays_lines(current)}
