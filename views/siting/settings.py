"""候補を探す: what is asked, in the panel on the left; the few settings that matter open, the rest folded."""

from __future__ import annotations

import dataclasses

import streamlit as st

from geo.reference import reference_table
from network.outings.purposes import PURPOSES
from network.population.people_groups import GROUPS, group_counts
from network.siting.answer import Objective
from plan.applied import EffectiveScenario
from plan.future.in_year.region_in_year import years_on_offer
from plan.reach.bus_days import usual_day_of
from plan.reach.travel_modes import TRAVEL_MODES, modes_on_offer
from plan.siting.request import SitingMode, SitingRequest
from views.siting.places import pick_places
from views.widget_state import Widget, remember

OBJECTIVES: dict[Objective, str] = {
    "total_time": "合計時間を短く",
    "coverage": "圏内の人を多く",
    "worst": "遠い集落を近く",
    "fewest": "最少の数で全員",
    "outings": "帰れる人を多く",
    "least_regret": "後悔を少なく",
}
"""The objectives in the few characters that the panel has room for."""

_ABOUT: dict[Objective, str] = {
    "total_time": "住民みんなの、最寄りの拠点までの時間の合計をいちばん短くします。",
    "coverage": "決めた時間内に拠点に着ける人をいちばん多くします。",
    "worst": "いちばん遠い集落から拠点までの時間を、いちばん短くします。",
    "fewest": "すべての集落が決めた時間内に着ける、いちばん少ない数を探します。",
    "outings": "車のない人で、今のバスで行って帰れる人をいちばん多くします。",
    "least_regret": "どの年の人口で見ても、その年だけの組合せとの差を小さくします。",
}
_BY_NUMBER, _BY_BUDGET = "数で", "予算で"
_MOST = 20
_MAN = 10_000


def siting_settings(effective: EffectiveScenario) -> tuple[SitingRequest, int]:
    """Draw the settings; give the request and up to how many hubs the curve goes."""
    buses = usual_day_of(effective) is not None
    later = bool(years_on_offer(effective.region)[0])
    objectives = [o for o in OBJECTIVES if (o != "outings" or buses) and (o != "least_regret" or later)]
    objective: Objective = st.selectbox(
        "目的",
        objectives,
        format_func=lambda o: OBJECTIVES[o],
        key=Widget("siting_objective", "total_time").remembered_among(objectives),
    )
    st.caption(_ABOUT[objective])
    hubs, budget_yen, within = _numbers(effective, objective)
    modes = list(modes_on_offer(effective))
    mode: SitingMode = "bus"
    if objective != "outings":
        mode = st.radio(
            "移動手段",
            modes,
            format_func=lambda m: TRAVEL_MODES[m],
            key=Widget("siting_mode", "car").remembered_among(modes),
            horizontal=True,
        )
    weights, years = _people(effective, objective)
    with st.expander("場所の条件（固定・除く・災害）"):
        places = pick_places(effective)
    with st.expander("そのほかの条件"):
        capacity = st.number_input(
            "拠点一か所の定員（人、0 は決めない）", 0, step=100, key=Widget("siting_capacity", 0).remembered()
        )
        purpose = "errands"
        if objective == "outings":
            purpose = st.selectbox(
                "用事",
                list(PURPOSES),
                format_func=lambda p: PURPOSES[p].name,
                key=Widget("siting_purpose", "errands").remembered(),
            )
        curve_to = st.number_input(
            "数を変えて比べる（1〜何か所）", 1, _MOST, key=Widget("siting_curve", 8).remembered()
        )
    remember()
    request = SitingRequest(
        objective=objective,
        hubs=hubs,
        within_min=within,
        mode=mode,
        weights=weights,
        budget_yen=budget_yen,
        capacity_persons=float(capacity) if capacity else None,
        purpose=purpose,
        years=years,
        **dataclasses.asdict(places),
    )
    return request, int(curve_to)


def _numbers(effective: EffectiveScenario, objective: Objective) -> tuple[int | None, float | None, float]:
    """Let the user say how many hubs or which budget, and within how many minutes."""
    first = int(effective.assumptions["daily_min"])
    ways, way = [_BY_NUMBER, _BY_BUDGET], None
    if objective != "fewest":
        way = st.segmented_control(
            "何で決めるか",
            ways,
            key=Widget("siting_way", _BY_NUMBER).remembered_among(ways),
            label_visibility="collapsed",
            required=True,
            width="stretch",
        )
    left, right = st.columns(2, gap="small")
    with right:
        within = float(st.number_input("何分以内", 1, 240, step=5, key=Widget("siting_within", first).remembered()))
    with left:
        if way == _BY_BUDGET:
            budget = st.number_input("予算（万円）", 0, step=1000, key=Widget("siting_budget", 10_000).remembered())
            return None, float(budget * _MAN), within
        if way == _BY_NUMBER:
            return int(st.number_input("何か所", 1, _MOST, key=Widget("siting_hubs", 3).remembered())), None, within
    return None, None, within


def _people(effective: EffectiveScenario, objective: Objective) -> tuple[str, tuple[int, ...]]:
    region = effective.region
    known = group_counts(region.villages, effective.assumptions)
    groups = [g for g in GROUPS if g in known and known[g].notna().any()]
    first = "no_car" if objective == "outings" else "population"
    group = st.selectbox(
        "数える人",
        groups,
        format_func=lambda g: GROUPS[g],
        key=Widget(f"siting_group_{first}", first).remembered_among(groups),
    )
    if objective == "least_regret":
        base_year, last = region.as_read.base_year, int(reference_table("siting")["regret_last_year"].value)
        options = [base_year, *(y for y in years_on_offer(region)[0] if y <= last)]
        years = st.multiselect(
            "比べる年",
            options,
            format_func=_year,
            placeholder="年を選ぶ",
            select_all=False,
            key=Widget("siting_years", [base_year, last]).remembered_among(options),
        )
        return group, tuple(sorted(years))
    return group, ()


def _year(year: int) -> str:
    return f"{year}年"
