"""The estimate of riders that stands on the route page from one edit until the next one is made."""

from __future__ import annotations

import streamlit as st

from plan.indicators.service_indicators import money_of, with_riders
from plan.reach.evaluation import Evaluation
from views import session

_SEEN = "riders seen"


def with_last_riders(current: Evaluation) -> tuple[Evaluation, bool]:
    """Return the evaluation with the last estimate of this scenario's riders, and whether it was made before the last edit.

    Where there is no estimate yet, or nothing rides, the evaluation stays and its riders are its own.
    """
    of, plan, riders = st.session_state.get(_SEEN, (None, None, None))
    if riders is None or of != _here() or not current.effective.services:
        return current, False
    return with_riders(current, riders), plan is not session.plan()


def remember_riders(current: Evaluation) -> None:
    """Keep the estimate for the next edit."""
    if current.effective.services:
        st.session_state[_SEEN] = (_here(), session.plan(), money_of(current).riders)


def _here() -> tuple[str, str]:
    return session.region().fingerprint, session.scenario_id()
