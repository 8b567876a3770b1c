"""Indicators of freight beside passengers: pieces a day that are carried and that stay behind, what they earn."""

from __future__ import annotations

from collections.abc import Callable

from network.operations.freight import Freight
from network.services.bus_service import BusService
from plan.indicators.indicator import Indicator
from plan.reach.evaluation import Evaluation
from plan.services.freight import freight_income_yen, freight_of, freight_settings, with_freight
from plan.services.money import year_of

_OURS = "本ツールの計算"
_CARRIED = (
    "運行日1日に、便の積める重さ（車両の貨物 kg）と、停留所での荷扱いの時間（1個 {freight_handling_s} 秒、途中の停留所では停車時間に"
    " {freight_hold_s} 秒を足すまで）の内で、積める時刻から期限までに運べる荷物のいちばん多い個数"
)

_Loaded = list[tuple[BusService, Freight]]


def _of_freight(value: Callable[[Evaluation, _Loaded], float]) -> Callable[[Evaluation], float]:
    """Load every service that has freight, once for a service and its settings."""

    def read(evaluation: Evaluation) -> float:
        effective = evaluation.effective
        settings = freight_settings(effective.assumptions)
        loaded = [(service, freight_of(service, settings)) for service in with_freight(effective.services)]
        return value(evaluation, loaded)

    return read


def _pieces(_: Evaluation, loaded: _Loaded) -> float:
    return float(sum(found.pieces() for _, found in loaded))


def _left(_: Evaluation, loaded: _Loaded) -> float:
    return float(sum(count for _, found in loaded for count, _ in found.left.values()))


def _income(evaluation: Evaluation, loaded: _Loaded) -> float:
    year = year_of(evaluation.effective)
    return sum(freight_income_yen(s, found) * s.calendar.days_per_year(year) for s, found in loaded)


FREIGHT_INDICATORS: tuple[Indicator, ...] = (
    Indicator("freight_pieces", "旅客と一緒に運べる荷物", "個/日", _CARRIED, _OURS, "higher", _of_freight(_pieces)),
    Indicator("freight_left", "運べずに残る荷物", "個/日", "頼まれた個数 − 運べる個数（運行日1日）", _OURS, "lower", _of_freight(_left)),
    Indicator("freight_income", "荷物の運賃", "円/年", "運べる個数 × 1個の運賃 × 一年の運行日。町の負担の計算には入れていません", _OURS, "higher",
              _of_freight(_income), judged=False),
)  # fmt: skip
"""In the order of tables."""
