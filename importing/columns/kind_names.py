"""What screens call the kinds of imports, and the columns that each is looked through for."""

from __future__ import annotations

import re

from geo.region.land.zones import ZONES
from geo.texts.errors import RequestError
from importing.columns.kinds import ALIASES, KINDS, LABELS, ZONE_PREFIX, parse_kind

KIND_NAMES: dict[str, str] = {
    "villages": "集落（人口と世帯）",
    "roads": "道",
    "facilities": "施設",
    "sites": "候補地",
    "gtfs": "バスの時刻表（GTFS）",
    "timetable": "バスの時刻表（Excel、CSV）",
    "residents": "住民の住むところ",
    "mesh": "メッシュの人口",
    "bus_stops": "バス停",
    "bus_lines": "バスの路線",
    "riders": "バスの乗車人数",
    "contracts": "バスの委託料",
    "wishes": "住民の回答（行き先と手段）",
    "projections": "市町村の将来推計人口（社人研、人口ビジョン）",
    "relief": "標高（陰影図になります）",
    "coastline": "海岸線（海が描かれます）",
    "legal_status": "過疎地域かどうか（国土数値情報 A17）",
}
"""Kind → name on screen; zones have names of their own, in `geo.region.land.zones.ZONES`."""

_AGES = re.compile(r"([mf])_(\d\d)_(\d\d|over)")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def kinds_on_offer() -> dict[str, str]:
    """List what can be imported, in the order in which a region is built, with names on screen.

    Examples
    --------
    >>> offered = kinds_on_offer()
    >>> next(iter(offered)), offered["zone:landslide"]
    ('villages', '土砂災害警戒区域')
    """
    offered = {kind: KIND_NAMES[kind] for kind in KINDS if kind in KIND_NAMES and _is_ready(kind)}
    return offered | {f"{ZONE_PREFIX}{zone}": name for zone, name in ZONES.items()}


def kind_name(kind: str) -> str:
    """Name a kind on screen."""
    if kind.startswith(ZONE_PREFIX):
        zone = kind.removeprefix(ZONE_PREFIX)
        return ZONES.get(zone, f"区域：{zone}")
    return KIND_NAMES.get(kind, kind)


def column_name(kind: str, column: str) -> str:
    """Name a column of the region's file in Japanese, as errors do, else as towns head it most often.

    Examples
    --------
    >>> column_name("villages", "population"), column_name("sites", "kind"), column_name("villages", "f_85_over")
    ('人口', '種別', '女85歳以上')
    """
    if ages := _AGES.fullmatch(column):
        sex, low, high = "男" if ages[1] == "m" else "女", int(ages[2]), ages[3]
        return f"{sex}{low}歳以上" if high == "over" else f"{sex}{low}〜{int(high)}歳"
    japanese = (name for name in ALIASES.get(kind, {}).get(column, ()) if _JAPANESE.search(name))
    return LABELS.get(column) or next(japanese, column)


def order_of(kind: str) -> int:
    """Return the place of a kind in the order in which a region is built: villages before roads, zones last."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _is_ready(kind: str) -> bool:
    try:
        parse_kind(kind)
    except RequestError:
        return False
    return True
