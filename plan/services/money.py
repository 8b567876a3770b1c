"""A year of a scenario's own bus services in money: cost, riders, fares, subsidies, the burden that remains."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import shapely

from geo.reference.assumptions import Assumptions
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.operations.cost import RIDES_PER_ROUND_TRIP, Cost, Money, yearly_cost
from network.operations.schedule import Shared, grouped
from network.operations.service_year import DAYS, ServiceYear, no_year, service_year
from network.operations.subsidy import LineFacts, Subsidy, subsidy_for
from network.services.bus_service import BusService
from network.services.running_times import Running
from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.on_demand.year import on_demand_year
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.stop_places import stop_places
from plan.services.bus_riders import LEVELS, Riders, riders
from plan.services.people_reached import people_reached

_APRIL = 4


@dataclass(frozen=True)
class GroupMoney:
    """A year of services that share vehicles.

    Parameters
    ----------
    name, services
        Of the group.
    year
        What is run.
    cost
        None where a price is not known; a notice says so.
    money
        By low, mid and high guess of the riders.
    subsidies
        What each service may get, by id.
    """

    name: str
    services: tuple[BusService, ...]
    year: ServiceYear
    cost: Cost | None
    money: Mapping[str, Money]
    subsidies: Mapping[str, Subsidy]


@dataclass(frozen=True)
class ScenarioMoney:
    """A year of all services of a scenario.

    Parameters
    ----------
    groups
        By contract and class of vehicle.
    vouchers
        Taxi vouchers, by service id.
    riders
        As `plan.services.bus_riders` estimates them.
    mobile_persons
        People within walking distance of the stops of mobile services, each counted once.
    special_grant_share
        Share of the burden that 特別交付税 is expected to bear; a setting.
    notices
        What a reader must know.
    """

    groups: tuple[GroupMoney, ...]
    vouchers: Mapping[str, Money]
    riders: Riders
    mobile_persons: float
    special_grant_share: float
    notices: tuple[Notice, ...]

    def total(self, level: str = "mid") -> Money:
        """Add everything up for a guess of the riders; fares are unknown where those of one part are."""
        parts = [*(g.money[level] for g in self.groups if level in g.money), *self.vouchers.values()]
        fares = [p.fares_yen for p in parts]
        known = None if any(f is None for f in fares) else sum(f for f in fares if f is not None)
        return Money(
            sum(p.cost_yen for p in parts), sum(p.boardings for p in parts), known, sum(p.subsidy_yen for p in parts)
        )

    @property
    def burden_after_grant_yen(self) -> float | None:
        """The burden less what 特別交付税 is expected to bear."""
        burden = self.total().burden_yen
        return None if burden is None else burden - self.special_grant_share * max(0.0, burden)


@functools.lru_cache(maxsize=128)
def _year(shared: Shared, running: Running, first: datetime.date, assumptions: Assumptions) -> ServiceYear:
    return service_year(shared, running, first, assumptions)


def year_of(effective: EffectiveScenario) -> datetime.date:
    """Return the 1 April of the fiscal year that is reckoned: the usual day's, or a later one in which services begin."""
    usual = usual_day_of(effective) or datetime.date(effective.region.as_read.base_year, _APRIL, 1)
    begins = [s.calendar.first for s in effective.services if s.calendar.first is not None]
    day = max([usual, *begins])
    return datetime.date(day.year if day.month >= _APRIL else day.year - 1, _APRIL, 1)


