"""Freight beside passengers on the services of a scenario: freight."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, json_option

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.


@click.command(
    name="freight",
    help="案の路線に載せる荷物（貨客混載）を、どの便がいくつ運べるか、残るのはなぜかを示します。",
)
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="案の id。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@json_option
def freight(plan_path: Path, scenario_id: str, region: Path | None, *, as_json: bool) -> int:
    """Load the freight of a scenario's services."""
    checked_inputs(region, plan_path)
    from plan.overview.opening import opened
    from plan.services.freight import freight_document
    from reports.plain_text.freight_lines import freight_lines

    found = opened(region, plan_path, on_step=say)
    evaluation = found.scenario(scenario_id)
    document = freight_document(evaluation.effective)
    return answer(document, freight_lines(document), found.notices([evaluation]), as_json=as_json)
