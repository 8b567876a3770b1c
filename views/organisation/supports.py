"""支援: which measures fit what the plan contains and what is missing; the grant's questions; guides to read."""

from __future__ import annotations

import functools
import html
from typing import Any

import streamlit as st

from geo.reference.supports import guides
from geo.region.legal_status import legal_status_texts
from plan.finance.edits import answer_question, change_budget
from plan.finance.grant import KINDS, GrantReview, Question, grant_review
from plan.finance.plan_facts import Fact
from plan.finance.supports import FITS, Support, supports_of
from plan.organisation.tables import USED_SUPPORTS
from views import session
from views.figures import plain
from views.organisation.answer import scenario
from views.organisation.entry import Change, write_rows, write_text


def show_supports() -> None:
    """Show the measures by how they fit, the grant, and the guides."""
    effective = session.evaluation().effective
    status = effective.region.legal_status
    told = legal_status_texts(status) if status is not None else []
    st.caption(
        f"法律の地域の区分：{plain('、'.join(told)) or '地域のフォルダーに書かれていません'}。"
        "名前と中身は2016年の説明資料のもので、今の要件はどれも要確認です。"
    )
    found = supports_of(effective)
    for fit, label in FITS.items():
        chosen = [s for s in found if s.fit == fit]
        if chosen:
            rows = "".join(map(_row, chosen))
            st.html(f'<div class="ky-list"><h3>{label}：{len(chosen)}件</h3><table>{rows}</table></div>')
    st.markdown("**使う支援措置**（番号は、申請の年の様式にある番号。地域再生計画の 5-3-1 に載ります）")
    write_rows(USED_SUPPORTS, scenario().budget.used_supports, _used, key="used-supports")
    _grant(grant_review(effective))
    with st.expander("手引き（読みもの）"):
        for guide in guides().values():
            addresses = "、".join(guide.addresses)
            st.text(f"{guide.name}（{guide.publisher}、{guide.date}）：{guide.purpose}。{addresses}")


def _row(support: Support) -> str:
    measure = support.measure
    lists = "・".join(measure.lists)
    reasons = "".join(
        f"<li>{label}：{html.escape(_words(fact))}</li>"
        for label, facts in (("ある", support.because), ("足りない", support.missing), ("分からない", support.unknown))
        for fact in facts
    )
    return (
        f"<tr><td><b>{html.escape(measure.name)}</b>（{html.escape(measure.ministry)}、{html.escape(lists)}）<br>"
        f"{html.escape(measure.summary)}<br>今：{html.escape(measure.name_now)}。{html.escape(measure.status)}</td>"
        f"<td><ul>{reasons}</ul></td></tr>"
    )


def _words(fact: Fact) -> str:
    return f"{fact.name}（{fact.why}）"


def _grant(review: GrantReview) -> None:
    st.html(f'<div class="ky-list"><h3>地方創生推進交付金（国 {review.share_percent:.0f}%、2016年度）</h3></div>')
    musts = "".join(f"<li>{'✓' if fact.present else '□'} {html.escape(_words(fact))}</li>" for fact in review.musts)
    fields = "".join(
        f"<li>{'✓' if field.touched_by else '□'} {html.escape(field.name)}"
        f"{html.escape('：' + '、'.join(f.name for f in field.touched_by) if field.touched_by else '')}</li>"
        for field in review.fields
    )
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in review.steps)
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(f'<div class="ky-list"><h4>要るもの</h4><ul>{musts}</ul><h4>進め方</h4><ul>{steps}</ul></div>')
    with right:
        st.html(f'<div class="ky-list"><h4>先駆的な事業例の分野（✓：この案が触れるもの）</h4><ul>{fields}</ul></div>')
    for kind, name in KINDS.items():
        with st.expander(plain(name)):
            for question in review.questions:
                if question.kind == kind:
                    _question(question)


def _question(question: Question) -> None:
    evidence = "、".join(_words(f) for f in question.evidence)
    st.caption(f"{plain(question.name)}：計画の中の手がかり：{plain(evidence) or 'ありません'}")
    change = functools.partial(_answered, question.id)
    write_text(question.text, question.answer, change, key=f"grant-{question.id}", lines=True)


def _used(supports: Any) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: change_budget(plan, scenario_id, used_supports=supports)


def _answered(question: str, answer: str) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: answer_question(plan, scenario_id, question, answer)
