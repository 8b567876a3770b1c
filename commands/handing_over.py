"""What a scenario hands over to others: its buses as GTFS-JP."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, json_option

# What takes long to load (geopandas, scipy) is imported inside the commands: --help answers at once.


@click.command("export-gtfs", help="案のファイル PLAN の案のバスを、GTFS-JP の一つの時刻表データにします。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="書き出す案の id。現況は base。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@click.option("--out", metavar="F.zip", type=click.Path(path_type=Path), required=True, help="書き出す zip。")
@json_option
def export_gtfs(plan_path: Path, scenario_id: str, region: Path | None, out: Path, *, as_json: bool) -> int:
    """Write the buses of a scenario as one feed."""
    checked_inputs(region, plan_path)
    from geo.gtfs.writing import feed_files, zip_of_files
    from plan.overview.opening import opened
    from plan.services.gtfs_export import export_feed
    from plan.workspace.atomic_write import write_atomically

    found = opened(region, plan_path, on_step=say)
    evaluation = found.scenario(scenario_id)
    export = export_feed(evaluation.effective)
    write_atomically(out, zip_of_files(feed_files(export.feed)))
    document = {"routes": export.routes, "trips": export.trips, "stops": export.stops, "out": str(out)}
    lines = [
        f"{found.region.name}：{evaluation.effective.scenario_name}",
        f"路線 {export.routes}、便 {export.trips}、停留所 {export.stops} を書き出しました：{out}",
    ]
    return answer(document, lines, (*found.notices([evaluation]), *export.notices), as_json=as_json)
