"""将来, 表: the projection to take away, unrounded."""

from __future__ import annotations

import streamlit as st

from plan.future.document import people_csv
from plan.future.shown.outlook import HERE_ONLY
from views.future.state import FutureView


def show_files(view: FutureView) -> None:
    """Offer the files; each is made when its button is pressed."""
    effective, projection = view.evaluation.effective, view.outlook.projection
    # Its names say of a projection on terms of its own that it is one.
    own = any(n.code == HERE_ONLY for n in projection.notices)
    name = f"{effective.region.name}{'_このページだけの推計' if own else ''}"

    def workbook() -> bytes:
        from reports.files.future_workbook import future_workbook  # what writes workbooks is needed for no other part

        return future_workbook(effective.region, projection, effective.scenario_name)

    st.download_button(
        "将来の人口の表（Excel）",
        workbook,
        f"{name}_将来の人口.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="future-xlsx",
    )
    st.caption("集落と年、幅、男女と年齢、移住、方法と出典が、シートに分かれて入っています。")
    st.download_button(
        "将来の人口の表（CSV）",
        lambda: people_csv(projection),
        f"{name}_将来の人口.csv",
        "text/csv",
        on_click="ignore",
        key="future-csv",
    )
    st.caption("集落・年・男女・年齢ごとの人数です。")
    st.caption("表の人数は丸めていません。人の少ない集落の推計は外れやすいので、そのまま人に見せないでください。")
