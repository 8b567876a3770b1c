"""Two scenarios on maps: side by side, moving together, or one over the other with a handle between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import streamlit as st

from geo.region.land.zones import ZONES
from layers.features.villages import villages
from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event, ThingClicked
from layers.style.legend import legend, without_counts
from layers.style.legend_strip import legend_strip
from layers.style.map_part import Part, on_side
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from plan.scenes.layers import Layer
from views import session
from views.compare.colouring import by_difference, by_outings, compared_mode, map_cannot_say
from views.hubs.map import coloured_parts
from views.map_options import LINKS
from views.map_parts import forecast_texts, hub_parts
from views.opening import map_files
from views.projection.remember import remembering
from views.widget_state import Widget

MAPS = {"twin": "並べる", "swipe": "めくる"}
"""How two maps lie."""

_TWIN = "pair"
_SIDES = ("compare-left", "compare-right")
_SWIPED = "compare-swipe"
_HEIGHT = "calc(100vh - 8.6rem)"
_LOW_HEIGHT, _LEAST_PX = "calc(50vh - 6rem)", 200
"""Of each of two maps that lie one over the other."""

WIDE = 1.15
"""From so many times as wide as high on a town's maps lie one over the other."""


SIDES: Mapping[str, Widget[str | None]] = MappingProxyType(
    {"左": Widget("compare_左", None), "右": Widget("compare_右", None)}
)
"""Which scenario lies on which side."""


def read_maps(*, swiped: bool) -> None:
    """Take over which village was clicked on any of the maps, and remember a view that is to be shown in the hall.

    Parameters
    ----------
    swiped
        One map with a handle instead of two maps.
    """

    def layer() -> Layer:
        if by_outings():
            return Layer("outings")
        return Layer("difference" if by_difference() else "swipe" if swiped else "twin", mode=compared_mode())

    answer = remembering("compare", layer, _answer, scenario=lambda: SIDES["右"].value or BASE)
    for key in (*_SIDES, _SWIPED):
        answer_events(key, answer)


def _answer(event: Event) -> None:
    if isinstance(event, ThingClicked) and event.kind == "village":
        session.select_village(event.id)


def show_maps(pair: tuple[Evaluation, Evaluation], *, swiped: bool) -> None:
    """Draw the maps of two scenarios, coloured alike.

    Parameters
    ----------
    pair
        Left and right.
    swiped
        One map with a handle instead of two maps.
    """
    region = pair[0].effective.region
    files = map_files(region)
    fly_to = session.opened().fly_to
    by_time = by_difference() and not swiped and pair[0] is not pair[1]
    left, of_left = _parts(pair[0], pair[0], colour="time" if by_time else None)
    right, of_right = _parts(pair[1], pair[0])
    # One legend explains both, but for a map that cannot say it, and for what a difference is a difference to.
    left_alone = by_time or map_cannot_say(pair[0], pair[0]) is not None
    right_alone = map_cannot_say(pair[1], pair[0]) is not None
    bare = _without_hubs(*pair)
    explained = of_right if left_alone or bare is pair[0] else of_left
    if bare is not None:
        # Its hatching says that there is no hub yet, the other's that no road leads to one.
        said = f"「{bare.effective.scenario_name}」には拠点がまだないので、どの集落も斜線です。"
        explained = replace(explained, data={**explained.data, "note": f"{said}{explained.data['note'] or ''}"})
    # A scene of the hall holds a scenario beside the present.
    remembers = [remember_button()] if pair[0].effective.is_baseline and pair[0] is not pair[1] else []
    if swiped:
        names = (pair[0].effective.scenario_name, pair[1].effective.scenario_name)
        display = Display(height=_HEIGHT, fly_to=fly_to, swipe=names)
        sides = [*on_side("left", left), *on_side("right", right), without_counts(explained), *remembers]
        show_map(_SWIPED, files, sides, display)
        return
    border = [("municipality", ZONES["municipality"])] if "municipality" in region.zones else []
    st.html(legend_strip(explained, border))
    south, west, north, east = files.home
    wide = (east - west) * math.cos(math.radians(south)) > WIDE * (north - south)
    # A town wider than high is larger on maps that lie one over the other.
    places = [st.container(), st.container()] if wide else st.columns(2, gap="small")
    display = Display(
        height=_LOW_HEIGHT if wide else _HEIGHT, least_px=_LEAST_PX if wide else 320, twin=_TWIN, fly_to=fly_to
    )
    own_left = [*left, *([of_left] if left_alone else [])]
    own_right = [*right, *([of_right] if right_alone else []), *remembers]
    for place, key, parts in zip(places, _SIDES, (own_left, own_right), strict=True):
        with place:
            show_map(key, files, parts, display)


def _without_hubs(*pair: Evaluation) -> Evaluation | None:
    """Return which of two scenarios coloured by times has no hub yet; None where both or neither have one."""
    bare = [one for one in pair if one.effective.hubs.empty]
    return bare[0] if len(bare) == 1 and not by_outings() else None


def _parts(current: Evaluation, left: Evaluation, colour: str | None = None) -> tuple[list[Part], Part]:
    """Return what lies on a map of a scenario, and the legend; differences are those to the scenario on the left."""
    if (reason := map_cannot_say(current, left)) is not None:
        plain = [
            villages(
                current.effective.region.villages,
                selected=session.selected_village(),
                people_texts=forecast_texts(current),
            )
        ]
        stars = hub_parts(current, "car", chosen=None, draggable=False, with_links=False)
        return [*plain, *stars], legend(symbols=("hubs",), note=reason)
    mode = compared_mode()
    stars = hub_parts(current, mode, chosen=None, draggable=False, with_links=LINKS.value)
    drawn = [part for part in coloured_parts(current, left, mode, symbols=("hubs",), colour=colour) if part is not None]
    (explained,) = (part for part in drawn if part.draws == "legend")
    return [*(part for part in drawn if part is not explained), *stars], explained
