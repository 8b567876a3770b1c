"""建物: public buildings put together, what past grants ask, and services shared between hubs by weekday."""

from __future__ import annotations

import datetime
import functools
import html
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.reference.categories import CATEGORIES
from geo.reference.organisation import reuses
from layers.charts.hub_network import NetworkHub, hub_network
from layers.charts.small_map import picture_html
from plan.figure_texts import yen
from plan.organisation.building_checks import BuildingCheck, building_check, disposal_articles
from plan.organisation.edits import change_organisation, set_hub_grade, set_service_days
from plan.organisation.shared_days import (
    DAY_NAMES,
    GRADE_NAMES,
    branches_without_core,
    clashes,
    days_at_hubs,
    shared_services,
)
from plan.organisation.tables import BUILDING_USES
from plan.scenario.buildings import Building
from plan.scenario.scenario import Hub, HubGrade, Plan
from plan.shown_values import half_up
from views import editing, session
from views.figures import plain
from views.organisation.answer import organisation, scenario
from views.organisation.entry import Change, write_choice, write_number, write_rows

_SUBSIDISED = {"": "分からない", "yes": "補助を受けた", "no": "受けていない"}


def show_buildings() -> None:
    """Show the buildings, what becomes of such sites elsewhere, and the hubs' days."""
    for number, building in enumerate(organisation().buildings):
        with st.container(border=True, key=f"organisation-building-{number}"):
            _building(number, building)
    _add()
    _reuse()
    st.markdown("**拠点の格と、曜日で分け合うサービス**（集落ネットワーク圏）")
    _hubs()


def _add() -> None:
    region, taken = session.region(), {b.place_id for b in organisation().buildings}
    names = {str(i): f"{row['name']}（{row['kind']}）" for i, row in region.sites.iterrows() if str(i) not in taken}
    names |= {str(i): str(row["name"]) for i, row in region.facilities.iterrows() if str(i) not in taken}
    place = st.selectbox(
        "サービスをまとめる建物を加える",
        list(names),
        index=None,
        format_func=lambda i: names[i],
        placeholder="候補地か施設を選びます",
        key=f"organisation-new-building-{len(taken)}",
    )
    if place is not None:
        editing.edit_and_redraw(_with_buildings((*organisation().buildings, Building(place))))


def _with_buildings(buildings: tuple[Building, ...]) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: change_organisation(plan, scenario_id, buildings=buildings)


def _told(number: int, attribute: str, value: Any) -> Change:
    known = organisation().buildings
    changed = replace(known[number], **{attribute: value})
    return _with_buildings((*known[:number], changed, *known[number + 1 :]))


def _year(number: int, attribute: str, value: float | None) -> Change:
    return _told(number, attribute, None if value is None else int(value))


def _building(number: int, building: Building) -> None:
    found = building_check(building, session.region(), datetime.datetime.now(tz=datetime.UTC).year)
    st.markdown(f"**{plain(found.name)}**　{plain(found.kind)}")
    left, middle, right = st.columns(3)
    tell = functools.partial(_told, number)
    with left:
        change = functools.partial(tell, "floor_area_m2")
        write_number("床面積", building.floor_area_m2, change, key=f"floor-{number}", unit="m²")
        write_number(
            "建てた年", building.built_year, functools.partial(_year, number, "built_year"), key=f"built-{number}"
        )
    with middle:
        change = functools.partial(tell, "subsidised")
        write_choice("国の補助", building.subsidised, _SUBSIDISED, change, key=f"subsidised-{number}")
        change = functools.partial(_year, number, "restricted_until")
        write_number("処分制限の最後の年", building.restricted_until, change, key=f"restricted-{number}")
    with right:
        change = functools.partial(tell, "running_cost_now_yen")
        write_number(
            "今の維持費（まとめる前の合計）", building.running_cost_now_yen, change, key=f"now-{number}", unit="円/年"
        )
        change = functools.partial(tell, "running_cost_then_yen")
        write_number("まとめた後の維持費", building.running_cost_then_yen, change, key=f"then-{number}", unit="円/年")
    write_rows(BUILDING_USES, building.uses, functools.partial(tell, "uses"), key=f"uses-{number}")
    st.html(f'<div class="ky-list"><ul>{"".join(f"<li>{line}</li>" for line in _lines(found))}</ul></div>')
    kept = tuple(b for i, b in enumerate(organisation().buildings) if i != number)
    editing.edit_button("この建物を外す", _with_buildings(kept), key=f"organisation-remove-building-{number}")


