"""What the villages of a scene are coloured by: the same on the wall and on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from layers.features.critical_links import DEPENDING
from layers.features.villages import ageing_percent, hub_time
from layers.style.colours import (
    AGEING,
    BUS_TIME,
    BUS_TIME_DIFFERENCE,
    OUTINGS,
    POPULATION,
    TIME,
    TIME_DIFFERENCE,
    Measure,
)
from network.outings.purposes import PURPOSES
from plan.figure_texts import day_in_year
from plan.outings.best_outings import best_outings
from plan.overview.comparison import changes
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import Target, isolation, targets_on_offer
from plan.reach.travel_modes import mode_label
from plan.scenario.scenes import Scene
from plan.scenes.layers import Layer, layer_of

ERRANDS = "errands"
"""What people are on their way for where a scene names nothing."""


@dataclass(frozen=True, eq=False)
class SceneColours:
    """What colours villages.

    Parameters
    ----------
    measure, values
        By village.
    how, day
        How people travel or what for, and on which day; empty where that is of no matter.
    """

    measure: Measure
    values: pd.Series
    how: str = ""
    day: str = ""


def scene_colours(scene: Scene, current: Evaluation, baseline: Evaluation) -> SceneColours | None:
    """Return what colours the villages of a scene; None where they stand in one colour: no measure, or no bus to measure by.

    Parameters
    ----------
    scene
        Of which layer and purpose are read.
    current, baseline
        The scenario that it shows, and the present.
    """
    layer, table = layer_of(scene.layer), current.effective.region.villages
    match layer.kind:
        case "ageing":
            return SceneColours(AGEING, ageing_percent(table, year=current.effective.year))
        case "people":
            return SceneColours(POPULATION, table["population"].astype(float))
        case "time" | "service" | "twin" | "swipe":
            return _times(layer, current)
        case "isolated":
            places = targets_on_offer(current.effective).get(cast("Target", layer.detail))
            return None if places is None else SceneColours(DEPENDING, isolation(current.effective, places).depending)
        case "difference":
            return _differences(layer, current, baseline)
        case "outings":
            purpose = scene.purpose if scene.purpose in PURPOSES else ERRANDS
            to = [str(i) for i in current.effective.hubs.index] if purpose == ERRANDS else None
            return outing_colours(current, purpose, to, PURPOSES[purpose].name)
        case _:
            return None


def outing_colours(current: Evaluation, purpose: str, to: list[str] | None, how: str) -> SceneColours | None:
    """Colour villages by the outings that a purpose allows; None where no bus is known.

    Parameters
    ----------
    current
        Of a scenario.
    purpose, to
        What for, and to which places; None: to all that serve it.
    how
        What it is called.
    """
    day = usual_day_of(current.effective)
    if day is None:
        return None
    found = best_outings(current, purpose, day, to=to, weekly=False)
    return SceneColours(OUTINGS, found.colours, how, day_in_year(day))


def _times(layer: Layer, current: Evaluation) -> SceneColours | None:
    day = usual_day_of(current.effective)
    if layer.mode == "bus" and day is None:
        return None
    measure, values = hub_time(layer.mode, current), current.nearest_hub(layer.mode)["minutes"]
    if layer.kind == "service":
        measure = replace(BUS_TIME if layer.mode == "bus" else TIME, name=layer.name.split("（", maxsplit=1)[0])
        values = current.service_minutes(layer.detail, layer.mode)
    return SceneColours(
        measure, values, mode_label(layer.mode), day_in_year(day) if layer.mode == "bus" and day is not None else ""
    )


def _differences(layer: Layer, current: Evaluation, baseline: Evaluation) -> SceneColours | None:
    by_bus = layer.mode == "bus"
    if by_bus and any(usual_day_of(m.effective) is None for m in (current, baseline)):
        return None
    measure = BUS_TIME_DIFFERENCE if by_bus else TIME_DIFFERENCE
    return SceneColours(measure, changes(baseline, current, layer.mode)["change_min"], mode_label(layer.mode))
