"""Texts of notices about ways of travelling: what cannot be asked of a region, and why.

They are part of the catalogue of `geo.texts.messages`, by whose rules they are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

TRAVEL_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "mode_bus_without_feeds": ("info", "この地域には時刻表データがないので、移動手段にバスは選べません。「データ」で取り込むと選べます。"),
    "mode_bus_without_days": ("info", "時刻表データに便の走る日がないので、移動手段にバスは選べません。運行日の表を確かめてください。"),
    "timetable_anywhere": ("info", "自由乗降のある {count} 路線（{ids}）は、停留所の間でも {every}m ごとに乗り降りできるとして計算しています（道の分からない区間は停留所だけ）。"),
}  # fmt: skip
"""Severity and text by code."""
