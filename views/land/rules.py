"""What the rules say of the areas as they are drawn; each failure leads to its place on the map."""

from __future__ import annotations

import json

import streamlit as st
from shapely.geometry import shape

from plan.applied import EffectiveScenario
from plan.rules.checking import check
from plan.rules.rule import RuleResult
from views import session
from views.figures import plain

_OUTCOMES = {"failed": "要調整", "info": "手続き", "not_checked": "確かめていません", "passed": "確かめました"}
_WEIGHTS = {"error": "✕", "warning": "▲", "info": "・"}


def checked(effective: EffectiveScenario) -> tuple[RuleResult, ...]:
    """Check the scenario; nothing is checked while nothing is drawn."""
    return check(effective) if effective.scenario is not None else ()


def show_rules(results: tuple[RuleResult, ...]) -> None:
    """List what is to be settled first, then what follows, what nobody could check, and what is in order."""
    for outcome, label in _OUTCOMES.items():
        rows = [r for r in results if r.outcome == outcome]
        if not rows:
            continue
        with st.expander(f"{plain(label)}（{len(rows)}）", expanded=outcome == "failed"):
            for number, row in enumerate(rows):
                _row(row, f"{outcome}-{number}")


def _row(row: RuleResult, key: str) -> None:
    mark = _WEIGHTS[row.severity] if row.outcome == "failed" else "・"
    unsure = "（要確認）" if row.to_be_confirmed else ""
    with st.container(horizontal=True, vertical_alignment="top", key=f"land-rule-{key}"):
        st.markdown(
            f"{mark} **{plain(row.rule)} {plain(row.title)}**：{plain(row.message)}",
            help=plain(f"{row.why} {row.law}{unsure}"),
            width="stretch",
        )
        if row.where is not None:
            st.button(
                "地図で見る", key=f"land-see-{key}", on_click=_see, args=(json.dumps(row.where),), type="tertiary"
            )


def _see(where: str) -> None:
    place = shape(json.loads(where)).representative_point()
    session.opened().fly_to = (round(place.y, 6), round(place.x, 6))
    session.current().land.flagged = where
    session.select_village(None)
