"""From a scenario's evaluation to the parts of a map: what the villages are coloured by, and what the legend says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.features.closures import Edge, closures
from layers.features.facilities import facilities
from layers.features.hubs import hubs
from layers.features.isochrones import bands
from layers.features.links import links
from layers.features.sites import sites
from layers.features.villages import ageing_percent, class_counts, hub_time, people_counted, villages
from layers.style.colours import (
    AGEING,
    BUS_TIME_DIFFERENCE,
    OUTINGS,
    POPULATION,
    TIME,
    TIME_DIFFERENCE,
    Measure,
)
from layers.style.legend import legend, people_of_year
from layers.style.map_part import Part
from network.roads.areas.isochrones import bands as time_bands
from network.roads.edge_costs import Mode
from network.roads.travel_time import field_of
from plan.organisation.shared_days import days_at_hubs
from plan.outings.best_outings import BestOutings, best_outings
from plan.overview.comparison import changes
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.reach import places_of
from plan.reach.travel_modes import TravelMode
from plan.scenario.scenario import BASE_NAME
from views import session
from views.first_use.five_steps import first_hint
from views.map_options import DAY, PURPOSE

COLOURS = {"time": "拠点までの時間", "outings": "行って帰れる組合せ", "difference": "現況との差", "ageing": "高齢化率"}
"""What villages can be coloured by on the hub page."""


def coloured_by(colour: str, mode: TravelMode, current: Evaluation, baseline: Evaluation) -> tuple[Measure, pd.Series]:
    """Choose the measure of a colouring and its value for each village."""
    if colour == "ageing":
        return AGEING, ageing_percent(current.effective.region.villages, year=current.effective.year)
    if colour == "outings" and usual_day_of(current.effective) is not None:
        return OUTINGS, outings_to_hubs(current).colours
    if colour == "difference":
        measure = BUS_TIME_DIFFERENCE if mode == "bus" else TIME_DIFFERENCE
        against = measure.name.replace(BASE_NAME, baseline.effective.scenario_name, 1)
        return replace(measure, name=against), changes(baseline, current, mode)["change_min"]
    return hub_time(mode, current), current.nearest_hub(mode)["minutes"]


def chosen_outing(current: Evaluation) -> tuple[str, datetime.date]:
    """Return the purpose and the day that are chosen beside the map of hubs."""
    usual = usual_day_of(current.effective)
    assert usual is not None
    return PURPOSE.value or "errands", DAY.value or usual


def outings_to_hubs(current: Evaluation) -> BestOutings:
    """Count the outings to the best hub, for the purpose and day that are chosen beside the map."""
    return best_outings(current, *chosen_outing(current), to=list(current.effective.hubs.index))


def village_parts(
    measure: Measure,
    values: pd.Series,
    current: Evaluation,
    *,
    about: tuple[str, str],
    symbols: Iterable[str],
    at_homes: NDArray[np.float64] | None = None,
) -> list[Part]:
    """Draw the villages by a measure, the selected one ringed, and the legend that explains it.

    `about` says how one travels or what for, and on which day; ageing and population need neither. Where the measure is known `at_homes`,
    people are counted there, as the figures beside the map count them.
    """
    table = current.effective.region.villages
    counts = class_counts(measure.classes, values, table["population"])
    if at_homes is not None:
        counts = people_counted(counts, measure.classes, at_homes, current.weights["population"].to_numpy())
    how, day = ("", "") if measure in (AGEING, POPULATION) else about
    explained = legend(measure, mode=how, day=day, counts=counts, symbols=tuple(symbols), note=year_note(current))
    return [
        villages(
            table, measure, values, mode=how, selected=session.selected_village(), people_texts=forecast_texts(current)
        ),
        people_of_year(explained, current.effective.year),
    ]


def forecast_texts(current: Evaluation) -> dict[str, str] | None:
    """Write the people of each village as forecasts are read, where another year than the base year is counted."""
    return None if current.effective.year is None else current.people_texts()


def year_note(current: Evaluation) -> str:
    """Say in a legend whose people are counted, where it is another year than the base year."""
    year = current.effective.year
    return "" if year is None else f"{year}年の人口（推計）"


def place_parts(
    current: Evaluation, *, with_facilities: bool, with_sites: bool, marked: Sequence[Edge] = ()
) -> list[Part]:
    """Draw facilities, candidate sites, closed roads and, where asked, roads that are to stand out."""
    effective = current.effective
    parts = []
    if with_facilities:
        parts.append(facilities(effective.facilities))
    if with_sites and len(effective.region.sites):
        parts.append(sites(effective.region.sites))
    closed = [e for e, is_open in zip(effective.roads.edge_ids, effective.roads.open_edges, strict=True) if not is_open]
    if closed or marked:
        parts.append(closures(closed, picked=marked))
    return parts


def hub_parts(
    current: Evaluation, mode: TravelMode, *, chosen: str | None, draggable: bool, with_links: bool
) -> list[Part]:
    """Draw the hubs and, where asked for, the line from each village to its hub."""
    table = current.effective.hubs
    days = days_at_hubs(current.effective.scenario)
    hint = first_hint() if draggable else ""
    parts = [hubs(table, chosen=chosen, draggable=draggable, hint=hint, days=days)]
    if with_links and len(table):
        assignment = current.nearest_hub(mode)["nearest"].dropna()
        parts.append(links(current.effective.region.villages, table, assignment))
    return parts


def band_part(current: Evaluation, mode: Mode) -> Part | None:
    """Draw the land from which the nearest hub is within each limit; None where there is no hub."""
    effective = current.effective
    fields = [field_of(effective.roads, lat, lon, mode) for lat, lon in places_of(effective.hubs)]
    if not fields:
        return None
    return bands(time_bands(fields, current.limits_min, current.walk_m_per_min()).items(), TIME)
