"""National subsidies for bus lines (地域公共交通確保維持改善事業): which one a line may get, how much, and the rule that decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.reference.assumptions import Assumptions

SubsidyKind = Literal["trunk", "feeder", "none"]


@dataclass(frozen=True)
class LineFacts:
    """What the rules ask about a line.

    Parameters
    ----------
    municipalities
        How many it crosses, by the boundaries of 2001-03-31.
    runs_per_day
        運行回数: round trips a day on average over the year (a loop counts as one).
    density
        平均乗車密度: riders on board on average (passenger-kilometres ÷ kilometres with passengers).
    boardings_per_run
        Riders of a trip.
    connects
        Whether it connects to a trunk line, railway or port.
    in_need
        Whether the area is 過疎 or otherwise designated (交通不便地域).
    cost_yen, fares_yen
        Of a year.
    """

    municipalities: int
    runs_per_day: float
    density: float
    boardings_per_run: float
    connects: bool
    in_need: bool
    cost_yen: float
    fares_yen: float

    @property
    def flow(self) -> float:
        """輸送量: density × runs, persons a day."""
        return self.density * self.runs_per_day

    @property
    def deficit_yen(self) -> float:
        """Cost less fares, not below 0."""
        return max(0.0, self.cost_yen - self.fares_yen)


@dataclass(frozen=True)
class Subsidy:
    """What a line may get.

    Parameters
    ----------
    kind
        ``none`` where no rule is met.
    yen
        A year, an estimate.
    reason
        Japanese: the rule that decides.
    """

    kind: SubsidyKind
    yen: float
    reason: str


def subsidy_for(line: LineFacts, assumptions: Assumptions | None = None) -> Subsidy:
    """Find the subsidy for which a line qualifies, the trunk line's before the feeder's.

    Parameters
    ----------
    line
        The line and its year.
    assumptions
        Thresholds and shares; the reference values where not given.

    Returns
    -------
    Subsidy
        Trunk (国と県で 1/2 ずつ): the deficit, at most 45 % of the cost, reduced in proportion where fewer than five ride on average
        (runs counted as flow ÷ 5). Feeder: half the deficit, at most the municipality's cap. An estimate (試算).

    Examples
    --------
    >>> line = LineFacts(1, 4, 1.5, 3.0, True, True, 6_000_000, 1_200_000)
    >>> found = subsidy_for(line)
    >>> found.kind, found.yen
    ('feeder', 2400000.0)
    """
    chosen = assumptions or Assumptions()
    against_trunk = _against_trunk(line, chosen)
    if against_trunk is None:
        counted = min(1.0, line.density / chosen["trunk_density"])
        most = chosen["trunk_cost_share"] * line.cost_yen
        text = "複数の市町村にまたがり、運行回数と輸送量が基準の内にあります（国と県の幹線補助）"
        return Subsidy("trunk", min(line.deficit_yen, most) * counted, text)
    against_feeder = _against_feeder(line, chosen)
    if against_feeder is None:
        yen = min(chosen["feeder_share"] * line.deficit_yen, chosen["feeder_cap_yen"])
        return Subsidy(
            "feeder",
            yen,
            f"幹線・鉄道につながり、交通不便地域の中です（国のフィーダー補助）。幹線補助は、{against_trunk}",
        )
    return Subsidy("none", 0.0, f"幹線補助は、{against_trunk}。フィーダー補助は、{against_feeder}")


def _against_trunk(line: LineFacts, assumptions: Assumptions) -> str | None:
    """Say the first rule of trunk lines that is not met; None where all are."""
    least_flow, most_flow = assumptions["trunk_least_flow"], assumptions["trunk_most_flow"]
    if line.municipalities < assumptions["trunk_least_municipalities"]:
        return f"またがる市町村が {line.municipalities} つのため対象外"
    if line.runs_per_day < assumptions["trunk_least_runs"]:
        return f"一日 {line.runs_per_day:.1f} 回で {assumptions['trunk_least_runs']:g} 回に足りず対象外"
    if not least_flow <= line.flow <= most_flow:
        return f"輸送量 {line.flow:.1f} 人/日が {least_flow:g}〜{most_flow:g} 人/日になく対象外"
    return None


def _against_feeder(line: LineFacts, assumptions: Assumptions) -> str | None:
    """Say the first rule of feeder lines that is not met; None where all are."""
    if not line.connects:
        return "幹線や鉄道につながらないため対象外"
    if not line.in_need:
        return "過疎地域など交通不便地域の指定がないため対象外"
    if line.boardings_per_run < assumptions["feeder_least_density"]:
        return f"一便 {line.boardings_per_run:.1f} 人で {assumptions['feeder_least_density']:g} 人に足りず対象外"
    return None
