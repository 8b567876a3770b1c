"""Two scenarios side by side: maps that move together, and every indicator in one table."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from layers.on_page import Display, new_event, show_map
from plan.comparison import assumption_notices, indicator_table
from plan.indicators import indicator
from plan.measures import Measures
from plan.scenario import BASE, BASE_NAME
from plan.travel_modes import TravelMode
from plan.words import figure
from views import session
from views.figures import show_answer, show_messages
from views.hub_map import coloured_parts
from views.map_parts import hub_parts
from views.opening import map_files
from views.travel_mode import chosen_mode

_TWIN = "pair"


@st.fragment
def show_side_by_side() -> None:
    """Draw the two maps and the table."""
    names = {BASE: BASE_NAME, **{s.id: s.name for s in session.plan().scenarios}}
    show_answer("二つの案は、どこが違うか", "左右の地図は一緒に動きます。表の太字は、もう一方より住民に良いほうです。")
    own = session.scenario_id()
    others = [i for i in names if i != own]
    mode = chosen_mode(session.measures())
    base = session.measures(BASE)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="ky-answer"><b>左：{html.escape(names[own])}</b>　右：</div>', width="content")
        other = st.selectbox(
            "比べる案",
            others,
            format_func=lambda i: names[i],
            key="other-scenario",
            label_visibility="collapsed",
            width=300,
        )
    for column, key, shown_id in zip(st.columns(2, gap="small"), ("left", "right"), (own, other), strict=True):
        with column:
            _map(key, session.measures(shown_id), base, mode)
    compared = [session.measures(i) for i in dict.fromkeys((BASE, own, other))]
    show_messages(assumption_notices(compared))
    # Columns bear ids: a scenario may be called what another column is called.
    headings = {"name": "指標", "best": None, **{m.applied.scenario_id: names[m.applied.scenario_id] for m in compared}}
    st.dataframe(indicator_frame(compared).style.apply(_best_in_bold, axis=1), hide_index=True, height=260,
                 row_height=30, placeholder="―", column_config=headings)  # fmt: skip


def _map(key: str, now: Measures, base: Measures, mode: TravelMode) -> None:
    while new_event(key):
        pass  # looking only: what is clicked here changes nothing
    parts = [
        *coloured_parts(now, base, mode, symbols=("hubs",)),
        *hub_parts(now, mode, chosen=None, draggable=False, with_links=st.session_state.get("show_links", False)),
    ]
    region = now.applied.region
    show_map(key, map_files(region), parts, Display(height="56vh", twin=_TWIN, fly_to=st.session_state.fly_to))


def indicator_frame(scenarios: list[Measures]) -> pd.DataFrame:
    """Write the indicators of scenarios as words, a column per scenario id, those that differ first.

    `best` lists the ids that are best for residents, where the words differ at all.
    """
    rows = []
    for row in indicator_table(scenarios):
        values = row["values"]
        assert isinstance(values, dict)
        words = {i: "".join(figure(v, str(row["unit"]))) for i, v in values.items()}
        best = (max if row["better"] == "higher" else min)(values.values())
        differ = len(set(words.values())) > 1
        judged = differ and indicator(str(row["id"])).judged
        winners = [i for i, v in values.items() if v == best] if judged else []
        rows.append({"name": row["name"], **words, "best": winners, "differ": differ})
    return pd.DataFrame(rows).sort_values("differ", ascending=False, kind="stable").drop(columns="differ")


def _best_in_bold(row: pd.Series) -> list[str]:
    return ["font-weight: 700; color: #1C5C9A" if column in row["best"] else "" for column in row.index]
