"""SCENARIO: the plan and its scenarios as values, their edits and their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.scenario.edits import add_hub as add_hub
    from plan.scenario.edits import add_scenario as add_scenario
    from plan.scenario.scenario import Hub as Hub
    from plan.scenario.scenario import Plan as Plan
    from plan.scenario.scenario import Scenario as Scenario
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "Hub": "plan.scenario.scenario",
            "Plan": "plan.scenario.scenario",
            "Scenario": "plan.scenario.scenario",
            "add_hub": "plan.scenario.edits",
            "add_scenario": "plan.scenario.edits",
        },
    )
