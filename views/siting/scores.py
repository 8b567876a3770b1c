"""候補を探す, beside the map: candidate sites scored before any search, with the weights that people set."""

from __future__ import annotations

import html

import streamlit as st

from geo.texts.errors import RequestError
from plan.applied import EffectiveScenario
from plan.reach.destinations import destinations
from plan.siting.request import candidate_ids
from plan.siting.site_scores import CRITERIA, HIGHEST_WEIGHT, SiteScore, first_weights, ranking, scored, usable
from views.figures import plain, show_messages, show_method
from views.widget_state import Widget, remember


def _weight(criterion_id: str) -> Widget[int]:
    return Widget(f"site_weight_{criterion_id}", int(first_weights()[criterion_id]))


def show_scores(effective: EffectiveScenario, candidates: str) -> None:
    """Show the weights as sliders and the ranking with its reasons."""
    ids = candidate_ids(effective, candidates)
    if not ids:
        st.caption("候補地がありません。「場所の条件」で、開いている施設を候補にできます。")
        return
    facts = scored(effective, destinations(effective, ids))
    used, notices = usable(facts)
    with st.expander("物差しの重みを変える"):
        for criterion in used:
            st.slider(plain(criterion.name), 0, HIGHEST_WEIGHT, key=_weight(criterion.id).remembered())
        remember()
    weights = {c.id: float(_weight(c.id).value) for c in used}
    try:
        ranked = ranking(facts, weights)
    except RequestError as problem:
        show_messages(problem.notices)
        return
    st.html(f'<div class="ky-list ky-scores">{"".join(map(_row, ranked))}</div>')
    show_messages(notices)
    show_method((c.name, f"{c.full_definition()}（単位：{c.unit}）", c.source) for c in CRITERIA)


def _row(row: SiteScore) -> str:
    good = "".join(f"<li>{html.escape(label)}</li>" for label in row.strong)
    bad = "".join(f'<li class="ky-weak">{html.escape(label)}</li>' for label in row.weak)
    return (
        f"<h3>{row.rank}位　{html.escape(row.facts.name)}　{row.score:.0f}点</h3>"
        f'<div class="ky-bar"><i style="width:{row.score:.0f}%"></i></div><ul>{good}{bad}</ul>'
    )
