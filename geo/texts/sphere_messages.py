"""Texts of notices about living spheres (集落生活圏).

They are part of the catalogue of `geo.texts.messages`, by whose rules they are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

SPHERE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "plan_sphere_hub_unknown": ("warning", "案「{scenario}」の集落生活圏の拠点「{id}」が案にありません。この圏域は使っていません。"),
    "plan_sphere_village_unknown": ("warning", "案「{scenario}」の集落生活圏の集落「{id}」が地域にありません。数えていません。"),
    "spheres_no_districts": ("error", "集落に地区（旧小学校区など）が書かれておらず、旧小学校区の区域もありません。どちらかを入れるか、近い拠点ごとに始めてください。"),
    "spheres_from_nearest": ("info", "集落生活圏は、車でいちばん近い拠点ごとに分けました。地区（旧小学校区など）があるときは、地区ごとに始めます。"),
    "spheres_no_use_zones": ("info", "市街化区域・用途地域の区域のデータがないので、その中の集落を見分けていません。あれば取り込んでください。"),
    "spheres_no_municipality": ("info", "市町村の範囲のデータがないので、圏域は道のまわりに描きました。"),
    "sphere_challenged": ("info", "「{village}」は、自分の圏域の拠点まで{minutes}。地域のまとまりを先にして、そのままにしました。話し合いの材料にしてください。"),
    "sphere_village_barred": ("error", "「{name}」は集落生活圏に入れられません（{reason}）。"),
    "districts_without_area": ("error", "面の図形が一つもありません。旧小学校区などの区域の面を入れたファイルを選んでください。"),
    "districts_without_village": ("warning", "「{layer}」の区域の中に、圏域のある集落が一つもありません。区域の範囲と座標系を確かめてください。一致は計算していません。"),
    "area_unusable": ("error", "この形は区域にできません（{reason}）。前の形に戻しました。"),
    "area_not_divided": ("error", "線が区域を横切っていないので、分けられません。区域の外から外まで線を引いてください。"),
}  # fmt: skip
