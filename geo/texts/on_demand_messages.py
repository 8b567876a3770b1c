"""Texts of notices about rides on request; part of the catalogue of `geo.texts.messages`."""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

ON_DEMAND_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "service_unknown": ("error", "案に「{id}」というサービスはありません。あるのは {known} です。"),
    "on_demand_kind": ("error", "「{name}」は{kind}です。予約制乗合のサービスを選んでください。"),
    "on_demand_nobody": ("error", "「{name}」の区域の中に、車のない人のいる集落がありません。区域を確かめてください。"),
    "on_demand_nowhere": (
        "error",
        "「{name}」で行ける診療所、店、窓口が一つもありません。区域か拠点、施設を確かめてください。",
    ),
    "on_demand_depot": ("error", "「{name}」の車庫が決まっておらず、拠点もありません。車庫か拠点を置いてください。"),
    "on_demand_year": (
        "info",
        (
            "「{name}」の一年は、電話の数を前提から引いた {simulated} 日の試算の平均（車両 {vehicles} 台、受けられた割合 {served}）に、"
            "運行日 {days} 日を掛けたものです。"
            "利用者の少なめ・多めの幅と、補助の試算はありません。"
        ),
    ),
    "on_demand_rest": ("error", "「{name}」は {date} に運行しません。--date で運行する日を選んでください。"),
    "on_demand_assumed": (
        "info",
        "電話の数は、車のない人の外出の回数と予約して乗る割合の前提から、種 {seed} で引いた一例です。前提は案で変えられます（要確認）。",
    ),
    "on_demand_no_way": ("warning", "車で行けない集落が {count} あります（{names}）。そこからの電話は数えていません。"),
}
