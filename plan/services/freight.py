"""A day's freight of a scenario's services: what is carried beside passengers, what stays behind and why, what it earns."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from geo.reference.assumptions import Assumptions
from network.operations.freight import Freight, FreightSettings, load_freight
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.figure_texts import CONSIGNMENT_NAMES, time_of_day


def freight_settings(assumptions: Assumptions) -> FreightSettings:
    """Read how long handing over takes and may take."""
    return FreightSettings(assumptions["freight_handling_s"], assumptions["freight_hold_s"])


def with_freight(services: Iterable[BusService]) -> list[BusService]:
    """Return the services that carry freight."""
    return [service for service in services if service.freight]


@functools.lru_cache(maxsize=64)
def freight_of(service: BusService, settings: FreightSettings) -> Freight:
    """Load the freight of a service's day; kept, because a page asks for it at every change of anything."""
    return load_freight(service, settings)


def freight_document(effective: EffectiveScenario) -> dict[str, Any]:
    """Describe the freight of every service with the keys of ``freight --json``.

    Parameters
    ----------
    effective
        What holds in the scenario.

    Returns
    -------
    dict
        ``services``: of each its consignments (``wanted``, ``carried``, ``left`` and ``reason``) and its ``loads`` (trip, from, to,
        ``leaves``, ``arrives``, pieces, kg).
    """
    settings = freight_settings(effective.assumptions)
    return {
        "services": [
            _service_document(service, freight_of(service, settings)) for service in with_freight(effective.services)
        ]
    }


def _service_document(service: BusService, found: Freight) -> dict[str, Any]:
    names = {s.stop_id: s.name for s in (*service.stops, *service.return_stops)}
    consignments = []
    for c, wanted in enumerate(service.freight):
        left, reason = found.left.get(c, (0, ""))
        consignments.append(
            {
                "name": wanted.name,
                "kind": CONSIGNMENT_NAMES[wanted.kind],
                "from": names.get(wanted.from_stop_id, wanted.from_stop_id),
                "to": names.get(wanted.to_stop_id, wanted.to_stop_id),
                "wanted": wanted.count,
                "carried": wanted.count - left,
                "left": left,
                "reason": reason,
            }
        )
    loads = [
        {
            "trip": some.trip_id,
            "name": service.freight[some.consignment].name,
            "from": consignments[some.consignment]["from"],
            "to": consignments[some.consignment]["to"],
            "leaves": time_of_day(some.leaves_s),
            "arrives": time_of_day(some.arrives_s),
            "pieces": some.count,
            "kg": some.count * service.freight[some.consignment].kg,
        }
        for some in found.carried
    ]
    return {
        "service": service.id,
        "name": service.name,
        "freight_kg": service.vehicle.freight_kg,
        "consignments": consignments,
        "loads": loads,
    }


def freight_income_yen(service: BusService, found: Freight) -> float:
    """Return what the senders pay on a day of service for what is carried; pieces without a price earn nothing."""
    return sum(some.count * (service.freight[some.consignment].yen or 0.0) for some in found.carried)
