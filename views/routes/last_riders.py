"""The estimate of riders that stands on the route page from one edit until the next one is made."""

from __future__ import annotations

from plan.indicators.service_indicators import money_of, with_riders
from plan.reach.evaluation import Evaluation
from views import session


def with_last_riders(current: Evaluation) -> tuple[Evaluation, bool]:
    """Return the evaluation with the last estimate of this scenario's riders, and whether it was made before the last edit.

    Where there is no estimate yet, or nothing rides, the evaluation stays and its riders are its own.
    """
    last = session.current().routes.riders
    if last is None or last[0] != _here() or not current.effective.services:
        return current, False
    _, plan, riders = last
    return with_riders(current, riders), plan != session.plan()


def remember_riders(current: Evaluation) -> None:
    """Keep the estimate for the next edit."""
    if current.effective.services:
        session.current().routes.riders = (_here(), session.plan(), money_of(current).riders)


def _here() -> tuple[str, str]:
    return session.region().fingerprint, session.scenario_id()
