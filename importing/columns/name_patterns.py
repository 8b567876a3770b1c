"""What names tell: the kind of a candidate site, what is closed, the class of a road. Kinds of facilities: `importing.columns.facility_kinds`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from importing.columns.facility_kinds import says_closed

_SITE_KIND_PATTERNS: tuple[tuple[str, str], ...] = (
    ("廃校", r"(旧|元).*(学校|小学|中学|高校|分校)|(学校|小学|中学|高校|分校).*(跡|校舎)"),
    ("旧役場", r"(旧|元).*(役場|役所|支所|庁舎)|(役場|役所|支所|庁舎).*跡"),
    ("道の駅", r"道の駅"),
    ("空き店舗", r"空き店舗|空店舗|(旧|元).*(店|ストア|マート|スタンド)"),
    ("更地", r"更地|跡地|グラウンド|広場|公園|駐車場|空き地|空地"),
    ("既存施設", r"学校|高校|保育|公民館|集会|センター|会館|体育館|役場|支所|病院|施設|荘$|館$"),
)
OTHER_SITE = "候補地"

# 道路法の種類と公表データの言い方 → OpenStreetMap の種別（速度表の見出し）。都道府県道のうち主要地方道だけが secondary。
ROAD_CLASSES: Mapping[str, str] = {
    "高速自動車国道": "motorway",
    "高速道路": "motorway",
    "都市高速道路": "motorway",
    "自動車専用道": "trunk",
    "自動車専用道路": "trunk",
    "国道": "primary",
    "一般国道": "primary",
    "主要地方道": "secondary",
    "県道（主要）": "secondary",
    "都道府県道": "tertiary",
    "一般都道府県道": "tertiary",
    "一般県道": "tertiary",
    "県道": "tertiary",
    "都道": "tertiary",
    "道道": "tertiary",
    "府道": "tertiary",
    "市区町村道等": "unclassified",
    "市区町村道": "unclassified",
    "市町村道": "unclassified",
    "市道": "unclassified",
    "町道": "unclassified",
    "村道": "unclassified",
    "農道": "track",
    "林道": "track",
    "庭園路": "footway",
    "石段": "steps",
    "徒歩道": "footway",
    "歩道": "footway",
    "その他": "road",
    "不明": "road",
}
"""Japanese classes of roads → highway values."""


def site_kind_of(name: str) -> str:
    """Return the kind of a candidate site from its name, ``候補地`` where nothing tells."""
    return next((kind for kind, pattern in _SITE_KIND_PATTERNS if re.search(pattern, name)), OTHER_SITE)


def is_former(name: str) -> bool:
    """Return whether a name is that of something closed: 旧山中小学校, 山中小学校跡, 山中小学校跡地, 山中保育園（休園中）."""
    return re.search(r"^(旧|元)(?!町)|跡地?($|周辺)", name) is not None or says_closed(name)


def is_road_class_column(values: Iterable[str]) -> bool:
    """Return whether a column holds Japanese classes of roads: nearly every value is one."""
    filled = [v for v in values if v]
    known = sum(v in ROAD_CLASSES for v in filled)
    return bool(filled) and known >= 0.9 * len(filled)