def scenario_money(evaluation: Evaluation, known: Riders | None = None) -> ScenarioMoney:
    """Reckon a year of a scenario's own services.

    Parameters
    ----------
    evaluation
        Of the scenario. Today's feeds are not in it: what they cost stands in their contracts (`plan.services.contract_costs`).
    known
        An estimate of the riders that stands while a line is being edited; made anew where not given.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> scenario_money(evaluate(apply(read_region("sample_regions/model_chiku")))).total().cost_yen
    0
    """
    effective = evaluation.effective
    groups = grouped(effective.services)
    needs_riders = any(s.carries_passengers for s in effective.services)
    found = known or (riders(evaluation) if needs_riders else Riders({}, {level: {} for level in LEVELS}, 1.0, ()))
    made, new_notices = [], list(found.notices)
    for shared in groups:
        group, notices = _group(shared, evaluation, found)
        made.append(group)
        new_notices += notices
    for service in effective.services:
        if service.kind == "on_demand":
            group, notices = _on_demand(service, effective)
            made.append(group)
            new_notices += notices
    vouchers = {s.id: _voucher(s, effective.assumptions) for s in effective.services if s.voucher is not None}
    return ScenarioMoney(
        groups=_within_cap(made, effective.assumptions["feeder_cap_yen"]),
        vouchers=vouchers,
        riders=found,
        mobile_persons=people_reached(evaluation),
        special_grant_share=effective.assumptions["special_grant_share"],
        notices=(*dict.fromkeys(new_notices), *_freight(effective)),
    )


def _group(shared: Shared, evaluation: Evaluation, found: Riders) -> tuple[GroupMoney, list[Notice]]:
    effective = evaluation.effective
    year = _year(shared, effective.running, year_of(effective), effective.assumptions)
    terms = next((s.cost for s in shared.services if s.cost is not None), None)
    notices = list(year.notices)
    try:
        cost = yearly_cost(
            year.volume,
            terms,
            vehicle_class=shared.vehicle_class,
            kind=shared.services[0].kind,
            assumptions=effective.assumptions,
        )
    except ValueError as problem:
        return GroupMoney(shared.name, shared.services, year, None, {}, {}), [
            *notices,
            notice("service_cost_unknown", service=shared.name, reason=str(problem)),
        ]
    subsidies = {s.id: _subsidy(s, year, cost, found, effective) for s in shared.services if s.carries_passengers}
    notices += [
        notice("service_subsidy", service=s.name, reason=subsidies[s.id].reason)
        for s in shared.services
        if s.id in subsidies
    ]
    money = {level: _money(shared, cost, found, subsidies, level) for level in LEVELS}
    return GroupMoney(shared.name, shared.services, year, cost, money, subsidies), notices


def _on_demand(service: BusService, effective: EffectiveScenario) -> tuple[GroupMoney, list[Notice]]:
    """Reckon rides on request by simulated days: their guess of the riders is one, so the low and the high one are the same."""
    name, services = service.name, (service,)
    try:
        found = on_demand_year(effective, service, year_of(effective))
        cost = yearly_cost(
            found.year.volume,
            service.cost,
            vehicle_class=service.vehicle.vehicle_class,
            kind=service.kind,
            assumptions=effective.assumptions,
        )
    except (RequestError, ValueError) as problem:
        reason = problem.notices[0].message if isinstance(problem, RequestError) else str(problem)
        unknown = GroupMoney(name, services, no_year(), None, {}, {})
        return unknown, [notice("service_cost_unknown", service=name, reason=reason)]
    fares = None if service.fare_yen is None else service.fare_yen * found.boardings
    money = Money(cost.yen, found.boardings, fares)
    new_notice = notice(
        "on_demand_year",
        name=name,
        days=f"{found.year.days:,}",
        vehicles=f"{found.vehicles:,}",
        simulated=f"{found.days_simulated:,}",
        served=f"{found.share_served:.0%}",
    )
    return GroupMoney(name, services, found.year, cost, dict.fromkeys(LEVELS, money), {}), [new_notice]


