"""What the route page has chosen: a service, a direction, a stop; and how its edits are made and answered."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.texts.errors import RequestError
from network.services.bus_service import BusService
from plan.scenario.scenario import BASE, Plan
from views import session

DIRECTIONS = {0: "行き", 1: "帰り"}


def services() -> tuple[BusService, ...]:
    """Give the services of the scenario in work."""
    scenario = session.scenario_id()
    return () if scenario == BASE else session.plan().scenario(scenario).services


def chosen_service() -> BusService | None:
    """Give the service that is worked at: the chosen one, else the first; None where there is none."""
    known = services()
    chosen = st.session_state.get("route_service")
    return next((s for s in known if s.id == chosen), known[0] if known else None)


def choose_service(service_id: str) -> None:
    """Choose a service to work at."""
    st.session_state.route_service = service_id
    st.session_state.route_stop = None


def chosen_direction() -> int:
    """Give the direction that is shown: 0 there, 1 back."""
    direction: int = st.session_state.get("route_direction") or 0
    return direction


def chosen_stop() -> str | None:
    """Give the stop that is chosen, one of the service's own."""
    own = chosen_service()
    stop: str | None = st.session_state.get("route_stop")
    return stop if own is not None and stop in {s.stop_id for s in (*own.stops, *own.return_stops)} else None


def edit(change: Callable[[Plan], Plan]) -> bool:
    """Make an edit; what cannot be done is said in words, and the plan stays. Tell whether it was done."""
    try:
        session.do(change)
    except RequestError as problem:
        st.session_state.messages = (*st.session_state.messages, *problem.notices)
        return False
    return True


def edit_and_redraw(change: Callable[[Plan], Plan]) -> None:
    """Make an edit, and draw the page anew: what stands above the widget that asked for it shows the change, too."""
    edit(change)
    session.redraw()


def here() -> tuple[str, str]:
    """Name the scenario and the service in work, as edits want them."""
    own = chosen_service()
    assert own is not None
    return session.scenario_id(), own.id
