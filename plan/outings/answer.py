"""Outings to a place, with the keys of the command line's JSON."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

from geo.texts.clock import clock
from plan.outings.evaluation import OutingAnswer
from plan.outings.lacking import lacking_min
from plan.reach.evaluation import Evaluation
from plan.reach.usual_week import days_listed


def clock_or_none(time_s: int) -> str | None:
    """Write a time of day as the command line's JSON has it; None for none (-1).

    Examples
    --------
    >>> clock_or_none(32700), clock_or_none(90600), clock_or_none(-1)
    ('09:05', '25:10', None)
    """
    return clock(time_s, padded=True) if time_s >= 0 else None


def outing_document(evaluation: Evaluation, answer: OutingAnswer) -> dict[str, object]:
    """Return the outings to a place, village by village, and how many people have one.

    Returns
    -------
    dict
        `villages` and, counted where people live (`counted_at`), `population_with_outing` with its `share`; the same for people
        without a car and for children; residents with one on each day of the date's week (`by_day`) and on some day of it
        (`any_day`). Times are whole minutes.
    """
    people, groups = answer.people, evaluation.weights.sum()
    residents = evaluation.weights["population"].to_numpy()
    some_day = np.any([*answer.homes_by_day.values()], axis=0)
    total = float(groups["population"])
    document: dict[str, object] = {
        "to": answer.place_id,
        "purpose": answer.purpose.id,
        "date": answer.date.isoformat(),
        "scenario": evaluation.effective.scenario_id,
        "villages": _villages(answer),
        "population_with_outing": people["population"],
        "share": people["population"] / total if total else 0.0,
        "counted_at": "homes" if evaluation.effective.region.people_at_homes else "village_points",
        "no_car_with_outing": people["no_car"],
        "no_car_share": people["no_car"] / float(groups["no_car"]) if groups["no_car"] else 0.0,
    }
    document["by_day"] = {day.isoformat(): float(residents[there].sum()) for day, there in answer.homes_by_day.items()}
    document["any_day"] = float(residents[some_day].sum())
    if "pop_0_14" in people:
        document["children_with_outing"] = people["pop_0_14"]
    return document


def _villages(answer: OutingAnswer) -> list[dict[str, Any]]:
    rows = []
    by_home_time = {clock_or_none(time_s): counts.to_dict() for time_s, counts in answer.by_home_time.items()}
    for village, row in answer.villages.to_dict("index").items():
        some = row["outings"] > 0
        found: dict[str, Any] = {
            "village_id": str(village),
            "outings": row["outings"],
            "walk": row["walk"],
            "best": _best(row) if some else None,
            "stay_max_min": row["stay_max_s"] // 60 if some else None,
            "stay_min_min": row["stay_min_s"] // 60 if some else None,
            "last_depart": clock_or_none(row["last_home_s"]),
            "days_per_week": row["days_per_week"],
            "days": days_listed(row["days"]),
            "lacking": None if row["has_outing"] else lacking_min(row),
        }
        if by_home_time:
            found["outings_by_home_time"] = {time: counts[village] for time, counts in by_home_time.items()}
        rows.append(found)
    return rows


def _best(row: dict[Hashable, Any]) -> dict[str, Any]:
    return {
        "leave": clock_or_none(row["leave_s"]),
        "arrive": clock_or_none(row["arrive_s"]),
        "stay_min": row["stay_s"] // 60,
        "depart": clock_or_none(row["depart_s"]),
        "home": clock_or_none(row["home_s"]),
        "away_min": row["away_s"] // 60,
    }
