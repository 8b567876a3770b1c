"""A bus system from scratch: bus."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.frame import answer, say
from commands.options import (
    checked_inputs,
    checked_plan,
    json_option,
    listed_words,
    plan_options,
    region_argument,
    year_option,
)
from commands.rides.bus_wishes import wish_options, wishes_of
from geo.texts.today import today

if TYPE_CHECKING:
    from geo.texts.notices import Notice
    from plan.bus_design.designs import Designs
    from plan.scenario.scenario import Plan

CLASSES = ("wagon", "commuter", "microbus")
_PAUSE_S = 2.0


@click.command(
    help="拠点を出て戻るバスの路線・時刻・車両をまとめて設計し、費用と外出できる人の段階ごとに案を出します。"
)
@region_argument
@click.option(
    "--hub",
    "hubs",
    metavar="ID[,ID…]",
    multiple=True,
    required=True,
    help="拠点（拠点・施設・候補地の id）。複数なら、それぞれ。",
)
@click.option("--vehicles", type=int, metavar="N", required=True, help="車両の数。")
@click.option("--drivers", type=int, metavar="M", required=True, help="運転者の数。")
@click.option("--budget-yen", type=click.FloatRange(min=0), metavar="Y", help="一年の費用の上限。")
@click.option("--vehicle-class", type=click.Choice(CLASSES), default="wagon", show_default=True, help="車両の種類。")
@click.option("--keep-lines", is_flag=True, help="今の路線をすべて走らせたまま、足す路線を設計します。")
@click.option("--rounds", type=click.IntRange(min=1), metavar="R", help="探す回数（同じ回数なら同じ答え）。")
@click.option(
    "--seconds", type=click.FloatRange(min=0), metavar="S", default=90.0, show_default=True, help="探す秒数。"
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="乱数の種（この探し方はくじを引かないので、答えは変わりません）。",
)
@click.option(
    "--least-purposes",
    type=click.IntRange(0, 3),
    default=0,
    metavar="M",
    help="どの集落にも、M 個以上の用事（通院・買物・窓口）の外出を保証します。保証のない案との差も出します。",
)
@click.option("--must", metavar="ID[,ID…]", help="必ず外出できるようにする集落の id。だれが外れるかも出します。")
@click.option(
    "--people-of", "years", multiple=True, type=int, metavar="YYYY", help="案を、その年の人口でも数えます（何度でも）。"
)
@click.option(
    "--least-change",
    "changes",
    type=click.IntRange(0, 20),
    default=0,
    metavar="N",
    help="今の便から、同じ費用のまま N か所まで変えた案も、一か所ごとの効きめとともに出します。",
)
@click.option(
    "--what-if",
    is_flag=True,
    help="もしも：道が一本通れない日と、用事の時間・歩ける距離・数える人を変えたときの案の順も出します。",
)
@wish_options
@click.option("--out", metavar="P.plan.json", type=click.Path(path_type=Path), help="案を書き出す計画ファイル。")
@click.option(
    "--files",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="案ごとに、表（時刻表・ダイヤ図・車両と運転者の仕業・費用の Excel）、図形（GeoPackage）、時刻表データ（GTFS-JP）を書き出すフォルダー。",
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="GeoPackage に書く日付。省くと今日（日本時間）。")
@plan_options
@year_option
@json_option
def bus(region: Path, plan_path: Path | None, scenario_id: str | None, *, as_json: bool, **params: Any) -> int:
    """Design a bus system."""
    checked_plan(plan_path, scenario_id)
    checked_inputs(region, plan_path)
    wishes = wishes_of(params)
    from plan.bus_design.answer import designs_document, plan_with
    from plan.bus_design.guarantee import guaranteed_designs
    from plan.bus_design.least_change import least_change
    from plan.bus_design.request import BusDesignRequest, design_task
    from plan.bus_design.what_if import what_if
    from plan.file.plan_file import plan_bytes
    from plan.overview.opening import opened
    from plan.scenario.scenario import Plan
    from plan.workspace.atomic_write import write_atomically
    from reports.plain_text.bus_design_lines import bus_design_lines

    found = opened(region, plan_path, on_step=say, year=params["year"])
    evaluation = found.scenario(scenario_id)
    plan = found.plan or Plan(found.region.id, found.region.fingerprint)
    ids = listed_words(",".join(params["hubs"]))
    documents, notices = [], list(found.notices([evaluation]))
    files: list[str] = []
    for hub_id in ids or [""]:
        request = BusDesignRequest(
            hub_id,
            params["vehicles"],
            params["drivers"],
            budget_yen=params["budget_yen"],
            vehicle_class=params["vehicle_class"],
            keep_lines=params["keep_lines"],
            rounds=params["rounds"],
            seconds=params["seconds"],
            seed=params["seed"],
            least_purposes=params["least_purposes"],
            must=tuple(listed_words(params["must"] or "")),
            wishes=wishes,
            changes=params["changes"],
            what_if=params["what_if"],
        )
        task = design_task(evaluation.effective, plan, request)
        made = guaranteed_designs(task, request, _progress())
        if len(ids) > 1:
            named = tuple(replace(d, id=f"{hub_id}-{d.id}") for d in made.designs.designs)
            made = replace(made, designs=replace(made.designs, designs=named))
        supposed = what_if(made.designs) if request.what_if else None
        changes = least_change(made.designs, request.changes) if request.changes else None
        documents.append(designs_document(made, params["years"], supposed, changes))
        notices += (*task.notices, *made.left_out)
        plan = plan_with(plan, made.designs.designs)
        if params["folder"] is not None:
            new_files, told = _written(params["folder"], made.designs, plan, params["date"])
            files, notices = [*files, *new_files], [*notices, *told]
    if params["out"] is not None:
        write_atomically(params["out"], plan_bytes(plan))
    document = {**documents[0], "designs": [design for one in documents for design in one["designs"]]}
    if len(documents) > 1:
        document["hubs"] = [
            {key: one[key] for key in ("hub", "hub_name", "purposes", "rounds", "stopped")} for one in documents
        ]
    lines = [line for one in documents for line in bus_design_lines(one, params["year"])]
    if params["out"] is not None:
        lines.append(f"案を {params['out']} に書きました。")
        document["out"] = str(params["out"])
    if files:
        lines.append(f"{len(files):,} 個のファイルを {params['folder']} に書きました。")
        document["files"] = files
    return answer(document, lines, list(dict.fromkeys(notices)), as_json=as_json, year=params["year"])


def _written(folder: Path, found: Designs, plan: Plan, date: datetime | None) -> tuple[list[str], list[Notice]]:
    """Write the files of every design, as the scenario that it is in a plan; return them and what their readers must know."""
    from geo.gtfs.writing import feed_files, zip_of_files
    from plan.applied import apply
    from plan.reach.evaluation import evaluate
    from plan.services.gtfs_export import export_feed
    from plan.workspace.atomic_write import write_atomically
    from reports.files.bus_workbook import bus_workbook
    from reports.files.geopackage import bus_layers, geopackage_bytes
    from reports.plain_text.bus_design_lines import design_facts

    folder.mkdir(parents=True, exist_ok=True)
    day, files = today() if date is None else date.date(), []
    notices: dict[str, Notice] = {}
    scenarios = plan.scenarios[-len(found.designs) :]
    for number, (design, scenario) in enumerate(zip(found.designs, scenarios, strict=True), start=1):
        say(f"書いています {number}/{len(scenarios)}：{design.id}")
        evaluation = evaluate(apply(found.task.region, plan, scenario.id, found.task.year))
        export = export_feed(evaluation.effective)
        notices |= {told.code: told for told in export.notices}
        for name, content in (
            (f"{design.id}.xlsx", bus_workbook(evaluation, design_facts(found, design))),
            (f"{design.id}.gpkg", geopackage_bytes(bus_layers(evaluation.effective), day)),
            (f"{design.id}_gtfs.zip", zip_of_files(feed_files(export.feed))),
        ):
            write_atomically(folder / name, content)
            files.append(str(folder / name))
    return files, list(notices.values())


def _progress() -> Any:
    told_s = time.monotonic()

    def tell(rounds: int, best: float) -> bool:
        nonlocal told_s
        if time.monotonic() - told_s > _PAUSE_S:
            told_s = time.monotonic()
            say(f"探しています：{rounds:,} 回、外出できる車のない人 {best:,.0f}人")
        return False

    return tell
