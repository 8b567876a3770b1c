"""What each hub area offers: services that are there, that are planned, and that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.reference.categories import CATEGORIES
from plan.applied import EffectiveScenario
from plan.land.land import HubLand, land_of

ServiceState = Literal["present", "planned", "missing"]
STATES: dict[ServiceState, str] = {"present": "ある", "planned": "計画", "missing": "ない"}


@dataclass(frozen=True)
class HubService:
    """One service of a hub area.

    Parameters
    ----------
    hub_id, category
        Which service of which hub.
    state
        ``present``: an open facility stands in the area; ``planned``: one comes into it; ``missing``: the hub is to gather
        it, and there is none.
    facilities
        Names of those facilities.
    """

    hub_id: str
    category: str
    state: ServiceState
    facilities: tuple[str, ...]


def hub_area_services(effective: EffectiveScenario) -> tuple[HubService, ...]:
    """List the services of each hub's area: those that the hub is to gather, and those that stand in it besides.

    Parameters
    ----------
    effective
        What holds in a scenario; the present draws no area, so nothing is listed.

    Returns
    -------
    tuple of HubService
        By hub, then in the order of the categories. Of a hub without an area nothing is present.
    """
    return tuple(found for hub in land_of(effective).hubs for found in _of_hub(hub))


def _of_hub(hub: HubLand) -> list[HubService]:
    inside = hub.inside(hub.area) if hub.drawn else ()
    rows = []
    for category in CATEGORIES:
        here = [b for b in inside if b.category == category]
        standing = tuple(dict.fromkeys(b.label for b in here if not b.coming))
        coming = tuple(dict.fromkeys(b.label for b in here if b.coming))
        if standing:
            rows.append(HubService(hub.id, category, "present", standing))
        elif coming:
            rows.append(HubService(hub.id, category, "planned", coming))
        elif category in hub.hub.services or category in hub.induced:
            rows.append(HubService(hub.id, category, "missing", ()))
    return rows
