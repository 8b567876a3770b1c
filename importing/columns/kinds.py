"""The kinds of things that can be imported, and the columns that each is looked through for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.region.tables.boardings import COLUMNS as BOARDING_COLUMNS
from geo.region.tables.bus_contracts import COLUMNS as CONTRACT_COLUMNS
from geo.region.tables.bus_stops import COLUMNS as BUS_STOP_COLUMNS
from geo.region.tables.facilities import COLUMNS as FACILITY_COLUMNS
from geo.region.tables.population import COLUMNS as POPULATION_COLUMNS
from geo.region.tables.projections import COLUMNS as PROJECTION_COLUMNS
from geo.region.tables.residents import COLUMNS as RESIDENT_COLUMNS
from geo.region.tables.sites import COLUMNS as SITE_COLUMNS
from geo.region.tables.survey import COLUMNS as SURVEY_COLUMNS
from geo.region.tables.villages import COLUMNS as VILLAGE_COLUMNS
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.columns.office_headers import LINE_ALIASES, OFFICE_ALIASES

ZONE_PREFIX = "zone:"

DATE_HEADERS = (
    *(
        "surveydate",
        "調査年月日",
        "調査日",
        "調査年",
        "基準日",
        "基準年月日",
        "時点",
        "年次",
        "年月日",
        "集計日",
        "集計年月日",
    ),
    *("時間軸（調査年）", "時間軸（年次）"),
)
"""Headers of the date of which a row of people is."""

MUNICIPALITY_HEADERS = (
    "全国地方公共団体コード",
    "都道府県コード又は市区町村コード",
    "市区町村コード",
    "市町村コード",
    "団体コード",
    "自治体コード",
    "prefCode",
)
MUNICIPALITY_NAMES = ("地方公共団体名", "市区町村名", "市町村名", "自治体名", "cityName")
"""Headers under which the standard data sets of municipalities write their own code and name."""

# 国土数値情報の列名は番号だけなので、名称の列をここに並べる（医療機関、福祉施設、学校、郵便局、文化施設、役場、道の駅、バス停）。
_NUMBERED_NAMES = ("P04_002", "P14_008", "P29_004", "P30_005", "P27_005", "P05_003", "P35_006", "P11_001")
_NAME = (
    *("名称", "名前", "施設名", "施設名称", "施設・場所名", "S_NAME", "EKI_NAME", "B_NAME"),
    *(
        "集落名",
        "地区名",
        "町丁・字等名",
        "town",
        "地域名",
        "町丁字名",
        "町丁目名",
        "町丁名",
        "町字名",
        "大字名",
        "字名",
        "行政区名",
        "自治会名",
    ),
    *(
        "町内会名",
        "区域名",
        "町名・字名",
        "大字・字名",
        "町名",
        "町・字名",
        "町字",
        "町丁",
        "集落",
        "行政区",
        "自治会",
        "町内会",
        "regionName",
    ),
    *_NUMBERED_NAMES,
)
_LAT = ("緯度", "latitude", "Y", "Y_CODE", "lat_jgd2011")
_LON = ("経度", "lng", "long", "longitude", "X", "X_CODE")
_COORDINATES = {"lat": _LAT, "lon": _LON}

_COUNTED = {
    "population": (
        "JINKO",
        "人口",
        "人口総数",
        "総人口",
        "人口（総数）",
        "人口計",
        "人口（計）",
        "合計人口",
        "住民数",
        "pop",
        "total",
        "totalPopulation",
    ),
    "households": (
        "SETAI",
        "世帯",
        "世帯数",
        "世帯総数",
        "総世帯数",
        "世帯数（計）",
        "一般世帯数",
        "全世帯数",
        "numberOfHouseholds",
    ),
    "pop_0_14": ("0〜14歳", "0～14歳", "15歳未満", "年少人口", "0～14歳人口総数"),
    "pop_15_64": ("15〜64歳", "15～64歳", "生産年齢人口", "15～64歳人口総数"),
    "pop_65_over": ("65歳以上", "65歳以上人口", "老年人口", "高齢者数", "65歳以上人口総数"),
    "pop_75_over": ("75歳以上", "75歳以上人口", "75歳以上人口総数"),
}

ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "villages": {
        "village_id": (
            *(
                "id",
                "KEY_CODE",
                "集落id",
                "集落コード",
                "町丁・字等番号",
                "地域コード",
                "町丁字コード",
                "町丁目コード",
                "町字id",
                "町字コード",
            ),
            *("大字コード", "行政区コード", "自治会コード", "地区コード", "小地域コード", "区域コード", "regionCode"),
        ),
        "name": _NAME,
        **_COUNTED,
        "district": ("地区", "旧小学校区", "小学校区", "学区"),
        **_COORDINATES,
    },
    "mesh": {
        "mesh_code": ("KEY_CODE", "MESH_ID", "MESH_CODE", "メッシュコード", "地域メッシュコード", "メッシュ番号"),
        **_COUNTED,
        "added_to": ("HTKSAKI",),
        "municipality": ("SHICODE", "CITY_CODE"),
    },
    "facilities": {
        "facility_id": (
            "id",
            "施設id",
            "共通ID",
            "施設コード",
            "施設番号",
            "医療機関コード",
            "介護保険事業所番号",
            "事業所番号",
            "学校コード",
            "NO",
        ),
        "name": (
            *_NAME,
            *(
                "医療機関名",
                "医療機関名称",
                "病院名",
                "診療所名",
                "学校名",
                "学校の名称",
                "事業所名",
                "事業所名称",
                "事業所の名称",
                "介護サービス事業所名称",
            ),
            *(
                "公共施設名",
                "施設の名称",
                "保育所名",
                "園名",
                "店舗名",
                "店名",
                "郵便局名",
                "観光施設名",
                "避難所名",
                "避難場所名",
                "名称_通称",
            ),
        ),
        "category": (
            "分類",
            "区分",
            "種別",
            "カテゴリ",
            "カテゴリー",
            "大分類",
            "施設分類",
            "施設区分",
            "業種",
            "業態",
        ),
        "status": ("状態", "状況", "現存・休止", "休止区分", "開設状況", "運営状況", "営業状況"),
        "subtype": (
            *(
                "種類",
                "施設種別",
                "細分類",
                "小分類",
                "中分類",
                "医療機関の種類",
                "施設の種類",
                "施設の種別",
                "施設種類",
                "サービス種別",
                "サービスの種類",
            ),
            *("実施サービス", "介護サービスの種類", "事業種別", "学校種別", "学校種", "学校区分"),
        ),
        "opens": (
            *(
                "開館時間",
                "開始時間",
                "開始時刻",
                "診療開始時間",
                "診療開始時刻",
                "利用開始時間",
                "利用開始時刻",
                "利用可能時間_開始",
                "利用可能開始時間",
            ),
            *("開所時間", "開所時刻", "営業開始時間", "開園時間", "受付開始時間"),
        ),
        "closes": (
            *(
                "閉館時間",
                "終了時間",
                "終了時刻",
                "診療終了時間",
                "診療終了時刻",
                "利用終了時間",
                "利用終了時刻",
                "利用可能時間_終了",
                "利用可能終了時間",
            ),
            *("閉所時間", "閉所時刻", "営業終了時間", "閉園時間", "受付終了時間"),
        ),
        "days": (
            *(
                "利用可能曜日",
                "診療曜日",
                "営業曜日",
                "開館曜日",
                "利用曜日",
                "開所曜日",
                "実施曜日",
                "曜日",
                "営業日",
                "開館日",
                "診療日",
                "利用可能日",
            ),
        ),
        **_COORDINATES,
    },
    "sites": {
        "site_id": ("id", "候補地id", "共通ID", "施設コード"),
        "name": _NAME,
        "kind": ("種別", "種類", "区分"),
        "area_m2": ("面積", "敷地面積", "面積（㎡）"),
        "owner": ("所有者", "管理者"),
        **_COORDINATES,
    },
    "residents": {
        "village_id": ("集落id", "集落コード", "KEY_CODE"),
        "population": ("JINKO", "人口", "人口総数", "人数", "pop"),
        **_COORDINATES,
    },
    "bus_stops": {
        "stop_id": ("停留所id", "標柱id", "バス停id"),
        "name": ("停留所名", "バス停名", *_NAME),
        "operators": ("JIGYOSYA", "事業者", "事業者名", "運行事業者"),
        "routes": ("B_ROSEN", "系統", "路線名", "路線"),
        "kind": ("種別", "区分"),
        **_COORDINATES,
    },
    **LINE_ALIASES,
    **OFFICE_ALIASES,
}
"""For each kind and column of its file, the other headers under which towns and ministries publish it."""

LABELS: Mapping[str, str] = {
    "name": "名前",
    "population": "人口",
    "households": "世帯数",
    "village_id": "集落の id",
    "category": "施設の分類",
    "boardings": "乗車人数",
    "period": "期間（年月）",
    "fee_yen": "委託料",
    "purpose": "外出の目的",
    "lat": "緯度",
    "lon": "経度",
    "mesh_code": "メッシュコード",
    "added_to": "秘匿の合算先",
    "municipality": "市町村",
    "pop_0_14": "0〜14歳",
    "pop_15_64": "15〜64歳",
    "pop_65_over": "65歳以上",
    "pop_75_over": "75歳以上",
    "no_car_share": "車のない人の割合",
    "vacant_houses": "使える空き家",
    "institution_residents": "施設や寮に住む人",
    "institution_kind": "施設や寮の種類",
    "feed": "時刻表",
    "route_id": "路線の id",
    "trip_id": "便の id",
    "stop_id": "停留所の id",
    "floor_area_m2": "床面積",
    "users_per_day": "1日の利用者",
    "outside": "町の外か",
    "cost_yen": "費用",
    "reuse_of": "使い直す施設",
    "destination_id": "行き先の id",
    "source": "出典",
    "year": "年",
    "total": "総数",
}
"""Japanese names of the columns that towns head in no way of their own, or in several; the others go by their first heading."""

_COLUMNS = {
    "villages": VILLAGE_COLUMNS,
    "facilities": FACILITY_COLUMNS,
    "sites": SITE_COLUMNS,
    "residents": RESIDENT_COLUMNS,
    "population": POPULATION_COLUMNS,
    "projections": PROJECTION_COLUMNS,
    "bus_stops": BUS_STOP_COLUMNS,
    "riders": BOARDING_COLUMNS,
    "contracts": CONTRACT_COLUMNS,
    "wishes": SURVEY_COLUMNS,
}

KINDS = (
    "villages", "roads", "facilities", "sites", "gtfs", "timetable", "residents", "mesh", "bus_stops", "bus_lines", "riders", "contracts",
    "wishes", "projections", "relief", "coastline", "legal_status", "zone:NAME",
)  # fmt: skip
"""What `import` may be asked for, in the words of its usage."""


@dataclass(frozen=True)
class ImportKind:
    """What is being imported.

    Parameters
    ----------
    name
        ``villages``, ``roads``, ``facilities``, ``sites``, ``gtfs``, ``residents``, ``mesh``, ``bus_stops``, ``bus_lines``, ``riders``,
        ``timetable``, ``contracts``, ``wishes``, ``projections``, ``relief``, ``coastline``,
        ``legal_status`` or ``zone``.
    zone
        Name of the zone, for ``zone`` only.
    """

    name: str
    zone: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the region's file, in its order; for roads those that are kept."""
        if self.name in _COLUMNS:
            return tuple(c.name for c in _COLUMNS[self.name])
        return tuple(ALIASES.get(self.name, {}))


def parse_kind(text: str) -> ImportKind:
    """Understand the KIND of a command line.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such kind, or a zone has no usable name.
    """
    if text.startswith(ZONE_PREFIX):
        zone = text.removeprefix(ZONE_PREFIX).strip()
        if zone and not set(zone) & set('/\\:*?"<>|\0') and not zone.startswith("."):
            return ImportKind("zone", zone)
        raise RequestError(notice("import_zone_name", zone=zone))
    if text not in KINDS or text.endswith("NAME"):
        raise RequestError(notice("import_kind_unknown", kind=text, kinds="、".join(KINDS)))
    return ImportKind(text)
