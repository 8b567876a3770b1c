"""What several pages let the user choose for a map: each choice is one, on whichever of them it is made."""

from __future__ import annotations

import datetime

import streamlit as st

from views.figures import plain
from views.widget_state import Widget

COLOUR = Widget("colour", "time")
"""What villages are coloured by, where scenarios are looked at."""

PURPOSE: Widget[str | None] = Widget("hub_purpose", None)
DAY: Widget[datetime.date | None] = Widget("hub_day", None)
"""What for and on which day outings to hubs are counted."""

BANDS = Widget("show_bands", True)
LINKS = Widget("show_links", False)
"""Whether the land within reach, and the lines from villages to hubs, are drawn."""

ONLINE = Widget("online", False)
"""Whether the maps of the Geospatial Information Authority lie underneath."""


def offer_online_tiles() -> None:
    """Let these maps be put underneath."""
    st.checkbox("地理院タイル（インターネットが要ります）", key=ONLINE.key)


def offer_links() -> None:
    """Let the lines be drawn."""
    st.checkbox("集落と拠点を結ぶ線", key=LINKS.key)


def offer_bands(explanation: str | None = None) -> None:
    """Let the land within reach be drawn."""
    st.checkbox("到達圏", value=BANDS.first, key=BANDS.key, help=plain(explanation or "") or None)
