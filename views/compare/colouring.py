"""What villages are coloured by when scenarios are compared, and which of them can say it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from plan.scenario.scenario import BASE
from views import session
from views.map_options import COLOUR
from views.map_parts import COLOURS
from views.present.outings import pick_outing_to_hubs
from views.travel_mode import MODE, pick_mode

_COLOURS = ("time", "outings", "difference")
_LABELS = {**COLOURS, "difference": "左の案との差"}


def pick_colouring(scenario_ids: Sequence[str]) -> None:
    """Let the user choose; buses can be asked about where any of the scenarios has some.

    In a town without timetables the present has none, but a line that is drawn has.
    """
    # The present as a rule: no other scenario is applied for it.
    evaluation = (session.evaluation(i) for i in scenario_ids)
    asked = next((m for m in evaluation if usual_day_of(m.effective) is not None), session.evaluation(BASE))
    colours = [c for c in _COLOURS if c != "outings" or usual_day_of(asked.effective) is not None]
    if COLOUR.value not in colours:
        COLOUR.set(colours[0])  # chosen on a page that has others
    if st.selectbox("集落の色", colours, format_func=lambda c: _LABELS[c], key=COLOUR.key) == "outings":
        pick_outing_to_hubs(asked)
    else:
        pick_mode(asked)


def compared_mode() -> TravelMode:
    """Return the mode that is chosen, the same for all scenarios."""
    return MODE.value or "car"


def by_outings() -> bool:
    """Return whether villages are coloured by outings."""
    return COLOUR.value == "outings"


def cannot_say(*scenarios: Evaluation) -> str | None:
    """Say which scenario knows nothing of buses where they are asked about; None where all do, or nobody asks."""
    if not by_outings() and compared_mode() != "bus":
        return None
    silent = [m.effective.scenario_name for m in scenarios if usual_day_of(m.effective) is None]
    return f"「{silent[0]}」はバスの時刻表がデータにないので、分かりません。" if silent else None


def by_difference() -> bool:
    """Return whether villages are coloured by the difference to the scenario on the left."""
    return COLOUR.value == "difference"


def map_cannot_say(current: Evaluation, left: Evaluation) -> str | None:
    """Say why a map has no colours: its own buses are not known or, for a difference, those of the scenario on the left."""
    against = (left,) if by_difference() else ()
    return cannot_say(current, *against)
