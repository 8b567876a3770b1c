"""What each hub area offers: services that are there, planned, or missing."""

from __future__ import annotations

import html

import streamlit as st

from geo.reference.categories import CATEGORIES
from plan.applied import EffectiveScenario
from plan.land.hub_area_services import STATES, hub_area_services


def show_services(effective: EffectiveScenario) -> None:
    """List the services of each hub's area."""
    found = hub_area_services(effective)
    names = effective.hubs["name"]
    if not found:
        st.caption("拠点がまだないか、集めるサービスが選ばれていません。「拠点」のページで選べます。")
        return
    for hub in dict.fromkeys(row.hub_id for row in found):
        rows = "".join(
            f"<tr><td>{html.escape(CATEGORIES[row.category])}</td><td><b>{STATES[row.state]}</b></td>"
            f"<td>{html.escape('、'.join(row.facilities) or '―')}</td></tr>"
            for row in found
            if row.hub_id == hub
        )
        head = "<tr><th>サービス</th><th>区域に</th><th>施設</th></tr>"
        st.html(f'<div class="ky-list"><h3>{html.escape(str(names[hub]))}</h3><table>{head}{rows}</table></div>')
