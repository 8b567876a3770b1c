"""A projection in words, for the command line: village forecasts rounded to tens by largest remainder, never a village's 0."""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.lists import told_apart
from plan.figure_texts import persons
from plan.future.projection import Projection
from plan.future.rounding import rounded_to_tens

METHODS = {
    "cohort": "男女・五歳階級のコーホート変化率法",
    "age_groups": "年齢区分ごとの増減率と割合（対数で直線）",
    "given": "渡された推計（あいだの年は直線）",
    "totals": "総人口の増減率と割合（対数で直線）",
}


def future_lines(projection: Projection, names: Mapping[str, str]) -> list[str]:
    """Return the method, the region by year with its band and ageing rate, and the villages in the last year by their names."""
    total = projection.totals.sum()
    lines = [f"推計の方法：{METHODS[projection.method]}"]
    rows = zip(projection.years, total, projection.band_of(), projection.ageing_rate(), strict=True)
    for year, people, (low, high), rate in rows:
        line = f"{year}年：{persons(people, None if year == projection.years[0] else year)}"
        if year != projection.years[0] and high > low:
            line += f"（10回に8回は {persons(low, year)}～{persons(high, year)}）"
        lines.append(line if rate is None else f"{line}、高齢化率 {rate:.0%}")
    last = projection.years[-1]
    lines.append(f"{last}年の集落ごとの人口（10人単位）")
    texts, named = rounded_to_tens(projection.totals[last]), told_apart(names)
    lines += [f"  {named.get(village, village)}：{text}" for village, text in texts.items()]
    return lines
