"""将来, サービス: which service has enough people within reach in which year, and what then."""

from __future__ import annotations

import streamlit as st

from geo.reference.categories import CATEGORIES
from geo.reference.service_population import community_run, municipal_sizes
from layers.charts.small_map import picture_html
from layers.charts.year_spans import YearSpan, year_spans_svg
from plan.daily_life.catchments import COMPETITIONS, CatchmentTerms, Competition
from plan.daily_life.service_drafts import (
    DRAFTS,
    DraftKind,
    DraftRequest,
    drafts_of,
    first_day,
    village_stops,
    with_draft,
)
from plan.daily_life.service_texts import MEASURE_NAMES, ending_text, measured_text
from plan.daily_life.viability import JUDGED_BY_ROLLS, ServiceFuture, service_futures, set_threshold
from plan.figure_texts import forecast_persons
from plan.reach.travel_modes import TRAVEL_MODES, TravelMode, modes_on_offer
from plan.scenario.future import Measure, Threshold, service_key
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import Plan
from views import editing
from views.figures import plain
from views.future.state import FutureView
from views.widget_state import Widget

CATEGORY = Widget("future_service_category", "shopping")
MODE: Widget[TravelMode] = Widget("future_service_mode", "car")
LIMIT = Widget("future_service_limit", "daily_min")
COMPETITION: Widget[Competition] = Widget("future_service_competition", "nearest")
PLACE = Widget("future_service_place", "")
MEASURE: Widget[Measure] = Widget("future_threshold_measure", "people")
DRAFT: Widget[DraftKind] = Widget("future_draft", "mobile_shop")
DAY = Widget("future_draft_day", "wed")
WITH = Widget("future_draft_with", "")

_LIMITS = {"near_min": "近い", "daily_min": "毎日の", "wide_min": "広い", "far_min": "遠い", "walk_min": "徒歩の"}
_COMPETITIONS = {"nearest": "いちばん近い所へ行く", "shared": "届く所に等しく分ける"}
_WHY = (
    "近い所：食料や燃料のように、どこでも同じなら近い所を使います。競合の効きめがいちばんはっきり出ます。"
    "等しく分ける：品ぞろえや曜日で使い分けると考えます。どちらも、実際の買い方ではなく取り決めです。"
)
_DAYS = {"mon": "月", "tue": "火", "wed": "水", "thu": "木", "fri": "金", "sat": "土", "sun": "日"}
_MOST_STOPS = 6


def show_services(view: FutureView) -> None:
    """Show the services of a category in the years to come."""
    offered = [c for c in view.evaluation.categories() if c not in JUDGED_BY_ROLLS]
    if not offered:
        st.caption(
            "開いている施設も、サービスを集める拠点もありません。施設を入れるか、拠点に集めるサービスを選んでください。"
        )
        return
    category = _settings(view, offered)
    scenario = view.evaluation.effective.scenario
    future = None if scenario is None else scenario.future
    found = service_futures(view.evaluation, view.outlook.projection, _terms(view), future, (category,))
    if not found:
        st.caption("この分類の施設は、用事で行く所としては数えていません。")
        return
    years = found[0].people.years
    spans = [
        YearSpan(s.place.name, s.ending.earliest, s.ending.middle, s.ending.latest)
        if s.ending is not None
        else YearSpan(s.place.name, judged=False)
        for s in found
    ]
    words = "。".join(f"{s.place.name}：{ending_text(s)}" for s in found)
    st.html(picture_html(year_spans_svg(spans, years[0], years[-1]), words))
    st.caption("青い帯：要る数を下回る年の幅（推計の80%の幅から）。丸：中ほど。点線：判定していないか、その先。")
    chosen = _place(found)
    _about(view, chosen)
    if view.can_edit:
        _threshold(chosen, view.evaluation.effective.scenario_id)
        _drafts(view, chosen, found)
    else:
        st.caption("案を選ぶと、続けるのに要る数を入れたり、移動販売などの下書きを作ったりできます。")
    _background(category)


def _settings(view: FutureView, offered: list[str]) -> str:
    category = st.selectbox(
        "分類", offered, format_func=lambda c: CATEGORIES[c], key=CATEGORY.remembered_among(offered)
    )
    with st.expander("圏域の取り方"):
        modes = list(modes_on_offer(view.evaluation.effective))
        mode = st.selectbox("移動手段", modes, format_func=lambda m: TRAVEL_MODES[m], key=MODE.remembered_among(modes))
        limits = ["walk_min"] if mode == "walk" else [name for name in _LIMITS if name != "walk_min"]
        assumptions = view.evaluation.effective.assumptions
        st.selectbox(
            "何分まで（前提の値）",
            limits,
            format_func=lambda n: f"{_LIMITS[n]} {assumptions[n]:.0f}分",
            key=LIMIT.remembered_among(limits),
        )
        st.radio(
            "ほかの場所との分け方", COMPETITIONS, format_func=lambda c: _COMPETITIONS[c], key=COMPETITION.remembered()
        )
        st.caption(_WHY)
    return category or offered[0]


def _terms(view: FutureView) -> CatchmentTerms:
    mode = MODE.value or "car"
    limit = LIMIT.value or ("walk_min" if mode == "walk" else "daily_min")
    return CatchmentTerms(mode, view.evaluation.effective.assumptions[limit], COMPETITION.value)


def _place(found: list[ServiceFuture]) -> ServiceFuture:
    by_id = {s.place.id: s for s in found}
    ids = list(by_id)
    chosen = st.selectbox(
        "場所",
        ids,
        format_func=lambda i: by_id[i].place.name,
        key=PLACE.remembered_among(ids),
        label_visibility="collapsed",
    )
    return by_id.get(chosen or "", found[0])


