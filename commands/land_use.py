"""The land-use plan: rules."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, json_option, year_option
from reports.plain_text.rule_lines import rule_lines

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.


@click.command(help="案のファイル PLAN の案を、地域再生法などの確認事項に照らします。協議会、届出、許可も示します。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="確かめる案の id。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@year_option
@json_option
def rules(plan_path: Path, scenario_id: str, region: Path | None, year: int | None, *, as_json: bool) -> int:
    """Check a scenario against the rules."""
    checked_inputs(region, plan_path)
    from plan.overview.opening import opened
    from plan.rules.checking import rules_document

    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    document = rules_document(evaluation.effective)
    lines = [f"{found.region.name}：{evaluation.effective.scenario_name}", *rule_lines(document)]
    return answer(document, lines, found.notices([evaluation]), as_json=as_json, year=year)
