"""地域デザイン: what residents decided and who does what, the meetings that led there, and the town's other plans."""

from __future__ import annotations

import functools
import html
from dataclasses import replace
from typing import Any

import streamlit as st

from plan.organisation.community_design import community_design, decision_text
from plan.organisation.edits import (
    add_record,
    change_organisation,
    change_record,
    remove_record,
    set_related_plans,
)
from plan.organisation.tables import DECISIONS, RELATED_PLANS, REMARKS
from plan.scenario.carriers.agreements import Record
from plan.scenario.scenario import Plan
from views import editing, session
from views.figures import plain
from views.organisation.answer import organisation, scenario
from views.organisation.entry import Change, write_number, write_rows, write_text


def show_design() -> None:
    """Let decisions be written, and show the document that they make."""
    st.markdown("**決めたこと**（住民が自分で決めた将来のすがた。一行に一つ）")
    write_rows(DECISIONS, organisation().decisions, _decided, key="decisions")
    design = community_design(session.region(), session.plan(), scenario())
    if design.missing:
        st.caption(f"まだ足りないもの：{plain('、'.join(design.missing))}")
    if design.undated:
        st.caption(f"日付か、決めた人が書かれていないもの：{plain('、'.join(design.undated))}")
    left, right = st.columns([1, 1], gap="medium")
    with left:
        decided = (
            "".join(f"<li>{html.escape(decision_text(d))}</li>" for d in design.decisions) or "<li>まだありません</li>"
        )
        gathering = "".join(f"<li>{html.escape(line)}</li>" for line in design.gathering) or "<li>まだありません</li>"
        st.html(
            f'<section class="ky-pillar"><h3>{html.escape(design.region)}の地域デザイン　一枚目</h3>'
            f"<h4>決めたこと</h4><ul>{decided}</ul><h4>どこに集めるか</h4><ul>{gathering}</ul></section>"
        )
    with right:
        duties = "".join(
            f"<tr><td>{html.escape(d.who)}</td><td>{html.escape(d.what or d.decision)}</td></tr>" for d in design.duties
        )
        st.html(
            f'<section class="ky-pillar"><h3>二枚目　だれが何をするか</h3><div class="ky-list"><table>'
            f"{duties or '<tr><td>まだありません</td></tr>'}</table></div></section>"
        )


def show_records() -> None:
    """Show the meetings with residents, and let them be written; they belong to the whole plan."""
    st.caption("協議の記録は計画全体のものです（案を替えても同じ）。申請書の「住民と協議した経過」になります。")
    records = session.plan().records
    for record in records:
        title = " ".join(part for part in (record.held_on, record.title or record.place) if part) or "新しい記録"
        with st.expander(plain(title), expanded=not record.held_on, key=f"organisation-record-{record.id}"):
            _record(record)
    editing.edit_button("協議の記録を加える", _with_record, key="organisation-add-record")


def show_related_plans() -> None:
    """Show the town's other plans, and what agrees or must change."""
    st.markdown("**関連計画**（この計画と合っていること、変えなければならないこと）")
    write_rows(RELATED_PLANS, scenario().procedure.related_plans, _related, key="related-plans")
    st.caption(
        "総合計画、過疎計画、農振計画、都市計画・立地適正化計画、公共施設等総合管理計画、地域公共交通計画、介護保険事業計画、地域防災計画、学校の配置の計画から選びます。"
    )


def _record(record: Record) -> None:
    left, middle, right = st.columns(3)
    with left:
        write_text(
            "日付",
            record.held_on,
            functools.partial(_told, record, "held_on"),
            key=f"held-{record.id}",
            placeholder="2026-11-08",
        )
    with middle:
        write_text("場所", record.place, functools.partial(_told, record, "place"), key=f"place-{record.id}")
    with right:
        change = functools.partial(_told, record, "participants")
        write_number("参加した人", record.participants, change, key=f"participants-{record.id}", unit="人")
    write_text("集まりの名前", record.title, functools.partial(_told, record, "title"), key=f"title-{record.id}")
    if record.question is not None:
        counts = "、".join(f"{name} {count:,.0f}" for name, count in record.counts.items())
        st.caption(plain(f"問い：{record.question.text}　{counts}"))
    write_rows(REMARKS, record.remarks, functools.partial(_told, record, "remarks"), key=f"remarks-{record.id}")
    editing.edit_button(
        "この記録を消す", lambda plan: remove_record(plan, record.id), key=f"organisation-remove-record-{record.id}"
    )


def _told(record: Record, attribute: str, value: Any) -> Change:
    return lambda plan: change_record(plan, replace(record, **{attribute: value}))


def _with_record(plan: Plan) -> Plan:
    return add_record(plan)[0]


def _decided(decisions: Any) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: change_organisation(plan, scenario_id, decisions=decisions)


def _related(plans: Any) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: set_related_plans(plan, scenario_id, plans)
