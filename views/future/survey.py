"""将来, アンケート: the region's answers to the questions of the national surveys, beside the national shares."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from geo.reference.national_statistics import NationalSurvey, depopulated_figures, national_survey
from layers.charts.share_bars import ShareBar, share_bars_html
from plan.daily_life.region_shares import region_figures
from plan.future.projection import Projection
from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.checklist import Checklist
from plan.scenario.scenario import Plan
from plan.villages.problems import answer_hubs, answer_problems, answer_when, problem_rows
from views import editing, session
from views.figures import plain
from views.widget_state import Widget

VILLAGE = Widget("future_survey_village", "")


def show_survey(current: Evaluation, projection: Projection | None) -> None:
    """Show the answers, and let them be entered.

    Parameters
    ----------
    current
        Of the region.
    projection
        Whose first year stands beside the figures of depopulated areas; None where nothing can be projected.
    """
    checklist = session.plan().checklist
    villages = current.effective.region.villages
    rows = problem_rows(checklist, list(villages.index))
    survey = national_survey("problems")
    answered = rows[0].answered
    said = f"{answered}集落の答え" if answered else "この地域の答えはまだありません"
    st.markdown(plain(f"{survey.title}：{said}。"))
    bars = [ShareBar(row.item.name, row.item.share, row.share, f"{len(row.villages)}集落") for row in rows]
    st.html(share_bars_html(bars, ("全国", "この地域")))
    st.caption(
        plain(
            f"並びは資料の順です。この地域は、答えた集落のうちその問題を挙げた集落の割合です。{survey.note}出典：{survey.source}"
        )
    )
    _answer(checklist, {str(v): str(n) for v, n in villages["name"].items()})
    _hubs(checklist)
    _depopulated({} if projection is None else region_figures(current.effective.region, projection))


def _answer(checklist: Checklist, names: dict[str, str]) -> None:
    items = national_survey("problems").items
    with st.expander("集落の答えを入れる", expanded=not checklist.villages):
        ids = list(names)
        village = st.selectbox(
            "集落", ids, format_func=lambda v: plain(names[v] + ("（答えあり）" if checklist.problems_of(v) is not None else "")),
            key=VILLAGE.remembered_among(ids),
        ) or ids[0]  # fmt: skip
        known = checklist.problems_of(village) or ()
        chosen = st.multiselect(
            "起きている問題（あてはまるものすべて）", [i.id for i in items], default=[i for i in known if i in national_survey("problems").ids],
            format_func=lambda i: plain(next(item.name for item in items if item.id == i)), key=f"future_survey_problems_{village}",
            placeholder="なし", select_all=False,
        )  # fmt: skip
        editing.edit_button("この答えを入れる", partial(_put, village, tuple(chosen)), key="future_survey_put")
        if checklist.problems_of(village) is not None:
            editing.edit_button("この集落の答えを消す", partial(_put, village, None), key="future_survey_drop")
        held_on = st.text_input("いつ", value=checklist.held_on, key="future_survey_held_on")
        source = st.text_input("どこで、だれに聞いたか", value=checklist.source, key="future_survey_source")
        editing.edit_button(
            "いつ・どこでを入れる", lambda plan: answer_when(plan, held_on, source), key="future_survey_when"
        )


def _put(village: str, problems: tuple[str, ...] | None, plan: Plan) -> Plan:
    return answer_problems(plan, village, problems)


def _hubs(checklist: Checklist) -> None:
    status, activities = national_survey("hub_status"), national_survey("hub_activities")
    with st.expander("小さな拠点づくりの取組"):
        for survey, ours in ((status, (checklist.hub_status,)), (activities, checklist.hub_activities)):
            answers = "" if survey.answers is None else f"（回答数：{survey.answers:,}{survey.asked}）"
            st.markdown(plain(f"{survey.title}{answers}"))
            bars = [ShareBar(i.name, i.share, None, "この町" if i.id in ours else "") for i in survey.items]
            st.html(share_bars_html(bars, ("全国", "")))
            st.caption(plain(f"{survey.note}出典：{survey.source}"))
        chosen = st.selectbox(
            "この町の取組状況", ["", *_of_towns(status)], format_func=lambda i: _name(status, i) or "まだ答えていない",
            index=["", *_of_towns(status)].index(checklist.hub_status) if checklist.hub_status in _of_towns(status) else 0,
            key="future_survey_status",
        )  # fmt: skip
        doing = st.multiselect(
            "この町の拠点でしている活動", list(activities.ids), default=[i for i in checklist.hub_activities if i in activities.ids],
            format_func=lambda i: _name(activities, i), key="future_survey_activities", placeholder="なし", select_all=False,
        )  # fmt: skip
        editing.edit_button(
            "この町の答えを入れる", lambda plan: answer_hubs(plan, chosen or "", tuple(doing)), key="future_survey_hubs"
        )


def _of_towns(survey: NationalSurvey) -> list[str]:
    return [i for i in survey.ids if i != "no_answer"]


def _name(survey: NationalSurvey, item_id: str) -> str:
    return next((i.name for i in survey.items if i.id == item_id), "")


def _depopulated(ours: Mapping[str, str]) -> None:
    with st.expander("過疎地域の人口と、この地域"):
        for figure in depopulated_figures():
            here = f"、この地域 {ours[figure.id]}" if figure.id in ours else ""
            st.markdown(
                plain(
                    f"{figure.name}：過疎地域 {figure.depopulated:,g}{figure.unit}、全国 {figure.national:,g}{figure.unit}{here}"
                )
            )
        st.caption(
            plain(
                f"出典：{depopulated_figures()[0].source}。{depopulated_figures()[0].note}{depopulated_figures()[-1].note}"
            )
        )
