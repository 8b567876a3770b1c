"""The spheres of a scenario: made from districts or the nearest hub, listed, and corrected village by village."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from plan.figure_texts import persons
from plan.future.shown.places import people_of_places
from plan.land.zone_edits import delete_sphere
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.spheres.answer import STARTS, SphereRequest, minutes_apart, spheres_of
from plan.spheres.area_drawing import move_village_with_ground, with_spheres
from plan.spheres.districts import knows_districts
from plan.spheres.grounds import grounds_of
from plan.spheres.state import SphereState, sphere_state
from views import editing, session
from views.figures import plain
from views.land.agreement import show_agreement
from views.lists import minutes_column, name_column, numbers_as_read, people_column

_NOWHERE = ""


def _start(current: Evaluation) -> None:
    """Let spheres be made around the scenario's hubs."""
    if current.effective.hubs.empty:
        st.caption("拠点がまだありません。「拠点」のページで置くと、まわりに集落生活圏を描けます。")
        return
    first = "districts" if knows_districts(current.effective.region) else "nearest"
    start = st.segmented_control(
        "始め方", list(STARTS), default=first, format_func=lambda s: STARTS[s], key="land_start"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="land-start"):
        limit = st.number_input("車で何分まで", 0, 240, None, 5, key="land_limit", width=160, placeholder="限りなし")
        made = bool(current.effective.scenario and current.effective.scenario.spheres)
        editing.button(
            "圏域を作り直す" if made else "圏域を作る",
            lambda: _make(current, start, limit),
            type="secondary" if made else "primary",
            key="land_make",
        )


def _make(current: Evaluation, start: str | None, limit: float | None) -> None:
    effective = current.effective
    request = SphereRequest(tuple(map(str, effective.hubs.index)), start or "nearest", limit)  # type: ignore[arg-type]
    try:
        found = spheres_of(effective, request)
    except RequestError as problem:
        session.tell(problem.notices)
        editing.redraw()
        return
    editing.edit(lambda plan: with_spheres(plan, effective.scenario_id, found))
    notices = [n for n in found.notices if n.code != "sphere_challenged"]
    session.tell(notices)
    editing.redraw()


def show_spheres(current: Evaluation) -> None:
    """Let spheres be made; list them, and let villages be moved and grounds be drawn anew."""
    _start(current)
    found = sphere_state(current.effective)
    if found.spheres.empty:
        return
    table = found.spheres.assign(village_count=found.spheres["villages"].map(len))
    if current.effective.year is not None:
        people = people_of_places(current, "sphere")
        told = {hub: float(one.persons) for hub, one in people.items()}
        table["population"] = [told.get(str(hub), 0.0) for hub in table.index]
    columns = {
        "name": name_column("拠点"),
        "village_count": st.column_config.NumberColumn("集落", format="%d", width=46),
        "population": people_column("住民"),
        "challenged": st.column_config.NumberColumn(
            "別が近い", format="%d", width=66, help="自分の拠点より、ほかの拠点へ早く着く集落の数"
        ),
        "worst_min": minutes_column("最長"),
    }
    read, configured = numbers_as_read(
        table[["name", "village_count", "population", "challenged", "worst_min"]], columns
    )
    st.dataframe(read, hide_index=True, row_height=30, placeholder="―", column_config=configured)
    _move(current, found)
    _ground(current, found)
    _challenged(current, found)
    show_agreement(current.effective, found.hub_of)


def _move(current: Evaluation, found: SphereState) -> None:
    effective = current.effective
    names = {str(i): str(name) for i, name in effective.region.villages["name"].items()}
    hubs = {str(i): str(name) for i, name in effective.hubs["name"].items()}
    barred = [v for v, label in found.homeless.items() if "対象外" in label]
    options = [v for v in names if v not in barred]
    selected = session.selected_village()
    with st.container(horizontal=True, vertical_alignment="bottom", key="land-move"):
        village = st.selectbox(
            "移す集落",
            options,
            index=options.index(selected) if selected in options else None,
            format_func=lambda v: names[v],
            placeholder="集落を選ぶ",
            key=f"land-village-{selected}",
            width=150,
        )
        now_at = found.hub_of.get(village, _NOWHERE) if village else _NOWHERE
        targets = [h for h in [*hubs, _NOWHERE] if h != now_at]
        target = st.selectbox(
            "移す先",
            targets,
            format_func=lambda h: hubs.get(h, "どの圏域にも入れない"),
            key=f"land-to-{village}-{now_at}",
            width=170,
        )
        editing.edit_button(
            "移す",
            lambda plan: _moved(plan, current, str(village), target or None),
            disabled=village is None,
            key="land_move",
        )


def _moved(plan: Plan, current: Evaluation, village: str, target: str | None) -> Plan:
    return move_village_with_ground(plan, current.effective.scenario_id, village, target, grounds_of(current.effective))


def _ground(current: Evaluation, found: SphereState) -> None:
    chosen = session.opened().chosen_hub
    if chosen is None or chosen not in found.spheres.index:
        st.caption("地図で圏域か拠点を押すと、その圏域の範囲を描き直せます。")
        return
    name, area_km2 = plain(str(found.spheres.at[chosen, "name"])), found.spheres["area_km2"].astype(float)[chosen]
    with st.container(horizontal=True, vertical_alignment="center", key="land-ground"):
        st.markdown(f"**{name}**（{area_km2:,.1f} km²）")
        if session.current().land.redraws_sphere:
            st.caption("地図に、新しい範囲を描いてください。")
            st.button("やめる", key="land_stop", on_click=_redraw, args=(False,))
        else:
            st.button("範囲を描き直す", key="land_redo", on_click=_redraw, args=(True,))
        st.button("圏域を消す", key="land_drop", on_click=_drop, args=(current.effective.scenario_id, chosen))


def _redraw(begins: bool) -> None:
    session.current().land.redraws_sphere = begins


def _drop(scenario_id: str, hub_id: str) -> None:
    editing.edit(lambda plan: delete_sphere(plan, scenario_id, hub_id))


def _challenged(current: Evaluation, found: SphereState) -> None:
    names = {str(v): plain(str(name)) for v, name in current.effective.region.villages["name"].items()}
    hubs = {str(h): plain(str(name)) for h, name in current.effective.hubs["name"].items()}
    if len(found.challenged):
        with st.expander(f"ほかの拠点が近い集落（{len(found.challenged)}）"):
            st.caption("地域のまとまりを先にして、そのままにしています。話し合いの材料にしてください。")
            lines = [
                f"- {names[str(v)]}：{plain(minutes_apart(row['own_min'], row['other_min']))}（{hubs[str(row['other_hub'])]}）"
                for v, row in found.challenged.to_dict("index").items()
            ]
            st.markdown("\n".join(lines))
    if found.homeless:
        without = current.effective.region.villages["population"].reindex(list(found.homeless)).sum()
        with st.expander(
            f"どの圏域にも入らない集落（{len(found.homeless):,}集落、{persons(float(without), current.effective.year)}）"
        ):
            st.markdown("\n".join(f"- {names[str(v)]}：{plain(str(label))}" for v, label in found.homeless.items()))
