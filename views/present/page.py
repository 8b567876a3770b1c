"""現況: where people live, what they reach in how many minutes today, and who can go and be home by today's buses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from geo.reference.categories import CATEGORIES
from layers.features.villages import ageing_percent, hub_time
from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, show_map
from layers.style.colours import AGEING, BUS_TIME, POPULATION, TIME, Measure
from plan.figure_texts import day_in_year, minutes, persons, share
from plan.indicators.registry import indicator
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode, mode_label
from plan.reach.usual_week import week_notices
from plan.scenario.scenario import BASE
from views import session
from views.bus_parts import bus_parts
from views.figures import indicator_figure, show_answer, show_figures, show_messages, show_method
from views.frame import pick_year, search_village, tell_waiting
from views.lists import read_selection
from views.map_options import ONLINE, offer_online_tiles
from views.map_parts import hub_parts, place_parts, village_parts
from views.opening import map_files
from views.papers.present_papers import show_papers
from views.present.buses import has_buses, show_buses
from views.present.clicks import COLOUR, FACILITIES, LINES, MAP, SIDE, SITES, read_clicks
from views.present.gaps import show_gaps
from views.present.marked import mark_parts, offer_marks
from views.present.panel import FAR_LIST, show_far, show_groups, show_past, show_reach
from views.present.riders import has_riders, show_riders
from views.tabs import map_first
from views.travel_mode import chosen_mode, pick_mode

_AGEING, _PEOPLE, _HUB, _OUTINGS, _GAPS = "ageing", "people", "hub", "outings", "gaps"


def page() -> None:
    """Draw the page."""
    today = session.evaluation(BASE)
    # A region without stops knows no gaps: the page opens on what every region can answer.
    places = [*today.categories(), *([] if today.effective.hubs.empty else [_HUB])]
    options = [*([_OUTINGS] if has_buses(today) else []), *places, *([] if places else [_PEOPLE]), _GAPS, _AGEING]
    options += [_PEOPLE] if places else []
    with st.sidebar:
        pick_year()
        colour = st.selectbox("集落の色", options, format_func=_colour_label, key=COLOUR.key)
        if colour not in (_OUTINGS, _GAPS):
            pick_mode(today)
        search_village()
        with st.expander("地図に出すもの"):
            if has_buses(today):
                st.checkbox("バスの路線と停留所", value=LINES.first, key=LINES.key)
            st.checkbox("施設", value=FACILITIES.first, key=FACILITIES.key)
            st.checkbox("候補地", value=SITES.first, key=SITES.key)
            offer_marks()
            offer_online_tiles()
    tell_waiting()
    if colour == _OUTINGS:
        show_buses()
    elif colour == _GAPS:
        show_gaps()
    else:
        _table()


def _colour_label(option: str) -> str:
    labels = {
        _AGEING: "高齢化率",
        _PEOPLE: "人口",
        _HUB: "今の拠点までの時間",
        _OUTINGS: "行って帰れるか",
        _GAPS: "公共交通空白など",
    }
    return labels.get(option) or f"{CATEGORIES[option]}までの時間"


@st.fragment
def _table() -> None:
    read_selection(FAR_LIST)
    read_clicks()
    today = session.evaluation(BASE)
    mode = chosen_mode(today)
    colour = COLOUR.value or _PEOPLE
    measure, values, at_homes = _coloured(today, colour, mode)
    show_answer("誰が、どこに住み、何分で何に行けるか", _sentence(today), year=today.effective.year)
    left, right = st.columns([2, 1], gap="small")
    with left:
        _map(today, measure, values, mode, at_homes)
    with right:
        show_figures(
            [indicator_figure(i, today, None) for i in ("population", "ageing_rate", "no_car", "aged_villages")],
            year=today.effective.year,
        )
        map_first()
        show_messages(week_notices([today.effective]) if mode == "bus" else [])
        with st.container(key=SIDE):
            names = ["サービス", "遠い集落", "住民の別", "人口"]
            riders = has_riders(today.effective.region)
            reach, far, groups, past, *buses = st.tabs([*names, *(["バスと外出"] if riders else [])])
            with reach:
                show_reach(today)
            with far:
                show_far(today, measure, values, mode)
            with groups:
                show_groups(today, mode)
            with past:
                show_past(today)
            for tab in buses:
                with tab:
                    show_riders(today.effective.region)
            show_method((indicator(i).name, indicator(i).filled(indicator(i).definition, today), indicator(i).source)
                        for i in ("population", "ageing_rate", "no_car", "hub_daily_car", "shop_walk_no_car"))  # fmt: skip
            show_papers(today)


def _coloured(
    today: Evaluation, colour: str, mode: TravelMode
) -> tuple[Measure, pd.Series, NDArray[np.float64] | None]:
    """Return the measure, its value at each village's point, and at each place where people live where it is known there."""
    if colour == _AGEING:
        return AGEING, ageing_percent(today.effective.region.villages, year=today.effective.year), None
    if colour == _PEOPLE:
        return POPULATION, today.effective.region.villages["population"].astype(float), None
    time = BUS_TIME if mode == "bus" else TIME
    if colour == _HUB:
        hub = replace(hub_time(mode, today), name="今の拠点までの時間")
        return hub, today.nearest_hub(mode)["minutes"], today.hub_minutes_at_homes(mode)
    service = replace(time, name=f"{CATEGORIES[colour]}までの時間")
    return service, today.service_minutes(colour, mode), today.service_minutes_at_homes(colour, mode)


def _map(
    today: Evaluation, measure: Measure, values: pd.Series, mode: TravelMode, at_homes: NDArray[np.float64] | None
) -> None:
    effective = today.effective
    wanted = {
        "hubs": not effective.hubs.empty,
        "facilities": FACILITIES.value and not effective.facilities.empty,
        "sites": SITES.value and not effective.region.sites.empty,
    }
    symbols = [symbol for symbol, there in wanted.items() if there]
    day = usual_day_of(today.effective) if mode == "bus" and measure is not AGEING else None
    with_lines = day is not None and LINES.value
    symbols += ["buses"] if with_lines else []
    parts = [
        *village_parts(
            measure,
            values,
            today,
            about=(mode_label(mode), day_in_year(day) if day else ""),
            symbols=symbols,
            at_homes=at_homes,
        ),
        *place_parts(today, with_facilities="facilities" in symbols, with_sites="sites" in symbols),
        *hub_parts(today, mode, chosen=None, draggable=False, with_links=False),
        *(bus_parts(today, day) if day is not None and with_lines else ()),
    ]
    region = today.effective.region
    display = Display(height="calc(100vh - 6rem)", fly_to=session.opened().fly_to, online=ONLINE.value)
    show_map(MAP, map_files(region), [*parts, *mark_parts(), remember_button()], display)


def _sentence(today: Evaluation) -> str:
    limit, walk = (today.effective.assumptions[n] for n in ("daily_min", "walk_min"))
    if "shopping" not in today.categories():
        return "開いている店のデータがないので、買物に行ける人は数えていません。"
    shop = today.service_coverage("shopping", "car")
    no_car, on_foot = (indicator(i).compute(today) for i in ("no_car", "shop_walk_no_car"))
    return (
        f"買物に車で{minutes(limit)}以内に行ける住民は {persons(shop.within[limit], today.effective.year)}（{share(shop.share_within(limit))}）。"
        f"車のない人 {persons(no_car, today.effective.year)}のうち、歩いて{minutes(walk)}以内に店へ行ける人は {persons(on_foot, today.effective.year)}です。"
    )
