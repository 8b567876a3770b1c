"""What the compared scenarios' services cost a year, against the people without a car whom they let go out."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence

import streamlit as st

from layers.charts.cost_plot import CostPoint, cost_plot_svg
from plan.figure_texts import day_in_year
from plan.indicators.registry import indicator
from plan.outings.best_outings import best_outings
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from views.figures import plain
from views.map_parts import chosen_outing


def show_cost(compared: Sequence[Evaluation]) -> None:
    """Draw the plot, or say what it needs; scenarios whose cost is not known are named."""
    cost = indicator("service_cost")
    with_buses = [m for m in compared if usual_day_of(m.effective) is not None]
    if not with_buses:
        st.caption("バスの走る案がまだありません。「路線」のページで路線を描くと、ここで費用と比べられます。")
        return
    purpose, date = chosen_outing(with_buses[-1])
    points, unknown = [], []
    with st.spinner("費用と外出を計算しています"):
        for m in with_buses:
            yen = cost.compute(m)
            found = best_outings(m, purpose, date)
            name = m.effective.scenario_name
            if math.isfinite(yen):
                points.append(CostPoint(name, yen, found.people["no_car"]))
            else:
                unknown.append(name)
    if points:
        text = f"「{found.purpose.name}」に行って帰れる車のない人（{day_in_year(date)}）"
        svg = cost_plot_svg(points, cost_label="年の費用", people_label=text, year=with_buses[-1].effective.year)
        picture = base64.b64encode(svg.encode()).decode()
        st.html(f'<img class="ky-diagram" alt="費用と外出" src="data:image/svg+xml;base64,{picture}">')
    if unknown:
        st.caption(f"費用の分からない案：{plain('、'.join(unknown))}")
    st.caption(f"{plain(cost.filled(cost.definition, compared[0]))}。左上ほど、少ない費用で多くの人が出かけられます。")
