"""試算: a simulated day of rides on request, on the roads of the scenario, with every promise checked apart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from network.on_demand.check import check
from network.services.bus_service import BusService
from plan.figure_texts import minutes, share
from plan.on_demand.day import OnDemandQuestion, on_demand_day, on_demand_document
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Scenario
from views import session
from views.figures import Figure, plain, show_figures, show_messages
from views.routes.state import chosen_service
from views.session_state import OnDemandAnswer


def show_on_demand(current: Evaluation) -> None:
    """Ask for a day and show it; a day is simulated when asked for, and stays until the plan changes."""
    own = chosen_service()
    assert own is not None
    if own.kind != "on_demand":
        st.caption(
            "「運行・運賃」で種類を「予約制乗合（デマンド）」にすると、電話の数を前提から引いて一日を試算できます。"
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vehicles = st.number_input(
            "車両（台）",
            1,
            20,
            int(current.effective.assumptions["on_demand_vehicles"]),
            width=110,
            key="on_demand_vehicles",
        )
        seed = st.number_input("電話を引く種", 0, None, 1, width=130, help="種を変えると、別の一日になります。")
        asked = OnDemandQuestion(own.id, int(seed), int(vehicles))
        if st.button("試算する", type="primary", key="on_demand_run"):
            _run(current, asked)
    known = session.current().routes.on_demand
    # The scenario itself, not its hash: that leaves areas out.
    if known is None or (known.question, known.scenario, known.year) != (asked, _scenario(), current.effective.year):
        st.caption("一日の試算は、町全体で数秒かかります。区域・時刻・車両を変えたら、もう一度押してください。")
        return
    show_messages(known.notices)
    if known.document is not None:
        _show(own, known.document, known.year)


def _scenario() -> Scenario:
    return session.plan().scenario(session.scenario_id())


def _run(current: Evaluation, asked: OnDemandQuestion) -> None:
    document: dict[str, Any] | None = None
    notices: tuple[Notice, ...] = ()
    with st.spinner("一日を走らせています…"):
        try:
            day = on_demand_day(current.effective, asked)
            check(day.day, day.found)
            document, notices = on_demand_document(current.effective, day), day.calls.notices
        except RequestError as problem:
            notices = problem.notices
    session.current().routes.on_demand = OnDemandAnswer(asked, _scenario(), current.effective.year, document, notices)


def _show(own: BusService, found: dict[str, Any], year: int | None) -> None:
    show_figures(
        [
            Figure("受けた電話", f"{found['served']:,}", f"件・{share(found['share_served'])}", f"電話 {found['bookings']:,}件",
                   help="往復の予約で数えます。行きも帰りも乗れるときだけ受けます。"),
            Figure("希望との差", *_split(found["mean_waiting_min"]), help="希望の時刻と、迎えの時刻のずれの平均"),
            Figure("乗る時間", f"{found['detour']:.2f}" if found["passengers"] else "不明", "倍",
                   help="乗っている時間の合計 ÷ まっすぐ行く時間の合計"),
            Figure("車両", f"{found['vehicle_hours']:.1f}", "時間", f"{found['vehicle_km']:,.0f}km・勤務 {found['shift_hours']:.0f}時間",
                   help="車庫を出てから戻るまでの合計と、走る距離"),
        ],
        columns=2,
        year=year,
    )  # fmt: skip
    st.caption(f"{plain(found['date'])} の一例です。乗る・降りる時刻、席、勤務の約束は、すべて別の計算で確かめました。")
    if found["refused"]:
        purposes = pd.Series([r["purpose"] for r in found["refused"]]).value_counts()
        text = "、".join(f"{name} {count}件" for name, count in purposes.items())
        st.warning(f"受けられなかった電話：{plain(text)}。車両か区域、時刻を変えて比べてください。")
    for vehicle in found["vehicles"]:
        _tour(own, vehicle, found["names"])


def _split(waiting_min: float) -> tuple[str, str]:
    text = minutes(waiting_min)
    return (text.removesuffix("分"), "分") if text.endswith("分") else (text, "")


def _tour(own: BusService, vehicle: dict[str, Any], names: dict[str, str]) -> None:
    if not vehicle["stops"]:
        st.caption(f"{plain(vehicle['vehicle'])}：出番はありません。")
        return
    rows = [
        {"時刻": s["time"], "場所": names[s["place"]], "": "乗る" if s["gets_in"] else "降りる", "予約": s["ride"]}
        for s in vehicle["stops"]
    ]
    with st.expander(
        f"{plain(vehicle['vehicle'])}：{plain(vehicle['leaves'])} 〜 {plain(vehicle['back'])}、{vehicle['km']:,.0f}km"
    ):
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, row_height=28, height=260, key=f"tour-{own.id}-{vehicle['vehicle']}"
        )