def _lines(found: BuildingCheck) -> list[str]:
    lines = []
    if found.floor_m2 is None:
        lines.append("床面積が分からないので、入るかどうかは言えません（候補地の面積は土地のものです）")
    else:
        fits = {True: "入ります", False: "足りません", None: "床面積の分からないものがあるので、まだ言えません"}[
            found.fits
        ]
        spare = "" if found.spare_m2 is None else f"（残り {half_up(found.spare_m2):,.0f}m²）"
        lines.append(
            f"床面積 {half_up(found.floor_m2):,.0f}m²（{found.floor_known_from}）に、{len(found.building.uses)}つのサービスで "
            f"{half_up(found.needed_m2):,.0f}m²：{fits}{spare}"
        )
    if found.uses_unknown:
        lines.append(f"要る床面積の分からないもの：{'、'.join(found.uses_unknown)}")
    if found.age_years is not None:
        lines.append(f"築{found.age_years}年")
    if found.saved_yen is not None:
        word = "減ります" if found.saved_yen >= 0 else "増えます"
        lines.append(f"維持費は 年 {yen(abs(found.saved_yen))} {word}")
    if found.reuse is not None:
        lines.append(f"説明資料の例：{found.reuse.kind} → {found.reuse.becomes}")
    if found.asks:
        laws = "、".join(law.citation for law in disposal_articles())
        lines += [f"{ask}（要確認）" for ask in found.asks]
        lines.append(f"根拠：{laws}")
    return [html.escape(line) for line in lines]


def _reuse() -> None:
    rows = "".join(f"<tr><td>{html.escape(r.kind)}</td><td>{html.escape(r.becomes)}</td></tr>" for r in reuses())
    with st.expander("使い直しの例（2016年の説明資料）"):
        st.html(f'<div class="ky-list"><table>{rows}</table></div>')


def _hubs() -> None:
    known = scenario()
    if not known.hubs:
        st.caption("拠点がまだありません。「拠点」のページで置いてください。")
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        for hub in known.hubs:
            _hub(hub)
        for told in clashes(known):
            st.warning(plain(told))
        alone = branches_without_core(known)
        if alone:
            st.warning(f"支える基幹の拠点がまだ決まっていません：{plain('、'.join(alone))}")
        st.caption(
            "曜日を選ぶと、その曜日だけ行って帰れる組合せに数えます。「現況」の「外出」や「拠点」の数字にも効きます。"
        )
    with right:
        days = days_at_hubs(known)
        drawn = [
            NetworkHub(h.name, h.lat, h.lon, h.grade, days[h.id].split("　") if h.id in days else [])
            for h in known.hubs
        ]
        st.html(picture_html(hub_network(session.region(), drawn), "拠点の格と、曜日で分け合うサービスの地図"))


def _hub(hub: Hub) -> None:
    name, grade = st.columns([2, 3], vertical_alignment="center")
    with name:
        st.markdown(f"**{plain(hub.name)}**")
    with grade:
        change = functools.partial(_graded, hub.id)
        write_choice(hub.name, hub.grade, GRADE_NAMES, change, key=f"grade-{hub.id}", folded=True)
    services = [s for s in shared_services(scenario()) if s.hub_id == hub.id]
    if not services:
        st.caption("この拠点には、曜日を決められる施設がまだありません。")
    for service in services:
        picked = st.pills(
            CATEGORIES[service.category],
            list(DAY_NAMES),
            selection_mode="multi",
            default=list(service.days),
            format_func=lambda day: DAY_NAMES[day],
            key=f"organisation-days-{hub.id}-{service.category}-{'-'.join(service.days)}",
        )
        if set(picked) != set(service.days):
            editing.edit_and_redraw(functools.partial(_on_days, hub.id, service.category, tuple(picked)))


def _graded(hub_id: str, grade: str) -> Change:
    scenario_id = session.scenario_id()
    known: HubGrade = "core" if grade == "core" else "branch" if grade == "branch" else ""
    return lambda plan: set_hub_grade(plan, scenario_id, hub_id, known)


def _on_days(hub_id: str, category: str, days: tuple[str, ...], plan: Plan) -> Plan:
    return set_service_days(plan, session.scenario_id(), hub_id, category, days)
