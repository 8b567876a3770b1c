"""枠組み: the law's frame on one page, and the wheel of policies that the plan uses."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from geo.reference.law import Article
from layers.charts.policy_wheel import policy_wheel
from layers.charts.small_map import picture_html
from plan.organisation.frame import PAPER_RULES_OF_ALL, Pillar, pillars_of
from plan.organisation.policy_use import policies_used
from plan.rules.checking import check
from plan.rules.rule import RuleResult
from plan.scenario.scenario import BASE
from views import session
from views.organisation.answer import reckoned, scenario

_OUTCOMES = {"failed": "要調整", "info": "手続き", "not_checked": "確かめていません", "passed": "よし"}
_MOST_SHOWN = 3


def show_frame() -> None:
    """Show the four pillars, the rules of the plan as a document, and the wheel."""
    effective = session.evaluation().effective
    results = check(effective)
    pillars = pillars_of(reckoned(), session.evaluation_of_today(BASE), results, written=scenario())
    st.html(f'<div class="ky-pillars">{"".join(map(_card, pillars))}</div>')
    papers = [r for r in results if r.rule in PAPER_RULES_OF_ALL]
    if papers:
        st.html(f'<div class="ky-list"><h3>計画の書面</h3>{_answers(papers)}</div>')
    uses = policies_used(effective)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        names = {use.name: bool(use.by) for use in uses}
        used = "、".join(name for name, is_used in names.items() if is_used)
        st.html('<div class="ky-list"><h3>各種施策との連携：使っている政策の分野</h3></div>')
        st.html(picture_html(policy_wheel(names), f"使っている分野：{used or 'ありません'}"))
    with right:
        rows = "".join(
            f"<tr><td>{html.escape(use.name)}</td><td>{html.escape('、'.join(use.by)) or '―'}</td></tr>" for use in uses
        )
        st.html(f'<div class="ky-list"><h3>何で使うか</h3><table>{rows}</table></div>')
    st.caption("分野は、2016年の説明資料の「各種施策との連携」の図のものです。活動の分野は「組織」で付けられます。")


def _card(pillar: Pillar) -> str:
    articles = "".join(f"<li>{_article(a)}</li>" for a in pillar.articles)
    does = "".join(f"<li>{html.escape(s)}</li>" for s in pillar.does) or "<li>まだありません</li>"
    missing = "".join(f'<li class="ky-weak">{html.escape(s)}</li>' for s in pillar.missing) or "<li>ありません</li>"
    return (
        f'<section class="ky-pillar"><h3>{html.escape(pillar.title)}</h3>'
        f"<h4>この計画がすること</h4><ul>{does}</ul><h4>足りないもの</h4><ul>{missing}</ul>"
        f"<h4>確認の答え</h4>{_answers(pillar.results)}"
        f"<details><summary>条文（今と、2016年）</summary><ul>{articles}</ul></details></section>"
    )


def _article(known: Article) -> str:
    before = f"2016年は {known.old}" if known.old else "2016年と同じ番号"
    unsure = "（要確認）" if known.to_be_confirmed else ""
    return html.escape(f"{known.law} {known.present}{unsure}：{known.subject}。{before}")


def _answers(results: Sequence[RuleResult]) -> str:
    if not results:
        return "<p>この部分の確認事項はありません。</p>"
    counts = {label: len({r.rule for r in results if r.outcome == outcome}) for outcome, label in _OUTCOMES.items()}
    told = "・".join(f"{label} {count}" for label, count in counts.items() if count)
    failed = [r for r in results if r.outcome == "failed"]
    items = "".join(
        f'<li class="ky-weak">{html.escape(f"{r.rule} {r.title}：{r.message}")}</li>' for r in failed[:_MOST_SHOWN]
    )
    more = f"<li>ほかは「圏域・土地利用」の「確認」にあります（{len(failed) - _MOST_SHOWN}件）</li>"
    return f"<p>{told}</p><ul>{items}{more if len(failed) > _MOST_SHOWN else ''}</ul>"
