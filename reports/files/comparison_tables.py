"""The tables of a comparison, with Japanese headings: indicators, who gains and loses, assumptions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from geo.reference.assumptions import known_assumptions
from network.outings.purposes import PURPOSES
from plan.figure_texts import NO_WAY, UNKNOWN
from plan.outings.changes import outing_changes, outing_gainers, outing_losers
from plan.overview.by_municipality import by_municipality
from plan.overview.comparison import changes, gainers, losers
from plan.overview.verdicts import IndicatorVerdicts, Verdict, verdicts
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TRAVEL_MODES, modes_on_offer

BETTER_MARK, WORSE_MARK = "▲", "▼"
"""What words about a change for the better, and for the worse, begin with."""

_WAY = {True: "行けるようになります", False: "行けなくなります"}
_BETTER = {"higher": "大きいほどよい", "lower": "小さいほどよい"}


def scenario_headings(scenarios: Sequence[Evaluation]) -> list[str]:
    """Head a column for each scenario; two of one name are told apart by their ids."""
    names = [m.effective.scenario_name for m in scenarios]
    return [
        name if names.count(name) == 1 else f"{name}（{m.effective.scenario_id}）"
        for name, m in zip(names, scenarios, strict=True)
    ]


def indicators_table(scenarios: Sequence[Evaluation]) -> pd.DataFrame:
    """Write every indicator: a column of values for each scenario and one of its difference to the first, meaning and source."""
    return pd.DataFrame(_indicator_rows(scenario_headings(scenarios), verdicts(scenarios)))


def municipalities_table(scenarios: Sequence[Evaluation]) -> pd.DataFrame:
    """Write the indicators of each municipality as `indicators_table` does; empty where the region doesn't tell several apart."""
    names = scenario_headings(scenarios)
    rows: list[dict[str, object]] = []
    for town in by_municipality(scenarios):
        rows += [{"市町村": town.name, **row} for row in _indicator_rows(names, town.rows)]
    return pd.DataFrame(rows)


def _indicator_rows(names: Sequence[str], found_rows: Sequence[IndicatorVerdicts]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for row in found_rows:
        found = list(row.of.values())
        unit = row.unit
        none = NO_WAY if unit == "分" else UNKNOWN
        cells: dict[str, float | str] = {
            n: v.value if math.isfinite(v.value) else none for n, v in zip(names, found, strict=True)
        }
        against: dict[str, object] = {f"{n}：現況との差": _change(v) for n, v in zip(names[1:], found[1:], strict=True)}
        better = _BETTER[row.better] if row.judged else "良し悪しなし"
        about: dict[str, object] = {"どちらがよいか": better, "定義": row.definition, "出典": row.source}
        rows.append({"指標": row.name, "単位": unit, **cells, **against, **about})
    return rows


def _change(verdict: Verdict) -> str:
    mark = "" if verdict.better is None else f"{BETTER_MARK} " if verdict.better else f"{WORSE_MARK} "
    return f"{mark}{verdict.change}"


def moved_table(scenarios: Sequence[Evaluation], *, gains: bool) -> pd.DataFrame:
    """List the villages that come nearer to a hub, or get farther from it, than in the first scenario, by each mode."""
    baseline, *others = scenarios
    heads = ["案", "移動手段", "集落ID", "集落", "人口（人）", "現況（分）", "案（分）", "差（分）"]
    rows = []
    for name, m in zip(scenario_headings(scenarios)[1:], others, strict=True):
        felt_min = m.effective.assumptions["felt_change_min"]
        for mode in modes_on_offer(baseline.effective):
            chosen = (gainers if gains else losers)(changes(baseline, m, mode), felt_min)
            for village, *values, change_min in chosen.itertuples(name=None):
                change = change_min if math.isfinite(change_min) else _WAY[gains]
                rows.append((name, TRAVEL_MODES[mode], village, *values, change))
    return pd.DataFrame(rows, columns=heads)


def outings_table(scenarios: Sequence[Evaluation], *, gains: bool) -> pd.DataFrame:
    """List the villages with more outings, or fewer, than in the first scenario, by purpose, on the usual day.

    Empty where the region has no timetable.
    """
    baseline, *others = scenarios
    heads = ["案", "用事", "日", "集落ID", "集落", "人口（人）", "車のない人（人・試算）", "現況の組合せ", "案の組合せ"]
    date = usual_day_of(baseline.effective)
    if date is None:
        return pd.DataFrame(columns=heads)
    rows = []
    shown = ["name", "population", "no_car", "before", "after"]
    for name, m in zip(scenario_headings(scenarios)[1:], others, strict=True):
        for purpose, kind in PURPOSES.items():
            table = outing_changes(baseline, m, purpose, date).round({"no_car": 1})
            chosen = (outing_gainers if gains else outing_losers)(table)[shown]
            for village, *values in chosen.itertuples(name=None):
                rows.append((name, kind.name, date.isoformat(), village, *values))
    return pd.DataFrame(rows, columns=heads)


def assumptions_table(scenarios: Sequence[Evaluation]) -> pd.DataFrame:
    """Write every assumption with its value in each scenario and where it comes from."""
    names = scenario_headings(scenarios)
    rows = []
    for key, known in known_assumptions().items():
        cells = {n: m.effective.stated_assumptions[key] for n, m in zip(names, scenarios, strict=True)}
        rows.append({"前提": known.name, "単位": known.unit, **cells, "出典": known.source, "年": known.date})
    return pd.DataFrame(rows)
