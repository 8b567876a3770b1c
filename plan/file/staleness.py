"""Whether a plan still fits the region that it is laid on."""

from __future__ import annotations

from geo.region.region import Region
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.scenario.scenario import Plan


def staleness(plan: Plan, region: Region) -> list[Notice]:
    """Warn of a plan that was made for another region, or before the region's data changed.

    Returns
    -------
    list of Notice
        Empty when the plan was made on this very data.
    """
    if plan.region_id != region.id:
        return [notice("plan_region_differs", plan=plan.region_id, region=region.id)]
    if plan.region_fingerprint != region.fingerprint:
        return [notice("plan_fingerprint_differs")]
    return []
