"""The presenter's window: what comes next, what to say, and for how long one has been speaking."""

from __future__ import annotations

import html

import streamlit as st

from layers.hall.shared_wall import SharedWall
from layers.hall.wall import Room
from layers.hall.wall import wall as wall_part
from layers.map_component.map_component import Display, show_map
from plan.reach.evaluation import Evaluation
from plan.scenario.scenes import Scene
from plan.scenes.first_scenes import STAGE_NAMES, evenings_of
from plan.scenes.layers import title_of
from views.opening import map_files
from views.projection.scene_parts import scene_parts
from views.projection.shared_wall import news_of
from views.projection.showing import evening_of, plan_of, position, shown, step

PRESENTER_MAP = "projection-next"


def show_presenter(wall: SharedWall, order: tuple[Scene, ...]) -> None:
    """Draw the presenter's window."""
    at = position(wall, order)
    now, following = order[at], order[min(at + 1, len(order) - 1)]
    is_last = at == len(order) - 1
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.html(f'<p class="ky-wall-kicker">{"最後の画面です" if is_last else "次の画面"}</p>')
        found = shown(wall, order, min(at + 1, len(order) - 1), as_it_comes=True)
        part = wall_part(found.message, found.showing, Room(), lines=found.lines, board=found.board, news=news_of(wall))
        drawn = scene_parts(found.scene, found.current, found.baseline)
        still = [p for p in drawn if p is None or p.draws not in ("vehicles", "year")]
        show_map(
            PRESENTER_MAP, map_files(found.current.effective.region), [*still, part], Display(height="62vh", hall=True)
        )
    with right:
        plan = plan_of(wall)
        rows = "".join(
            f"<li{' class=ky-wall-now' if scene.id == now.id else ''}>{html.escape(title_of(plan, scene))}</li>"
            for scene in order
        )
        _clock(wall)
        notes = html.escape(now.notes).replace("\n", "<br>") or "メモはありません。"
        st.html(f'<p class="ky-wall-kicker">いまの画面　{at + 1}／{len(order)}</p><p class="ky-wall-notes">{notes}</p>')
        with st.container(horizontal=True):
            st.button("◀ 前", key="presenter-back", on_click=step, args=(wall, -1), disabled=at == 0)
            st.button("次 ▶", key="presenter-on", on_click=step, args=(wall, 1), type="primary", disabled=is_last)
        st.html(f'<ol class="ky-wall-order">{rows}</ol>{_questions(wall, now, found.current)}')
        if following.notes and not is_last:
            st.html(f'<p class="ky-wall-kicker">次のメモ</p><p>{html.escape(following.notes)}</p>')


def _questions(wall: SharedWall, now: Scene, current: Evaluation) -> str:
    """Write the questions of the evening in which a scene is shown."""
    held = evening_of(wall)
    for evening in evenings_of(plan_of(wall), current) if held is None else (held,):
        if (held is not None or now.id in evening.scenes) and evening.questions:
            asked = "".join(f"<li>{html.escape(q.text)}</li>" for q in evening.questions)
            return f'<p class="ky-wall-kicker">{STAGE_NAMES[evening.stage]}の問い</p><ul>{asked}</ul>'
    return ""


def _clock(wall: SharedWall) -> None:
    """Show since when one has been speaking; the browser lets the clock run."""
    began = "" if wall.began_s is None else f"{wall.began_s:.0f}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="ky-wall-clock" role="timer" title="{began}">0:00</p>')
        st.button("時計を 0 から", key="presenter-clock", on_click=wall.begin_anew)
