"""The area of an on-demand service: drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

from plan.scenario.outlines import Corners, outline
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts


def draw_area(plan: Plan, scenario_id: str, service_id: str, rings: Sequence[Corners]) -> Plan:
    """Put a hand-drawn outline, with its holes, in the place of a service's area.

    Raises
    ------
    geo.texts.errors.RequestError
        When the outline crosses itself or holds no ground.
    """
    return set_parts(plan, scenario_id, service_id, area=outline(rings))
