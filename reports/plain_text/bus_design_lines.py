"""Designs of a bus system in plain words, line by line, for who did not ask for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan.bus_design.designs import Designs
from plan.bus_design.measured import Design
from plan.bus_design.reasons import explanations
from plan.figure_texts import minutes, persons, share


def bus_design_lines(document: Mapping[str, Any], year: int | None) -> list[str]:
    """Write what each design runs, costs and gives.

    Parameters
    ----------
    document
        As `plan.bus_design.answer.designs_document` returns it.
    year
        Whose people they are; None for the base year.
    """
    lines = [f"「{document['hub_name']}」のバスの設計：{len(document['designs']):,} 案（安い順）"]
    for design in document["designs"]:
        travel = design["mean_travel_min"]
        ride = "" if travel is None else f"、片道平均 {travel:.0f}分"
        lines.append(
            f"{design['id']}：{design['routes']} 路線 {design['trips']} 便、車両 {design['vehicles']}台、運転者 {design['drivers']}人、"
            f"年 {design['annual_cost_yen'] / 10_000:,.0f}万円。外出できる住民 {persons(design['population_served'], year)}"
            f"（車のない人の {design['outing_share']:.0%}）{ride}"
        )
        lines += [f"  {line['name']}：{'、'.join(line['departures'])} 発" for line in design["lines"]]
        lines += [f"  {told}" for told in design["reasons"]]
        lines += [f"  {told}" for told in design.get("guarantee_price", {}).get("reasons", ())]
        lines += _robust_lines(design, year)
    lines += [f"  {told}" for told in document.get("least_change", {}).get("told", ())]
    supposed = document.get("what_if", {"road_closed": (), "supposed": ()})
    lines += [f"  {row['id']}：{row['told']}" for row in supposed["road_closed"]]
    lines += [f"  {row['told']}" for row in supposed["supposed"]]
    lines += [f"  {row['reason']}" for row in document["designs"][-1]["unserved"][:10]]
    return lines


def design_facts(designs: Designs, design: Design) -> list[tuple[str, str]]:
    """Write what a design gives, for the first sheet of its workbook: what each line stands for, and the line.

    Parameters
    ----------
    designs, design
        All that were found, and one of them.
    """
    figures, year = design.figures, designs.task.year
    facts = [
        ("外出できる住民", persons(figures.population_served, year)),
        ("外出できる、車のない人の割合（用事の平均）", share(figures.outing_share)),
        ("外出できる集落", f"{len(figures.villages_served):,} 集落"),
        ("数えた日", designs.task.date.isoformat()),
    ]
    if figures.mean_travel_min is not None:
        facts.insert(2, ("片道の平均", minutes(figures.mean_travel_min)))
    return [*facts, *(("わけ", told.message) for told in explanations(designs, design))]


def _robust_lines(design: Mapping[str, Any], year: int | None) -> list[str]:
    left, usual = (persons(n, year) for n in (design["one_vehicle_out"]["persons"], design["persons"]))
    lines = [f"  車両が1台欠けた日：外出できる車のない人 {left}（ふだんは {usual}、用事の平均）"]
    for other in design["near_equal"]:
        lines.append(
            f"  ほとんど同じ案：{'、'.join(other['lines'])}（{other['trips']} 便、年 {other['annual_cost_yen'] / 10_000:,.0f}万円、"
            f"外出できる車のない人 {persons(other['persons'], year)}）"
        )
    for later, figures in design["in_years"].items():
        lines.append(
            f"  {later}年の人口では：外出できる住民 {persons(figures['population_served'], int(later))}"
            f"（車のない人の {figures['outing_share']:.0%}）"
        )
    return lines
