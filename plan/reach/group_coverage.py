"""Coverage of hubs by age group, of people with and without a car, and whom a share over roads leaves out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from network.population.coverage import Coverage, coverage
from network.population.people_groups import GROUPS
from plan.figure_texts import persons
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


@dataclass(frozen=True)
class LeftOut:
    """Who has no way to where a share counts the minutes to, however long.

    Parameters
    ----------
    persons
        Counted where they live.
    villages
        Ids of the lived-in villages whose own point has none, in the region's order.
    year
        Whose people they are; None for the base year.
    """

    persons: float
    villages: tuple[str, ...]
    year: int | None

    @property
    def text(self) -> str:
        """「行ける道のない住民が 120人（集落の代表点では 3集落）います。」; empty where nobody is left out."""
        if not self.villages and self.persons < 0.5:
            return ""
        return f"行ける道のない住民が {persons(self.persons, self.year)}（集落の代表点では {len(self.villages):,}集落）います。"

    def document(self) -> dict[str, object]:
        """Return it with the keys of the command line's JSON."""
        return {"population": self.persons, "villages": list(self.villages)}


def left_out(evaluation: Evaluation, mode: TravelMode, category: str | None = None) -> LeftOut:
    """Find who has no way to any hub, or to any place of a service.

    Parameters
    ----------
    evaluation
        Of a scenario.
    mode
        How people travel.
    category
        Of the service; hubs where not given.
    """
    if category is None:
        at_homes, minutes = evaluation.hub_minutes_at_homes(mode), evaluation.nearest_hub(mode)["minutes"]
    else:
        at_homes = evaluation.service_minutes_at_homes(category, mode)
        minutes = evaluation.service_minutes(category, mode)
    lived_in = evaluation.effective.region.villages["population"] > 0
    without = minutes.index[np.isinf(minutes.to_numpy(dtype=float)) & lived_in.to_numpy()]
    weights = evaluation.weights["population"].to_numpy()
    return LeftOut(float(weights[np.isinf(at_homes)].sum()), tuple(map(str, without)), evaluation.effective.year)
