"""Indicators of the ride to the nearest hub by bus, beside those by car and on foot."""

from __future__ import annotations

from collections.abc import Callable

from plan.indicators.indicator import Indicator
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import modes_on_offer
from plan.reach.usual_week import HubWeek, hub_week

_OURS = "本ツールの計算（時刻表データ）"
_RIDE = (
    "住まいから停留所まで歩き（{walk_to_stop_m}m 以内）、乗り、乗り継ぎ、拠点まで歩く、その日いちばん短い所要時間"
    "（家で待つ時間は入れない。{walk_to_stop_m}m 以内は徒歩も数える）。便のいちばん多い最初の火曜日の時刻表で"
)
_WITHIN = "{{{limit}}}分以内の人数"
_VILLAGES = "集落の代表点からの、その日いちばん短い所要時間の最大（行けない集落と、人のいない集落を除く）"


_WEEK = "便のいちばん多い最初の火曜日の週の七日それぞれの、その日いちばん短い所要時間で数えて"


def _of_week(value: Callable[[HubWeek], float]) -> Callable[[Evaluation], float]:
    """Ask the usual week; not known (infinite) where no bus ever runs."""
    return lambda m: value(week) if (week := hub_week(m)) is not None else float("inf")


def _by_bus(value: Callable[[Evaluation], float]) -> Callable[[Evaluation], float]:
    """Ask only where a bus ever runs; elsewhere the figure is not known (infinite)."""
    return lambda m: value(m) if "bus" in modes_on_offer(m.effective) else float("inf")


def _within(limit: str, group: str = "population") -> Callable[[Evaluation], float]:
    return _by_bus(lambda m: m.hub_coverage("bus", group).within[m.effective.assumptions[limit]])


_unreached = _by_bus(lambda m: m.hub_coverage("bus").unreached)

BUS_REACH_INDICATORS: tuple[Indicator, ...] = (
    Indicator("hub_near_bus", "バスで{near}分以内に拠点へ行ける住民", "人",
              f"{_RIDE}、{_WITHIN.format(limit='near')}", _OURS, "higher", _within("near_min")),
    Indicator("hub_daily_bus", "バスで{daily}分以内に拠点へ行ける住民", "人",
              f"{_RIDE}、{_WITHIN.format(limit='daily')}", _OURS, "higher", _within("daily_min")),
    Indicator("hub_daily_bus_no_car", "車のない人で、バスで{daily}分以内に拠点へ行ける人", "人",
              f"車のない人の数（高齢者の速さで歩く）。{_RIDE}、{_WITHIN.format(limit='daily')}", _OURS, "higher",
              _within("daily_min", "no_car")),
    Indicator("hub_mean_bus", "拠点までバスでの平均時間", "分",
              f"{_RIDE}の、住民1人あたりの平均（行けない人を除く）", _OURS, "lower",
              _by_bus(lambda m: m.hub_coverage("bus").mean_min), left_out=_unreached),
    Indicator("hub_worst_bus", "いちばん遠い集落から拠点までバスでの時間", "分", _VILLAGES, _OURS, "lower",
              _by_bus(lambda m: m.worst_village_min("bus")), left_out=_unreached),
    Indicator("hub_unreached_bus", "バスで拠点へ行けない住民", "人",
              f"{_RIDE}拠点へ行けない人数", _OURS, "lower", _unreached),
    Indicator("hub_daily_bus_any_day", "週のどれかの日に、バスで{daily}分以内に拠点へ行ける住民", "人",
              f"{_WEEK}、どれか一日でも{_WITHIN.format(limit='daily')}", _OURS, "higher", _of_week(lambda w: w.any_day)),
    Indicator("hub_days_bus", "バスで{daily}分以内に拠点へ行ける日（週に、住民1人あたり）", "日",
              f"{_WEEK}、{{daily_min}}分以内に行ける日の数の、住民1人あたりの平均", _OURS, "higher", _of_week(lambda w: w.days_mean)),
)  # fmt: skip
"""In the order of tables."""
