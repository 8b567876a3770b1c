"""Who was not in the room: villages not heard yet, ages beside the population, and what was counted at the door."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from hall.facilitator.attendance import Attendance, attendance
from hall.meeting.control import at_door, set_at_door
from hall.phones.markup import AGES
from views import editing, session
from views.figures import plain
from views.hall import meeting


def who_came() -> Attendance:
    """Return who has come so far."""
    with meeting.opened() as store:
        return attendance(store, session.region())


def show_missing(came: Attendance) -> None:
    """Draw the villages that were not heard, and the ages."""
    villages = session.region().villages
    names = {str(i): str(name) for i, name in villages["name"].items()}
    people = {str(i): float(count) for i, count in villages["population"].items()}
    rows = [
        {"集落": names[i], "住む人": f"{people[i]:,.0f}人", "来た人": f"{came.by_village.get(i, 0):,.0f}人"}
        for i in (*came.unheard, *came.by_village)
    ]
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**まだ声を聞いていない集落が上です**")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=240)
        if came.untold:
            st.caption(f"集落の分からない人：{came.untold:,.0f}人")
    with right:
        st.markdown("**年代：住む人と来た人**")
        ages = [
            {
                "年代": label,
                "住む人": _people(came, age),
                "来た人": f"{came.by_age.get(age, 0):,.0f}人（{_share(came, age)}）",
            }
            for age, label in AGES.items()
        ]
        st.dataframe(pd.DataFrame(ages), hide_index=True, width="stretch")
    st.caption("入口で数えた人と、電話の人は、多い方を取ります（同じ人を二度数えません）。")
    _door("village", "入口で数えた人（集落）", names)
    _door("age", "入口で数えた人（年代）", AGES)


def _people(came: Attendance, age: str) -> str:
    return f"{came.people_by_age[age]:,.0f}人" if came.people_by_age else "分かりません"


def _share(came: Attendance, age: str) -> str:
    known = sum(came.by_age.values())
    return f"{came.by_age.get(age, 0) / known:.0%}" if known else "—"


def _door(kind: str, label: str, names: Mapping[str, str]) -> None:
    """Let what was counted at the door be written, and corrected, by village or by age band."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            label, list(names), format_func=lambda i: plain(names[i]), key=f"hall-door-{kind}", width=260
        )
        with meeting.opened() as store:
            held = float(at_door(store, kind).get(chosen, 0.0))
        key = f"hall-door-count-{kind}-{chosen}-{held:.0f}"
        count = st.number_input("人数", min_value=0.0, value=held, step=1.0, format="%.0f", key=key, width=140)
    if count != held:
        with meeting.opened() as store:
            set_at_door(store, kind, chosen, count)
        editing.redraw()
