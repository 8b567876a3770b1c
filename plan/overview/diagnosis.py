"""Diagnosis of a scenario: every indicator, reach by service, and a row for each village."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from plan.indicators.gap_figures import WAYS, clinics_per_1000, doctorless_villages, stop_m
from plan.indicators.registry import indicator_rows
from plan.reach.evaluation import Evaluation
from plan.reach.group_coverage import left_out
from plan.reach.travel_modes import modes_on_offer
from plan.reach.usual_week import days_listed, hub_week


def service_rows(evaluation: Evaluation) -> list[dict[str, object]]:
    """Count people by service, mode and limit.

    Returns
    -------
    list of dict
        Keys category, mode, within_min, population (persons), share (0 to 1), and group, name of who is counted; unreached
        (persons of the group who have no way, a part of the whole that the share divides by) and unreached_villages.
    """
    rows: list[dict[str, object]] = []
    groups = [g for g in ("population", "pop_65_over", "no_car") if g in evaluation.groups]
    for category in evaluation.categories():
        for mode in modes_on_offer(evaluation.effective):
            villages = len(left_out(evaluation, mode, category).villages)
            for group in groups:
                counted = evaluation.service_coverage(category, mode, group)
                for limit, persons in counted.within.items():
                    at = {"category": category, "mode": mode, "group": group, "within_min": limit}
                    without = {"unreached": counted.unreached, "unreached_villages": villages}
                    rows.append({**at, "population": persons, "share": counted.share_within(limit), **without})
    return rows


def village_rows(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Describe every village: its people, its hub, the minutes to each service (infinite where there is no way), its gaps."""
    villages = evaluation.effective.region.villages
    older = villages["pop_65_over"] if "pop_65_over" in villages else pd.Series(np.nan, index=villages.index)
    ageing = (older / villages["population"].where(villages["population"] > 0)).astype(float)
    columns: dict[str, Sequence[Any]] = {
        "village_id": [str(village) for village in villages.index],
        "name": villages["name"].tolist(),
        "population": villages["population"].astype(float).tolist(),
        "households": villages["households"].astype(float).tolist(),
        "no_car": evaluation.groups["no_car"].astype(float).tolist(),
        "ageing_rate": [share if math.isfinite(share) else None for share in ageing.tolist()],
    }
    for mode in modes_on_offer(evaluation.effective):
        hubs = evaluation.nearest_hub(mode)
        columns[f"hub_{mode}"] = hubs["nearest"].tolist()
        columns[f"hub_{mode}_min"] = hubs["minutes"].astype(float).tolist()
        minutes = {c: evaluation.service_minutes(c, mode).tolist() for c in evaluation.categories()}
        of_village = zip(*minutes.values(), strict=True) if minutes else ((),) * len(villages)
        columns[f"services_{mode}_min"] = [dict(zip(minutes, values, strict=True)) for values in of_village]
    if (week := hub_week(evaluation)) is not None:
        columns["hub_bus_days_per_week"] = week.villages["days_per_week"].tolist()
        columns["hub_bus_days"] = [days_listed(days) for days in week.villages["days"].tolist()]
        columns["hub_bus_best_day"] = [day.isoformat() if day else None for day in week.villages["best_day"]]
        columns["hub_bus_best_min"] = week.villages["best_min"].astype(float).tolist()
    columns |= _gap_columns(evaluation)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _gap_columns(evaluation: Evaluation) -> dict[str, Sequence[Any]]:
    """Describe how far each village point is from stops, and whether it corresponds to 無医地区; None where not known."""
    unknown = [None] * len(evaluation.effective.region.villages)
    columns: dict[str, Sequence[Any]] = {}
    for way in WAYS:
        metres = stop_m(evaluation, evaluation.villages, way)
        columns[f"stop_{way}_m"] = unknown if metres is None else np.minimum(*metres).tolist()
        doctorless = doctorless_villages(evaluation, way)
        columns[f"doctorless_{way}"] = unknown if doctorless is None else doctorless.tolist()
    columns["clinics_per_1000"] = clinics_per_1000(evaluation, evaluation.villages).tolist()
    return columns


def diagnosis(evaluation: Evaluation) -> dict[str, object]:
    """Diagnose a scenario, with the keys of the command line's JSON; `left_out` is who has no way to any hub, by mode."""
    modes = modes_on_offer(evaluation.effective)
    return {
        "indicators": indicator_rows(evaluation),
        "services": service_rows(evaluation),
        "villages": village_rows(evaluation),
        "left_out": {mode: left_out(evaluation, mode).document() for mode in modes},
    }
