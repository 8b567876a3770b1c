"""Designs with the keys of the command line's JSON, and as scenarios of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geo.texts.clock import clock
from network.bus_design.town.timetable import line_name, used_patterns
from network.services.bus_service import BusService
from plan.bus_design.designs import Designs
from plan.bus_design.guarantee import Guaranteed
from plan.bus_design.least_change import LeastChange, changes_told
from plan.bus_design.measured import Design, OtherDesign
from plan.bus_design.reasons import explanations, guarantee_told, run_values, unserved
from plan.bus_design.robustness import in_year, near_equal, vehicle_out
from plan.bus_design.what_if import WhatIf, road_told, supposed_told
from plan.scenario.edits import free_name
from plan.scenario.permanent_ids import SCENARIO, SERVICE, STOP, next_id, next_ids
from plan.scenario.scenario import Plan


def designs_document(
    guaranteed: Guaranteed,
    years: Sequence[int] = (),
    supposed: WhatIf | None = None,
    changes: LeastChange | None = None,
) -> dict[str, Any]:
    """Write down all designs of a hub, the cheapest first.

    Parameters
    ----------
    guaranteed
        As `plan.bus_design.guarantee.guaranteed_designs` returns them, whether anything was guaranteed or not.
    years
        Whose people every design is measured by besides.
    supposed
        What else may come; None where it wasn't asked.
    changes
        Today's timetable with a few changes; None where it wasn't asked.

    Raises
    ------
    geo.texts.errors.RequestError
        When the people of a year can't be projected.
    """
    found = guaranteed.designs
    document = {
        "hub": found.task.hub_id,
        "hub_name": found.task.town.hub.name,
        "date": found.task.date.isoformat(),
        "purposes": list(found.task.purposes),
        "candidates": len(found.patterns),
        "rounds": found.rounds,
        "stopped": found.stopped,
        "bound_holds_for": "all simple routes" if found.all_routes else "candidates",
        "designs": [
            {**_design(found, design), **_robust(found, design, years), **_price(guaranteed, design)}
            for design in found.designs
        ],
    }
    document |= {**_supposed(found, supposed), **_changes(found, changes)}
    if guaranteed.free is None:
        return document
    least = {
        "least_yen": guaranteed.least_yen,
        "villages": {found.task.villages[k]: m for k, m in sorted(found.task.town.guaranteed.items())},
        "free_designs": [
            {"id": d.id, "annual_cost_yen": d.cost_yen, "persons": d.state.value, "bound": d.bound_persons}
            for d in guaranteed.free.designs
        ],
    }
    return {**document, "guarantee": least}


def _supposed(found: Designs, supposed: WhatIf | None) -> dict[str, Any]:
    if supposed is None:
        return {}
    roads = [
        {"id": design.id, **({} if road is None else vars(road)), "told": road_told(found, road).message}
        for design, road in zip(found.designs, supposed.roads, strict=True)
    ]
    rows = [{**vars(row), "told": supposed_told(found, row).message} for row in supposed.supposed]
    return {"what_if": {"road_closed": roads, "supposed": rows}}


def _changes(found: Designs, changes: LeastChange | None) -> dict[str, Any]:
    if changes is None:
        return {}
    steps = [
        {
            "id": step.design.id,
            "annual_cost_yen": step.design.cost_yen,
            "persons": step.design.state.value,
            "population_served": step.design.figures.population_served,
            "outing_share": step.design.figures.outing_share,
        }
        for step in changes.steps
    ]
    return {"least_change": {"steps": steps, "told": [told.message for told in changes_told(found, changes)]}}


def _price(guaranteed: Guaranteed, design: Design) -> dict[str, Any]:
    price = guaranteed.price(design)
    if price is None:
        return {}
    reasons = [told.message for told in guarantee_told(guaranteed, design)]
    figures = {
        "against": price.against,
        "persons_less": price.persons_less,
        "yen_more": price.yen_more,
        "losing": list(price.losing),
        "gaining": list(price.gaining),
        "reasons": reasons,
    }
    return {"guarantee_price": figures}


def _robust(found: Designs, design: Design, years: Sequence[int]) -> dict[str, Any]:
    out = vehicle_out(found, design)
    town = found.task.town
    return {
        "one_vehicle_out": {
            "persons": out.persons,
            "lost_runs": [
                {"line": line_name(town, found.patterns[k]), "leaves": clock(start_s, padded=True)}
                for k, start_s in out.runs
            ],
        },
        "near_equal": [
            {
                "lines": [line_name(town, found.patterns[k]) for k in used_patterns(state.runs)],
                "trips": sum(len(line.trips) for line in state.operated.services),
                "vehicles": state.operated.vehicles,
                "annual_cost_yen": state.operated.cost_yen,
                "persons": state.value,
            }
            for state in near_equal(found, design)
        ],
        "in_years": {
            str(year): {"population_served": f.population_served, "outing_share": f.outing_share}
            for year in years
            for f in [in_year(found, design, year)]
        },
    }


def _design(found: Designs, design: Design) -> dict[str, Any]:
    operated, figures = design.operated, design.figures
    lines = design.scenario.services
    usual = design.state.operated.services
    return {
        "id": design.id,
        "routes": len({line.stops for line in lines}),
        "trips": sum(len(line.trips) for line in usual),
        "vehicles": operated.vehicles,
        "annual_cost_yen": design.cost_yen,
        "population_served": figures.population_served,
        "outing_share": figures.outing_share,
        "mean_travel_min": figures.mean_travel_min,
        "persons": design.state.value,
        "bound": design.bound_persons,
        "gap": design.gap,
        "drivers": operated.year.drivers,
        "vehicle_km": operated.year.volume.vehicle_km,
        "villages_served": len(figures.villages_served),
        "lines": [
            {
                "name": line.name,
                "stops": [stop.name for stop in line.stops],
                "departures": [clock(t.start_s, padded=True) for t in line.trips if t.direction == 0],
            }
            for line in lines
        ],
        "other_days": [_other_day(other) for other in design.others],
        "reasons": [told.message for told in explanations(found, design)],
        "unserved": [
            {
                "village_id": row.village_id,
                "persons": row.persons,
                "reason": row.reason.message,
                "yen_a_year": row.yen_a_year,
            }
            for row in unserved(found, design)
        ],
        "runs": [
            {"line": name, "leaves": clock(start_s, padded=True), "persons_lost_without": lost}
            for name, start_s, lost in run_values(found, design)
        ],
    }


def _other_day(other: OtherDesign) -> dict[str, Any]:
    return {
        "days": other.kind.key,
        "name": other.kind.label,
        "days_a_year": len(other.kind.dates),
        "measured_on": other.kind.dates[0].isoformat(),
        "trips": 0 if other.state is None else sum(len(line.trips) for line in other.state.operated.services),
        "annual_cost_yen": other.cost_yen,
        "population_served": other.figures.population_served,
        "outing_share": other.figures.outing_share,
        "mean_travel_min": other.figures.mean_travel_min,
    }


def plan_with(plan: Plan, designs: Sequence[Design]) -> Plan:
    """Add designs to a plan as scenarios of their own; services get ids that nothing in the plan bears.

    Parameters
    ----------
    plan
        The plan; its other scenarios stay.
    designs
        Of one hub or several.
    """
    for design in designs:
        scenarios = plan.scenarios
        services = [s.id for scenario in scenarios for s in scenario.services]
        new = next_ids(plan, SERVICE, services, len(design.scenario.services))
        lines = tuple(replace(s, id=i) for s, i in zip(design.scenario.services, new, strict=True))
        scenario = replace(
            design.scenario,
            id=next_id(plan, SCENARIO, (s.id for s in scenarios)),
            name=free_name(design.scenario.name, [s.name for s in scenarios]),
            services=_with_stops_of(plan, lines),
        )
        plan = replace(plan, scenarios=(*scenarios, scenario))
    return plan


def _with_stops_of(plan: Plan, lines: tuple[BusService, ...]) -> tuple[BusService, ...]:
    """Let a place that the plan has a stop at bear that stop's id, and every other a new one."""
    known = {
        (stop.name, stop.lat, stop.lon): stop.stop_id
        for scenario in plan.scenarios
        for service in scenario.services
        for stop in (*service.stops, *service.return_stops)
    }
    places = dict.fromkeys((stop.name, stop.lat, stop.lon) for line in lines for stop in line.stops)
    unknown = [place for place in places if place not in known]
    ids = known | dict(zip(unknown, next_ids(plan, STOP, known.values(), len(unknown)), strict=True))
    return tuple(
        replace(line, stops=tuple(replace(stop, stop_id=ids[stop.name, stop.lat, stop.lon]) for stop in line.stops))
        for line in lines
    )
