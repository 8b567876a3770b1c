"""A projection in words: tens, a band, and nothing that the data doesn't know."""

from __future__ import annotations

import pandas as pd

from plan.future import project
from reports.plain_text.future_lines import future_lines


def totals(**by_village: tuple[float, float]) -> pd.DataFrame:
    rows = [
        (v, year, persons) for v, pair in by_village.items() for year, persons in zip((2015, 2020), pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=["village_id", "year", "persons"]).assign(sex="t", age_from=0)


def test_people_stand_in_tens_and_few_are_not_told_apart() -> None:
    lines = future_lines(
        project(totals(a=(400.0, 300.0), b=(8.0, 4.0), c=(100.0, 104.0)), to_year=2025, prior_strength=0.0),
        {"a": "上野", "b": "下野", "c": "下野"},
    )
    assert lines[0] == "推計の方法：総人口の増減率と割合（対数で直線）"
    assert lines[1] == "2020年：408人", "those who were counted, as on the page"
    assert lines[2].startswith("2025年：330人（10回に8回は ")
    assert lines[3] == "2025年の集落ごとの人口（10人単位）"
    assert lines[5] == "  下野（b）：10人未満", "two of one name are told apart"
    assert "高齢化率" not in "".join(lines)


def test_the_ageing_rate_stands_where_ages_are_known() -> None:
    groups = pd.concat([totals(a=(60.0, 60.0)).assign(age_from=age) for age in (0, 15, 65)])
    assert future_lines(project(groups, to_year=2025), {})[1] == "2020年：180人、高齢化率 33%"
