"""候補を探す: which places may, must and must not be chosen."""

from __future__ import annotations

import streamlit as st

from plan.applied import EffectiveScenario
from plan.siting.answer_texts import place_names
from plan.siting.request import CANDIDATES, candidate_ids
from views.kept import kept, kept_among

_LABELS = {"sites": "候補地", "facilities": "開いている施設", "both": "両方"}
_FIXED, _FORBIDDEN = "siting_fixed", "siting_forbidden"


def pick_places(effective: EffectiveScenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Draw the conditions on places; give those that must and those that must not be chosen."""
    first = "sites" if len(effective.region.sites) else "facilities"
    which = st.radio(
        "候補にする場所",
        list(CANDIDATES),
        format_func=lambda c: _LABELS[c],
        key=kept_among("siting_candidates", list(CANDIDATES), first),
    )
    anywhere = st.checkbox("災害の区域・用途地域の中も選ぶ", key=kept("siting_zones", False))
    st.number_input(
        "災害区域から離す距離（m）",
        0,
        step=50,
        disabled=anywhere,
        key=kept("siting_hazard_m", 0),
        help="土砂災害・浸水・家屋倒壊・津波の区域（データのあるもの）からの直線距離です。0 のときは、区域の中の候補地だけを除きます。",
    )
    names, hubs = place_names(effective), [str(i) for i in effective.hubs.index]
    candidates = candidate_ids(effective, which)
    options = [*(h for h in hubs if h not in candidates), *candidates]
    words = {i: f"{names[i]}（今の拠点）" if i in hubs else names[i] for i in options}
    fixed = st.multiselect(
        "必ず選ぶ", options, format_func=lambda i: words[i], placeholder="なし", key=kept_among(_FIXED, options, [])
    )
    forbidden = st.multiselect(
        "除く",
        candidates,
        format_func=lambda i: words[i],
        placeholder="なし",
        key=kept_among(_FORBIDDEN, candidates, []),
    )
    return tuple(fixed), tuple(forbidden)


def fix(place_id: str) -> None:
    """Let a place be chosen in any case from now on."""
    _move(place_id, _FORBIDDEN, _FIXED)


def forbid(place_id: str) -> None:
    """Let a place not be chosen from now on."""
    _move(place_id, _FIXED, _FORBIDDEN)


def _move(place_id: str, out_of: str, into: str) -> None:
    state = st.session_state
    state[out_of] = [i for i in state.get(out_of, []) if i != place_id]
    state[into] = [*(i for i in state.get(into, []) if i != place_id), place_id]