def _about(view: FutureView, service: ServiceFuture) -> None:
    people, year = service.people, view.year
    at = people.years.index(year) if year in people.years else len(people.years) - 1
    first, then = people.years[0], people.years[at]
    band = f"{forecast_persons(people.low[at])}〜{forecast_persons(people.high[at])}"
    text = f"圏域の人は {first}年 {forecast_persons(people.middle[0])}、{then}年 {forecast_persons(people.middle[at])}（幅 {band}）。"
    st.markdown(f"**{plain(service.place.name)}**：{plain(text)}")
    if service.threshold is not None:
        least = measured_text(service.threshold.least, service.threshold.measure)
        who = f"（{service.threshold.named_by}）" if service.threshold.named_by else ""
        st.markdown(f"続けるのに要る数：{plain(MEASURE_NAMES[service.threshold.measure])} {plain(least + who)}")
    st.markdown(plain(f"{ending_text(service)}。"))


def _threshold(service: ServiceFuture, scenario_id: str) -> None:
    place, known = service.place, service.threshold
    with st.expander("続けるのに要る数（担い手の言う数）", expanded=known is None):
        measure = st.selectbox(
            "何で数えるか",
            list(MEASURE_NAMES),
            format_func=lambda m: MEASURE_NAMES[m],
            key=MEASURE.remembered_among(list(MEASURE_NAMES)),
        )
        least = st.number_input("要る数", min_value=0.0, value=None, step=10.0, key="future_threshold_least")
        today = None
        if measure != "people":
            today = st.number_input(
                "今の数（分かれば）", min_value=0.0, value=None, step=10.0, key="future_threshold_today"
            )
        named_by = st.text_input("だれが、いつ言ったか", key="future_threshold_by")
        everywhere = st.toggle("この分類のどこにも当てる", key="future_threshold_all")
        key = place.category if everywhere else service_key(place.id, place.category)

        def put(plan: Plan) -> Plan:
            wanted = None if least is None else Threshold(least, measure or "people", today, named_by.strip())
            return set_threshold(plan, scenario_id, key, wanted)

        editing.edit_button("入れる", put, key="future_threshold_put", disabled=least is None)
        if known is not None:
            editing.edit_button(
                "この数をはずす", lambda plan: set_threshold(plan, scenario_id, _key_of(plan, scenario_id, service), None),
                key="future_threshold_drop",
            )  # fmt: skip


def _key_of(plan: Plan, scenario_id: str, service: ServiceFuture) -> str:
    own = service_key(service.place.id, service.place.category)
    return own if own in plan.scenario(scenario_id).future.thresholds else service.place.category


def _drafts(view: FutureView, service: ServiceFuture, found: list[ServiceFuture]) -> None:
    ends = service.ending is not None and service.ending.ever
    # Where it falls below what it needs the offer is open to see.
    with st.expander("続けられないときは", expanded=ends):
        kinds = list(drafts_of(service.place.category))
        kind = (
            st.selectbox("どうするか", kinds, format_func=lambda k: DRAFTS[k], key=DRAFT.remembered_among(kinds))
            or kinds[0]
        )
        others = {s.place.id: s.place for s in found if s.place.id != service.place.id and not s.place.outside}
        stops = village_stops(view.evaluation.effective.region.villages, service.shares, _MOST_STOPS)
        day = DAY.first
        if kind == "shared_days":
            if not others:
                st.caption("分け合う先が、この分類にありません。")
                return
            ids = list(others)
            other = others[
                st.selectbox("分け合う先", ids, format_func=lambda i: others[i].name, key=WITH.remembered_among(ids))
                or ids[0]
            ]
            stops = tuple((p.name, p.lat, p.lon) for p in (service.place, other))
        else:
            day = st.selectbox("曜日", list(_DAYS), format_func=lambda d: _DAYS[d], key=DAY.remembered()) or DAY.first
            st.caption(plain(f"停まる所：{'、'.join(name for name, *_ in stops)}（通う人の多い集落から）"))
        scenario = view.evaluation.effective.scenario
        procedure = Procedure() if scenario is None else scenario.procedure
        request = DraftRequest(
            kind, service.place, stops, day, first_day(procedure, view.outlook.projection.step_years[0])
        )
        scenario_id = view.evaluation.effective.scenario_id
        editing.edit_button(
            "下書きを案に作る", lambda plan: with_draft(plan, scenario_id, request)[0], key="future_draft_make"
        )
        st.caption("時刻は入っていません。「路線」のページで、時刻と費用を決めてください。元に戻せます。")


def _background(category: str) -> None:
    sizes = [s for s in municipal_sizes() if s.category == category]
    with st.expander("背景の値と、地域で続けている例"):
        for size in sizes:
            half = "" if size.half is None else f"50%は{_span(size.half, size.half_to)}、"
            mark = "" if size.confidence == "read" else "（要確認）"
            st.markdown(
                plain(
                    f"{size.service}がある自治体の人口規模：{half}80%は{_span(size.most, size.most_to)}{mark}。出典：{size.source}"
                )
            )
        if sizes:
            st.caption("自治体の人口であって、一つの店や診療所の圏域の人数ではありません。判定には使っていません。")
        for one in community_run():
            st.markdown(plain(f"{one.name}：{one.text}。出典：{one.source}"))


def _span(low: int, high: int | None) -> str:
    return f"{low:,}人" if high is None else f"{low:,}〜{high:,}人"
