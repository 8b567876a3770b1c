"""将来, 人口: the people of a place by age and by year."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from plan.future.shown.places import persons_in, shown_persons
from views.figures import plain
from views.future.state import FutureView, chosen_place
from views.lists import village_list

LIST = "future_villages"
"""Key of the list of villages."""


def show_people(view: FutureView) -> None:
    """Show the people of the place that is looked at."""
    place, offered = chosen_place(view.evaluation)
    shown = shown_persons(
        persons_in(view.outlook.projection, offered, view.year), counted=view.year == view.outlook.base_year
    )
    st.caption(plain(f"{place.name}：{shown[place.id].text}"))
    _list(view)


def _list(view: FutureView) -> None:
    villages = view.evaluation.effective.region.villages
    table = pd.DataFrame({"name": villages["name"].astype(str)})
    village_list(LIST, table, {"name": "集落"})
