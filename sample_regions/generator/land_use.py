"""The whole picture in an example plan: spheres, hub areas, conservation areas, rides on request and the procedure, as the house proposes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.region.region import Region, read_region
from network.services.bus_service import Vehicle
from network.services.calendar import ServiceCalendar
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.indicators.registry import indicator
from plan.land.council import council
from plan.land.land import land_of
from plan.land.zones import conservation_proposal, hub_area_proposals, with_conservation_areas, with_hub_areas
from plan.reach.evaluation import evaluate
from plan.reach.service_area import area_around
from plan.scenario.budget import Budget
from plan.scenario.edits import with_scenario
from plan.scenario.procedure import AreaMap, Kpi, Procedure
from plan.scenario.scenario import BASE, Plan
from plan.services.edits import add_service, add_stop
from plan.services.trip_edits import add_trips
from plan.spheres.answer import SphereRequest, spheres_of
from plan.spheres.area_drawing import with_spheres
from sample_regions.generator.carriers import with_carriers
from sample_regions.generator.services.bus_drafts import seconds

KPI = "hub_mean_car"
BASE_YEAR, FIRST_YEAR, LAST_YEAR = 2026, 2027, 2032
OUT, HOME = ("08:00:00", "09:30:00", "13:00:00"), ("11:00:00", "12:30:00", "15:30:00")
SLOTS = ("08:30:00", "10:00:00", "11:30:00", "13:30:00", "15:00:00")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True)
class LandUse:
    """What is drawn into a scenario.

    Parameters
    ----------
    scenario_id
        Which.
    rides
        Name of the rides on request in the sphere of each hub, by hub.
    line
        Name of a bus line that calls at every hub, the last one first; none where it is empty.
    budget
        What it costs and brings in.
    """

    scenario_id: str
    rides: Mapping[str, str]
    line: str = ""
    budget: Budget = field(default_factory=Budget)


def draw_land_use(folder: Path, wanted: LandUse) -> None:
    """Draw the land-use plan of a scenario into the example.plan.json of a finished region folder."""
    path = folder / "example.plan.json"
    region = read_region(folder)
    plan = read_plan(path.read_bytes())
    drawn = with_land_use(region, plan, wanted)
    path.write_bytes(plan_bytes(with_carriers(region, drawn, wanted.scenario_id)))


def with_land_use(region: Region, plan: Plan, wanted: LandUse) -> Plan:
    """Take over what the house proposes, one after the other: each is bounded by what was drawn before."""
    scenario_id = wanted.scenario_id
    if wanted.line:
        plan = _with_line(region, plan, scenario_id, wanted.line)
    effective = apply(region, plan, scenario_id)
    hubs = tuple(map(str, effective.hubs.index))
    plan = with_spheres(plan, scenario_id, spheres_of(effective, SphereRequest(hubs, "districts")))
    for area in hub_area_proposals(apply(region, plan, scenario_id)):
        plan = with_hub_areas(plan, scenario_id, area)
    for hub_id in hubs:
        fields = conservation_proposal(apply(region, plan, scenario_id), hub_id)
        plan = with_conservation_areas(plan, scenario_id, fields)
    for hub_id, name in wanted.rides.items():
        plan = _with_rides(region, plan, scenario_id, hub_id, name)
    plan = with_scenario(plan, replace(plan.scenario(scenario_id), budget=wanted.budget))
    return _with_procedure(region, plan, scenario_id)


def _with_line(region: Region, plan: Plan, scenario_id: str, name: str) -> Plan:
    """Add a line that calls at every hub of a scenario: in the mornings from the last one to the first, home at noon and later."""
    running = apply(region, plan, scenario_id).running
    plan, line = add_service(plan, scenario_id, name, calendar=ServiceCalendar(days=WEEKDAYS), fare_yen=300)
    for hub in reversed(plan.scenario(scenario_id).hubs):
        plan, _ = add_stop(plan, scenario_id, line, hub.lat, hub.lon, running=running, name=f"{hub.name}前")
    for direction, clocks in enumerate((OUT, HOME)):
        starts_s = [seconds(clock) for clock in clocks]
        plan = add_trips(plan, scenario_id, line, starts_s, running=running, direction=direction)
    return plan


def _with_rides(region: Region, plan: Plan, scenario_id: str, hub_id: str, name: str) -> Plan:
    """Add rides on request in the sphere of a hub, on the days when offices are open."""
    sphere = next(s for s in plan.scenario(scenario_id).spheres if s.hub_id == hub_id)
    slots_s = tuple(map(seconds, SLOTS))
    plan, _ = add_service(
        plan,
        scenario_id,
        name,
        "on_demand",
        calendar=ServiceCalendar(days=WEEKDAYS),
        vehicle=Vehicle("wagon", 9, 1, 50),
        fare_yen=300,
        area=area_around(region, sphere.villages, region.assumptions),
        slots_s=slots_s,
    )
    return plan


def _with_procedure(region: Region, plan: Plan, scenario_id: str) -> Plan:
    """Write the procedure: a period of five years, one aim on the way from the present to what the scenario gives, a council."""
    effective = apply(region, plan, scenario_id)
    now, then = (indicator(KPI).compute(evaluate(apply(region, plan, i))) for i in (BASE, scenario_id))
    years = range(FIRST_YEAR + 1, LAST_YEAR + 1)
    targets = {year: round(now + (then - now) * n / len(years), 1) for n, year in enumerate(years, start=1)}
    scenario = plan.scenario(scenario_id)
    procedure = Procedure(
        starts=f"{FIRST_YEAR}-04-01",
        ends=f"{LAST_YEAR}-03-31",
        kpis=(Kpi(KPI, round(float(now), 1), BASE_YEAR, targets),),
        held_on=f"{FIRST_YEAR - 1}-11-20",
        members=(f"{region.name}長", "住民の代表", *(member.member for member in council(land_of(effective)))),
        published_on=f"{FIRST_YEAR}-03-25",
        map=AreaMap(scale=True, north=True, landmarks=tuple(hub.name for hub in scenario.hubs)),
    )
    return with_scenario(plan, replace(scenario, procedure=procedure))
