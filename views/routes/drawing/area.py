"""区域: where a service on request may be called, and who lives there."""

from __future__ import annotations

import streamlit as st
from shapely import Polygon

from network.population.people_groups import people_without_car
from network.services.bus_service import BusService
from plan.figure_texts import persons
from plan.reach.evaluation import Evaluation
from plan.reach.service_area import area_around, drawn_area, inside
from plan.services.edits import set_parts
from views.editing import button, edit_and_redraw
from views.routes.drawing.naming import show_naming
from views.routes.state import chosen_service, here


def show_area(current: Evaluation) -> None:
    """Tell who lives in the area, and let it be drawn around villages or be the whole town."""
    own = chosen_service()
    assert own is not None
    st.markdown(_sentence(current, own))
    st.caption("「描く」で地図に角を順に押し、はじめの角をもう一度押すと、区域ができます。「直す」で角を動かせます。")
    names = {str(i): str(n) for i, n in current.effective.region.villages["name"].items()}
    chosen = st.multiselect(
        "集落を選んで囲む", list(names), format_func=lambda i: names[i], placeholder="集落を選ぶ", select_all=False,
        key=f"area-villages-{own.id}",
    )  # fmt: skip
    with st.container(horizontal=True):
        button(
            "選んだ集落を囲む",
            lambda: _put(area_around(current.effective.region, chosen, current.effective.assumptions)),
            disabled=not chosen,
            key="area_around",
        )
        button("町全体を区域にする", lambda: _put(None), disabled=own.area is None, key="area_whole")
    show_naming(own)


def _put(area: Polygon | None) -> None:
    edit_and_redraw(lambda plan: set_parts(plan, *here(), area=area))


def _sentence(current: Evaluation, own: BusService) -> str:
    villages = current.effective.region.villages
    held = villages[inside(own, villages["lat"].to_numpy(), villages["lon"].to_numpy())]
    where = "区域の中" if drawn_area(own) is not None else "区域が描かれるまでは町全体が区域で、そこ"
    if not (held["population"] > 0).any():
        return f"{where}には、**人の住む集落がありません**。描き直してください。"
    without_car = people_without_car(held, current.effective.assumptions)[0].sum()
    lived_in = int((held["population"] > 0).sum())
    return (
        f"{where}には **{lived_in:,}集落・{persons(held['population'].sum(), current.effective.year)}**"
        f"（車のない人 {persons(without_car, current.effective.year)}）が住んでいます。"
    )
