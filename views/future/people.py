"""将来, 人口: how many people a place will have, of which ages, and at which stage its villages are."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from layers.charts.population_curves import curves_words, population_curves_svg
from layers.charts.pyramid import pyramid_svg, pyramid_words
from layers.charts.small_map import picture_html
from plan.future.shown.curves import curves_of
from plan.future.shown.places import KIND_NAMES, Place, kinds_on_offer, persons_in, places_of_kind, shown_persons
from plan.future.shown.pyramid import broad_ages, pyramid_of
from plan.future.shown.village_years import stage_counts
from plan.shown_values import FEW_TEXT
from views import session
from views.future.method import show_future_method
from views.future.state import KIND, FutureView, chosen_kind, place_widget
from views.lists import name_column, village_list

LIST = "future_villages"
"""Key of the list of villages."""


def show_people(view: FutureView) -> None:
    """Show the people of the place that is looked at."""
    place = _pick_place(view)
    st.html(f'<p class="ky-place-line"><b>{html.escape(place.name)}</b>　{html.escape(_line(view, place))}</p>')
    then = _told(view, place, view.year)
    population = view.evaluation.effective.region.population
    curves = view.outlook.memo(("curves", place.villages), lambda: curves_of(view.outlook, population, place.villages))
    svg = population_curves_svg(curves, view.year, place.name, then)
    st.html(picture_html(svg, curves_words(curves, view.year, place.name, then)))
    if curves.few_from is not None:
        st.caption(f"{curves.few_from:d}年から10人未満の見込みです。その先の人数と年齢は出しません。")
    _pyramid(view, place)
    _stages(view)
    _list(view)
    show_future_method(view)


def _pick_place(view: FutureView) -> Place:
    kinds = kinds_on_offer(view.evaluation)
    KIND.set(chosen_kind(view.evaluation))
    left, right = st.columns([2, 3], gap="small")
    with left:
        st.selectbox(
            "見る範囲", kinds, format_func=lambda kind: KIND_NAMES[kind], key=KIND.key, label_visibility="collapsed"
        )
    offered = places_of_kind(view.evaluation, KIND.value)
    names = {place.id: place.name for place in offered}
    with right:
        if KIND.value == "village":
            _pick_village(names)
            wanted: str | None = session.selected_village()
        elif len(offered) > 1:
            widget = place_widget(KIND.value)
            if widget.value not in names:
                widget.set(offered[0].id)
            st.selectbox(
                "どこ", list(names), format_func=lambda i: names[i], key=widget.key, label_visibility="collapsed"
            )
            wanted = widget.value
        else:
            wanted = offered[0].id
    return next((place for place in offered if place.id == wanted), offered[0])


def _pick_village(names: dict[str, str]) -> None:
    selected = session.selected_village()
    at = list(names).index(selected) if selected in names else 0
    picked = st.selectbox(
        "どこ", list(names), index=at, format_func=lambda i: names[i], key=f"future-village-{selected}",
        label_visibility="collapsed",
    )  # fmt: skip
    if picked is not None and picked != selected:
        session.select_village(picked, fly=selected is not None)


def _line(view: FutureView, place: Place) -> str:
    """Tell the people of a place in the year of the count and in the chosen one."""
    base = view.outlook.base_year
    then = f" → {view.year}年 {_told(view, place, view.year)}" if view.year != base else ""
    return f"{base}年 {_told(view, place, base)}{then}"


def _told(view: FutureView, place: Place, year: int) -> str:
    offered = places_of_kind(view.evaluation, place.kind)
    people = persons_in(view.outlook.projection, offered, year)
    return shown_persons(people, counted=year == view.outlook.base_year)[place.id].text


def _pyramid(view: FutureView, place: Place) -> None:
    pyramid = pyramid_of(view.outlook.projection, place.villages, view.year)
    if pyramid is None:
        known = len(view.outlook.projection.ages) > 1
        st.caption(
            f"{FEW_TEXT}なので、年齢別には出しません。"
            if known
            else "人口の合計だけがあるので、年齢のことは分かりません。"
        )
        return
    st.html(picture_html(pyramid_svg(pyramid, place.name), pyramid_words(pyramid, place.name)))
    rows = "".join(
        f'<tr><td>{age}</td><td class="n">{before}</td><td class="n">{then}</td></tr>'
        for age, before, then in broad_ages(pyramid)
    )
    base, year = pyramid.years
    if rows:
        st.html(
            '<div class="ky-list"><table><tr><th>年齢</th>'
            f'<th class="n">{base}年</th><th class="n">{year}年</th></tr>{rows}</table></div>'
        )


def _stages(view: FutureView) -> None:
    """Count villages by stage in both years, in neutral words."""
    region = view.evaluation.effective.region
    households, heads = region.villages.get("households"), region.household_heads
    ours, base = view.outlook.projection, view.outlook.base_year
    now, then = (
        view.outlook.memo(("stages", year), lambda year=year: stage_counts(ours, households, year, heads))  # type: ignore[misc]
        for year in (base, view.year)
    )
    rows = [
        ("年齢から", now.by_age, then.by_age),
        ("年齢と世帯数から（島根県の見方）", now.by_households, then.by_households),
    ]
    body = ""
    for title, before, after in rows:
        if not before and not after:
            continue
        body += f'<tr><th colspan="3">{title}</th></tr>'
        for words in dict.fromkeys((*sorted(before), *sorted(after))):
            body += f'<tr><td>{html.escape(words)}</td><td class="n">{before[words]}</td><td class="n">{after[words]}</td></tr>'
    with st.expander("集落の段階"):
        head = f'<tr><th>集落の数</th><th class="n">{base}年</th><th class="n">{view.year}年</th></tr>'
        st.html(f'<div class="ky-list"><table>{head}{body}</table></div>')


def _list(view: FutureView) -> None:
    villages = view.evaluation.effective.region.villages
    base = view.outlook.base_year
    now, then = (next(one for one in view.years if one.year == year) for year in (base, view.year))
    ids = [str(v) for v in villages.index if str(v) in now.people]
    table = pd.DataFrame(
        {
            "name": villages.loc[ids, "name"].astype(str),
            "now": [float(now.people[v].persons) for v in ids],
            "then": [float("nan") if then.people[v].few else float(then.people[v].persons) for v in ids],
            "ageing": then.ageing.reindex(ids).to_numpy(),
        },
        index=ids,
    ).sort_values("then", ascending=False, kind="stable")
    columns = {
        "name": name_column(),
        "now": st.column_config.NumberColumn(f"{base}年", format="%.0f人", width=66),
        "then": st.column_config.NumberColumn(f"{view.year}年", format="%.0f人", width=78),
    }
    if not table["ageing"].isna().all():
        columns["ageing"] = st.column_config.NumberColumn("高齢化率", format="%.0f%%", width=78)
    village_list(LIST, table, columns, height=260, no_value=FEW_TEXT, counted=True)
    st.caption(f"合計 {then.total:,}人。推計は10人ごとに丸め、集落の合計が全体と合うようにしています。")
