"""荷物: what a line carries beside passengers, which trip takes it, and what stays behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import BusService
from network.services.consignment import Consignment
from network.services.service_terms import LAST_S
from plan.figure_texts import CONSIGNMENT_NAMES
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.edits import wrapping_service_errors
from plan.services.freight import freight_document
from plan.services.freight_edits import add_consignment, change_consignment, remove_consignment
from views.editing import button, edit_and_redraw, edit_button
from views.figures import plain
from views.routes.state import chosen_service, here
from views.routes.trips import times_or_notice

_NEW = -1
_DAY_S = 86_400
_COLUMNS = {
    "leaves": "出る",
    "arrives": "着く",
    "name": "荷物",
    "from": "積む",
    "to": "届け先",
    "pieces": "個",
    "kg": "kg",
}


def show_freight(current: Evaluation) -> None:
    """Draw the loads of a day of service and the form of its consignments."""
    own = chosen_service()
    assert own is not None
    if len(own.stops) < 2:
        st.caption("先に、停留所を二つ以上置いてください。")
        return
    if own.freight:
        _loads(current, own)
    _form(own)


def _loads(current: Evaluation, own: BusService) -> None:
    (found,) = (s for s in freight_document(current.effective)["services"] if s["service"] == own.id)
    wanted, carried = (sum(c[what] for c in found["consignments"]) for what in ("wanted", "carried"))
    st.markdown(
        f"運行日1日に、荷物 {wanted:,}個のうち **{carried:,}個** を運べます（積める重さ {found['freight_kg']:g} kg）。"
    )
    for row in found["consignments"]:
        if row["left"]:
            st.warning(f"「{plain(row['name'])}」{row['left']:,}個が残ります。{plain(row['reason'])}。")
    if found["loads"]:
        table = pd.DataFrame(found["loads"])[list(_COLUMNS)].rename(columns=_COLUMNS)
        st.dataframe(table, hide_index=True, row_height=28, height=min(30 + 28 * (len(table) + 1), 220))


def _form(own: BusService) -> None:
    """Let a consignment be written: a new one, or one that is there."""
    names = {_NEW: "新しい荷物", **{i: c.name for i, c in enumerate(own.freight)}}
    position = st.selectbox(
        "荷物", list(names), format_func=lambda i: names[i], key=f"freight-of-{own.id}-{len(own.freight)}"
    )
    was = own.freight[position] if position != _NEW else None
    with st.form(f"freight-{own.id}-{position}-{hash(was)}", border=False):
        write = _fields(own, was)
        with st.container(horizontal=True):
            button(
                "この内容で載せる",
                lambda: _save(position, write),
                type="primary",
                draw=st.form_submit_button,
                key=f"freight-take-{own.id}-{position}",
            )
            if was is not None:
                edit_button(
                    "この荷物をやめる",
                    lambda plan: remove_consignment(plan, *here(), position),
                    draw=st.form_submit_button,
                    key=f"freight-stop-{own.id}-{position}",
                )


def _fields(own: BusService, was: Consignment | None) -> Callable[[], Consignment | None]:
    """Draw the fields; return a function that reads them and notes what it cannot read."""
    stops = {s.stop_id: s.name for s in (*own.stops, *own.return_stops)}
    with st.container(horizontal=True):
        name = st.text_input("名前", was.name if was else "昼の弁当", width=150)
        kind = _choice("種類", dict(CONSIGNMENT_NAMES), was.kind if was else "meal")
    with st.container(horizontal=True):
        start = _choice("積む停留所", stops, was.from_stop_id if was else next(iter(stops)))
        end = _choice("届け先", stops, was.to_stop_id if was else _last(own))
    with st.container(horizontal=True):
        count = st.number_input("個数（1日）", 1, 9_999, was.count if was else 10, width=118)
        kg = st.number_input(
            "1個の重さ（kg）", 0.0, 999.0, float(was.kg) if was else 1.0, step=0.5, format="%.1f", width=128
        )
        yen = st.number_input(
            "1個の運賃（円）", 0, None, _whole(was.yen) if was else None, step=10, placeholder="未定", width=128
        )
    with st.container(horizontal=True):
        ready = st.text_input("積める時刻", clock(was.ready_s) if was else "8:00", width=110)
        last = was.due_s if was else _DAY_S // 2
        due = st.text_input("届ける期限", clock(last), width=110)

    def read() -> Consignment | None:
        times = times_or_notice(f"{ready} {due}")
        if len(times) != 2:
            return None
        hours = {"ready_s": times[0], "due_s": min(times[1], LAST_S)}
        parts: dict[str, Any] = {"count": int(count), "kg": kg, "yen": yen, **hours}
        unknown_fields = was.unknown_fields if was else {}
        return Consignment(name.strip() or "荷物", kind, start, end, unknown_fields=unknown_fields, **parts)  # type: ignore[arg-type] # one of the kinds

    return read


def _last(own: BusService) -> str:
    """Return the stop that is farthest along the line from the first, where a loop comes back to it."""
    others = [s.stop_id for s in own.stops if s.stop_id != own.stops[0].stop_id]
    return others[-1] if others else own.stops[-1].stop_id


def _choice(label: str, options: dict[str, str], chosen: str) -> str:
    ids = list(options) if chosen in options else [chosen, *options]
    picked: str = st.selectbox(label, ids, index=ids.index(chosen), format_func=lambda i: options.get(i, i))
    return picked


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _save(position: int, read: Callable[[], Consignment | None]) -> None:
    def change(plan: Plan) -> Plan:
        with wrapping_service_errors():
            written = read()
        if written is None:
            return plan
        if position == _NEW:
            return add_consignment(plan, *here(), written)
        return change_consignment(plan, *here(), position, written)

    edit_and_redraw(change)
