"""将来, 表: the projection to take away, unrounded."""

from __future__ import annotations

import streamlit as st

from plan.future.document import people_csv
from views.future.state import FutureView


def show_files(view: FutureView) -> None:
    """Offer the files; each is made when its button is pressed."""
    name = view.evaluation.effective.region.name
    st.download_button(
        "将来の人口の表（CSV）",
        lambda: people_csv(view.outlook.projection),
        f"{name}_将来の人口.csv",
        "text/csv",
        on_click="ignore",
        key="future-csv",
    )
    st.caption("集落・年・男女・年齢ごとの人数です。丸めていません。")
