"""「この画面を覚える」: what a map of the planning pages shows becomes a scene of the plan."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.reference.categories import CATEGORIES
from layers.map_component.map_events import Event, ViewRemembered
from plan.reach.travel_modes import TravelMode
from plan.scenario.scenario import Plan
from plan.scenario.scene_edits import add_scene
from plan.scenario.scenes import View
from plan.scenes.layers import Kind, Layer
from views import editing, session
from views.map_options import PURPOSE


def remembering(
    page: str,
    layer: Callable[[], Layer],
    answer: Callable[[Event], None],
    *,
    scenario: Callable[[], str] = session.scenario_id,
    year: Callable[[], int | None] = session.year,
) -> Callable[[Event], None]:
    """Answer the events of a page's map, and add a scene where its view is to be remembered.

    Parameters
    ----------
    page
        Address of the page.
    layer
        Says what its map shows.
    answer
        Answers everything else.
    scenario, year
        Say which scenario it shows, and whose people.
    """

    def answered(event: Event) -> None:
        if not isinstance(event, ViewRemembered):
            answer(event)
            return
        shown = layer()
        view, purpose = View(event.lat, event.lon, event.zoom), PURPOSE.value if shown.kind == "outings" else None
        of, spotlight = scenario(), session.selected_village() or ""
        when = year()

        def added(plan: Plan) -> tuple[Plan, str]:
            return add_scene(
                plan, of, view=view, page=page, layer=shown.id, year=when, purpose=purpose or "", spotlight=spotlight
            )

        editing.make(added, _tell)

    return answered


def layer_by(colour: str, mode: TravelMode) -> Layer:
    """Say which layer a map shows whose villages have a colour of the planning pages.

    Parameters
    ----------
    colour
        ``time``, ``hub``, ``outings``, ``difference``, ``ageing``, ``people``, or a category of services.
    mode
        How people travel.
    """
    if colour in ("time", "hub"):
        return Layer("time", mode=mode)
    if colour == "difference":
        return Layer("difference", mode=mode)
    if colour in CATEGORIES:
        return Layer("service", colour, mode)
    alone: dict[str, Kind] = {"outings": "outings", "ageing": "ageing", "people": "people"}
    return Layer(alone.get(colour, "villages"))


def _tell(scene_id: str) -> None:
    del scene_id
    st.toast("画面を覚えました。「映す」のページで映せます。")
