"""将来, 空き家: the usable vacant houses of each village, which limit who can settle."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import streamlit as st

from plan.future.of_region import vacant_houses_of
from plan.scenario.edits import set_vacant_houses
from plan.scenario.future import Future
from views import editing
from views.figures import plain
from views.future.state import FutureView


def show_houses(view: FutureView, scenario_id: str, future: Future) -> None:
    """Let vacant houses be counted in a grid, and say where they run out first."""
    full = view.outlook.projection.houses_full
    villages = view.evaluation.effective.region.villages
    counted, _ = vacant_houses_of(villages, future)
    if full:
        first = min(full.values())
        names = [str(villages.at[v, "name"]) for v, year in full.items() if year == first]
        st.markdown(
            f"**使える空き家は {first}年に {plain('、'.join(names))} から足りなくなります。** その先の世帯は数えていません。"
        )
    title = (
        "使える空き家（数えていません：上限なし）"
        if counted is None
        else f"使える空き家（{sum(counted.values()):,.0f}軒）"
    )
    with st.expander(plain(title)):
        own = {v: (counted or {}).get(v, np.nan) for v in map(str, villages.index)}
        table = pd.DataFrame({"集落": villages["name"].astype(str), "空き家": own}, index=list(own))
        edited = st.data_editor(
            table, hide_index=True, height=260, row_height=30, disabled=["集落"],
            column_config={"空き家": st.column_config.NumberColumn(min_value=0, step=1, format="%d軒")},
            key=f"future-houses-{scenario_id}-{hash(tuple(own.items()))}",
        )  # fmt: skip
        changed = {
            str(v): None if pd.isna(n) else float(n)
            for v, n in edited["空き家"].items()
            if not (n == own[str(v)] or (pd.isna(n) and pd.isna(own[str(v)])))
        }
        if changed:
            editing.edit_and_redraw(functools.partial(set_vacant_houses, scenario_id=scenario_id, houses=changed))
        st.caption("一つでも入れると、空き家のない集落には移り住めません。すべて空にすると、上限はなくなります。")
