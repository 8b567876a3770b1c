"""Outings in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from geo.files.columns import WEEKDAYS
from plan.figure_texts import day_in_year, persons, share
from plan.outings.best_outings import days_in_words
from plan.outings.lacking import lacking_text


def outing_lines(document: Mapping[str, Any], names: Mapping[str, str], purpose: str, year: int | None) -> list[str]:
    """Write the outings to a place: how many people have one, then village by village.

    Parameters
    ----------
    document
        As `plan.outings.answer.outing_document` returns it.
    names
        Name of each village, and of the place, by id.
    purpose
        What for, in words.
    year
        Whose people were counted; None for the base year.
    """
    where = "住まい" if document["counted_at"] == "homes" else "集落の代表点"
    head = f"{names[document['to']]}へ「{purpose}」（{document['date']}）"
    everyone = f"{persons(document['population_with_outing'], year)}（{share(document['share'])}）"
    no_car = f"{persons(document['no_car_with_outing'], year)}（{share(document['no_car_share'])}）"
    counted = f"{head}：バスか徒歩で行って帰れる住民 {everyone}、車のない人 {no_car}。{where}で数えました。"
    return [
        counted,
        *_week(document, year),
        *(f"{names[row['village_id']]}：{_row(row)}" for row in document["villages"]),
    ]


def _week(document: Mapping[str, Any], year: int | None) -> list[str]:
    """Say on which day of the week most can go, where other days serve more people."""
    by_day, any_day = document["by_day"], document["any_day"]
    if persons(any_day, year) == persons(document["population_with_outing"], year):
        return []
    best = max(sorted(by_day), key=lambda day: (by_day[day], day == document["date"]))
    most = f"いちばん多いのは {day_in_year(datetime.date.fromisoformat(best))}の {persons(by_day[best], year)}"
    return [f"曜日で違います：{most}、週のどれかの日には {persons(any_day, year)}です。"]


def _row(row: Mapping[str, Any]) -> str:
    bits = sum(1 << WEEKDAYS.index(day) for day in row["days"])
    days = f"週{days_in_words(row['days_per_week'], bits)}"
    if row["walk"]:
        return f"歩いて行けます、{days}"
    best = row["best"]
    if best is None:
        lacking = f"：{text}" if (text := lacking_text(row["lacking"])) else ""
        other = f"、ほかの日に{days}" if row["days_per_week"] else ""
        return f"行って帰れる組合せはありません{lacking}{other}"
    return (
        f"行って帰れる組合せ {row['outings']}、{best['leave']} に出て {best['arrive']} 着、{best['stay_min']}分いて、"
        f"{best['depart']} に出て {best['home']} に帰宅（家を空けるのは {best['away_min']}分）、{days}"
    )
