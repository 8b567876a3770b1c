"""What is put on paper: sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import checked_inputs, checked_plan, json_option, plan_options, region_argument, year_option


@click.command(help="地区カルテ（A4）と地域の地図（A3）を、PDF か PNG で DIR に書きます。")
@region_argument
@click.option("--village", "village_ids", metavar="ID", multiple=True, help="この集落だけ。省くとすべての集落。")
@click.option(
    "--by", type=click.Choice(["village", "district"]), default="village", show_default=True, help="何ごとに。"
)
@click.option(
    "--format", "kind", type=click.Choice(["pdf", "png"]), default="pdf", show_default=True, help="書き出す形。"
)
@plan_options
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), required=True, help="書き出すフォルダー。")
@year_option
@json_option
def sheets(region: Path, out: Path, *, as_json: bool, **params: Any) -> int:
    """Write the sheets of villages or districts, and the region's map."""
    checked_plan(params["plan_path"], params["scenario_id"])
    checked_inputs(region, params["plan_path"])
    from plan.overview.opening import opened
    from reports.printed.glyphs import glyph_notices
    from reports.printed.sheet_files import write_sheets

    found = opened(region, params["plan_path"], on_step=say, year=params["year"])
    evaluation = found.scenario(params["scenario_id"])
    files = write_sheets(
        evaluation, out, by=params["by"], village_ids=params["village_ids"], kind=params["kind"], on_step=say
    )
    document = {"files": [str(path) for path in files], "scenario": evaluation.effective.scenario_id}
    lines = [f"{evaluation.effective.scenario_name}：{len(files):,} 個のファイルを {out} に書きました。"]
    return answer(
        document,
        lines,
        (*found.notices([evaluation]), *glyph_notices(evaluation)),
        as_json=as_json,
        year=params["year"],
    )
