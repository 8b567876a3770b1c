"""Outings in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan.figure_texts import persons, share


def outing_lines(document: Mapping[str, Any], names: Mapping[str, str], purpose: str) -> list[str]:
    """Write the outings to a place: how many people have one, then village by village.

    Parameters
    ----------
    document
        As `plan.outings.answer.outing_document` returns it.
    names
        Name of each village, and of the place, by id.
    purpose
        What for, in words.
    """
    where = "住まい" if document["counted_at"] == "homes" else "集落の代表点"
    head = f"{names[document['to']]}へ「{purpose}」（{document['date']}）"
    everyone = f"{persons(document['population_with_outing'])}（{share(document['share'])}）"
    no_car = f"{persons(document['no_car_with_outing'])}（{share(document['no_car_share'])}）"
    counted = f"{head}：バスか徒歩で行って帰れる住民 {everyone}、車のない人 {no_car}。{where}で数えました。"
    return [counted, *(f"{names[row['village_id']]}：{_row(row)}" for row in document["villages"])]


def _row(row: Mapping[str, Any]) -> str:
    days = f"週{row['days_per_week']}日"
    if row["walk"]:
        return f"歩いて行けます（{days}）"
    best = row["best"]
    if best is None:
        other = f"（ほかの日に{days}）" if row["days_per_week"] else ""
        return f"行って帰れる組合せはありません{other}"
    return (
        f"行って帰れる組合せ {row['outings']}、{best['leave']} に出て {best['arrive']} 着、{best['stay_min']}分いて、"
        f"{best['depart']} に出て {best['home']} に帰宅（家を空けるのは {best['away_min']}分）、{days}"
    )
