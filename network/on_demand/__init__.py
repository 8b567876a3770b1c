"""ON DEMAND: one day of rides on request: insertion, improvement, and every promise checked apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.on_demand.answer import Dispatched as Dispatched
    from network.on_demand.day import Booking as Booking
    from network.on_demand.day import Day as Day
    from network.on_demand.day import Shift as Shift
    from network.on_demand.dispatching import dispatch as dispatch
    from network.on_demand.dispatching import first_come_first_served as first_come_first_served
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Booking": "network.on_demand.day",
            "Day": "network.on_demand.day",
            "Dispatched": "network.on_demand.answer",
            "Shift": "network.on_demand.day",
            "dispatch": "network.on_demand.dispatching",
            "first_come_first_served": "network.on_demand.dispatching",
        },
    )
