"""Texts of notices about candidate sites and their search on screen; part of the catalogue of `geo.texts.messages`."""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

SITING_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "score_weight_unknown": ("error", "「{name}」という物差しは知りません。使えるのは {known} です。"),
    "score_weight_wrong": ("error", "物差しの重み「{name}={value}」は使えません。0 以上の数で書いてください。"),
    "score_weights_none": ("error", "使える物差しの重みがすべて 0 です。一つは 0 より大きくしてください。"),
    "siting_broken": (
        "error",
        "思わぬところで止まりました。案は変わっていません。もう一度探し、続くときは起動した画面の記録を添えて開発者に知らせてください。",
    ),
    "siting_hazard_near": (
        "info",
        "{zone}から {limit}m 離れていない候補地 {count} か所（{names}）は、組合せに入れていません。離す距離を短くするか、必ず選ぶ場所に指定すれば入ります。",
    ),
    "siting_hazard_unknown": (
        "warning",
        "{zones}のデータ（{files}）がないので、{limit}m 離れているかを確かめていません。区域のデータを取り込んでください。",
    ),
    "siting_hazard_distance_wrong": (
        "error",
        "災害区域から離す距離「{value}」は使えません。0 以上のメートルで指定してください。",
    ),
    "siting_hazard_distance_idle": (
        "error",
        "災害区域から {limit}m 離すことと、区域の中も選ぶことは、一緒には頼めません。どちらかをやめてください。",
    ),
    "score_criterion_unused": ("info", "「{name}」は点数に入れていません（{reason}）。"),
}
