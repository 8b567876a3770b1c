"""The answer of the hub page in a sentence, and its four big figures."""

from __future__ import annotations

from plan.figure_texts import day_in_year, minutes, persons, share
from plan.indicators.registry import indicator
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.group_coverage import left_out
from plan.reach.travel_modes import TravelMode, mode_label
from plan.reach.usual_week import hub_week
from plan.shown_values import people_unit, shown_difference
from views.figures import Figure, indicator_figure

_NO_HUB_TODAY = "現況には拠点がないので、増減は出しません。"


def hub_answer(current: Evaluation, baseline: Evaluation, mode: TravelMode) -> str:
    """Answer the page's question in a sentence or two."""
    if current.effective.hubs.empty:
        return "拠点がまだありません。地図を押すか、候補地を選んで置いてください。"
    limit = current.effective.assumptions["daily_min"]
    all_, year = current.hub_coverage(mode), current.effective.year
    # The present may have another limit.
    before = baseline.hub_coverage(mode, limits_min=(limit,)).within[limit]
    change = shown_difference(all_.within[limit], before, people_unit(year))
    more_or_less = f"現況より{persons(abs(change), year)}{'増えます' if change > 0 else '減ります'}。"
    same = "現況と変わりません。"
    against = _NO_HUB_TODAY if baseline.effective.hubs.empty else more_or_less if change else same
    return (
        f"{_day(current, mode)}{mode_label(mode)}{minutes(limit)}以内に拠点へ行ける住民は {persons(all_.within[limit], year)}"
        f"（{share(all_.share_within(limit))}）。{against}{_without_car(current, mode, limit)}"
        f"{_other_days(current, all_.within[limit]) if mode == 'bus' else left_out(current, mode).text}"
    )


def _other_days(current: Evaluation, persons_of_day: float) -> str:
    """Say who gets there on other days of the week only, and on which day most do; nothing where days are alike."""
    usual, week, year = usual_day_of(current.effective), hub_week(current), current.effective.year
    if usual is None or week is None or week.any_day - persons_of_day < 0.5:
        return ""
    best = week.best_day(usual)
    most = "" if best == usual else f"いちばん多いのは{day_in_year(best)}の {persons(week.within[best], year)}、"
    return f"{most}週のどれかの日には {persons(week.any_day, year)}です。"


def _day(current: Evaluation, mode: TravelMode) -> str:
    day = usual_day_of(current.effective) if mode == "bus" else None
    return f"{day_in_year(day)}に、" if day is not None else ""


def _without_car(current: Evaluation, mode: TravelMode, limit_min: float) -> str:
    no_car, year = indicator("no_car").compute(current), current.effective.year
    if mode == "bus":
        riders = current.hub_coverage(mode, "no_car").within[limit_min]
        return f"車のない人では {persons(no_car, year)}のうち {persons(riders, year)}です。"
    walkers, walk_min = indicator("hub_walk_no_car").compute(current), current.effective.assumptions["walk_min"]
    return f"車のない人 {persons(no_car, year)}のうち {persons(walkers, year)}は、歩いて{minutes(walk_min)}以内です。"


def hub_figures(current: Evaluation, baseline: Evaluation, mode: TravelMode) -> list[Figure]:
    """Make the four big figures of a scenario: near, daily, mean, worst, each with its difference to the present."""
    if mode != "bus":
        return [
            indicator_figure(f"hub_{kind}_{mode}", current, baseline) for kind in ("near", "daily", "mean", "worst")
        ]
    # A mean of those who have a bus looks better the fewer they are: those who have none stand beside it.
    coverage = current.hub_coverage(mode)
    can = f"拠点までバスでの平均時間（行ける{persons(coverage.people - coverage.unreached, current.effective.year)}だけの平均）"
    kinds = [indicator_figure(f"hub_{kind}_bus", current, baseline) for kind in ("near", "daily", "unreached")]
    return [*kinds, indicator_figure("hub_mean_bus", current, baseline, can)]
