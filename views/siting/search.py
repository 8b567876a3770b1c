"""候補を探す: the search that a session has running or done, its progress, and taking a set over as a scenario."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import replace

import streamlit as st

from network.siting.answer import Siting
from plan.applied import EffectiveScenario
from plan.scenario.scenario import BASE
from plan.siting.adoption import adopt
from plan.siting.answer_texts import value_in_short
from plan.siting.request import SitingRequest
from plan.siting.run import ENDS, STAGES, SitingRun, SitingState, start
from views import editing, session
from views.figures import plain
from views.siting.settings import OBJECTIVES

_TICK_S = 0.5


def about(effective: EffectiveScenario) -> Hashable:
    """Return what a search rests on: the region and the edits of roads, facilities and assumptions, whatever its hubs are."""
    line = session.plan().ancestry(effective.scenario_id) if effective.scenario_id != BASE else ()
    return effective.region.fingerprint, tuple((s.roads, s.facilities, s.assumptions, s.future) for s in line)


def begin(effective: EffectiveScenario, request: SitingRequest, curve_to: int) -> None:
    """Begin a search; one that runs is stopped."""
    halt()
    held = session.current().search
    held.run = (about(effective), start(effective, request, curve_to))
    held.shown = ("best", 0)


def halt() -> None:
    """Stop the search that runs; what it found stays."""
    held = session.current().search
    if held.run is not None:
        held.run[1].stop()


def search_run(effective: EffectiveScenario) -> SitingRun | None:
    """Return the search, unless what it rests on has changed since."""
    held = session.current().search
    return held.run[1] if held.run is not None and held.run[0] == about(effective) else None


def outdated(request: SitingRequest, run: SitingRun | None) -> str:
    """Say in a sentence that the settings or the data are no longer those of the search; empty where they are."""
    if session.current().search.run is not None and run is None:
        return "地域か、案の道・施設・前提が変わりました。「探す」を押すと、今の内容で探します。"
    if run is not None and run.request != request:
        return "条件が変わりました。出ているのは前の条件の組合せです。「探す」を押すと、今の条件で探します。"
    return ""


def show(kind: str, number: int = 0) -> None:
    """Choose the set that the map shows: ``best``, ``number`` (of hubs) or ``other``."""
    session.current().search.shown = (kind, number)


def shown(state: SitingState) -> tuple[str, int, Siting | None]:
    """Return the set that the map shows, and which one it is."""
    kind, number = session.current().search.shown
    if kind == "number" and number in state.by_number:
        return kind, number, state.by_number[number]
    if kind == "other" and number < len(state.others):
        return kind, number, state.others[number]
    return "best", 0, state.best


def show_progress(run: SitingRun | None, drawn: SitingState) -> None:
    """Show how far the search is, with a button to stop it; the page is drawn anew when more was found than it is drawn from."""
    if run is not None and drawn.running:
        st.fragment(_tick, run_every=_TICK_S)(run, _mark(drawn))


def _mark(state: SitingState) -> Hashable:
    """Return what is worth drawing the page for: another set, the whole curve, the end; what lies between is told in words."""
    return state.running, state.best is not None, state.quick, state.stage in ("others", *ENDS)


def _tick(run: SitingRun, drawn: Hashable) -> None:
    state = run.state
    if _mark(state) != drawn:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(state.share_at(time.monotonic()), text=plain(_progress_text(run, state)))
        st.button("止める", on_click=run.stop, key="siting-stop")


def _progress_text(run: SitingRun, state: SitingState) -> str:
    text = f"{STAGES[state.stage]}（{state.seconds_at(time.monotonic()):.0f}秒）"
    if state.stage == "curve":
        text += f"：{len(state.by_number)}／{run.curve_to} か所"
    if state.prepared is None or state.best is None or not abs(state.value) < float("inf"):
        return text
    year = run.effective.year
    best = value_in_short(state.prepared, replace(state.best, value=state.value), year)
    if not abs(state.bound) < float("inf"):
        return f"{text}　見つけた値 {best}"
    bound = value_in_short(state.prepared, replace(state.best, value=state.bound), year)
    return f"{text}　見つけた値 {best}、これより良くても {bound}"


def take_over(run: SitingRun, answer: Siting) -> None:
    """Make a scenario of a set, as a step that can be undone."""
    places = run.state.prepared
    if places is None:
        return
    name = f"候補の組合せ {len(answer.hubs)}か所（{OBJECTIVES[answer.objective]}）"
    of, sites, taken = run.effective.scenario_id, places.places, session.taken_ids()
    editing.make(lambda plan: adopt(plan, of, name, sites, answer.hubs, taken_ids=taken), _choose)


def _choose(scenario_id: str) -> None:
    session.choose_scenario(scenario_id)
    session.opened().chosen_hub = None
    session.current().search.adopted = scenario_id
