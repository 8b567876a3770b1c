"""Who was not in the room: villages not heard yet, ages beside the population, and what was counted at the door."""

from __future__ import annotations

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
    st.markdown("**まだ声を聞いていない集落が上です**")
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=240)
    if came.untold:
        st.caption(f"集落を答えていない人：{came.untold:,.0f}人")
    ages = [
        {"年代": label, "住む人": _people(came, age), "来た人": f"{came.by_age.get(age, 0):,.0f}人"}
        for age, label in AGES.items()
    ]
    st.dataframe(pd.DataFrame(ages), hide_index=True, width="stretch")
    _door(names)


def _people(came: Attendance, age: str) -> str:
    return f"{came.people_by_age[age]:,.0f}人" if came.people_by_age else "分かりません"


def _door(names: dict[str, str]) -> None:
    left, right = st.columns([2, 1])
    with left:
        village = st.selectbox("入口で数えた人", list(names), format_func=lambda i: plain(names[i]), key="hall-door")
    with meeting.opened() as store:
        held = float(at_door(store, "village").get(village, 0.0))
    with right:
        key = f"hall-door-count-{village}-{held:.0f}"
        count = st.number_input("来た人", min_value=0.0, value=held, step=1.0, format="%.0f", key=key)
    if count != held:
        with meeting.opened() as store:
            set_at_door(store, "village", village, count)
        editing.redraw()
