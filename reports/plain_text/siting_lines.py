"""A choice of hubs in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plan.figure_texts import minutes, persons, share

OBJECTIVE_NAMES = {
    "total_time": "住民の所要時間の合計が短い",
    "coverage": "時間内に着ける住民が多い",
    "worst": "いちばん遠い集落が近い",
    "fewest": "すべての集落が時間内に着ける、最も少ない",
    "outings": "車のない人で、行って帰れる人が多い",
    "least_regret": "どの年でも後悔が少ない",
}


def siting_lines(document: Mapping[str, Any], village_names: Mapping[str, str], year: int | None) -> list[str]:
    """Write a choice of hubs: where, for whom, how sure, and what else would do.

    Parameters
    ----------
    document
        As `plan.siting.answer.siting_document` returns it.
    village_names
        Name of each village by id.
    year
        Whose people were counted; None for the base year.
    """
    names, objective = document["names"], document["objective"]
    lines = [
        f"条件に合う候補の組合せ（{OBJECTIVE_NAMES[objective]}）：{_named(document['hubs'], names)}",
        f"値は {value_text(document['value'], objective, year)}。{proof_text(document, objective, year)}",
    ]
    for row in document["hub_rows"]:
        about = (
            f"平均 {minutes(row['mean_min'])}、最も遠い集落 {minutes(row['worst_min'])}"
            if row["population"]
            else "人はいません"
        )
        lines.append(f"{row['name']}：{len(row['villages'])} 集落、{persons(row['population'], year)}（{about}）")
    lines.append(
        f"{minutes(document['covered_within_min'])}以内に着ける人：{persons(document['covered_population'], year)}"
    )
    fair = document["equity"]
    if fair["worst_village"] is not None:
        lines.append(f"いちばん遠いのは {village_names[fair['worst_village']]}（{minutes(fair['worst_min'])}）です。")
    lines += [f"{minutes(row['minutes'])}より遠い人：{persons(row['population'], year)}" for row in fair["beyond"]]
    if document["unreached"]:
        lines.append(f"どの拠点にも着けない集落：{_named(document['unreached'], village_names)}")
    for one, figures in document.get("by_year", {}).items():
        lines.append(
            f"{one}年：その年だけの組合せより {value_text(figures['regret'], objective, year)} 多くかかります。"
        )
    for other in document["alternatives"]:
        lines.append(f"別の組合せ：{_named(other['hubs'], names)}（{value_text(other['value'], objective, year)}）")
    for row in document.get("curve", {}).get("rows", []):
        bend = "（ここから先は増やしても効きめが小さくなります）" if row["number"] == document["curve"]["knee"] else ""
        lost = f"、着けない集落 {len(row['unreached'])}" if row["unreached"] else ""
        lines.append(f"拠点 {row['number']} か所：{value_text(row['value'], objective, year)}{lost}{bend}")
    return lines


def score_lines(document: Mapping[str, Any]) -> list[str]:
    """Write the ranking of candidate sites with its reasons, and what it was measured by.

    Parameters
    ----------
    document
        As `plan.siting.site_scores.scores_document` returns it.
    """
    lines = [f"{row['rank']}位 {row['name']}（{row['score']:.0f}点）：{row['why']}" for row in document["scores"]]
    return [
        *lines,
        *(
            f"物差し「{c['name']}」（重み {c['weight']:g}）：{c['definition']}（{c['source']}）"
            for c in document["criteria"]
        ),
    ]


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return "、".join(names.get(i, i) for i in ids)


def value_text(value: float, objective: str, year: int | None) -> str:
    """Write the value of a set in the unit of its objective, people as those of a year are read."""
    match objective:
        case "worst":
            return f"{value:.1f}分"
        case "fewest":
            return f"{value:.0f} か所"
        case "coverage" | "outings":
            return persons(value, year)
    return f"延べ {value:,.0f}人・分"


def proof_text(document: Mapping[str, Any], objective: str, year: int | None) -> str:
    """Say how sure it is that there is no better set."""
    if document["gap"] == 0:
        return "これより良い組合せがないことを確かめました。"
    return f"時間内に見つけた中では最も良く、限界（{value_text(document['bound'], objective, year)}）との差は {share(document['gap'])} です。"
