"""Comparing scenarios: every indicator side by side, and which villages gain or lose against the present."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.reference.assumptions import known_assumptions
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.indicators.registry import INDICATORS
from plan.overview.by_municipality import municipality_document
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from plan.shown_values import half_up


def indicator_table(scenarios: Sequence[Evaluation]) -> list[dict[str, object]]:
    """Put the indicators of scenarios side by side.

    Returns
    -------
    list of dict
        Keys id, name, unit, definition, source, values {scenario id: value, infinite where there is none}, better.
    """
    first = scenarios[0]
    return [
        {
            "id": known.id,
            "name": known.filled(known.name, first),
            "unit": known.unit,
            "definition": known.filled(known.definition, first),
            "source": known.source,
            "values": {m.effective.scenario_id: known.compute(m) for m in scenarios},
            "better": known.better,
        }
        for known in INDICATORS
    ]


def changes(baseline: Evaluation, scenario: Evaluation, mode: TravelMode = "car") -> pd.DataFrame:
    """Compare each village's minutes to its nearest hub with the present.

    Returns
    -------
    pandas.DataFrame
        Index village_id; name, population, before_min, after_min, change_min (of the whole minutes that
        are read; negative: nearer; infinite where a way is lost, minus infinite where one is won, 0 where there is none in both).
    """
    villages = scenario.effective.region.villages
    before = baseline.nearest_hub(mode)["minutes"]
    after = scenario.nearest_hub(mode)["minutes"]
    return pd.DataFrame(
        {
            "name": villages["name"],
            "population": villages["population"].astype(float),
            "before_min": before,
            "after_min": after,
            "change_min": shown_minutes_change(before, after),
        }
    )


def shown_minutes_change(before_min: pd.Series, after_min: pd.Series) -> pd.Series:
    """Return the change of times as they are read, row by row; no way to a way is minus infinite, as in `changes`."""
    before, after = (column.map(half_up).to_numpy(dtype=float) for column in (before_min, after_min))
    with np.errstate(invalid="ignore"):
        change = after - before
    return pd.Series(np.where(np.isnan(change), 0.0, change), index=before_min.index)


def gainers(table: pd.DataFrame, felt_min: float) -> pd.DataFrame:
    """List the villages that come nearer by at least `felt_min` minutes, the greatest gain first, then by people."""
    nearer = table[(table["change_min"] <= -felt_min) & (table["population"] > 0)]
    return nearer.sort_values(["change_min", "population"], ascending=[True, False], kind="stable")


def losers(table: pd.DataFrame, felt_min: float) -> pd.DataFrame:
    """List the villages that get farther by at least `felt_min` minutes, the greatest loss first, then by people."""
    farther = table[(table["change_min"] >= felt_min) & (table["population"] > 0)]
    return farther.sort_values(["change_min", "population"], ascending=[False, False], kind="stable")


def assumption_notices(scenarios: Sequence[Evaluation]) -> list[Notice]:
    """Say which scenarios rest on other assumptions than the first, as they state them: their indicators count differently."""
    first, *others = (m.effective for m in scenarios)
    notices = []
    for other in others:
        names = [
            f"{known.name} {first.stated_assumptions[key]:g}→{other.stated_assumptions[key]:g}{known.unit}"
            for key, known in known_assumptions().items()
            if first.stated_assumptions[key] != other.stated_assumptions[key]
        ]
        if names:
            differences = "、".join(names)
            notices.append(
                notice(
                    "plan_assumptions_differ",
                    scenario=other.scenario_name,
                    base=first.scenario_name,
                    names=differences,
                )
            )
    return notices


def comparison(scenarios: Sequence[Evaluation]) -> dict[str, object]:
    """Compare scenarios with the first of them, with the keys of the command line's JSON.

    Parameters
    ----------
    scenarios
        The present first.

    Returns
    -------
    dict
        indicators, gainers, losers and, of a region of several municipalities, municipalities (`municipality_document`).
    """
    baseline, *others = scenarios
    listed: dict[str, list[dict[str, object]]] = {"gainers": [], "losers": []}
    for scenario in others:
        table = changes(baseline, scenario)
        felt_min = scenario.effective.assumptions["felt_change_min"]
        for side, rows in (("gainers", gainers(table, felt_min)), ("losers", losers(table, felt_min))):
            for village, row in rows.iterrows():
                at = {"scenario": scenario.effective.scenario_id, "village_id": village, "mode": "car"}
                listed[side].append({**at, **{str(k): v for k, v in row.items()}})
    municipalities = municipality_document(scenarios)
    of_several = {"municipalities": municipalities} if municipalities else {}
    return {"indicators": indicator_table(scenarios), **listed, **of_several}
