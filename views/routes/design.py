"""提案: a bus system designed from a hub, with progress, a gallery of small maps, and taking one over as a scenario."""

from __future__ import annotations

import functools
import time

import streamlit as st

from layers.charts.line_map import line_map
from layers.charts.small_map import picture_html
from plan.applied import apply
from plan.bus_design.answer import plan_with
from plan.bus_design.designs import Designs
from plan.bus_design.guarantee import Guaranteed
from plan.bus_design.least_change import LeastChange, changes_told
from plan.bus_design.measured import Design
from plan.bus_design.reasons import explanations, guarantee_told
from plan.bus_design.request import BusDesignRequest
from plan.bus_design.run import DesignRun, start
from plan.bus_design.what_if import WhatIf, road_told, supposed_told
from plan.figure_texts import minutes, persons, share, yen
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Plan
from plan.workspace.page_notices import on_page
from reports.plain_text.bus_design_lines import design_facts
from views import editing, session
from views.figures import plain, show_messages
from views.routes.design_wishes import ask_wishes
from views.routes.files import offer_bus_files

_TICK_S = 1.0
_SERVING = ("government", "medical", "shopping", "community")


def show_design(current: Evaluation) -> None:
    """Ask for a design, show how far it is, and what was found."""
    places = _places(current)
    if not places:
        st.caption("拠点にする場所がありません。「拠点」で拠点を置くか、「データ」で施設か候補地を加えてください。")
        return
    _ask(current, places)
    held = session.current().routes.design
    if held is None or held[0] != current.effective.scenario_id:
        st.caption("拠点を出て戻る路線・時刻・車両をまとめて設計し、安い順に並べます。町全体で1、2分かかります。")
        return
    run = held[1]
    state = run.state
    if state.running:
        st.fragment(_tick, run_every=_TICK_S)(run)
        return
    show_messages(on_page(told) for told in state.notices)
    if state.found is not None:
        _gallery(run, state.found, state.what_if)
        if state.changes is not None:
            _show_changes(state.found, state.changes)


def _places(current: Evaluation) -> dict[str, str]:
    effective = current.effective
    facilities = effective.facilities
    serving = facilities[(facilities["status"] == "open") & facilities["category"].isin(_SERVING)]
    tables = (effective.hubs, serving, effective.region.sites)
    return {str(i): str(name) for table in tables for i, name in table["name"].items()}


