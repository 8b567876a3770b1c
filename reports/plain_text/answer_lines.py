"""Results in plain words, line by line: what the command line prints where nobody asked for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.reference.categories import CATEGORIES
from geo.texts.alike import joined_alike
from geo.texts.notices import Notice, most_serious_first
from plan.figure_texts import difference, figure, persons, share
from plan.shown_values import PEOPLE, people_unit

_SEVERITIES = {"error": "誤り", "warning": "注意", "info": "参考"}
_LISTED = 10
"""How many villages a list names; the rest is counted."""

_LONGEST = 300
"""So many signs of a line of a list are shown."""


def notice_lines(notices: Iterable[Notice]) -> list[str]:
    """Write notices, the most serious first; those that are alike in one line, with the beginning of their list below it."""
    lines = []
    for found in most_serious_first(joined_alike(notices)):
        lines.append(f"［{_SEVERITIES[found.severity]}］{found.message}")
        lines += [f"  ・{_shortened(detail)}" for detail in found.details[:_LISTED]]
        if len(found.details) > _LISTED:
            lines.append(f"  ・ほか {len(found.details) - _LISTED:,} 件（--json ですべて見られます）")
    return lines


def _shortened(detail: str) -> str:
    return detail if len(detail) <= _LONGEST else f"{detail[:_LONGEST]}…"


def check_lines(found: Mapping[str, Any]) -> list[str]:
    """Write the check of a region, as `plan.overview.region_check.region_check` returns it (its notices left out)."""
    roads = found["roads"]
    counts = (
        f"集落 {found['villages']:,}",
        f"人口 {persons(found['population'], None)}",
        f"施設 {found['facilities']:,}",
        f"候補地 {found['sites']:,}",
        f"時刻表データ {len(found['feeds']):,}",
    )
    of_roads = (
        f"道 {roads['edges']:,}区間",
        f"交差点など {roads['nodes']:,}",
        f"つながったまとまり {roads['components']:,}",
        f"いちばん大きいまとまりに延長の {roads['share_in_largest']:.1%}",
    )
    return [f"{found['name']}（{found['region']}）", "、".join(counts), "、".join(of_roads)]


def diagnosis_lines(document: Mapping[str, Any], limit_min: float, year: int | None) -> list[str]:
    """Write a diagnosis: every indicator, and everyone's reach of each service within so many minutes; people as those of a year are read."""
    # Scenarios take long to load, and asking for help does not need them.
    from plan.indicators.registry import indicator
    from plan.reach.travel_modes import TRAVEL_MODES

    lines = [
        f"{row['name']}：{''.join(figure(row['value'], indicator(row['id']).read_unit(year)))}"
        for row in document["indicators"]
    ]
    for row in document["services"]:
        if row["within_min"] == limit_min and row["group"] == "population":
            what = f"{CATEGORIES[row['category']]}まで{TRAVEL_MODES[row['mode']]}で{limit_min:g}分以内の住民"
            without = f"、行ける道のない住民 {persons(row['unreached'], year)}（{row['unreached_villages']:,}集落）"
            left_out = without if row["unreached"] or row["unreached_villages"] else ""
            lines.append(f"{what}：{persons(row['population'], year)}（{share(row['share'])}）{left_out}")
    return lines


def comparison_lines(
    document: Mapping[str, Any], names: Mapping[str, str], people: Mapping[str, str], year: int | None
) -> list[str]:
    """Write a comparison: every indicator side by side, by municipality where there are several, then who comes nearer and who gets farther.

    Parameters
    ----------
    document
        As `plan.overview.comparison.comparison` returns it.
    names
        Name of each scenario by id, the first being what the others are compared with.
    people
        People of each village in words, by village id.
    year
        Whose people were counted; None for the base year.
    """
    from plan.indicators.registry import indicator

    _, *others = names
    lines = []
    for row in document["indicators"]:
        lines.append(_side_by_side(row, names, indicator(row["id"]).read_unit(year)))
    for town in document.get("municipalities", ()):
        for row in town["indicators"]:
            # Those of a municipality are of its residents; a few are none of the registry's.
            unit = people_unit(year) if row["unit"] == PEOPLE else row["unit"]
            lines.append(f"{town['name']}・{_side_by_side(row, names, unit)}")
    for scenario in others:
        for side, label in (("gainers", "拠点が近くなる集落"), ("losers", "拠点が遠くなる集落")):
            rows = [row for row in document[side] if row["scenario"] == scenario]
            lines.append(f"{names[scenario]}で車で{label}：{_village_list(rows, people)}")
    return lines


def _side_by_side(row: Mapping[str, Any], names: Mapping[str, str], unit: str) -> str:
    baseline, *_ = names
    figures = []
    for scenario, value in row["values"].items():
        change = difference(value, row["values"][baseline], unit) if scenario != baseline else ""
        figures.append(f"{names[scenario]} {''.join(figure(value, unit))}{f'（{change}）' if change else ''}")
    return f"{row['name']}：{'、'.join(figures)}"


def _village_list(rows: list[Mapping[str, Any]], people: Mapping[str, str]) -> str:
    listed = "、".join(f"{row['name']}（{people[str(row['village_id'])]}）" for row in rows[:_LISTED])
    rest = f" ほか {len(rows) - _LISTED:,}集落" if len(rows) > _LISTED else ""
    return f"{listed}{rest}" if rows else "ありません"
