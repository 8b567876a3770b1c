"""TRANSIT: from a timetable to door-to-door times and outings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.transit.door_to_door_times import DoorToDoor as DoorToDoor
    from network.transit.door_to_door_times import door_to_door as door_to_door
    from network.transit.timetable import Timetable as Timetable
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "DoorToDoor": "network.transit.door_to_door_times",
            "Timetable": "network.transit.timetable",
            "door_to_door": "network.transit.door_to_door_times",
        },
    )
