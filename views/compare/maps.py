"""Two scenarios on maps: side by side, moving together, or one over the other with a handle between them."""

from __future__ import annotations

import streamlit as st

from layers.features.villages import villages
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event, ThingClicked
from layers.style.legend import legend, without_counts
from layers.style.map_part import Part, on_side
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import BASE
from views import session
from views.compare.colouring import compared_mode, map_cannot_say
from views.hubs.map import coloured_parts
from views.map_options import LINKS
from views.map_parts import hub_parts
from views.opening import map_files

MAPS = {"twin": "並べる", "swipe": "めくる"}
"""How two maps lie."""

_TWIN = "pair"
_SIDES = ("compare-left", "compare-right")
_SWIPED = "compare-swipe"
_HEIGHT = "calc(100vh - 8.6rem)"


def read_maps() -> None:
    """Take over which village was clicked on any of the maps."""
    for key in (*_SIDES, _SWIPED):
        answer_events(key, _answer)


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
    files = map_files(pair[0].effective.region)
    fly_to = session.opened().fly_to
    if swiped:
        (left, explained), (right, of_right) = (_parts(m) for m in pair)
        explained = of_right if map_cannot_say(pair[0]) else explained
        names = (pair[0].effective.scenario_name, pair[1].effective.scenario_name)
        display = Display(height=_HEIGHT, fly_to=fly_to, swipe=names)
        sides = [*on_side("left", left), *on_side("right", right), without_counts(explained)]
        show_map(_SWIPED, files, sides, display)
        return
    for column, key, m in zip(st.columns(2, gap="small"), _SIDES, pair, strict=True):
        parts, explained = _parts(m)
        with column:
            show_map(key, files, [*parts, explained], Display(height=_HEIGHT, twin=_TWIN, fly_to=fly_to))


def _parts(current: Evaluation) -> tuple[list[Part], Part]:
    """Return what lies on a map of a scenario, and the legend."""
    if (reason := map_cannot_say(current)) is not None:
        plain = [villages(current.effective.region.villages, selected=session.selected_village())]
        stars = hub_parts(current, "car", chosen=None, draggable=False, with_links=False)
        return [*plain, *stars], legend(symbols=("hubs",), note=reason)
    baseline, mode = session.evaluation(BASE), compared_mode()
    stars = hub_parts(current, mode, chosen=None, draggable=False, with_links=LINKS.value)
    drawn = [part for part in coloured_parts(current, baseline, mode, symbols=("hubs",)) if part is not None]
    (explained,) = (part for part in drawn if part.draws == "legend")
    return [*(part for part in drawn if part is not explained), *stars], explained
