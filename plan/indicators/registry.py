"""The registry of indicators: what each figure is called, means, and how it is computed from a scenario's evaluation."""

from __future__ import annotations

from collections.abc import Callable

from network.outings.purposes import purpose
from plan.indicators.bus_indicators import BUS_INDICATORS
from plan.indicators.bus_reach_indicators import BUS_REACH_INDICATORS
from plan.indicators.freight_indicators import FREIGHT_INDICATORS
from plan.indicators.indicator import Indicator
from plan.indicators.service_indicators import SERVICE_INDICATORS
from plan.reach.evaluation import Evaluation
from plan.reach.reach import minutes_to_nearest
from plan.reach.travel_modes import TravelMode
from plan.shown_values import tells_ages


def _villages_share(m: Evaluation, column: str) -> float:
    villages = m.effective.region.villages
    if column not in villages:
        return float("inf")
    # A village whose ages are unknown would count as one without old people.
    known = villages[villages[column].notna()]
    people = float(known["population"].sum())
    return float(known[column].sum()) / people if people else float("inf")


def _aged_villages(m: Evaluation) -> float:
    villages = m.effective.region.villages
    if "pop_65_over" not in villages:
        return float("inf")
    told = tells_ages(villages["population"], counted=m.effective.year is None)
    share = villages["pop_65_over"] / villages["population"].where(told)
    return float((share >= 0.5).sum())


def _within(m: Evaluation, limit: str, group: str = "population", mode: TravelMode = "car") -> float:
    return m.hub_coverage(mode, group).within[m.effective.assumptions[limit]]


def _without_way(mode: TravelMode) -> Callable[[Evaluation], float]:
    return lambda m: m.hub_coverage(mode).unreached


def _where_places_are_known(compute: Callable[[Evaluation], float]) -> Callable[[Evaluation], float]:
    """Leave unknown (infinite) what depends on services of a region whose data holds no facility at all: nobody wrote them down."""
    return lambda m: float("inf") if m.effective.region.facilities.empty else compute(m)


def _walk_to(m: Evaluation, purpose_name: str) -> float:
    """Count the people without a car who walk to a place that serves a purpose: no dentist where a clinic is meant."""
    places = m.purpose_places.destinations(purpose(purpose_name, m.effective.assumptions))
    at = tuple((place.lat, place.lon) for place in places)
    from_home = minutes_to_nearest(m.effective.roads, m.people, at, "walk", m.walk_m_per_min("no_car"))
    return float(m.weights["no_car"].to_numpy()[from_home <= m.effective.assumptions["walk_min"]].sum())


def _walk_to_hub(m: Evaluation) -> float:
    from_home = m.hub_minutes_at_homes("walk", "no_car")
    return float(m.weights["no_car"].to_numpy()[from_home <= m.effective.assumptions["walk_min"]].sum())


def _group(name: str) -> Callable[[Evaluation], float]:
    return lambda m: float(m.groups[name].sum()) if name in m.groups else float("inf")


_DATA, _OURS = "地域のデータ", "本ツールの計算"
_NEIGHBOURS = "道より互いに近い所どうしは {straight_walk_m}m までまっすぐ歩く"
_FOOT = f"住まいから道なりに歩く時間（高齢者の速さ {{older}}m/分。{_NEIGHBOURS}）"
_WALK = f"住まいから道なりに歩く時間（一般の速さ {{general}}m/分。{_NEIGHBOURS}）"
_CAR = f"住まいから道なりに車で行く時間（道までは徒歩。{_NEIGHBOURS}）"
_NO_CAR = "車のない人は、集落ごとの割合があればその割合で、なければ年齢別の免許保有率で数えます"
_NEAREST = "が、いちばん近い拠点まで"
_MEAN = "の、住民1人あたりの平均（行けない人を除く）"
_FARTHEST = "集落の代表点からの時間の最大（行けない集落と、人のいない集落を除く）"

