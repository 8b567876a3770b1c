"""映す: the map over the whole screen with one message, stepped scene by scene before residents."""

from __future__ import annotations

import time
from collections.abc import Hashable
from pathlib import Path

import streamlit as st

from layers.hall.shared_wall import SharedWall
from layers.hall.wall import wall as wall_part
from layers.map_component.changing_layers import Mode
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event, MapClick, ScenePulled, SceneStepped, ThingClicked
from layers.style.map_part import Part
from plan.scenario.scenes import Scene
from plan.scenes.layers import layer_of
from plan.scenes.message import scene_message
from views import session
from views.figures import show_answer, show_messages
from views.opening import map_files
from views.projection.hall_scenes import stands_at
from views.projection.meeting_now import note_wall
from views.projection.presenter import PRESENTER_MAP, show_presenter
from views.projection.running_order import put_scene
from views.projection.scene_parts import scene_parts
from views.projection.shared_wall import news_of, shared_wall
from views.projection.showing import Shown, position, scenes, shown, step
from views.projection.tools import TRYING, offer_to_keep, show_tools

MAP = "projection"
_LOOK_AGAIN_S = 1.0
_PAIR = ("projection-left", "projection-right")
_STYLE = Path(__file__).with_name("projection.css")


def page() -> None:
    """Draw the page."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    if session.current().wall.is_presenter:
        _presenter()
    else:
        _wall()
        _tools()


@st.fragment
def _presenter() -> None:
    wall = shared_wall()
    answer_events(PRESENTER_MAP, lambda event: _do(wall, event))
    show_presenter(wall, scenes(wall))


@st.fragment
def _wall() -> None:
    wall = shared_wall()
    for key in (MAP, *_PAIR):
        answer_events(key, lambda event: _do(wall, event))
    wall.plan = session.plan()
    order = scenes(wall)
    at = position(wall, order)
    wall.scene = order[at].id  # from now on this one is shown, wherever it is moved to
    found = shown(wall, order, at)
    with st.container(key="wall-messages"):
        show_messages(session.take_messages())
        offer_to_keep(wall, found)
    with st.container(key="wall-read-aloud"):
        show_answer(found.message.title, found.message.text, year=None)
    _maps(wall, found)
    wall.drawn_s = time.time()
    session.current().wall.drawn = _drawn_from(wall)
    note_wall()
    if layer_of(found.scene.layer).is_of_meeting:
        _watch(found.scene, stands_at(found.scene))


@st.fragment(run_every=_LOOK_AGAIN_S)
def _watch(scene: Scene, drawn: Hashable) -> None:
    """Draw the wall anew when phones have sent something since."""
    if stands_at(scene) != drawn:
        st.rerun()


@st.fragment
def _tools() -> None:
    """Draw the tools apart from the wall: a step waits for none of them."""
    wall = shared_wall()
    show_tools(wall, scenes(wall))
    if session.current().wall.drawn != _drawn_from(wall):
        st.rerun()


def _drawn_from(wall: SharedWall) -> tuple[object, ...]:
    return wall.version, id(session.plan()), TRYING.value


def _do(wall: SharedWall, event: Event) -> None:
    """Do what was done on the wall: step, try a hub, name a village."""
    match event:
        case SceneStepped(by) if by:
            step(wall, by)
        case SceneStepped():
            pass  # another window has stepped: this one draws what the wall shows now
        case ScenePulled(scene_id, position):
            put_scene(scene_id, position)
        case MapClick(lat, lon) if TRYING.value:
            wall.change(tried=(lat, lon), village=None)
        case ThingClicked(_, _, lat, lon) if TRYING.value:
            wall.change(tried=(lat, lon), village=None)
        case ThingClicked("village", village_id):
            wall.change(village=None if wall.village == village_id else village_id)
        case MapClick():
            wall.change(village=None)


def _maps(wall: SharedWall, found: Shown) -> None:
    files = map_files(found.current.effective.region)
    mode: Mode = "place" if TRYING.value else "look"
    layer = layer_of(found.scene.layer)
    if layer.kind == "twin" and found.tried is None:
        columns = st.columns(2, gap=None)
        sides = ((found.baseline, _PAIR[0], columns[0]), (found.current, _PAIR[1], columns[1]))
        for one, key, column in sides:
            said = scene_message(found.scene, one, found.baseline) if one is found.baseline else found.message
            drawn = scene_parts(found.scene, one, found.baseline, selected=wall.village)
            with column:
                show_map(
                    key,
                    files,
                    [*drawn, wall_part(said, found.showing, wall.room, news=news_of(wall))],
                    _display(mode, twin="wall"),
                )
        return
    parts: list[Part | None] = scene_parts(
        found.scene, found.current, found.baseline, selected=wall.village, tried=found.tried
    )
    parts.append(
        wall_part(found.message, found.showing, wall.room, lines=found.lines, board=found.board, news=news_of(wall))
    )
    names = (found.baseline.effective.scenario_name, found.current.effective.scenario_name)
    show_map(MAP, files, parts, _display(mode, swipe=names if layer.kind == "swipe" and found.tried is None else None))


def _display(mode: Mode, *, twin: str | None = None, swipe: tuple[str, str] | None = None) -> Display:
    return Display(mode=mode, height="100vh", least_px=400, hall=True, twin=twin, swipe=swipe)
