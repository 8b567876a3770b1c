"""「あなたの集落」: one sentence for whoever names a village: its people, its buses, and whether one gets home again."""

from __future__ import annotations

from typing import Any

import numpy as np

from plan.figure_texts import day_in_year, minutes, time_of_day
from plan.outings.best_outings import best_outings, round_trip_text, why_none
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.shown_values import tells_ages

_PURPOSE = "clinic"


def village_named(evaluation: Evaluation, written: str) -> str | None:
    """Find the village that somebody means: by its whole name, else by the only one that holds what was written.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> m = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> village_named(m, m.effective.region.villages.at["v001", "name"]), village_named(m, "どこにもない")
    ('v001', None)
    """
    wanted = written.strip()
    names = {str(i): str(name) for i, name in evaluation.effective.region.villages["name"].items()}
    exact = [i for i, name in names.items() if name == wanted]
    if exact:
        return exact[0]
    found = [i for i, name in names.items() if wanted and wanted in name]
    return found[0] if len(found) == 1 else None


def village_sentence(evaluation: Evaluation, village_id: str) -> str:
    """Tell a village's people and its buses in one sentence.

    Parameters
    ----------
    evaluation
        Of a scenario.
    village_id
        Which.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> told = village_sentence(evaluate(apply(read_region("sample_regions/model_chiku"))), "v001")
    >>> told.count("。"), "人" in told
    (1, True)
    """
    name = str(evaluation.effective.region.villages.at[village_id, "name"])
    return f"{name}には{_people(evaluation, village_id)}が住み、{_buses(evaluation, village_id)}。"


def _people(evaluation: Evaluation, village_id: str) -> str:
    groups: dict[Any, Any] = evaluation.groups.loc[village_id].to_dict()
    told = tells_ages(float(groups["population"]), counted=evaluation.effective.year is None)
    parts = [
        f"{label}{evaluation.people_texts(group)[village_id]}"
        for group, label in (("pop_65_over", "65歳以上 "), ("no_car", "車のない人 "))
        if told and group in groups and np.isfinite(groups[group])
    ]
    inside = f"（うち{'、'.join(parts)}）" if parts else ""
    return f"{evaluation.people_texts()[village_id]}{inside}"


def _buses(evaluation: Evaluation, village_id: str) -> str:
    day = usual_day_of(evaluation.effective)
    if day is None:
        found: Any = evaluation.nearest_hub("car")["minutes"][village_id]
        return f"拠点まで車で{minutes(float(found))}です（バスの時刻表はデータにありません）"
    outings = best_outings(evaluation, _PURPOSE, day, weekly=False)
    row: dict[Any, Any] = outings.villages.loc[village_id].to_dict()
    if row["on_foot"]:
        return f"診療所へは歩いて行けます（{row['place']}）"
    date = day_in_year(day)
    if not row["outings"]:
        return f"{date}のバスでは、診療所へ行って帰れません（{why_none(row)}）"
    times = round_trip_text(*(int(row[c]) for c in ("leave_s", "arrive_s", "depart_s", "home_s")))
    last = f"、帰りの最終は {time_of_day(int(row['last_home_s']))}"
    return f"{date}は{row['place']}へバスで行って帰れる組合せが{int(row['outings'])}通り（{times}{last}）"
