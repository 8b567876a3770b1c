"""担い手: what holds an organisation as a checklist, and the hours of work asked beside the people who could do it."""

from __future__ import annotations

import functools

import streamlit as st

from geo.reference import reference_table
from geo.reference.organisation import GROUP_NAMES, conditions
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from plan.future.of_region import horizon_of
from plan.organisation.edits import set_condition
from plan.organisation.hours import hours_each_week, is_heavy, people_of_working_age, projected, work_asked
from plan.scenario.carriers.organisation import ConditionNote, ConditionState
from plan.shown_values import half_up
from views import session
from views.figures import Figure, plain, show_figures, show_messages
from views.organisation.answer import organisation, reckoned
from views.organisation.entry import Change, write_choice, write_text
from views.widget_state import Widget

_STATES = {"": "まだ", "under_way": "進めている", "done": "できている"}
_YEAR: Widget[int] = Widget("organisation_year", 0)


def show_carriers() -> None:
    """Show hours first, then the conditions."""
    _hours()
    _conditions()


def _hours() -> None:
    st.markdown("**住民と運転者に頼む時間と、担える人の数**")
    with st.spinner("運転者の時間と、将来の人を計算しています"):
        current = reckoned()
        asked = work_asked(current, organisation())
    first = current.effective.region.base_year
    last = horizon_of(current.effective.region)
    year = st.slider("見る年", first, last, value=first, step=5, key=_YEAR.key)
    try:
        people = people_of_working_age(projected(current, last), year)
    except RequestError as problem:
        people = None
        show_messages(problem.notices)
    each = None if people is None else hours_each_week(asked, people)
    heavy = "" if each is None else "重いとみる境を超えます" if is_heavy(each) else "重いとみる境の内です"
    show_figures(
        [
            Figure("住民に頼む時間", f"{half_up(asked.residents_h):,.0f}", "時間/年"),
            Figure("運転者の拘束時間（案のサービス）", f"{half_up(asked.drivers_h):,.0f}", "時間/年"),
            Figure(
                f"20〜74歳の人（{year}年）", "不明" if people is None else f"{half_up(people, -1):,.0f}", "" if people is None else "人",
            ),
            Figure("一人あたり", "不明" if each is None else f"{half_up(each, 2):,.2f}", "" if each is None else "時間/週", heavy),
        ],
        columns=4,
        year=None,
    )  # fmt: skip
    if people is None:
        st.caption("五歳ごとの年齢の人口がそろわないので、20〜74歳の人の数は出せません。")
    if asked.activities_unknown:
        st.caption(f"時間の分からない活動は数えていません：{plain(short_list(list(asked.activities_unknown)))}")
    if asked.services_unknown:
        st.caption(f"運転者の時間を数えられないサービス：{plain(short_list(list(asked.services_unknown)))}")
    limit = reference_table("organisation")["hours_heavy"]
    st.caption(
        "住民の時間は「組織」の活動に書いた時間、運転者の時間は案の便から求めた拘束時間（点呼を含む）です。今の路線の運転者は入っていません。"
        f"人の数は、移住世帯を含む推計です。重いとみる境は一人 {limit.value:g}時間/週（本ツールの取り決め、要確認）です。"
    )


def _conditions() -> None:
    st.markdown("**組織を支える条件**（2016年の有識者会議の中間のとりまとめ）")
    noted = {c.condition: c for c in organisation().conditions}
    for group, title in GROUP_NAMES.items():
        mine = {i: c for i, c in conditions().items() if c.group == group}
        done = sum(noted.get(i, ConditionNote(i)).state == "done" for i in mine)
        with st.expander(f"{plain(title)}（{done}／{len(mine)}）", expanded=group in ("basic", "founding")):
            for i, condition in mine.items():
                _condition(i, condition.name, noted.get(i, ConditionNote(i)))


def _condition(condition: str, name: str, noted: ConditionNote) -> None:
    words, state, note = st.columns([4, 1.6, 3], vertical_alignment="center")
    with words:
        st.markdown(plain(name))
    with state:
        change = functools.partial(_noted, condition, note=noted.note)
        write_choice(name, noted.state, _STATES, change, key=f"condition-{condition}", folded=True)
    with note:
        change = functools.partial(_written, condition, noted)
        write_text(name, noted.note, change, key=f"condition-note-{condition}", placeholder="何によって", folded=True)


def _noted(condition: str, state: str, *, note: str) -> Change:
    scenario_id = session.scenario_id()
    known: ConditionState = "done" if state == "done" else "under_way" if state == "under_way" else ""
    return lambda plan: set_condition(plan, scenario_id, condition, known, note)


def _written(condition: str, noted: ConditionNote, note: str) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: set_condition(plan, scenario_id, condition, noted.state, note)