INDICATORS: tuple[Indicator, ...] = (
    Indicator("population", "人口", "人", "集落の人口の合計", _DATA, "higher",
              lambda m: m.effective.region.total_population),
    Indicator("households", "世帯数", "世帯", "集落の世帯数の合計", _DATA, "higher",
              lambda m: float(m.effective.region.villages["households"].sum())),
    Indicator("ageing_rate", "高齢化率", "割合", "65歳以上の人口 ÷ 人口（年齢の分かる集落）", _DATA, "lower",
              lambda m: _villages_share(m, "pop_65_over")),
    Indicator("aged_villages", "高齢化率50%以上の集落", "集落", "65歳以上が半数以上の集落の数", _DATA, "lower",
              _aged_villages),
    Indicator("no_car", "車のない人", "人", _NO_CAR, f"{_DATA}、免許保有率（要確認）", "lower", _group("no_car")),
    Indicator("hubs", "拠点の数", "か所", "この案の拠点の数", "案", "lower", lambda m: float(len(m.effective.hubs)),
              judged=False),
    Indicator("hub_near_car", "車で{near}分以内に拠点へ行ける住民", "人",
              f"{_CAR}{_NEAREST} {{near}}分以内の人数", _OURS, "higher",
              lambda m: _within(m, "near_min")),
    Indicator("hub_daily_car", "車で{daily}分以内に拠点へ行ける住民", "人",
              f"{_CAR}{_NEAREST} {{daily}}分以内の人数", _OURS, "higher",
              lambda m: _within(m, "daily_min")),
    Indicator("hub_daily_car_share", "車で{daily}分以内に拠点へ行ける住民の割合", "割合",
              "上の人数 ÷ 人口", _OURS, "higher",
              lambda m: m.hub_coverage("car").share_within(m.effective.assumptions["daily_min"])),
    Indicator("hub_daily_car_65_over", "車で{daily}分以内に拠点へ行ける65歳以上", "人",
              "同じく65歳以上の人数（集落の年齢の割合で住まいに分けます）", _OURS, "higher",
              lambda m: _within(m, "daily_min", "pop_65_over") if "pop_65_over" in m.groups else float("inf")),
    Indicator("hub_mean_car", "拠点まで車での平均時間", "分", f"{_CAR}{_MEAN}", _OURS, "lower",
              lambda m: m.hub_coverage("car").mean_min, left_out=_without_way("car")),
    Indicator("hub_worst_car", "いちばん遠い集落から拠点まで車での時間", "分", _FARTHEST, _OURS, "lower",
              lambda m: m.worst_village_min("car"), left_out=_without_way("car")),
    Indicator("hub_unreached_car", "車で拠点へ行けない住民", "人",
              "道から離れているか、道がつながっていない人数", _OURS, "lower",
              lambda m: m.hub_coverage("car").unreached),
    Indicator("hub_near_walk", "歩いて{near}分以内に拠点へ行ける住民", "人",
              f"{_WALK}{_NEAREST} {{near}}分以内の人数", _OURS, "higher",
              lambda m: _within(m, "near_min", mode="walk")),
    Indicator("hub_daily_walk", "歩いて{daily}分以内に拠点へ行ける住民", "人",
              f"{_WALK}{_NEAREST} {{daily}}分以内の人数", _OURS, "higher",
              lambda m: _within(m, "daily_min", mode="walk")),
    Indicator("hub_mean_walk", "拠点まで徒歩での平均時間", "分", f"{_WALK}{_MEAN}", _OURS, "lower",
              lambda m: m.hub_coverage("walk").mean_min, left_out=_without_way("walk")),
    Indicator("hub_worst_walk", "いちばん遠い集落から拠点まで徒歩での時間", "分", _FARTHEST, _OURS, "lower",
              lambda m: m.worst_village_min("walk"), left_out=_without_way("walk")),
    *BUS_REACH_INDICATORS,
    Indicator("hub_walk_no_car", "車のない人で、{walk}分以内に歩いて拠点へ行ける人", "人",
              f"{_FOOT}が {{walk}}分以内の、車のない人の数。{_NO_CAR}", _OURS, "higher",
              _walk_to_hub),
    Indicator("shop_walk_no_car", "車のない人で、{walk}分以内に歩いて店へ行ける人", "人",
              f"{_FOOT}が {{walk}}分以内の、車のない人の数", _OURS, "higher",
              _where_places_are_known(lambda m: _walk_to(m, "shopping"))),
    Indicator("clinic_walk_no_car", "車のない人で、{walk}分以内に歩いて診療所・病院へ行ける人", "人",
              f"{_FOOT}が {{walk}}分以内の、車のない人の数", _OURS, "higher",
              _where_places_are_known(lambda m: _walk_to(m, "clinic"))),
    Indicator("services_near_car", "車で{near}分以内にあるサービスの種類", "種類",
              "12種類の生活サービスのうち、住民1人あたりが {near}分以内に行ける種類の平均", _OURS, "higher",
              _where_places_are_known(
                  lambda m: m.services_within("car", "population", m.effective.assumptions["near_min"]))),
    Indicator("services_walk_no_car", "車のない人が{walk}分以内に歩いて行けるサービスの種類", "種類",
              "12種類の生活サービスのうち、車のない人1人あたりが {walk}分以内に歩いて行ける種類の平均", _OURS, "higher",
              _where_places_are_known(
                  lambda m: m.services_within("walk", "no_car", m.effective.assumptions["walk_min"]))),
    *BUS_INDICATORS,
    *SERVICE_INDICATORS,
    *FREIGHT_INDICATORS,
)  # fmt: skip
"""Every indicator, in the order of tables."""


def indicator(indicator_id: str) -> Indicator:
    """Find an indicator by id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for known in INDICATORS:
        if known.id == indicator_id:
            return known
    raise KeyError(indicator_id)


def indicator_rows(evaluation: Evaluation) -> list[dict[str, object]]:
    """Compute every indicator of a scenario, with the keys of the command line's JSON (values may be infinite)."""
    return [
        {
            "id": known.id,
            "name": known.filled(known.name, evaluation),
            "value": known.compute(evaluation),
            "unit": known.unit,
            "definition": known.filled(known.definition, evaluation),
            "source": known.source,
        }
        for known in INDICATORS
    ]
