"""進行: the running order of the scenes, their words, and the series of evenings."""

from __future__ import annotations

import html

import streamlit as st

from layers.hall.shared_wall import SharedWall
from layers.map_component.map_component import answering
from network.outings.purposes import PURPOSES
from plan.scenario.scenario import BASE, BASE_NAME, Plan
from plan.scenario.scene_edits import add_scene, change_scene, keep_scenes, move_scene, remove_scene
from plan.scenario.scenes import Scene
from plan.scenes.layers import layer_of, layers_of_meeting, layers_on_offer, title_of
from plan.scenes.spotlight import things_to_light
from views import editing, session
from views.figures import plain
from views.projection.meeting_now import questions_asked
from views.widget_state import Widget

CHOSEN: Widget[str | None] = Widget("wall-chosen-scene", None)


def show_running_order(wall: SharedWall, order: tuple[Scene, ...]) -> None:
    """Let scenes be reordered, worded, added and removed; those made from the plan can be kept in it."""
    if not session.plan().scenes:
        st.caption("この並びは計画から作りました。残すと、順番や言葉を変えられます。")
        editing.edit_button("この並びを計画に残す", lambda p: keep_scenes(p, order), key="wall-keep", type="primary")
        return
    titles = {scene.id: title_of(session.plan(), scene) for scene in order}
    held, ids = session.current().wall, list(titles)
    if held.worded not in titles:
        held.worded = wall.scene if wall.scene in titles else order[0].id
    # Where the choices have another order, Streamlit takes them for those of another widget, and forgets which was chosen.
    CHOSEN.set(held.worded)
    rows = "".join(
        f'<li data-scene="{html.escape(i)}"{" class=ky-wall-now" if i == held.worded else ""}>{html.escape(title)}</li>'
        for i, title in titles.items()
    )
    st.html(f'<ol class="ky-wall-scenes">{rows}</ol>')
    st.caption("行を引くか、Alt＋↑・↓で順番が変わります。押すと、下でその画面を直せます。")
    st.selectbox(
        "画面", ids, format_func=lambda i: plain(f"{ids.index(i) + 1}　{titles[i]}"), key=CHOSEN.key, on_change=_take_in_hand
    )  # fmt: skip
    chosen = held.worded
    at = ids.index(chosen)
    with st.container(horizontal=True):
        editing.edit_button("▲ 前へ", lambda p: move_scene(p, chosen, at - 1), key="wall-up", disabled=at == 0)
        editing.edit_button(
            "▼ 後へ",
            lambda p: move_scene(p, chosen, at + 1),
            key="wall-down",
            disabled=at == len(ids) - 1,
        )
        editing.edit_button("消す", lambda p: remove_scene(p, chosen), key="wall-remove", disabled=len(ids) == 1)
        editing.edit_button("写しを加える", lambda p: _copied(p, chosen), key="wall-copy")
        editing.edit_button("電話と答えの画面を加える", _with_meeting, key="wall-add-meeting")
    _words(next(scene for scene in order if scene.id == chosen))


def _take_in_hand() -> None:
    session.current().wall.worded = CHOSEN.value or ""


def put_scene(scene_id: str, position: int) -> None:
    """Let a scene that was pulled stand at a position, counted from 0, and be the one that is worded; draw all anew."""
    ids = [scene.id for scene in session.plan().scenes]
    if scene_id not in ids:
        return  # another window has removed it
    session.current().wall.worded = scene_id
    if ids.index(scene_id) != position:
        editing.edit(lambda plan: move_scene(plan, scene_id, position))
    answering().done()  # also where the row was only pressed, and nothing changed
    st.rerun()


def _with_meeting(plan: Plan) -> Plan:
    """Add the way in and the answers to each question, as far as they are not there."""
    known = {scene.layer for scene in plan.scenes}
    for layer in layers_of_meeting(questions_asked(plan)):
        if layer.id not in known:
            plan, _ = add_scene(plan, BASE, layer=layer.id)
    return plan


def _copied(plan: Plan, scene_id: str) -> Plan:
    original = next(s for s in plan.scenes if s.id == scene_id)
    about = {
        name: getattr(original, name)
        for name in ("view", "page", "layer", "year", "purpose", "spotlight", "caption", "notes")
    }
    position = plan.scenes.index(original) + 1
    plan, new = add_scene(plan, original.scenario, **about)
    return move_scene(plan, new, position)


def _words(scene: Scene) -> None:
    names = {BASE: BASE_NAME, **session.scenario_names()}
    scenario = scene.scenario if scene.scenario in names else BASE
    offered = {layer.id: layer.name for layer in layers_on_offer(session.evaluation(scenario))}
    layer = layer_of(scene.layer)
    offered |= {one.id: one.name for one in layers_of_meeting(questions_asked(session.plan()))}
    offered.setdefault(layer.id, layer.name)
    with st.form(f"wall-words-{scene.id}", border=False):
        caption = st.text_input("一言（空なら数字から作ります）", scene.caption, max_chars=120)
        notes = st.text_area("発表者のメモ（会場には出ません）", scene.notes, height=80)
        of = st.selectbox("案", list(names), index=list(names).index(scenario), format_func=lambda i: names[i])
        what = st.selectbox(
            "見せるもの", list(offered), index=list(offered).index(layer.id), format_func=lambda i: offered[i]
        )
        lit = {"": "どこにも当てない", **things_to_light(session.evaluation(scenario))}
        lit.setdefault(scene.spotlight, "（この案にないもの）")
        spotlight = st.selectbox(
            "光を当てる所", list(lit), index=list(lit).index(scene.spotlight), format_func=lambda i: plain(lit[i])
        )
        year = _year(scene)
        purposes = ["", *PURPOSES]
        purpose = st.selectbox(
            "用事（行って帰れる組合せの画面）", purposes, format_func=lambda p: PURPOSES[p].name if p else "決めない（用事まとめ）",
            index=purposes.index(scene.purpose) if scene.purpose in purposes else 0,
        )  # fmt: skip
        is_whole = st.checkbox("町の全体を見せる", value=scene.view is None)
        if st.form_submit_button("この画面に書く", type="primary"):
            view = None if is_whole else scene.view
            editing.edit_and_redraw(
                lambda p: change_scene(
                    p, scene.id, caption=caption.strip(), notes=notes, scenario=of, layer=what, spotlight=spotlight,
                    year=year, purpose=purpose, view=view,
                )
            )  # fmt: skip


def _year(scene: Scene) -> int | None:
    """Let a year be picked whose people the scene counts; None for the base year."""
    now = f"今（{session.region().base_year}年）"
    years = [None, *sorted({*session.years()[0], *([scene.year] if scene.year else [])})]
    return st.selectbox(
        "何年の人口で", years, index=years.index(scene.year), placeholder=now,
        format_func=lambda y: now if y is None else f"{y}年（推計）",
    )  # fmt: skip
