"""How people travel: by car, on foot, by bus; and whether a scenario knows of any bus."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.reach.bus_days import usual_day_of
from plan.timetables.region_timetable import region_feeds

TravelMode = Literal["car", "walk", "bus"]

TRAVEL_MODES: Mapping[TravelMode, str] = MappingProxyType({"car": "車", "walk": "徒歩", "bus": "バス"})
"""Modes with their names on screen."""


def modes_on_offer(effective: EffectiveScenario) -> tuple[TravelMode, ...]:
    """List the modes that a scenario can be asked about; by bus only where one ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> modes_on_offer(apply(read_region("sample_regions/okuyama")))
    ('car', 'walk', 'bus')
    """
    return tuple(mode for mode in TRAVEL_MODES if mode != "bus" or usual_day_of(effective) is not None)


def mode_label(mode: TravelMode) -> str:
    """Say how one travels: 「車で」「歩いて」「バスで」.

    Examples
    --------
    >>> mode_label("walk"), mode_label("bus")
    ('歩いて', 'バスで')
    """
    return "歩いて" if mode == "walk" else f"{TRAVEL_MODES[mode]}で"


def why_no_bus(effective: EffectiveScenario) -> Notice | None:
    """Say why nobody can be asked about the bus: no timetable, or none with a day of service; None where one can."""
    if usual_day_of(effective) is not None:
        return None
    try:
        region_feeds(effective.region.as_read)
    except RequestError:
        return notice("mode_bus_without_feeds")
    return notice("mode_bus_without_days")
