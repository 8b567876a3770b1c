"""A planner's question of siting: candidate sites of the region, who counts, by which mode, under which conditions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.reference import reference_table
from geo.region.land.zones import ZONES
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.population.people_groups import GROUPS, group_counts
from network.roads.compiled import compiled
from network.roads.snapping import join
from network.search_monitor import OnProgress
from network.siting.alternatives import Question
from network.siting.answer import Objective
from network.siting.options import SitingOptions
from network.transit.rider_settings import BusQuestion
from plan.applied import EffectiveScenario, in_year
from plan.outings.site_outings import site_outings
from plan.reach.destinations import bus_minutes_to_places, destinations, minutes_to_places
from plan.reach.hub_warnings import zones_at
from plan.siting.hazard_distance import too_near
from plan.siting.site_facts import HAZARDS

SitingMode = Literal["car", "walk", "bus"]
SITING_MODES: tuple[SitingMode, ...] = ("car", "walk", "bus")
CANDIDATES = ("sites", "facilities", "both")
ZONES_THAT_FORBID = (*HAZARDS, "urban")
"""Where no hub goes unless the planner allows it; the first that holds a site is named."""


@dataclass(frozen=True)
class SitingRequest:
    """What a planner asks.

    Parameters
    ----------
    objective, hubs, within_min, fixed, forbidden, time_limit_s
        As `network.siting.solver.solve` takes them; fixed places may be sites, facilities or hubs.
    mode
        How people travel; outings go by bus.
    weights
        Who counts: a group of `network.population.people_groups.GROUPS`, or ``population@2050`` for its people of another year than
        the scenario's.
    budget_yen, capacity_persons
        Of the hubs together, and of one hub.
    candidates
        ``sites`` (sites.csv), ``facilities`` (open ones within the municipality) or ``both``.
    allow_zones
        Whether sites in hazard areas and use zones may be chosen.
    hazard_distance_m
        Least straight distance to hazard areas; with 0 only sites inside them are left out. Use zones have none.
    purpose
        What outings are for.
    years
        Compared by ``least_regret``; the base year and the last year of the reference table where not given.
    """

    objective: Objective
    hubs: int | None = None
    within_min: float | None = None
    fixed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    mode: SitingMode = "car"
    weights: str = "population"
    budget_yen: float | None = None
    capacity_persons: float | None = None
    candidates: str = "sites"
    allow_zones: bool = False
    hazard_distance_m: float = 0.0
    purpose: str = "errands"
    years: tuple[int, ...] = ()
    time_limit_s: float | None = None


@dataclass(frozen=True, eq=False)
class Prepared:
    """A request with its data, ready to be solved.

    Parameters
    ----------
    question
        For `network.siting.alternatives`.
    places
        Index id; name, lat, lon of every candidate and fixed place.
    counted
        Persons by village who count (of the first year where years are compared).
    notices
        What a reader must know.
    year
        Whose people count; None for those of the base year, and where years are compared.
    """

    question: Question
    places: pd.DataFrame
    counted: pd.Series
    notices: tuple[Notice, ...]
    year: int | None


def prepared(effective: EffectiveScenario, request: SitingRequest, on_progress: OnProgress | None = None) -> Prepared:
    """Gather what a request needs: candidate sites, minutes, people, forbidden zones.

    Raises
    ------
    geo.texts.errors.RequestError
        When an id is unknown, nothing can be chosen, or a needed table is missing.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> asked = prepared(apply(read_region("sample_regions/sanson")), SitingRequest("total_time", hubs=2))
    >>> asked.question.minutes.shape, asked.question.answer().gap
    ((91, 26), 0.0)
    """
    candidates = candidate_ids(effective, request.candidates)
    places = (
        destinations(effective, list(dict.fromkeys([*candidates, *request.fixed])))
        if candidates or request.fixed
        else None
    )
    if places is None:
        raise RequestError(notice("siting_no_sites"))
    forbidden, notices = _forbidden(effective, places, request)
    outing = None
    if request.objective == "outings":
        outing, minutes, timetable = site_outings(effective, places, request.purpose)
        notices += [notice("siting_outings_as_if", date=timetable.date.isoformat()), *timetable.notices]
    elif request.mode == "bus":
        minutes, timetable = bus_minutes_to_places(effective, list(places.index), BusQuestion())
        notices += timetable.notices
    else:
        minutes = minutes_to_places(effective, list(places.index), request.mode)
    weights, year, new_notices = _weights(effective, request)
    costs = effective.region.sites["cost_yen"].reindex(places.index)
    options = SitingOptions(
        costs_yen={str(i): float(cost) for i, cost in costs.items() if math.isfinite(cost)},
        budget_yen=request.budget_yen,
        capacity_persons=request.capacity_persons,
        outing=outing,
        on_progress=on_progress,
    )
    limit_s = request.time_limit_s
    question = Question(
        minutes=minutes,
        weights=weights,
        hubs=request.hubs,
        objective=request.objective,
        within_min=request.within_min,
        fixed=request.fixed,
        forbidden=forbidden,
        time_limit_s=reference_table("siting")["time_limit_s"].value if limit_s is None else limit_s,
        options=options,
    )
    counted = weights.iloc[:, 0] if isinstance(weights, pd.DataFrame) else weights
    return Prepared(question, places, counted, (*notices, *new_notices), year)


def candidate_ids(effective: EffectiveScenario, which: str) -> list[str]:
    """List the candidate sites: of sites.csv, the open facilities within the municipality, or both."""
    facilities = effective.facilities
    outside = (
        facilities["outside"].astype(bool) if "outside" in facilities else pd.Series(False, index=facilities.index)
    )
    inside = facilities[(facilities["status"] == "open") & ~outside]
    ids = {"sites": list(effective.region.sites.index), "facilities": list(inside.index)}
    return [str(i) for i in (ids[which] if which in ids else [*ids["sites"], *ids["facilities"]])]


def _forbidden(
    effective: EffectiveScenario, places: pd.DataFrame, request: SitingRequest
) -> tuple[tuple[str, ...], list[Notice]]:
    unknown = [i for i in request.forbidden if i not in places.index]
    if unknown:
        raise RequestError(*(notice("siting_id_unknown", ids=i) for i in unknown))
    _check_distance(request)
    free = [str(i) for i in places.index if i not in request.fixed and i not in request.forbidden]
    cut, notices = _cut_off(effective, places.loc[free], request)
    if request.allow_zones:
        return (*request.forbidden, *cut), notices
    inside: dict[str, list[str]] = {}
    for place_id, place in places.loc[[i for i in free if i not in cut]].iterrows():
        zones = [z for z in ZONES_THAT_FORBID if z in zones_at(effective.region, place["lat"], place["lon"])]
        for zone in zones[:1]:
            inside.setdefault(zone, []).append(str(place_id))
    notices += [
        notice(
            "siting_zone_forbids",
            zone=ZONES[zone],
            count=f"{len(ids):,}",
            names=short_list([str(places.at[i, "name"]) for i in ids]),
        )
        for zone, ids in inside.items()
    ]
    left_out = [*cut, *(i for ids in inside.values() for i in ids)]
    if request.hazard_distance_m:
        rest = [i for i in free if i not in left_out]
        near, near_notices = too_near(effective.region, places.loc[rest], request.hazard_distance_m)
        left_out, notices = [*left_out, *near], [*notices, *near_notices]
    forbidden = (*request.forbidden, *left_out)
    if len(set(forbidden)) == len(places):
        raise RequestError(notice("siting_all_forbidden", count=f"{len(places):,}"), *notices)
    return forbidden, notices


def _check_distance(request: SitingRequest) -> None:
    distance_m = request.hazard_distance_m
    if not (math.isfinite(distance_m) and distance_m >= 0):
        raise RequestError(notice("siting_hazard_distance_wrong", value=f"{distance_m:g}"))
    if request.allow_zones and distance_m:
        raise RequestError(notice("siting_hazard_distance_idle", limit=f"{distance_m:,g}"))


def _cut_off(
    effective: EffectiveScenario, places: pd.DataFrame, request: SitingRequest
) -> tuple[list[str], list[Notice]]:
    """Find candidates on pieces of road apart from the main one: a hub there would serve its few neighbours alone."""
    if places.empty or request.mode == "bus" or request.objective == "outings" or not effective.roads.edge_ids:
        return [], []
    pieces = join(compiled(effective.roads, request.mode), places).pieces
    cut = [str(i) for i, piece in zip(places.index, pieces.tolist(), strict=True) if piece > 0]
    if not cut:
        return [], []
    names = short_list([str(places.at[i, "name"]) for i in cut])
    return cut, [notice("siting_cut_off_sites", count=f"{len(cut):,}", names=names)]


def _weights(
    effective: EffectiveScenario, request: SitingRequest
) -> tuple[pd.Series | pd.DataFrame, int | None, list[Notice]]:
    if request.objective == "least_regret":
        years = request.years or (
            effective.region.as_read.base_year,
            int(reference_table("siting")["regret_last_year"].value),
        )
        group, _, dropped = request.weights.partition("@")
        columns: dict[str, pd.Series] = {}
        listed = "・".join(str(year) for year in sorted(set(years)))
        new_notices = [notice("siting_regret_years", weights=request.weights, years=listed)] if dropped else []
        for year in sorted(set(years)):
            columns[str(year)], notices = _people(effective, group, year)
            new_notices += notices
        return pd.DataFrame(columns), None, new_notices
    group, _, year_text = request.weights.partition("@")
    if request.objective == "outings" and request.weights == "population":
        group = "no_car"
    if year_text and not (year_text.isdecimal() and len(year_text) == 4):
        raise RequestError(notice("siting_year_wrong", value=request.weights))
    year = int(year_text) if year_text else effective.region.base_year
    if effective.year is not None and year != effective.year:
        raise RequestError(notice("years_disagree", weights=year, year=effective.year))
    counted, told = _people(effective, group, year)
    return counted, None if year == effective.region.as_read.base_year else year, told


def _people(effective: EffectiveScenario, group: str, year: int) -> tuple[pd.Series, list[Notice]]:
    counted = effective if year == effective.region.base_year else in_year(effective, year)
    counts = group_counts(counted.region.villages, counted.assumptions)
    if group not in counts:
        known: Sequence[str] = [g for g in GROUPS if g in counts]
        raise RequestError(notice("people_group_unknown", value=group, known="、".join(known)))
    # What was chosen for the whole scenario is said with it.
    asked_here = counted.in_year if counted is not effective else None
    return counts[group].fillna(0.0), [] if asked_here is None else list(asked_here.notices)
