"""Texts of notices about a scenario's bus services; part of the catalogue of `geo.messages`, by whose rules they are written."""

from __future__ import annotations

from collections.abc import Mapping

from geo.notices import Severity

SERVICE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "plan_route_unknown": ("warning", "案「{scenario}」がとりやめる路線 {id} が、時刻表データ {feed} にありません。このとりやめは使っていません。"),
    "service_route_not_copied": ("error", "時刻表データ {feed} の路線 {id} に、写せる便がありません。路線の名前と、停留所の位置と時刻を確かめてください。"),
    "service_edit_refused": ("error", "この変更はできません。{reason}"),
}  # fmt: skip
