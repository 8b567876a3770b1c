"""Proposals for the areas of a land-use plan, and taking them over into the plan."""

from __future__ import annotations

from plan.applied import EffectiveScenario
from plan.land.conservation_proposal import ConservationProposal, propose_conservation
from plan.land.hub_area_proposal import HubAreaProposal, propose_hub_area, propose_hub_areas
from plan.land.land import land_of
from plan.land.zone_edits import add_conservation_area, add_hub_area
from plan.scenario.scenario import Plan

__all__ = [
    "ConservationProposal",
    "HubAreaProposal",
    "conservation_proposal",
    "hub_area_proposal",
    "hub_area_proposals",
    "with_conservation_areas",
    "with_hub_areas",
]


def hub_area_proposal(effective: EffectiveScenario, hub_id: str) -> HubAreaProposal:
    """Propose the area of one hub of a scenario; see `plan.land.hub_area_proposal.propose_hub_area`."""
    return propose_hub_area(land_of(effective), hub_id)


def hub_area_proposals(effective: EffectiveScenario) -> tuple[HubAreaProposal, ...]:
    """Propose the areas of all hubs of a scenario, none on another's ground."""
    return propose_hub_areas(land_of(effective))


def conservation_proposal(effective: EffectiveScenario, hub_id: str) -> ConservationProposal:
    """Propose the conservation areas of one sphere; see `plan.land.conservation_proposal.propose_conservation`."""
    return propose_conservation(land_of(effective), hub_id)


def with_hub_areas(plan: Plan, scenario_id: str, proposal: HubAreaProposal) -> Plan:
    """Take a proposal over: its clusters are added to the hub's areas, each with an id of its own."""
    for polygon in proposal.clusters:
        plan, _ = add_hub_area(plan, scenario_id, proposal.hub_id, polygon)
    return plan


def with_conservation_areas(plan: Plan, scenario_id: str, proposal: ConservationProposal) -> Plan:
    """Take a proposal over: its areas are added to the scenario, numbered."""
    for polygon in proposal.areas:
        plan, _ = add_conservation_area(plan, scenario_id, polygon)
    return plan