def _ask(current: Evaluation, places: dict[str, str]) -> None:
    hub = st.selectbox(
        "拠点",
        list(places),
        format_func=lambda i: plain(places[i]),
        key="bus_design_hub",
        help="どの便もここを出て、ここに戻ります。",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vehicles = st.number_input("車両（台）", 1, 10, 2, width=110, key="bus_design_vehicles")
        drivers = st.number_input("運転者（人）", 1, 20, 2, width=110, key="bus_design_drivers")
        budget = st.number_input(
            "予算（万円／年）", 0, None, 0, 100, width=150, key="bus_design_budget", help="0 なら上限なしで設計します。"
        )
        least = st.number_input(
            "保証する用事",
            0,
            3,
            0,
            width=120,
            key="bus_design_least",
            help="どの集落にも、通院・買物・窓口のうちこの数の外出を保証します。0 なら保証なし。保証のない案との差も出します。",
        )
    villages = current.effective.region.villages["name"]
    must = st.multiselect(
        "必ず外出できるようにする集落",
        [str(v) for v in villages.index],
        format_func=lambda i: plain(str(villages[i])),
        key="bus_design_must",
        placeholder="なし",
        select_all=False,
        help="選ぶと、その分だれが外れ、年にいくらかかるかを、保証のない案と比べます。",
    )
    keep = st.checkbox("今の路線もすべて走らせる", key="bus_design_keep")
    wishes = ask_wishes(current, places)
    with st.expander("比べること（今の便、もしもの日）"):
        changes = st.number_input(
            "今の便から変える数",
            0,
            20,
            0,
            width=170,
            key="bus_design_changes",
            help="今の便から、同じ費用のまま、一か所ずつこの数まで変えた案も出します。0 なら出しません。",
        )
        supposing = st.checkbox(
            "もしもの日も数える",
            key="bus_design_what_if",
            help="回り道のない道が一本通れない日と、用事の時間・歩ける距離・数える人を変えたときに案の順が変わるかを添えます。",
        )
    if st.button("路線網を提案", type="primary", key="bus_design_run"):
        held = session.current().routes
        if held.design is not None:
            held.design[1].stop()
        request = BusDesignRequest(
            hub,
            int(vehicles),
            int(drivers),
            budget_yen=budget * 10_000.0 if budget else None,
            keep_lines=keep,
            least_purposes=int(least),
            must=tuple(must),
            wishes=wishes,
            changes=int(changes),
            what_if=supposing,
        )
        held.design = current.effective.scenario_id, start(current.effective, session.plan(), request)


def _tick(run: DesignRun) -> None:
    state = run.state
    if not state.running:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        seconds = f"（{time.monotonic() - run.begun_s:,.0f}秒）"
        if state.rounds:
            people = persons(state.persons, run.effective.year)
            st.caption(f"設計しています：{state.rounds:,}回、外出できる車のない人 {people}{seconds}")
        else:
            st.caption(f"道のりと、候補の路線を用意しています{seconds}。大きな町では1分より長くかかります。")
        st.button("止める", on_click=run.stop, key="bus_design_stop")


def _gallery(run: DesignRun, guaranteed: Guaranteed, supposed: WhatIf | None) -> None:
    found = guaranteed.designs
    hub = found.task.town.hub
    for at, design in enumerate(found.designs):
        svg = line_map(
            run.effective.region, design.scenario.services, design.figures.villages_served, (hub.lat, hub.lon)
        )
        names = "、".join(service.name for service in design.scenario.services)
        left, right = st.columns([42, 58], gap="small", vertical_alignment="center")
        left.html(picture_html(svg, f"{design.scenario.name}：{names}"))
        with right:
            st.markdown(f"**{plain(design.scenario.name)}**　{yen(design.cost_yen)}／年")
            st.caption(plain(_in_words(design, run.effective.year)))
            editing.button("案に取り入れる", functools.partial(_take_over, design), key=f"bus_design_take_{design.id}")
            with st.popover("ファイルで受け取る"):
                name = f"{run.effective.region.name}_{design.scenario.name}"
                evaluated = functools.partial(_as_scenario, found, session.plan(), design)
                about = functools.partial(design_facts, found, design)
                offer_bus_files(evaluated, about, name, f"bus_design_{design.id}")
        told = [*explanations(found, design), *guarantee_told(guaranteed, design)]
        if supposed is not None:
            told.append(road_told(found, supposed.roads[at]))
        st.caption(plain("　".join(one.message for one in told)))
    if supposed is not None:
        st.markdown("**見こみが違ったら**")
        st.caption(plain("　".join(supposed_told(found, row).message for row in supposed.supposed)))


def _show_changes(guaranteed: Guaranteed, changes: LeastChange) -> None:
    st.markdown("**今の便から少しずつ変える**")
    for told in changes_told(guaranteed.designs, changes):
        st.caption(plain(told.message))
    with st.container(horizontal=True):
        for step in changes.steps[1:]:
            taken = functools.partial(_take_over, step.design)
            editing.button(
                plain(f"{step.design.id} を案に取り入れる"), taken, key=f"bus_design_change_{step.design.id}"
            )


def _in_words(design: Design, year: int | None) -> str:
    figures, operated = design.figures, design.operated
    ride = "" if figures.mean_travel_min is None else f"、片道 {minutes(figures.mean_travel_min)}"
    counted = "" if year is None else f"{year}年の人口で、"
    return (
        f"{counted}外出できる住民 {persons(figures.population_served, year)}（車のない人の {share(figures.outing_share)}）{ride}。"
        f"車両 {operated.vehicles:,}台、運転者 {operated.year.drivers:,}人、{len({s.stops for s in design.scenario.services}):,}路線"
    )


def _as_scenario(found: Designs, plan: Plan, design: Design) -> Evaluation:
    """Measure a design as the scenario that it would be in the plan."""
    taken = plan_with(plan, [design])
    return evaluate(apply(found.task.region, taken, taken.scenarios[-1].id, found.task.year))


def _take_over(design: Design) -> None:
    def with_design(plan: Plan) -> tuple[Plan, str]:
        changed = plan_with(plan, [design])
        return changed, changed.scenarios[-1].id

    editing.make(with_design, session.choose_scenario)
    st.rerun()
