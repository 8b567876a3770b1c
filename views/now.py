"""現況: where people live, how old they are, and what they reach in how many minutes today."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.categories import CATEGORIES
from layers.colours import AGEING, TIME, Measure
from layers.events import ThingClicked
from layers.on_page import Display, new_event, show_map
from network.edge_costs import MODES, Mode
from plan.group_coverage import group_coverage
from plan.indicators import indicator
from plan.measures import Measures
from plan.past import population_by_year
from plan.scenario import BASE
from plan.words import minutes, persons, share
from views import session
from views.figures import indicator_figure, show_answer, show_figures, show_method
from views.frame import search_village, tell_waiting
from views.lists import minutes_column, name_column, people_column, read_selection, village_list
from views.map_parts import ageing_percent, hub_parts, mode_words, place_parts, village_parts
from views.opening import map_files

MAP = "now"
_AGEING, _HUB = "ageing", "hub"


def page() -> None:
    """Draw the page."""
    today = session.measures(BASE)
    options = [*today.categories(), _HUB, _AGEING]
    with st.sidebar:
        st.radio("移動手段", list(MODES), format_func=lambda m: MODES[m], key="mode", horizontal=True)
        st.selectbox("集落の色", options, format_func=_colour_words, key="now_colour")
        search_village()
        with st.expander("地図に出すもの"):
            st.checkbox("施設", value=True, key="now_facilities")
            st.checkbox("候補地", value=False, key="now_sites")
            st.checkbox("地理院タイル（インターネットが要ります）", key="online")
    tell_waiting()
    _table()


def _colour_words(option: str) -> str:
    if option == _AGEING:
        return "高齢化率"
    return "今の拠点までの時間" if option == _HUB else f"{CATEGORIES[option]}までの時間"


@st.fragment
def _table() -> None:
    read_selection("far")
    while event := new_event(MAP):
        match event:
            case ThingClicked("village", village_id):
                session.select_village(village_id)
    today = session.measures(BASE)
    mode: Mode = st.session_state.get("mode", "car")
    colour = st.session_state.get("now_colour") or _HUB
    measure, values = _coloured(today, colour, mode)
    show_answer("誰が、どこに住み、何分で何に行けるか", _sentence(today))
    left, right = st.columns([2, 1], gap="small")
    with left:
        _map(today, measure, values, mode)
    with right:
        show_figures(
            [indicator_figure(i, today, None) for i in ("population", "ageing_rate", "no_car", "aged_villages")]
        )
        with st.container(key="now-side"):
            reach, far, groups, past = st.tabs(["サービスまで", "遠い集落", "住民の別", "人口の動き"])
            with reach:
                _reach(today)
            with far:
                _far(today, measure, values, mode)
            with groups:
                _groups(today, mode)
            with past:
                _past(today)
            show_method((indicator(i).name, indicator(i).words(indicator(i).definition, today), indicator(i).source)
                        for i in ("population", "ageing_rate", "no_car", "hub_daily_car", "shop_walk_no_car"))  # fmt: skip


def _coloured(today: Measures, colour: str, mode: Mode) -> tuple[Measure, pd.Series]:
    if colour == _AGEING:
        return AGEING, ageing_percent(today.applied.region.villages)
    if colour == _HUB:
        return replace(TIME, name="今の拠点までの時間"), today.nearest_hub(mode)["minutes"]
    return replace(TIME, name=f"{CATEGORIES[colour]}までの時間"), today.service_minutes(colour, mode)


def _map(today: Measures, measure: Measure, values: pd.Series, mode: Mode) -> None:
    state = st.session_state
    symbols = ["hubs"]
    symbols += ["facilities"] if state.get("now_facilities", True) else []
    symbols += ["sites"] if state.get("now_sites") else []
    parts = [
        *village_parts(
            measure, values, today, mode=mode_words(mode), selected=session.selected_village(), symbols=symbols
        ),
        *place_parts(today, with_facilities="facilities" in symbols, with_sites="sites" in symbols),
        *hub_parts(today, mode, chosen=None, draggable=False, with_links=False),
    ]
    region = today.applied.region
    display = Display(height="calc(100vh - 6rem)", fly_to=state.fly_to, online=state.get("online", False))
    show_map(MAP, map_files(region), parts, display)


def _sentence(today: Measures) -> str:
    limit, walk = (today.applied.assumptions[n] for n in ("daily_min", "walk_min"))
    if "shopping" in today.categories():
        shop = today.service_coverage("shopping", "car")
        first = f"買物に車で{minutes(limit)}以内に行ける住民は {persons(shop.within[limit])}（{share(shop.share_within(limit))}）。"
    else:
        first = "買物のできる店のデータがありません。"
    no_car, on_foot = (indicator(i).compute(today) for i in ("no_car", "shop_walk_no_car"))
    return (
        f"{first}車のない人 {persons(no_car)}のうち、歩いて{minutes(walk)}以内に店へ行ける人は {persons(on_foot)}です。"
    )


def _reach(today: Measures) -> None:
    near, daily, walk = (today.applied.assumptions[n] for n in ("near_min", "daily_min", "walk_min"))
    rows = [
        {
            "サービス": CATEGORIES[category],
            f"車で{near:g}分": by_car.share_within(near) * 100,
            f"車で{daily:g}分": by_car.share_within(daily) * 100,
            f"歩いて{walk:g}分": today.walk_share(category) * 100,
        }
        for category in today.categories()
        if (by_car := today.service_coverage(category, "car"))
    ]
    table = pd.DataFrame(rows)
    percent = {c: st.column_config.NumberColumn(format="%.0f%%", width=72) for c in table.columns[1:]}
    st.dataframe(table, hide_index=True, height=min(30 * len(rows) + 40, 400), row_height=30, column_config=percent)
    st.caption("車は全住民、徒歩は車のない人のうち、その時間以内に行ける人の割合です。")


def _far(today: Measures, measure: Measure, values: pd.Series, mode: Mode) -> None:
    table = today.applied.region.villages[["name", "population"]].assign(value=values)
    words = f"{measure.name}（{mode_words(mode)}）" if measure.unit == "分" else measure.name
    value = minutes_column(words) if measure.unit == "分" else st.column_config.NumberColumn(words, format="%.0f%%")
    worst_first = table[table["population"] > 0].sort_values(["value", "population"], ascending=False, kind="stable")
    village_list("far", worst_first, {"name": name_column(), "population": people_column(), "value": value})


def _groups(today: Measures, mode: Mode) -> None:
    table = group_coverage(today, mode)
    limits = {
        f"within_{x:g}": st.column_config.NumberColumn(f"{x:g}分以内", format="percent", width=62)
        for x in today.limits_min
    }
    columns = {
        "group": name_column("今の拠点まで"),
        "people": people_column("人数"),
        **limits,
        "mean_min": minutes_column("平均"),
    }
    st.dataframe(
        table[list(columns)], hide_index=True, row_height=30, column_config=columns, placeholder="―", height=280
    )
    if not today.no_car_from_shares:
        st.caption("車のない人は、年齢別の免許保有率から数えました（要確認）。")


def _past(today: Measures) -> None:
    table = population_by_year(today.applied.region)
    st.bar_chart(table, x="年", y="人口（人）", color="種別", height=240)
    st.caption(f"もとのデータ：{'、'.join(dict.fromkeys(table['出典']))}")
