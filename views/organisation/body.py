"""組織: the form of the community organisation as a diagram, what it does and lives on, beside the country and its examples."""

from __future__ import annotations

import functools
import html
from typing import Any

import streamlit as st

from geo.reference.organisation import examples, legal_forms
from layers.charts.organisation_diagram import DrawnOrganisation, organisation_diagram
from layers.charts.small_map import picture_html
from plan.figure_texts import share
from plan.organisation.edits import change_organisation
from plan.organisation.standing import (
    activities_beside,
    country_figures,
    form_warnings,
    incomes_beside,
    own_sources_share,
)
from plan.organisation.tables import ACTIVITIES, INCOMES
from plan.scenario.carriers.organisation import Organisation
from views import session
from views.figures import plain
from views.organisation.answer import organisation, scenario
from views.organisation.entry import Change, write_choice, write_number, write_rows, write_text

_FORMS = {"": "決めていない", "integrated": "一体型", "separated": "分離型"}
_OPEN = {"": "決めていない"}


def show_body() -> None:
    """Show the organisation, and let it be written."""
    known = organisation()
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.html(picture_html(organisation_diagram(_drawn(known)), "地域運営組織の形"))
        for warning in form_warnings(
            known, runs_paid_transport=any(s.kind == "paid_private" for s in scenario().services)
        ):
            st.warning(plain(warning))
        st.caption(
            "一体型は、協議機能と実行機能を一つの組織がもつ形、分離型は、実行する組織を分けてつなぐ形です（2016年の説明資料）。"
        )
    with right:
        _words(known)
    st.markdown("**活動**（一行に一つ。下の空の行に書くと増えます）")
    write_rows(ACTIVITIES, known.activities, functools.partial(_changed, "activities"), key="activities")
    st.markdown("**収入**（一年の見込み）")
    write_rows(INCOMES, known.incomes, functools.partial(_changed, "incomes"), key="incomes")
    _beside(known)


def _drawn(known: Organisation) -> DrawnOrganisation:
    return DrawnOrganisation(
        known.form,
        known.name,
        known.executing_body,
        [a.name for a in known.activities if a.kind == "life"],
        [a.name for a in known.activities if a.kind == "business"],
    )


def _changed(attribute: str, value: Any) -> Change:
    """Make the edit of one attribute of the organisation."""
    scenario_id = session.scenario_id()
    return lambda plan: change_organisation(plan, scenario_id, **{attribute: value})


def _words(known: Organisation) -> None:
    forms = _OPEN | {i: form.name for i, form in legal_forms().items()}
    write_text("組織の名前", known.name, functools.partial(_changed, "name"), key="name", placeholder="谷の会")
    left, right = st.columns(2)
    with left:
        write_choice("形", known.form, _FORMS, functools.partial(_changed, "form"), key="form")
    with right:
        write_choice("法人の形", known.legal_form, forms, functools.partial(_changed, "legal_form"), key="legal-form")
    if known.form == "separated":
        with left:
            change = functools.partial(_changed, "executing_body")
            write_text("実行する組織の名前", known.executing_body, change, key="executing")
        with right:
            change = functools.partial(_changed, "executing_legal_form")
            write_choice("実行する組織の法人の形", known.executing_legal_form, forms, change, key="executing-form")
    with left:
        write_text("できた日", known.founded_on, functools.partial(_changed, "founded_on"), key="founded")
        write_number("会員", known.members, functools.partial(_changed, "members"), key="members", unit="人")
    with right:
        hubs = _OPEN | {hub.id: hub.name for hub in scenario().hubs}
        write_choice("活動の場（拠点）", known.base, hubs, functools.partial(_changed, "base"), key="base")
        write_number(
            "働く人（常勤に直して）", known.staff, functools.partial(_changed, "staff"), key="staff", unit="人"
        )
    with left:
        change = functools.partial(_changed, "volunteers")
        write_number("手伝う住民", known.volunteers, change, key="volunteers", unit="人")


def _beside(known: Organisation) -> None:
    """Put the plan beside the country's figures, main activities and incomes, and the briefing's examples."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        activities = "".join(
            f"<tr><td>{html.escape(main)}</td><td>{html.escape('、'.join(own)) or '―'}</td></tr>"
            for main, own in activities_beside(known).items()
        )
        st.html(
            '<div class="ky-list"><h3>主な活動</h3><table><tr><th>全国の主な活動（2016年）</th><th>この計画</th></tr>'
            f"{activities}</table></div>"
        )
        incomes = "".join(
            f"<tr><td>{html.escape(name)}{'（全国の主な収入源）' if is_main else ''}</td><td>{html.escape(amount)}</td></tr>"
            for name, is_main, amount in incomes_beside(known)
        )
        own = own_sources_share(known)
        told = "金額がそろうと出ます" if own is None else share(own)
        st.html(
            f'<div class="ky-list"><h3>収入</h3><table>{incomes}<tr><td>補助金でない収入の割合</td><td>{told}</td></tr></table></div>'
        )
    with right:
        figures = "".join(
            f"<tr><td>{html.escape(f.name)}{'（要確認）' if f.to_be_confirmed else ''}</td>"
            f'<td class="n">{html.escape(f.shown)}</td><td>{html.escape(f.date)}</td></tr>'
            for f in country_figures()
        )
        st.html(f'<div class="ky-list"><h3>全国の地域運営組織</h3><table>{figures}</table></div>')
    with st.expander("説明資料の例（市町村、活動、法人の形）"):
        rows = "".join(
            f"<tr><td>{html.escape(e.name)}</td><td>{html.escape(e.municipality)}</td><td>{html.escape(e.activities)}</td>"
            f"<td>{html.escape(e.legal_form) or '図に書かれていない'}</td></tr>"
            for e in examples()
        )
        st.html(
            '<div class="ky-list"><table><tr><th>名前</th><th>市町村</th><th>活動</th><th>法人の形</th></tr>'
            f"{rows}</table></div>"
        )
        st.caption("図の文字の並びが崩れていて、どれが一体型でどれが分離型かは読み取れません。型には分けていません。")
