"""The answer of the route page in a sentence, and the figures that move while a service is drawn."""

from __future__ import annotations

import html
import math

import streamlit as st

from geo.texts.lists import short_list
from geo.texts.notices import Notice
from network.operations.driver_hours import hours_text
from network.services.bus_service import LINE_KINDS
from plan.figure_texts import day_in_year, difference, figure, persons, share, yen
from plan.indicators.registry import indicator
from plan.indicators.service_indicators import money_of
from plan.outings.best_outings import BestOutings, best_outings
from plan.outings.line_shortfall import line_shortfall
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.services.money import year_of
from plan.shown_values import people_unit, shown_difference
from plan.timetables.service_day_counts import day_counts
from views.figures import Figure, show_figures, show_messages
from views.map_parts import chosen_outing
from views.routes.state import chosen_service

_LEAST_PERSONS = 0.5
_WITHOUT_TIMETABLE = ("on_demand", "taxi_voucher")

Found = tuple[BestOutings, BestOutings | None]
"""The outings of the scenario, and of the present where it has buses."""


def outings_of_both(current: Evaluation, baseline: Evaluation) -> Found | None:
    """Count the outings of the scenario and of the present, once for all of the page; None where no bus ever runs."""
    if usual_day_of(current.effective) is None:
        return None
    purpose, date = chosen_outing(current)
    before = (
        best_outings(baseline, purpose, date, weekly=False) if usual_day_of(baseline.effective) is not None else None
    )
    return best_outings(current, purpose, date, weekly=False), before


def route_sentence(current: Evaluation, found: Found | None) -> str:
    """Answer who can go out and be home again by the buses of the scenario."""
    if found is None and any(service.kind == "on_demand" for service in current.effective.services):
        return "時刻表で走るバスがないので、行って帰れる人は数えません。予約制の一日は「試算」で確かめてください。"
    if found is None:
        return "まだバスが走っていません。「新しい路線」を押して、地図に停留所を置いてください。"
    after, before = found
    year, people, part = current.effective.year, after.people["no_car"], after.shares(current.weights)["no_car"]
    text = f"{day_in_year(after.date)}に、バスか歩いて「{after.purpose.name}」に行って帰れる車のない人は {persons(people, year)}（{share(part)}）。"
    if before is None:
        return text
    change = shown_difference(people, before.people["no_car"], people_unit(year))
    more = (
        "現況と変わりません。"
        if not change
        else f"現況より{persons(abs(change), year)}{'増えます' if change > 0 else '減ります'}。"
    )
    return text + more


def show_route_figures(current: Evaluation, found: Found | None, *, standing: bool = False) -> None:
    """Show the figures and, in a line, what the service in work runs; standing: with riders as estimated before the last edit."""
    show_figures(route_figures(current, found, standing=standing), columns=4, year=current.effective.year)
    show_running(current)
    show_shortfall(current, found)


def route_figures(current: Evaluation, found: Found | None, *, standing: bool = False) -> list[Figure]:
    """Make the figures: people without a car with an outing; vehicles and drivers; cost and burden of the scenario's services."""
    figures = []
    if found is not None:
        after, before = found
        people = after.people["no_car"]
        unit = people_unit(current.effective.year)
        change, better = _against(people, before, unit)
        read = figure(people, unit)
        figures.append(Figure("行って帰れる車のない人", *read, change, better, "住まいで数えます。"))
    if current.effective.services:
        vehicles, drivers = (indicator(f"service_{what}").compute(current) for what in ("vehicles", "drivers"))
        text = indicator("service_vehicles").filled(indicator("service_vehicles").definition, current)
        figures.append(Figure("要る車両と運転者", f"{vehicles:.0f}", f"台・{drivers:.0f}人", help=text))
        figures += [
            _money(name, current, text, standing=standing)
            for name, text in (("service_cost", "年の費用"), ("service_burden", "町の負担"))
        ]
    return figures


def _against(people: float, before: BestOutings | None, unit: str) -> tuple[str, bool | None]:
    """Say the difference from the present; nothing where that has no timetable in the data: it is not known, which is not nobody."""
    if before is None:
        return "", None
    was = before.people["no_car"]
    change = difference(people, was, unit)
    return change, None if change == "変わらず" else people > was


def _money(indicator_id: str, current: Evaluation, name: str, *, standing: bool) -> Figure:
    known = indicator(indicator_id)
    value = known.compute(current)
    definition = known.filled(known.definition, current)
    if not math.isfinite(value):
        fareless = indicator_id == "service_burden" and any(s.fare_yen is None for s in current.effective.services)
        return Figure(name, "不明", "", "運賃が未定の路線があります" if fareless else "", None, definition)
    written = yen(value)
    unit = "万円" if written.endswith("万円") else "円"
    more = _below_burden(current, standing=standing) if indicator_id == "service_burden" else ""
    return Figure(name, written.removesuffix(unit), unit, more, None, definition)


def _below_burden(current: Evaluation, *, standing: bool) -> str:
    if standing:
        return "利用者を見積り直しています"
    share_of_fares = indicator("service_fares_share").compute(current)
    return f"収支率 {share(share_of_fares)}" if math.isfinite(share_of_fares) else ""


def show_shortfall(current: Evaluation, found: Found | None) -> None:
    """Say who lives at the line in work and cannot go and be home again, and why: what money has not brought."""
    own = chosen_service()
    if own is None or found is None or own.kind not in LINE_KINDS or own.kind == "mobile":
        return
    left = line_shortfall(current, own, found[0])
    if left is None or left.persons < _LEAST_PERSONS:
        return
    names = short_list(list(left.villages))
    st.html(
        f'<p class="ky-running">この路線のそばで、車がなく、行って帰れない人 <b>{persons(left.persons, current.effective.year)}</b>'
        f"（{html.escape(names)}）：{html.escape(left.reason)}</p>"
    )


def show_running(current: Evaluation) -> None:
    """Say in a line what the service runs, and how long its drivers are bound; what cannot be kept, in words."""
    own = chosen_service()
    if own is None or not own.trips or own.kind in _WITHOUT_TIMETABLE:
        return
    # The same year as the money's: a calendar that begins later runs on no day of the region's base year.
    counts = day_counts(own, year_of(current.effective).year)
    money = money_of(current)
    group = next((g for g in money.groups if own.id in {s.id for s in g.services}), None)
    duties = [d for schedule, _ in group.year.schedules for d in schedule.duties] if group is not None else []
    longest = f"・運転者の拘束は長い日で {hours_text(max(d.length_s for d in duties))}" if duties else ""
    text = f"この路線：{counts.trips}便/日・{counts.km:,.0f}km/日・{counts.days_per_year}日/年{longest}"
    st.html(f'<p class="ky-running">{html.escape(text)}</p>')
    if group is None:
        return
    notices = list(group.year.notices)
    kept = [Notice("service_duty", "warning", None, None, None, f.message) for f in group.year.findings]
    show_messages(dict.fromkeys([*notices, *kept]))
