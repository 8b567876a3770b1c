"""法人: the legal forms side by side, with what is to be confirmed, and the regeneration corporation (地域再生推進法人)."""

from __future__ import annotations

import functools
import html

import streamlit as st

from geo.reference.law import article
from geo.reference.organisation import LegalForm, legal_forms
from plan.organisation.edits import change_organisation
from views import session
from views.organisation.answer import organisation
from views.organisation.entry import Change, write_text

_TRANSPORT = {"yes": "行える", "no": "行えない", "unsure": "確かめる"}
_HEADINGS = ("法人の形", "根拠の法律", "つくる人数", "認可・登記", "利益の分配", "責任", "税", "自家用有償旅客運送")


def show_legal_forms() -> None:
    """Show the table, the plan's own forms marked, and the designation."""
    known = organisation()
    own = {known.legal_form, known.executing_legal_form}
    head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    rows = "".join(_row(form, is_own=i in own) for i, form in legal_forms().items())
    st.html(f'<div class="ky-list ky-wide"><table class="ky-forms"><tr>{head}</tr>{rows}</table></div>')
    st.caption(
        "「要確認」は、法令の文そのものを確かめていないものです。選ぶ前に、都道府県や法務局、税務署の窓口で確かめてください。"
        "この計画の形には ● を付けています。"
    )
    law = article("regeneration_corporation")
    st.html(
        f'<div class="ky-list"><h3>地域再生推進法人（{html.escape(law.citation)}）</h3><ul>'
        "<li>市町村長などが指定します。NPO法人、一般社団・財団法人、株式会社など。2015年から社会福祉法人もなれます。</li>"
        "<li>申請、審査、指定、公示（名前、住所、事務所）の順です。</li>"
        "<li>地域再生計画の作成を提案できます（2012年の条文で確かめたもの。要確認）。</li>"
        "<li>計画の事業のために買う土地は、公有地拡大推進法の届出が要らなくなります。土地の取得や施設の運営などを担います。</li>"
        "</ul></div>"
    )
    write_text("指定を受けた日（受けたら書く）", known.designated_on, functools.partial(_designated), key="designated")


def _designated(day: str) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: change_organisation(plan, scenario_id, designated_on=day)


def _row(form: LegalForm, *, is_own: bool) -> str:
    mark = "● " if is_own else ""
    unsure = "（要確認）" if form.to_be_confirmed else ""
    transport = f"{_TRANSPORT[form.transport]}。{form.transport_note}"
    cells = (
        f"{mark}{form.name}{unsure}", form.law, form.founders, form.formation, form.profit, form.liability, form.tax, transport,
    )  # fmt: skip
    style = ' class="ky-own"' if is_own else ""
    told = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    note = f"{form.note}。" if form.note else ""
    source = html.escape(f"{note}出典：{form.source}（{form.date}年）")
    return f'<tr{style}>{told}</tr><tr{style}><td></td><td colspan="7"><small>{source}</small></td></tr>'
