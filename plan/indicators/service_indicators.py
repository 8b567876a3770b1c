"""Indicators of a scenario's own bus services: what they cost, who would ride, what remains for the town."""

from __future__ import annotations

from collections.abc import Callable

from network.operations.cost import Money
from plan.indicators.indicator import Indicator
from plan.reach.evaluation import Evaluation, evaluate
from plan.services.bus_riders import Riders
from plan.services.money import ScenarioMoney, scenario_money

_NONE = float("inf")
_MONEY = "money"
_OWN = "案で加えたサービス（今の時刻表の路線を除く）"
_OURS = "本ツールの計算（費用と利用者の値は要確認）"


def money_of(evaluation: Evaluation) -> ScenarioMoney:
    """Reckon a scenario's money once for all indicators."""
    return evaluation.memo(_MONEY, lambda: scenario_money(evaluation))


def with_riders(evaluation: Evaluation, known: Riders) -> Evaluation:
    """Return the evaluation of a scenario whose money rests on an estimate of riders made before its last edit.

    Parameters
    ----------
    evaluation
        Of the scenario as it is now: kilometres, vehicles, drivers and cost are its own.
    known
        The estimate that stands, for what would be slow while a line is being drawn. Only figures of money may be asked of the answer.
    """
    standing = evaluate(evaluation.effective)
    standing.kept[_MONEY] = scenario_money(standing, known)
    return standing


def _of_groups(value: Callable[[ScenarioMoney], float]) -> Callable[[Evaluation], float]:
    return lambda m: value(money_of(m))


def _of_total(value: Callable[[Money], float | None], level: str = "mid") -> Callable[[Evaluation], float]:
    """Read a figure of the total; infinite (none) where something needed is not known, or there is no service at all."""

    def read(evaluation: Evaluation) -> float:
        money = money_of(evaluation)
        if any(g.cost is None for g in money.groups):
            return _NONE
        found = value(money.total(level))
        return _NONE if found is None else float(found)

    return read


def _grant(money: ScenarioMoney) -> float:
    found = money.burden_after_grant_yen
    return _NONE if found is None or any(g.cost is None for g in money.groups) else found


def _riders(level: str, text: str) -> Indicator:
    return Indicator(
        f"service_boardings_{level}", f"サービスの利用者（{text}）", "人/年",
        f"{_OWN}の乗車の数の見積り。車のない人のうちバスで行って帰れる人 × 週 {{rider_trips_{level}}} 往復 × バスを使う割合 "
        f"{{rider_share_{level}}} × {{rider_weeks}} 週 × 2。一年分の乗車人数があれば、今の路線でそれに合わせます。"
        "行って帰れることと、乗ることは違います", _OURS, "higher", _of_total(lambda t: t.boardings, level),
    )  # fmt: skip


SERVICE_INDICATORS: tuple[Indicator, ...] = (
    Indicator("service_cost", "サービスの費用", "円/年", f"{_OWN}の一年の費用。委託料（台・時間・km）か、直営の積み上げ", _OURS,
              "lower", _of_total(lambda t: t.cost_yen), judged=False),
    Indicator("service_net", "サービスの収支の差（補助の前）", "円/年", f"{_OWN}の費用から、見積もった運賃を引いた額", _OURS, "lower",
              _of_total(lambda t: t.net_yen), judged=False),
    Indicator("service_burden", "サービスの町の負担（補助の後）", "円/年",
              f"{_OWN}の費用から、運賃と、幹線・フィーダー補助の試算を引いた額", _OURS, "lower", _of_total(lambda t: t.burden_yen), judged=False),
    Indicator("service_burden_after_grant", "サービスの町の負担（特別交付税を見込んだ後）", "円/年",
              "町の負担のうち {special_grant_share} を特別交付税で見込んだ残り", _OURS, "lower", _of_groups(_grant), judged=False),
    Indicator("service_burden_per_boarding", "利用者1人あたりの町の負担", "円", "補助の後の負担 ÷ 利用者（中ほど、乗車の数）", _OURS, "lower",
              _of_total(lambda t: t.burden_per_boarding_yen)),
    Indicator("service_fares_share", "サービスの収支率", "割合", "運賃 ÷ 費用（利用者は中ほど）", _OURS, "higher",
              _of_total(lambda t: t.fares_share)),
    _riders("low", "少なめ"), _riders("mid", "中ほど"), _riders("high", "多め"),
    Indicator("service_vehicle_km", "サービスの走行キロ", "km/年", f"{_OWN}の回送を含む一年の走行距離", _OURS, "lower",
              _of_groups(lambda s: sum(g.year.volume.vehicle_km for g in s.groups)), judged=False),
    Indicator("service_dead_km", "うち回送", "km/年", "客を乗せずに走る距離", _OURS, "lower",
              _of_groups(lambda s: sum(g.year.volume.dead_km for g in s.groups)), judged=False),
    Indicator("service_vehicles", "サービスの車両", "台", "いちばん多い日に要る車両の数。これより少ない運用はありません", _OURS, "lower",
              _of_groups(lambda s: sum(g.year.volume.vehicles for g in s.groups)), judged=False),
    Indicator("service_drivers", "サービスの運転者", "人", "いつもの週を、改善基準告示の内で分けるのに足りる人数（点呼を含む拘束時間）", _OURS,
              "lower", _of_groups(lambda s: float(sum(g.year.drivers for g in s.groups))), judged=False, residents=False),
    Indicator("mobile_persons", "移動サービスの届く人", "人",
              "移動販売などが停まる所から、歩いて {walk_to_stop_m}m 以内に住む人数", _OURS, "higher", _of_groups(lambda s: s.mobile_persons)),
)  # fmt: skip
"""In the order of tables."""
