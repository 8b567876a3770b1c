"""候補を探す: which places may, must and must not be chosen."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from plan.applied import EffectiveScenario
from plan.siting.answer_texts import place_names
from plan.siting.request import CANDIDATES, candidate_ids
from views.widget_state import Widget

_LABELS = {"sites": "候補地", "facilities": "開いている施設", "both": "両方"}
_FIXED: Widget[list[str]] = Widget("siting_fixed", [])
_FORBIDDEN: Widget[list[str]] = Widget("siting_forbidden", [])


@dataclass(frozen=True)
class PlaceConditions:
    """Which places may, must and must not be chosen."""

    candidates: str
    allow_zones: bool
    hazard_distance_m: float
    fixed: tuple[str, ...]
    forbidden: tuple[str, ...]


def pick_places(effective: EffectiveScenario) -> PlaceConditions:
    """Draw the conditions on places."""
    first = "sites" if len(effective.region.sites) else "facilities"
    which = st.radio(
        "候補にする場所",
        list(CANDIDATES),
        format_func=lambda c: _LABELS[c],
        key=Widget("siting_candidates", first).remembered_among(list(CANDIDATES)),
    )
    anywhere = st.checkbox("災害の区域・用途地域の中も選ぶ", key=Widget("siting_zones", False).remembered())
    away_m = st.number_input(
        "災害区域から離す距離（m）",
        0,
        step=50,
        disabled=anywhere,
        key=Widget("siting_hazard_m", 0).remembered(),
        help="土砂災害・浸水・家屋倒壊・津波の区域（データのあるもの）からの直線距離です。0 のときは、区域の中の候補地だけを除きます。",
    )
    names, hubs = place_names(effective), [str(i) for i in effective.hubs.index]
    candidates = candidate_ids(effective, which)
    options = [*(h for h in hubs if h not in candidates), *candidates]
    labels = {i: f"{names[i]}（今の拠点）" if i in hubs else names[i] for i in options}
    fixed = st.multiselect(
        "必ず選ぶ",
        options,
        format_func=lambda i: labels[i],
        placeholder="なし",
        select_all=False,
        key=_FIXED.remembered_among(options),
    )
    forbidden = st.multiselect(
        "除く",
        candidates,
        format_func=lambda i: labels[i],
        placeholder="なし",
        select_all=False,
        key=_FORBIDDEN.remembered_among(candidates),
    )
    return PlaceConditions(which, anywhere, 0.0 if anywhere else float(away_m), tuple(fixed), tuple(forbidden))


def fix(place_id: str) -> None:
    """Let a place be chosen in any case from now on."""
    _move(place_id, _FORBIDDEN, _FIXED)


def forbid(place_id: str) -> None:
    """Let a place not be chosen from now on."""
    _move(place_id, _FIXED, _FORBIDDEN)


def _move(place_id: str, out_of: Widget[list[str]], into: Widget[list[str]]) -> None:
    out_of.set([i for i in out_of.value if i != place_id])
    into.set([*(i for i in into.value if i != place_id), place_id])
