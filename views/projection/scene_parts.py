"""What lies on the map of a scene, layer by layer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import cast

import pandas as pd

from geo.texts.errors import RequestError
from layers.features.buses import buses
from layers.features.critical_links import isolation as only_ways
from layers.features.plan_areas import DrawnArea, drawn_areas, spheres
from layers.features.service_lines import service_ways
from layers.features.village_years import chosen_year, legend_of_years, villages_by_year
from layers.features.villages import class_counts, people_counted, villages
from layers.hall.scene_colours import ERRANDS, SceneColours, outing_colours, scene_colours
from layers.hall.vehicles import vehicles
from layers.style.colours import BUS_TIME, TIME
from layers.style.legend import legend, without_counts
from layers.style.map_part import Part, on_side
from network.outings.purposes import PURPOSES
from plan.future.shown.outlook import outlook_of
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import Target, isolation, targets_on_offer
from plan.reach.travel_modes import mode_label
from plan.scenario.scenes import Scene
from plan.scenes.bus_runs import BusRun, bus_runs
from plan.scenes.layers import Layer, layer_of
from plan.scenes.spotlight import lit_line, todays_lines
from plan.scenes.what_if import TriedHub
from views.bus_parts import bus_parts
from views.map_parts import forecast_texts, hub_parts, year_note
from views.projection.hall_scenes import marks_of_question

_Parts = list[Part | None]


def scene_parts(
    scene: Scene,
    current: Evaluation,
    baseline: Evaluation,
    *,
    selected: str | None = None,
    tried: TriedHub | None = None,
) -> _Parts:
    """Draw what a scene shows.

    Parameters
    ----------
    scene
        Of which layer, purpose and spotlight are read.
    current, baseline
        The scenario that it shows, and the present.
    selected
        Id of the village that is ringed.
    tried
        The hub that is tried, if any: who gets there and back is what the map shows then.
    """
    layer = layer_of(scene.layer)
    ringed = selected or scene.spotlight
    drawn = (
        _tried(tried, current, ringed)
        if tried is not None
        else _DRAWN[layer.kind](layer, scene, current, baseline, ringed)
    )
    stars = [] if layer.kind == "swipe" else hub_parts(current, "car", chosen=None, draggable=False, with_links=False)
    lit = _lit_line(current, scene.spotlight) if layer.kind not in ("runs", "swipe") else None
    if lit is not None:
        drawn = [*(p for p in drawn if p is None or p.draws not in ("services", "buses", "service_areas")), lit]
    return [*drawn, *stars]


def _lit_line(current: Evaluation, spotlight: str) -> Part | None:
    """Draw the line that the light falls on, alone: one of the scenario's, or one of today's; None for what is no line."""
    if spotlight in {s.id for s in current.effective.services}:
        return service_ways(current.effective.services, shown={spotlight})
    lines = todays_lines(current)
    if spotlight not in {lit_line(line) for line in lines}:
        return None
    others = {line.id for line in lines if lit_line(line) != spotlight}
    return buses(lines, pd.DataFrame({"lat": [], "lon": []}, dtype=float), dropped=others)


def _coloured(current: Evaluation, found: SceneColours, ringed: str) -> tuple[Part, Part]:
    table, measure = current.effective.region.villages, found.measure
    counts = class_counts(measure.classes, found.values, table["population"])
    if measure in (TIME, BUS_TIME) and not current.effective.hubs.empty:
        homes = current.hub_minutes_at_homes("bus" if measure is BUS_TIME else "car")
        counts = people_counted(counts, measure.classes, homes, current.weights["population"].to_numpy())
    return (
        villages(table, measure, found.values, mode=found.how, selected=ringed, people_texts=forecast_texts(current)),
        legend(measure, mode=found.how, day=found.day, counts=counts, note=year_note(current)),
    )


def _alone(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    del layer, scene, baseline
    table = current.effective.region.villages
    return [
        villages(table, selected=ringed, people_texts=forecast_texts(current)),
        legend(symbols=("hubs",), note=year_note(current)),
    ]


def _by_measure(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    """Draw villages by what the scene measures, and the buses where it measures them."""
    found = scene_colours(scene, current, baseline)
    if found is None:
        return _alone(layer, scene, current, baseline, ringed)
    day = usual_day_of(current.effective)
    with_buses = found.day and day is not None
    return [*_coloured(current, found, ringed), *(bus_parts(current, day) if with_buses and day is not None else [])]


def _tried(tried: TriedHub, current: Evaluation, ringed: str) -> _Parts:
    day = usual_day_of(current.effective)
    found = outing_colours(current, ERRANDS, [tried.hub_id], f"ここへ（{PURPOSES[ERRANDS].name}）")
    if day is None or found is None:
        minutes = current.hub_minutes("car")[tried.hub_id]
        by_car = SceneColours(replace(TIME, name="ここまでの時間"), minutes, mode_label("car"))
        return [*_coloured(current, by_car, ringed)]
    return [*_coloured(current, found, ringed), *bus_parts(current, day)]


def _swipe(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    sides, explained = [], None
    for side, one in (("left", baseline), ("right", current)):
        parts = _by_measure(layer, scene, one, baseline, ringed)
        explained = next(p for p in parts if p is not None and p.draws == "legend")
        stars = hub_parts(one, "car", chosen=None, draggable=False, with_links=False)
        own = [p for p in parts if p is not None and p.draws != "legend"]
        sides += on_side("left" if side == "left" else "right", [*own, *stars])
    return [*sides, None if explained is None else without_counts(explained)]


def _runs(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    day = usual_day_of(current.effective)
    alone = _alone(layer, scene, current, baseline, ringed)
    if day is None:
        return alone
    found, before = _buses_of(current, day), _buses_of(baseline, day)
    still = {run.trip_id for run in found}
    gone = [run for run in before if run.trip_id not in still]
    return [*alone, *bus_parts(current, day), vehicles(found, gone)]


def _buses_of(evaluation: Evaluation, day: datetime.date) -> tuple[BusRun, ...]:
    """Return the buses of a day; none where none is known."""
    if usual_day_of(evaluation.effective) is None:
        return ()
    return evaluation.memo(("bus_runs", day), lambda: bus_runs(evaluation.effective, day))


def _years(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    effective = current.effective
    try:
        outlook = outlook_of(
            effective.region.as_read, None if effective.scenario is None else effective.scenario.future
        )
    except RequestError:
        return _alone(layer, scene, current, baseline, ringed)  # the message says why
    year = scene.year if scene.year in outlook.projection.years else outlook.base_year
    return [
        chosen_year(outlook.years, year),
        villages_by_year(effective.region.as_read.villages, layer.detail, outlook.years, selected=ringed),
        legend_of_years(layer.detail, outlook.years, symbols=("hubs",)),
    ]


def _land(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    scenario = current.effective.scenario
    if scenario is None:
        return _alone(layer, scene, current, baseline, ringed)
    areas = [DrawnArea(a.id, "hub_area", h.name, a.shape) for h in scenario.hubs for a in h.areas]
    areas += [DrawnArea(a.id, "conservation", a.name, a.shape) for a in scenario.conservation_areas]
    grounds = [(s.hub_id, s.area) for s in scenario.spheres if s.area is not None]
    kinds = {area.kind for area in areas}
    symbols = [
        symbol
        for symbol, shown in (
            ("hubs", True), ("spheres", bool(grounds)), ("hub_areas", "hub_area" in kinds),
            ("conservation", "conservation" in kinds),
        )
        if shown
    ]  # fmt: skip
    lines = {s.id for s in current.effective.services if s.line(0)}
    return [
        villages(current.effective.region.villages, selected=ringed, people_texts=forecast_texts(current)),
        spheres(grounds, chosen=None) if grounds else None,
        drawn_areas(areas, chosen=None, snap=False),
        service_ways(current.effective.services, shown=lines) if lines else None,
        legend(symbols=symbols, note=year_note(current)),
    ]


def _isolated(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    """Draw the roads that are somebody's only way to places of a kind, and who depends on one."""
    found = scene_colours(scene, current, baseline)
    places = targets_on_offer(current.effective).get(cast("Target", layer.detail))
    if found is None or places is None:
        return _alone(layer, scene, current, baseline, ringed)  # the message says why
    drawn, _ = _coloured(current, found, ringed)
    stretches = isolation(current.effective, places).stretches
    explained = legend(found.measure, symbols=("hubs", "isolation"), note=year_note(current))
    return [drawn, only_ways(stretches, year=current.effective.year), explained]


def _answers(layer: Layer, scene: Scene, current: Evaluation, baseline: Evaluation, ringed: str) -> _Parts:
    return [*_alone(layer, scene, current, baseline, ringed), *marks_of_question(layer.id)]


_DRAWN: Mapping[str, Callable[[Layer, Scene, Evaluation, Evaluation, str], _Parts]] = MappingProxyType(
    {
        "villages": _alone,
        "people": _by_measure,
        "ageing": _by_measure,
        "time": _by_measure,
        "service": _by_measure,
        "twin": _by_measure,
        "outings": _by_measure,
        "difference": _by_measure,
        "swipe": _swipe,
        "runs": _runs,
        "years": _years,
        "land": _land,
        "isolated": _isolated,
        "join": _alone,
        "answers": _answers,
    }
)
