"""Edits of what a service carries beside passengers: consignments added, changed, taken off."""

from __future__ import annotations

from network.services.consignment import Consignment
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts


def add_consignment(plan: Plan, scenario_id: str, service_id: str, consignment: Consignment) -> Plan:
    """Add a consignment at the end of the service's list."""
    known = plan.scenario(scenario_id).service(service_id).freight
    return set_parts(plan, scenario_id, service_id, freight=(*known, consignment))


def change_consignment(plan: Plan, scenario_id: str, service_id: str, position: int, consignment: Consignment) -> Plan:
    """Put a consignment in the place of another.

    Raises
    ------
    IndexError
        When there is none at that position.
    """
    known = list(plan.scenario(scenario_id).service(service_id).freight)
    known[position] = consignment
    return set_parts(plan, scenario_id, service_id, freight=tuple(known))


def remove_consignment(plan: Plan, scenario_id: str, service_id: str, position: int) -> Plan:
    """Take a consignment off.

    Raises
    ------
    IndexError
        When there is none at that position.
    """
    known = list(plan.scenario(scenario_id).service(service_id).freight)
    del known[position]
    return set_parts(plan, scenario_id, service_id, freight=tuple(known))
