"""Texts of notices about living spheres (集落生活圏).

They are part of the catalogue of `geo.messages`, by whose rules they are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.notices import Severity

SPHERE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "plan_sphere_hub_unknown": ("warning", "案「{scenario}」の集落生活圏の拠点「{id}」が案にありません。この圏域は使っていません。"),
    "plan_sphere_village_unknown": ("warning", "案「{scenario}」の集落生活圏の集落「{id}」が地域にありません。数えていません。"),
}  # fmt: skip
