"""What a scenario hands over to others: its buses as GTFS-JP, and every document, table, map and file in one folder."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, json_option, year_option
from geo.texts.today import today

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


@click.command(help="案のファイル PLAN の案を、計画の文書・表・地図・データにまとめて DIR に書きます。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="文書にする案の id。")
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域フォルダ。省くと PLAN のある所。")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), required=True, help="書き出すフォルダー。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="文書に書く日付。省くと今日（日本時間）。")
@year_option
@click.option(
    "--meeting", type=click.Choice(["statutory", "regional"]), default="regional",
    help="会議資料を出す会議。statutory は法定協議会、省くと地域公共交通会議（regional）。",
)  # fmt: skip
@click.option("--few", "few_told", is_flag=True, help="10人未満の集落の年齢や答えも載せます（ふつうは載せません）。")
@json_option
def report(
    plan_path: Path, scenario_id: str, region: Path | None, out: Path, date: datetime.datetime | None, year: int | None, *,
    meeting: str, few_told: bool, as_json: bool,
) -> int:  # fmt: skip
    """Write everything that a plan hands in."""
    checked_inputs(region, plan_path)
    from geo.texts.notices import as_warnings
    from plan.documents.answer import report_answer
    from plan.documents.material import material
    from plan.overview.opening import opened
    from plan.scenario.scenario import Plan
    from reports.documents.bundle import bundle, write_bundle

    found = opened(region, plan_path, on_step=say, year=year)
    scenarios = found.scenarios()
    chosen = found.scenario(scenario_id)
    written_on = date.date() if date is not None else today()
    plan = found.plan or Plan(found.region.id, found.region.fingerprint)
    about = material(scenarios, chosen.effective.scenario_id, plan, written_on, few_told=few_told, meeting=meeting)
    made = bundle(about)
    files = write_bundle(made, out, say)
    document = {"files": [str(path) for path in files], **report_answer(about)}
    lines = [f"{about.place}：{chosen.effective.scenario_name}：{len(files):,} 個のファイルを {out} に書きました。"]
    notices = (*found.notices(scenarios), *made.notices_of(made.pieces), *as_warnings(about.future_notices))
    return answer(document, lines, dict.fromkeys(notices), as_json=as_json, year=year)