def _within_cap(groups: list[GroupMoney], cap_yen: float) -> tuple[GroupMoney, ...]:
    """Cut the feeder subsidies of all lines together to what a municipality gets at most, each by the same share."""
    asked = sum(s.yen for g in groups for s in g.subsidies.values() if s.kind == "feeder")
    if asked <= cap_yen:
        return tuple(groups)
    cut = cap_yen / asked
    made = []
    for group in groups:
        subsidies = {i: replace(s, yen=s.yen * cut) if s.kind == "feeder" else s for i, s in group.subsidies.items()}
        given = sum(s.yen for s in subsidies.values())
        money = {level: replace(m, subsidy_yen=given) for level, m in group.money.items()}
        made.append(replace(group, subsidies=subsidies, money=money))
    return tuple(made)


def _money(shared: Shared, cost: Cost, found: Riders, subsidies: Mapping[str, Subsidy], level: str) -> Money:
    boardings = {s.id: found.of_service(s.id, level) for s in shared.services if s.carries_passengers}
    fares = [
        0.0 if s.id not in boardings else None if s.fare_yen is None else s.fare_yen * boardings[s.id]
        for s in shared.services
    ]
    known = None if any(f is None for f in fares) else sum(f for f in fares if f is not None)
    return Money(cost.yen, sum(boardings.values()), known, sum(s.yen for s in subsidies.values()))


def _subsidy(
    service: BusService, year: ServiceYear, cost: Cost, found: Riders, effective: EffectiveScenario
) -> Subsidy:
    """Hold a service against the rules of subsidies; its part of the cost goes by its kilometres."""
    trips, boardings = year.trips.get(service.id, 0), found.of_service(service.id)
    km = sum(year.live_km.values())
    part = year.live_km.get(service.id, 0.0) / km if km > 0 else 0.0
    each = boardings / trips if trips else 0.0
    return subsidy_for(
        LineFacts(
            municipalities=1 if _inside(service, effective) else 2,
            runs_per_day=trips / DAYS / (1 if service.is_loop else RIDES_PER_ROUND_TRIP),
            density=each * effective.assumptions["rider_length_share"],
            boardings_per_run=each,
            connects=_connects(service, effective),
            # Whether an area is designated is not in any of the region's files: the words of the answer say so.
            in_need=True,
            cost_yen=cost.yen * part,
            fares_yen=(service.fare_yen or 0.0) * boardings,
        ),
        effective.assumptions,
    )


def _inside(service: BusService, effective: EffectiveScenario) -> bool:
    """Return whether all stops lie in the municipality; where its outline is not known they are taken to."""
    zone = effective.region.zones.get("municipality")
    if zone is None or not len(zone):
        return True
    stops = [*service.stops, *service.return_stops]
    outline = shapely.union_all(zone.geometry.to_numpy())
    return bool(shapely.covers(outline, shapely.points([(s.lon, s.lat) for s in stops])).all())


def _connects(service: BusService, effective: EffectiveScenario) -> bool:
    """Return whether a service connects to a line of the feeds that runs, a station or a port."""
    if service.connections:
        return True
    others = stop_places(effective.region, (), effective.dropped_routes)
    if others is None:
        return False
    own = _stop_frame(service)
    limit_m = effective.assumptions["change_walk_m"]
    return any(len(walks_between(effective.roads, own, places.frame, limit_m).start) > 0 for places in others)


def _stop_frame(service: BusService) -> pd.DataFrame:
    stops = {(s.lat, s.lon) for s in (*service.stops, *service.return_stops)}
    return pd.DataFrame(sorted(stops), columns=["lat", "lon"], dtype=float)


def _voucher(service: BusService, assumptions: Assumptions) -> Money:
    voucher = service.voucher
    assert voucher is not None
    share = assumptions["voucher_used_share"] if voucher.used_share is None else voucher.used_share
    used = voucher.persons * voucher.per_year * share
    return Money(used * voucher.yen, used, 0.0)


def _freight(effective: EffectiveScenario) -> list[Notice]:
    limit = effective.assumptions["freight_limit_kg"]
    return [
        notice("service_freight_heavy", service=s.name, kg=f"{s.vehicle.freight_kg:g}", limit=f"{limit:g}")
        for s in effective.services
        if s.vehicle.freight_kg >= limit
    ]
