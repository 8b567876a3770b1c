"""Texts of notices about a scenario's bus services; part of the catalogue of `geo.texts.messages`, by whose rules they are written."""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

SERVICE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "plan_route_unknown": ("warning", "案「{scenario}」がとりやめる路線 {id} が、時刻表データ {feed} にありません。このとりやめは使っていません。"),
    "service_route_not_copied": ("error", "時刻表データ {feed} の路線 {id} に、写せる便がありません。路線の名前と、停留所の位置と時刻を確かめてください。"),
    "schedule_no_road": ("warning", "「{service}」の {time} 発「{start}」から「{end}」まで、車の通れる道がありません。停留所を道の近くに移すか、通行止めを確かめてください。"),
    "schedule_too_fast": ("warning", "「{service}」の {time} 発「{start}」から「{end}」までは {planned}分の時刻ですが、道では車でも {needed}分かかります。時刻を直してください。"),
    "schedule_block_broken": ("warning", "同じ車両とした便 {first}（{ends} 着）と {second}（{starts} 発）は続けて走れません（回送 {drive}）。時刻か車両の運用を直してください。"),
    "riders_calibrated": ("info", "利用者の見積りは、{year}年度の乗車人数 {observed} 人に合わせました（合わせる前の見積り {guess} 人、{factor} 倍）。"),
    "riders_not_calibrated": ("info", "一年分の乗車人数がないため、利用者は外出の回数とバスを使う割合の仮の値だけで見積もっています（要確認）。"),
    "service_cost_unknown": ("warning", "「{service}」の費用を計算できません。{reason}。"),
    "service_subsidy": ("info", "「{service}」の補助の試算：{reason}。"),
    "service_freight_heavy": ("warning", "「{service}」の貨物 {kg} キログラムは {limit} キログラム以上です。許可が要るか、運べません（要確認）。"),
    "export_nothing": ("error", "案「{scenario}」には、書き出す路線がありません。時刻表データを地域に入れるか、路線を作ってください。"),
    "export_operator_unknown": ("warning", "運行者 {count} 者（{names}）の法人番号と連絡先が分かりません。仮の番号と仮のホームページを入れたので、渡す前に直してください。"),
    "export_address_unknown": ("warning", "発行者のホームページが分からないため、仮の場所を入れました。渡す前に直してください。"),
    "export_readings_missing": ("warning", "読みがなの分からない名前が {count} あります（{names}）。停留所と路線に読みがなを入れてください。"),
    "export_fare_unknown": ("warning", "運賃の決まっていない路線（{names}）の運賃は書き出していません。"),
    "export_not_lines": ("info", "時刻表にならないサービス（{names}）は書き出していません。"),
    "calendar_date_unread": ("error", "「{value}」は日付として読めません。2026-05-05 のように書き、いくつもあるときは空白で区切ってください（期間は 2026-07-21〜2026-08-31）。"),
    "service_edit_refused": ("error", "この変更はできません。{reason}"),
}  # fmt: skip
