"""A day of rides on request: on-demand."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, json_option, year_option
from reports.plain_text.on_demand_lines import on_demand_lines

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.


@click.command(
    name="on-demand",
    help="案の予約制乗合の一日を試算します。電話の数は前提から引き、誰がいつ乗れ、車両がどう走るかを示します。",
)
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="案の id。")
@click.option("--service", "service_id", metavar="ID", required=True, help="予約制乗合のサービスの id。")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="電話を引く種。")
@click.option("--vehicles", type=click.IntRange(min=1), default=1, show_default=True, help="同時に走る車両の数。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="日付。省くと基準年の4月から初めて走る日。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@year_option
@json_option
def on_demand(
    plan_path: Path,
    scenario_id: str,
    service_id: str,
    seed: int,
    vehicles: int,
    date: datetime.datetime | None,
    region: Path | None,
    year: int | None,
    *,
    as_json: bool,
) -> int:
    """Simulate a day of an on-demand service."""
    checked_inputs(region, plan_path)
    from plan.on_demand.day import OnDemandQuestion, on_demand_day, on_demand_document
    from plan.overview.opening import opened

    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    asked = OnDemandQuestion(service_id, seed, vehicles, date.date() if date is not None else None)
    day = on_demand_day(evaluation.effective, asked)
    document = on_demand_document(evaluation.effective, day)
    notices = [*found.notices([evaluation]), *day.calls.notices]
    return answer(document, on_demand_lines(document), notices, as_json=as_json, year=year)
