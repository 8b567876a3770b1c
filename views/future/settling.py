"""将来, 移住と空き家: households that settle, who is in them, and how many a year would keep people and children."""

from __future__ import annotations

import functools
import html
from typing import get_args

import pandas as pd
import streamlit as st

from geo.reference.settlers import MemberSex, household_kinds
from plan.figure_texts import share
from plan.future.shown.settling import can_settle, most_households, needed_rows
from plan.scenario.edits import set_households, set_members, set_settling, settlers_of
from plan.scenario.future import Future, Member, Settlers
from views import editing
from views.figures import plain
from views.future.houses import show_houses
from views.future.state import FutureView, target_keys, targets
from views.widget_state import Widget

_SEXES = {"f": "女", "m": "男", "both": "どちらも"}
_STEP = 0.5


def show_settling(view: FutureView) -> None:
    """Let households settle in the scenario, and say what they change."""
    if not can_settle(view.outlook.closed.projection):
        st.caption(
            "移住世帯の効果を見るには、五歳階級の人口が二時点要ります。population.csv に男女・五歳階級の列を入れてください。"
        )
        return
    scenario = view.evaluation.effective.scenario
    if scenario is None:
        st.caption("現況は今のままの姿です。案を作ると、移住世帯と空き家を入れて試せます。")
        _needed(view, Future())
        return
    future, most = scenario.future, most_households(view.outlook)
    st.caption("一年に何世帯が移り住むか")
    for kind, known in household_kinds().items():
        _slider(scenario.id, future, kind, known.name, most)
    if any(entry.households_a_year for entry in future.settlers):
        _terms(view, scenario.id, future)
    _needed(view, future)
    show_houses(view, scenario.id, future)
    with st.expander("世帯の人（男女と年齢）を変える"):
        _members(scenario.id, future)


def _slider(scenario_id: str, future: Future, kind: str, name: str, most: int) -> None:
    entry = settlers_of(future, kind)
    own = 0.0 if entry is None else float(entry.households_a_year)
    slider = Widget(f"future_households_{kind}", 0.0)
    if slider.value != own:
        slider.set(own)  # the plan has the say: undo moves the slider, too

    def slid() -> None:
        editing.edit(lambda plan: set_households(plan, scenario_id, kind, float(slider.value)))

    st.slider(plain(name), 0.0, float(max(most, own)), step=_STEP, format="%.1f世帯", key=slider.key, on_change=slid)


def _terms(view: FutureView, scenario_id: str, future: Future) -> None:
    """Let the first year and the villages be chosen for all types together."""
    offered = targets(view.evaluation)
    entry = future.settlers[0]
    base, last = view.outlook.base_year, view.outlook.projection.to_year
    years = list(range(base + 1, last + 1))
    names = {key: name for key, (name, villages) in offered.items() if villages}
    shown = target_keys(entry.villages, offered)
    left, right = st.columns([3, 2], gap="small")
    stamp = f"{scenario_id}-{hash(future.settlers)}"
    with left:
        chosen = st.multiselect(
            "行き先", list(names), default=shown, format_func=lambda k: names[k],
            placeholder="すべての集落", select_all=False, key=f"future-target-{stamp}",
        )  # fmt: skip
    with right:
        start = entry.from_year or base + 1
        from_year = st.selectbox(
            "始まりの年", years, index=years.index(start) if start in years else 0, key=f"future-from-{stamp}"
        )
    wanted = {village for key in chosen for village in offered[key][1]}
    # Villages that aren't offered here stay until somebody chooses others.
    villages = entry.villages if chosen == shown else tuple(v for v in _village_ids(view) if v in wanted)
    if (villages, from_year) != (entry.villages, start):
        editing.edit_and_redraw(lambda plan: set_settling(plan, scenario_id, from_year=from_year, villages=villages))


def _village_ids(view: FutureView) -> list[str]:
    return view.evaluation.effective.region.villages.index.astype(str).tolist()


def _needed(view: FutureView, future: Future) -> None:
    rows = needed_rows(view.outlook, future)
    some = any(entry.households_a_year for entry in future.settlers)
    mix = "上の割合で移り住むとき" if some else "三つの型が同じ数ずつ移り住むとき"
    lines = []
    for row in rows:
        wanted = (
            f"一年に {row.households_a_year:,.1f}世帯"
            if row.households_a_year is not None
            else "どれだけ増えても届きません"
        )
        reached = "・".join(
            f"{name} {share(value)}"
            for name, value in (("人口", row.people), ("0〜14歳", row.children))
            if value is not None
        )
        lines.append(
            f"<tr><td>{html.escape(row.goal)}</td><td><b>{html.escape(wanted)}</b><br><small>{row.year}年に {html.escape(reached)}</small></td></tr>"
        )
    st.html(f'<div class="ky-list"><h3>逆に求める（{html.escape(mix)}）</h3><table>{"".join(lines)}</table></div>')
    if any(row.households_a_year is None for row in rows):
        st.caption("使える空き家が足りないか、子どもの来ない型だけのときは、届きません。")


def _members(scenario_id: str, future: Future) -> None:
    kinds = household_kinds()
    kind = st.selectbox("世帯の型", list(kinds), format_func=lambda k: kinds[k].name, key="future-members-kind")
    entry = settlers_of(future, kind)
    members = (entry or Settlers(kind, 0.0)).household
    table = pd.DataFrame(
        [(_SEXES[one.sex], one.age_from, one.persons) for one in members], columns=["男女", "年齢", "人"]
    )
    edited = st.data_editor(
        table, hide_index=True, num_rows="dynamic", row_height=30, height=190,
        column_config={
            "男女": st.column_config.SelectboxColumn(options=list(_SEXES.values()), required=True),
            "年齢": st.column_config.NumberColumn(min_value=0, max_value=110, step=1, required=True),
            "人": st.column_config.NumberColumn(min_value=0.0, step=0.5, required=True),
        },
        key=f"future-members-{scenario_id}-{kind}-{hash(members)}",
    )  # fmt: skip
    written = _written(edited)
    if written and written != members:
        editing.edit_and_redraw(functools.partial(set_members, scenario_id=scenario_id, kind=kind, members=written))
    if entry is not None and entry.members:
        editing.edit_button(
            "初めの人に戻す",
            functools.partial(set_members, scenario_id=scenario_id, kind=kind, members=()),
            key="future-members-reset",
        )
    st.caption(plain(f"初めの値：{kinds[kind].source}"))


def _written(edited: pd.DataFrame) -> tuple[Member, ...]:
    """Read the grid; rows that are not filled in yet are left out."""
    sexes: dict[str, MemberSex] = {_SEXES[sex]: sex for sex in get_args(MemberSex)}
    rows = edited.dropna()
    return tuple(
        Member(sexes[str(sex)], int(age), float(persons))
        for sex, age, persons in rows.itertuples(index=False, name=None)
        if str(sex) in sexes
    )
