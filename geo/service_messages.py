"""Texts of notices about a scenario's bus services; part of the catalogue of `geo.messages`, by whose rules they are written."""

from __future__ import annotations

from collections.abc import Mapping

from geo.notices import Severity

SERVICE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "plan_route_unknown": ("warning", "案「{scenario}」がとりやめる路線 {id} が、時刻表データ {feed} にありません。このとりやめは使っていません。"),
    "service_route_not_copied": ("error", "時刻表データ {feed} の路線 {id} に、写せる便がありません。路線の名前と、停留所の位置と時刻を確かめてください。"),
    "schedule_no_road": ("warning", "「{service}」の {time} 発「{start}」から「{end}」まで、車の通れる道がありません。停留所を道の近くに移すか、通行止めを確かめてください。"),
    "schedule_too_fast": ("warning", "「{service}」の {time} 発「{start}」から「{end}」までは {planned}分の時刻ですが、道では車でも {needed}分かかります。時刻を直してください。"),
    "schedule_block_broken": ("warning", "同じ車両とした便 {first}（{ends} 着）と {second}（{starts} 発）は続けて走れません（回送 {drive}）。時刻か車両の運用を直してください。"),
    "service_edit_refused": ("error", "この変更はできません。{reason}"),
}  # fmt: skip
