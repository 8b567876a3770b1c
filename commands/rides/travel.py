"""How people get there and home: times, outings."""

from __future__ import annotations

import re
from datetime import date as date_type
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.frame import answer, say
from commands.options import (
    checked_inputs,
    checked_plan,
    json_option,
    plan_options,
    region_argument,
    usage_error,
    year_option,
)
from geo.texts.today import JAPAN

if TYPE_CHECKING:
    from network.transit.rider_settings import BusQuestion

PURPOSE_NAMES = ("clinic", "shopping", "school", "office", "errands")


@click.command(help="集落から行き先までの分を CSV に書きます。行けない所は inf です。")
@region_argument
@click.option("--mode", type=click.Choice(["car", "walk", "bus"]), default="car", show_default=True, help="移動手段。")
@click.option("--date", metavar="YYYY-MM-DD", help="バスの日。省くと、便がいちばん多いはじめの火曜日。")
@click.option("--depart", metavar="HH:MM-HH:MM", help="バスで出かける時間帯。省くと、その日いちばん短い所要時間。")
@click.option("--percentile", metavar="P", type=float, help="時間帯の各分の所要時間の百分位（0〜100、省くと 50）。")
@click.option("--to", "ids", metavar="ID[,ID…]", required=True, help="行き先（施設・候補地・拠点の id）。")
@plan_options
@click.option("--out", metavar="F.csv", type=click.Path(path_type=Path), required=True, help="書き出す CSV。")
@year_option
@json_option
def times(
    region: Path,
    mode: str,
    ids: str,
    plan_path: Path | None,
    scenario_id: str | None,
    out: Path,
    year: int | None,
    *,
    as_json: bool,
    **of_buses: Any,
) -> int:
    """Write the minutes to places; `unreachable` counts the pairs of village and place without a way."""
    checked_plan(plan_path, scenario_id)
    if mode != "bus" and any(value is not None for value in of_buses.values()):
        raise usage_error("usage_bus_options_without_bus")
    question = _bus_question(**of_buses)
    checked_inputs(region, plan_path)
    from plan.figure_texts import persons
    from plan.overview.opening import opened
    from plan.reach.destinations import (
        bus_minutes_to_places,
        minutes_to_places,
        pairs_without_way,
        villages_without_way,
    )
    from plan.reach.usual_week import week_notices
    from plan.workspace.atomic_write import write_atomically
    from reports.files.tables import csv_bytes

    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    wanted = [i.strip() for i in ids.split(",") if i.strip()]
    document: dict[str, Any] = {}
    notices = found.notices([evaluation])
    if mode == "bus":
        minutes, timetable = bus_minutes_to_places(evaluation.effective, wanted, question)
        document["date"] = timetable.date.isoformat()
        notices += timetable.notices
        # Who asks for a date wants that day; else the usual one stands for all, and what it leaves out is said.
        notices += () if question.date else tuple(week_notices([evaluation.effective]))
    else:
        minutes = minutes_to_places(evaluation.effective, wanted, "walk" if mode == "walk" else "car")
    write_atomically(out, csv_bytes(minutes.rename_axis("village_id").reset_index(), decimals=4, mark=False))
    unreachable = pairs_without_way(minutes)
    cut_off = villages_without_way(minutes, evaluation.effective.region.villages["population"])
    document |= {
        "rows": len(minutes),
        "unreachable": unreachable,
        "left_out": {"villages": list(map(str, cut_off.index)), "population": float(cut_off.sum())},
        "out": str(out),
        "scenario": evaluation.effective.scenario_id,
    }
    lines = [
        f"{evaluation.effective.scenario_name}：{len(minutes):,} 集落から {minutes.shape[1]:,} か所までの分を {out} に書きました。",
        f"行けない組（集落と行き先）は {unreachable:,} です。",
        *([f"どこへも行けない集落は {len(cut_off):,}、{persons(cut_off.sum(), year)}です。"] if len(cut_off) else []),
        *([f"バスの日は {document['date']} です。"] if mode == "bus" else []),
    ]
    return answer(document, lines, notices, as_json=as_json, year=year)


def _day(date: str | None) -> date_type | None:
    try:
        return None if date is None else datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=JAPAN).date()
    except ValueError:
        raise usage_error("usage_date") from None


def _bus_question(*, date: str | None, depart: str | None, percentile: float | None) -> BusQuestion:
    from network.transit.rider_settings import BusQuestion

    if percentile is not None and depart is None:
        raise usage_error("usage_percentile_without_window")
    window = None
    if depart is not None:
        times = re.fullmatch(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)", depart, re.ASCII)
        if times is None:
            raise usage_error("usage_window")
        hours = [int(word) for word in times.groups()]
        window = (hours[0] * 60 + hours[1]) * 60, (hours[2] * 60 + hours[3]) * 60
    try:
        return BusQuestion(_day(date), window, 50 if percentile is None else percentile)
    except ValueError:
        raise usage_error("usage_window_or_percentile") from None


@click.command(help="集落から行き先へ、バスで行って用を済ませ、その日のうちに帰れる組合せを数えます。")
@region_argument
@click.option("--to", "place_id", metavar="ID", required=True, help="行き先（施設・候補地・拠点の id）。")
@click.option("--purpose", type=click.Choice(PURPOSE_NAMES), default=PURPOSE_NAMES[0], show_default=True, help="用事。")
@click.option("--date", metavar="YYYY-MM-DD", help="その日。省くと、便がいちばん多いはじめの火曜日。")
@plan_options
@year_option
@json_option
def outings(
    region: Path,
    place_id: str,
    purpose: str,
    date: str | None,
    plan_path: Path | None,
    scenario_id: str | None,
    year: int | None,
    *,
    as_json: bool,
) -> int:
    """Count outings."""
    checked_plan(plan_path, scenario_id)
    day = _day(date)
    checked_inputs(region, plan_path)
    from plan.outings.answer import outing_document
    from plan.outings.evaluation import outings_to
    from plan.overview.opening import opened
    from plan.reach.usual_week import week_notices
    from reports.plain_text.outing_lines import outing_lines

    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    counted = outings_to(evaluation, place_id, purpose, day)
    document = outing_document(evaluation, counted)
    names = {str(i): str(name) for i, name in found.region.villages["name"].items()} | {place_id: counted.place_name}
    lines = outing_lines(document, names, counted.purpose.name, year)
    of_week = [] if day else week_notices([evaluation.effective])
    return answer(
        document, lines, [*found.notices([evaluation]), *counted.notices, *of_week], as_json=as_json, year=year
    )
