"""Coverage of hubs by age group, and of people with and without a car."""

from __future__ import annotations

import pandas as pd

from network.population.coverage import Coverage, coverage
from network.population.people_groups import GROUPS
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TRAVEL_MODES, TravelMode


def group_coverage(evaluation: Evaluation, mode: TravelMode) -> pd.DataFrame:
    """Count each group by its minutes to the nearest hub.

    Parameters
    ----------
    evaluation
        Of a scenario.
    mode
        How people travel. People without a car go on foot where others drive, and people with a car always by car.

    Returns
    -------
    pandas.DataFrame
        Columns group (words), mode, people (persons), within_15 … (shares, by the scenario's limits), mean_min,
        worst_min, unreached (persons).
    """
    rows = [
        _row(evaluation, GROUPS[group], group, "walk" if group == "no_car" and mode == "car" else mode)
        for group in GROUPS
        if group in evaluation.weights
    ]
    with_car = evaluation.weights["population"] - evaluation.weights["no_car"]
    minutes = evaluation.hub_minutes_at_homes("car")
    counted = coverage(minutes, with_car.clip(lower=0).to_numpy(), evaluation.limits_min)
    rows.append(_shares("車のある人（子どもを含む）", "car", counted))
    return pd.DataFrame(rows)


def _row(evaluation: Evaluation, text: str, group: str, mode: TravelMode) -> dict[str, object]:
    return _shares(f"{text}（{TRAVEL_MODES[mode]}）", mode, evaluation.hub_coverage(mode, group))


def _shares(text: str, mode: TravelMode, counted: Coverage) -> dict[str, object]:
    return {
        "group": text,
        "mode": mode,
        "people": counted.people,
        **{f"within_{limit:g}": counted.share_within(limit) for limit in counted.within},
        "mean_min": counted.mean_min if counted.mean_min != float("inf") else None,
        "worst_min": counted.worst_min if counted.worst_min != float("inf") else None,
        "unreached": counted.unreached,
    }
