"""BUS SERVICES: what a bus service is: route, stops, trips, calendar, vehicle, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.services.bus_service import BusService as BusService
    from network.services.bus_service import ServiceStop as ServiceStop
    from network.services.bus_service import ServiceTrip as ServiceTrip
    from network.services.calendar import ServiceCalendar as ServiceCalendar
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "BusService": "network.services.bus_service",
            "ServiceCalendar": "network.services.calendar",
            "ServiceStop": "network.services.bus_service",
            "ServiceTrip": "network.services.bus_service",
        },
    )
