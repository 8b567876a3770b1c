"""費用: how a line is paid, and what a vehicle that it shares with others does besides."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from network.services.bus_service import BusService
from network.services.service_terms import COST_BASES, CostTerms
from plan.figure_texts import COST_BASIS_NAMES, yen
from plan.indicators.service_indicators import money_of
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts
from views.editing import edit_button
from views.figures import plain
from views.routes.state import here

_HELP = {
    "vehicle_year": "一年の契約です。今の車両と運転者で走れる便を足しても、増えません。",
    "vehicle_hour": "運転者の拘束時間（点呼を含む）で払います。待っている間の便は増えず、拘束が延びた分だけ増えます。",
    "vehicle_km": "客を乗せて走るキロ（実車走行キロ）で払います。便を足すと、その距離だけ増えます。",
    "own": "人件費・燃料・修繕・車両・管理費を、走る距離と時間から積み上げます。",
}


def show_cost(current: Evaluation, own: BusService) -> None:
    """Draw the form, and what the year costs by parts."""
    terms = own.cost or CostTerms("vehicle_hour")
    basis = st.selectbox(
        "払い方", list(COST_BASES), index=list(COST_BASES).index(terms.basis), format_func=lambda b: COST_BASIS_NAMES[b],
        key=f"cost-basis-{own.id}-{terms.basis}",
    )  # fmt: skip
    st.caption(_HELP[basis])
    with st.form(f"cost-{own.id}-{basis}-{hash(terms)}", border=False):
        amount = None
        if basis != "own":
            was = int(terms.yen) if terms.yen is not None and basis == terms.basis else None
            amount = st.number_input("単価（円）", 0, None, was, step=100, placeholder="前提の値（要確認）")
        contract = st.text_input(
            "契約の名前",
            terms.contract,
            help="同じ名前の路線は、車両と運転者を分け合うものとして一緒に計算します",
            placeholder="この路線だけ",
        )

        def change(plan: Plan) -> Plan:
            written = replace(terms, basis=basis, yen=amount, contract=contract.strip())
            return set_parts(plan, *here(), cost=written)

        edit_button("この払い方にする", change, type="primary", draw=st.form_submit_button, key=f"cost-take-{own.id}")
    _parts(current, own)


def _parts(current: Evaluation, own: BusService) -> None:
    """Show what the cost of the line, and of those that share its contract, is made of."""
    group = next((g for g in money_of(current).groups if own.id in {s.id for s in g.services}), None)
    if group is None or group.cost is None:
        return
    together = [s.name for s in group.services if s.id != own.id]
    shared = f"（{'、'.join(together)}と合わせて）" if together else ""
    text = "、".join(f"{name} {yen(amount)}" for name, amount in group.cost.parts.items())
    st.caption(f"一年に {yen(group.cost.yen)}{plain(shared)}：{plain(text)}")
