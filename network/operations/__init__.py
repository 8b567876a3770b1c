"""OPERATIONS: vehicle blocks, drivers' hours, costs, subsidies and freight of a schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.operations.driver_hours import drivers_for_week as drivers_for_week
    from network.operations.driver_hours import fewest_drivers as fewest_drivers
    from network.operations.driver_hours import hours_text as hours_text
    from network.operations.freight import FreightSettings as FreightSettings
    from network.operations.freight import load_freight as load_freight
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "FreightSettings": "network.operations.freight",
            "drivers_for_week": "network.operations.driver_hours",
            "fewest_drivers": "network.operations.driver_hours",
            "hours_text": "network.operations.driver_hours",
            "load_freight": "network.operations.freight",
        },
    )
