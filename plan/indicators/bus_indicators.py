"""Indicators of buses and gaps: who can go and come back, who lives near a stop, who is not served by which definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from network.outings.purposes import PURPOSES
from network.population.gaps import GAP_DEFINITIONS
from plan.indicators.gap_figures import (
    WAYS,
    Way,
    doctorless_people,
    median_clinics,
    people_far_from_food,
    people_in_gap,
    people_near_stop,
)
from plan.indicators.indicator import Indicator
from plan.outings.evaluation import people_with_outing
from plan.reach.evaluation import Evaluation

_OURS = "本ツールの計算（時刻表データ）"
_DAY = "便のいちばん多い最初の火曜日に"
_ROUND_TRIP = "バスで行き、要る時間だけいて、その日のうちに帰れるか、歩いて行ける距離（{walk_to_stop_m}m）にある人の数。住まいで数えます"
_WHERE = {
    "clinic": "診療所・病院（歯科を除く）か、医療を集めた拠点のどれかへ",
    "shopping": "店か、買物を集めた拠点のどれかへ",
    "office": "役場・支所か、行政窓口を集めた拠点のどれかへ",
    "school": "小中学校か、教育を集めた拠点のどれかへ",
    "errands": "拠点のどれかへ、診療所・店・郵便局に一度に寄るために",
}
_HOURS = {
    "clinic": "受付 {clinic_arrive_by_hhmm} まで、{clinic_stay_min}分",
    "shopping": "{shopping_opens_hhmm}〜{shopping_closes_hhmm} に {shopping_stay_min}分",
    "office": "{office_opens_hhmm}〜{office_closes_hhmm} に {office_stay_min}分",
    "school": "{school_arrive_from_hhmm}〜{school_arrive_by_hhmm} に着き {school_home_early_hhmm} から帰る",
    "errands": "受付 {errands_arrive_by_hhmm} まで、{errands_stay_min}分",
}


_WEEKLY = ("clinic", "shopping")
"""Purposes that a bus of one or two days a week serves too."""


def _outing(purpose: str, group: str, *, weekly: bool = False) -> Callable[[Evaluation], float]:
    return lambda m: people_with_outing(m, purpose, group, weekly=weekly)


def _outing_indicators() -> Iterator[Indicator]:
    for purpose, kind in PURPOSES.items():
        definition = (
            f"{_DAY}、{_WHERE[purpose]}{_ROUND_TRIP}（{_HOURS[purpose]}。施設の曜日と時刻が分かればそれに従います）"
        )
        if purpose == "school":
            name = f"バスか徒歩で{kind.name}できる子ども（0〜14歳）"
            yield Indicator("outing_school", name, "人", definition, _OURS, "higher", _outing(purpose, "pop_0_14"))
            continue
        people = f"{kind.name}に行って帰れる"
        yield Indicator(f"outing_{purpose}", f"バスか徒歩で{people}住民", "人", definition, _OURS, "higher",
                        _outing(purpose, "population"))  # fmt: skip
        yield Indicator(f"outing_{purpose}_no_car", f"バスか徒歩で{people}車のない人", "人",
                        f"同じく車のない人の数。{definition}", _OURS, "higher", _outing(purpose, "no_car"))  # fmt: skip
        if purpose in _WEEKLY:
            weekly = definition.replace(_DAY, f"{_DAY.removesuffix('に')}の週のどれか一日でも")
            yield Indicator(f"outing_{purpose}_weekly_no_car", f"週に一日はバスか徒歩で{people}車のない人", "人",
                            f"車のない人の数。{weekly}", _OURS, "higher", _outing(purpose, "no_car", weekly=True))  # fmt: skip


def _near_stop(limit: str, way: Way) -> Callable[[Evaluation], float]:
    return lambda m: people_near_stop(m, limit, way)


def _in_gap(definition: str, way: Way) -> Callable[[Evaluation], float]:
    return lambda m: people_in_gap(m, definition, way)


def _stop_indicators() -> Iterator[Indicator]:
    for limit in ("stop_near_m", "stop_daily_m", "stop_wide_m"):
        for way, text in WAYS.items():
            name = f"駅・停留所から{text}で{{{limit}}}m以内の住民"
            definition = (
                f"住まいからいちばん近い駅・停留所まで、{text}で {{{limit}}}m以内の人数。便のある停留所を数えます"
            )
            code = f"{limit.removesuffix('_m')}_{way}"
            yield Indicator(code, name, "人", definition, "本ツールの計算", "higher", _near_stop(limit, way))
    for known in GAP_DEFINITIONS.values():
        for way, text in WAYS.items():
            limits = known.name.format(station=f"{{{known.station}}}", stop=f"{{{known.stop}}}")
            name = f"公共交通空白に相当（試算）：{limits}、{text}"
            definition = (
                f"駅（港、空港を含む）と停留所からの距離が「{limits}」にあたる住まいの人数。距離は{text}で測ります。"
                "公式の定義は一つではありません"
            )
            yield Indicator(
                f"gap_{known.id}_{way}", name, "人", definition, known.source, "lower", _in_gap(known.id, way)
            )


def _doctorless(way: Way) -> Callable[[Evaluation], float]:
    return lambda m: doctorless_people(m, way)


def _far_from_food(way: Way) -> Callable[[Evaluation], float]:
    return lambda m: people_far_from_food(m, way)


def _service_indicators() -> Iterator[Indicator]:
    for way, text in WAYS.items():
        definition = (
            f"代表点から{text}で {{doctorless_radius_m}}m以内に医療機関（歯科を除く）がなく、{{doctorless_persons}}人以上が住み、"
            f"{_DAY}どの医療機関へも定期の便が {{doctorless_round_trips}}往復以下か、徒歩を含めて {{doctorless_min}}分を超える"
            "集落の人口。自家用車やタクシーで容易に行けるかどうかは見ていません"
        )
        source = "厚生労働省「無医地区等調査」の定義による本ツールの試算"
        yield Indicator(f"doctorless_{way}", f"無医地区に相当（試算）：{text}", "人", definition, source,
                        "lower", _doctorless(way))  # fmt: skip
    for way, text in WAYS.items():
        definition = (
            f"いちばん近い店（薬局・資材店を除く）まで{text}で {{food_access_m}}m 以上ある、車のない65歳以上の人数。"
            "車のない65歳以上は免許保有率で数えます"
        )
        source = "農林水産政策研究所の定義による本ツールの試算（免許保有率は要確認）"
        yield Indicator(f"food_{way}", f"食料品アクセス困難に相当（試算）：{text}", "人", definition, source,
                        "lower", _far_from_food(way))  # fmt: skip
    definition = (
        "車で {daily}分以内の診療所・病院を、そこへ {daily}分以内に行けるすべての住民で分け合った数の中央値（二段階の圏域、2SFCA）。"
        "診療日が週 {clinic_full_days}日に足りない所は日数の割合で数え、区域外の病院は利用者が分からないため除きます"
    )
    yield Indicator("clinics_per_1000", "住民千人あたりの診療所・病院（車で{daily}分以内、中央値）", "か所/千人", definition,
                    "Luo and Wang (2003) の方法による本ツールの計算", "higher", median_clinics)  # fmt: skip


BUS_INDICATORS: tuple[Indicator, ...] = (*_outing_indicators(), *_stop_indicators(), *_service_indicators())
"""In the order of tables."""
