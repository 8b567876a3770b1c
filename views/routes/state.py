"""What the route page has chosen: a service, a direction, a stop."""

from __future__ import annotations

import streamlit as st

from network.services.bus_service import BusService
from plan.scenario.scenario import BASE
from views import session
from views.widget_state import Widget

_DIRECTION: Widget[int | None] = Widget("route_direction", None)
DIRECTIONS = {0: "行き", 1: "帰り"}


def services() -> tuple[BusService, ...]:
    """Return the services of the scenario in work."""
    scenario = session.scenario_id()
    return () if scenario == BASE else session.plan().scenario(scenario).services


def chosen_service() -> BusService | None:
    """Return the service that is worked at: the chosen one, else the first; None where there is none."""
    known = services()
    chosen = session.current().routes.service
    return next((s for s in known if s.id == chosen), known[0] if known else None)


def choose_service(service_id: str) -> None:
    """Choose a service to work at."""
    held = session.current().routes
    held.service, held.stop = service_id, None


def chosen_direction() -> int:
    """Return the direction that is shown: 0 there, 1 back."""
    return _DIRECTION.value or 0


def pick_direction() -> int:
    """Let the user choose the direction that is shown."""
    picked = st.segmented_control(
        "向き", list(DIRECTIONS), default=0, format_func=lambda d: DIRECTIONS[d], key=_DIRECTION.key,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return picked or 0


def choose_stop(stop_id: str | None) -> None:
    """Choose a stop of the service."""
    session.current().routes.stop = stop_id


def chosen_stop() -> str | None:
    """Return the stop that is chosen, one of the service's own."""
    own = chosen_service()
    stop = session.current().routes.stop
    return stop if own is not None and stop in {s.stop_id for s in (*own.stops, *own.return_stops)} else None


def here() -> tuple[str, str]:
    """Name the scenario and the service in work, as edits want them."""
    own = chosen_service()
    assert own is not None
    return session.scenario_id(), own.id
