"""What a region and its scenarios hold: check, diagnose, compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import checked_inputs, checked_plan, json_option, plan_options, region_argument, year_option
from reports.plain_text.answer_lines import check_lines, comparison_lines, diagnosis_lines

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.


@click.command(help="地域フォルダ REGION を読み、数と、気づいたことをすべて示します。")
@region_argument
@json_option
def check(region: Path, *, as_json: bool) -> int:
    """Check a region."""
    checked_inputs(region)
    from plan.overview.region_check import checked

    found = checked(region, on_step=say)
    return answer(found.document, check_lines(found.document), found.notices, as_json=as_json)


@click.command(help="地域 REGION の現況か案を診断します。指標、サービスごとの人数、集落ごとの値を示します。")
@region_argument
@plan_options
@year_option
@json_option
def diagnose(region: Path, plan_path: Path | None, scenario_id: str | None, year: int | None, *, as_json: bool) -> int:
    """Diagnose a scenario."""
    checked_plan(plan_path, scenario_id)
    checked_inputs(region, plan_path)
    from plan.overview.diagnosis import diagnosis
    from plan.overview.opening import opened
    from plan.reach.bus_days import bus_notices
    from plan.reach.usual_week import week_document, week_notices

    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    document: dict[str, Any] = diagnosis(evaluation)
    lines = [
        f"{found.region.name}：{evaluation.effective.scenario_name}",
        *diagnosis_lines(document, evaluation.effective.assumptions["daily_min"], year),
    ]
    document["scenario"] = evaluation.effective.scenario_id
    document["week"] = week_document(evaluation)
    effective = [evaluation.effective]
    notices = (*found.notices([evaluation]), *bus_notices(effective), *week_notices(effective))
    return answer(document, lines, notices, as_json=as_json, year=year)


@click.command(help="案のファイル PLAN の案を、現況（base）と並べて比べます。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_ids", metavar="ID", multiple=True, help="比べる案の id。省くとすべての案。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@click.option("--xlsx", metavar="F", type=click.Path(path_type=Path), help="比べた表を Excel の形で書き出します。")
@year_option
@json_option
def compare(
    plan_path: Path,
    scenario_ids: tuple[str, ...],
    region: Path | None,
    xlsx: Path | None,
    year: int | None,
    *,
    as_json: bool,
) -> int:
    """Compare scenarios with the present."""
    checked_inputs(region, plan_path)
    from plan.overview.comparison import comparison
    from plan.overview.opening import opened
    from plan.reach.bus_days import bus_notices
    from plan.reach.usual_week import week_document, week_notices

    found = opened(region, plan_path, on_step=say, year=year)
    scenarios = found.scenarios(scenario_ids)
    names = {m.effective.scenario_id: m.effective.scenario_name for m in scenarios}
    week = {m.effective.scenario_id: week_document(m) for m in scenarios}
    document: dict[str, Any] = {**comparison(scenarios), "scenarios": names, "week": week}
    if xlsx is not None:
        from plan.workspace.atomic_write import write_atomically
        from reports.files.workbook import comparison_workbook

        write_atomically(xlsx, comparison_workbook(scenarios))
        document["xlsx"] = str(xlsx)
    told = comparison_lines(document, names, scenarios[0].people_texts(), year)
    lines = [f"{found.region.name}：{'、'.join(names.values())}", *told]
    effective = [m.effective for m in scenarios]
    notices = (*found.notices(scenarios), *bus_notices(effective), *week_notices(effective))
    return answer(document, lines, notices, as_json=as_json, year=year)
