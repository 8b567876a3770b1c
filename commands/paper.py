"""What is put on paper: sheets, and maps for pens."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import (
    checked_inputs,
    checked_plan,
    json_option,
    plan_options,
    region_argument,
    year_option,
)
from geo.texts.today import today


@click.command(help="地区カルテ（A4）と地域の地図（A3）を、PDF か PNG で DIR に書きます。")
@region_argument
@click.option("--village", "village_ids", metavar="ID", multiple=True, help="この集落だけ。省くとすべての集落。")
@click.option(
    "--by",
    type=click.Choice(["village", "district", "municipality"]),
    default="village",
    show_default=True,
    help="何ごとに。",
)
@click.option(
    "--format", "kind", type=click.Choice(["pdf", "png"]), default="pdf", show_default=True, help="書き出す形。"
)
@plan_options
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), required=True, help="書き出すフォルダー。")
@year_option
@json_option
def sheets(region: Path, out: Path, *, as_json: bool, **params: Any) -> int:
    """Write the sheets of villages, districts or municipalities, and the region's map."""
    checked_plan(params["plan_path"], params["scenario_id"])
    checked_inputs(region, params["plan_path"])
    from plan.overview.opening import opened
    from reports.printed.glyphs import glyph_notices
    from reports.printed.sheet_files import write_sheets

    found = opened(region, params["plan_path"], on_step=say, year=params["year"])
    evaluation = found.scenario(params["scenario_id"])
    files = write_sheets(
        evaluation,
        out,
        which=params["village_ids"] or params["by"],
        kind=params["kind"],
        checklist=None if found.plan is None else found.plan.checklist,
        on_step=say,
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


@click.command(
    "paper-map", help="ペンで書きこむ地図を PDF に書きます。写真に撮れば、read-marks で書きこみを読み戻せます。"
)
@region_argument
@click.option("--out", metavar="F.pdf", type=click.Path(path_type=Path), required=True, help="書き出す PDF。")
@click.option(
    "--size",
    type=click.Choice(["A4", "A3", "A1"]),
    default="A3",
    show_default=True,
    help="紙の大きさ（横長）。A1 は A3 四枚に分けます。",
)
@click.option(
    "--meeting", metavar="TEXT", default="", help="集まりの名前。紙に刷り、紙の番号も集まりごとに変わります。"
)
@plan_options
@json_option
def paper_map(region: Path, out: Path, *, as_json: bool, **params: Any) -> int:
    """Print a map whose marks can be read back from a photograph."""
    checked_plan(params["plan_path"], params["scenario_id"])
    checked_inputs(region, params["plan_path"])
    from hall.paper.paper_map import paper_map as printed
    from plan.overview.opening import opened
    from plan.workspace.atomic_write import write_atomically
    from reports.printed.glyphs import glyph_notices

    found = opened(region, params["plan_path"], on_step=say)
    evaluation = found.scenario(params["scenario_id"])
    say("地図を描いています。")
    sheet = printed(evaluation, size=params["size"], meeting=params["meeting"])
    write_atomically(out, sheet.pdf)
    document = {"pages": len(sheet.codes), "sheet_id": sheet.sheet_id, "out": str(out)}
    lines = [
        f"{evaluation.effective.scenario_name}：{out} に {len(sheet.codes)} 枚を書きました（紙の番号 {sheet.sheet_id}）。"
    ]
    return answer(document, lines, (*found.notices([evaluation]), *glyph_notices(evaluation)), as_json=as_json)


@click.command("read-marks", help="書きこまれた地図の写真から、印を読み、GeoJSON に書きます。写真は何枚でも。")
@click.argument("photos", metavar="PHOTO…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="F.geojson",
    type=click.Path(path_type=Path),
    required=True,
    help="書き出す GeoJSON。付箋は、横に作るフォルダーに切り抜きます。",
)
@click.option(
    "--plan", "plan_path", metavar="P", type=click.Path(path_type=Path), help="この計画に、記録として加えます。"
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="記録に書く集まりの日。省くと今日（日本時間）。")
@json_option
def read_marks(
    photos: tuple[Path, ...], out: Path, *, plan_path: Path | None, date: datetime.datetime | None, as_json: bool
) -> int:
    """Read the marks on photographs of paper maps."""
    contents = [(path.name, path.read_bytes()) for path in photos]
    from hall.marks.files import write_features
    from hall.marks.reading import read_file, sheet_lines
    from hall.marks.to_record import with_records
    from plan.file.plan_file import open_plan, plan_bytes
    from plan.workspace.atomic_write import write_atomically

    plan = open_plan(plan_path) if plan_path is not None else None
    readings = []
    for name, content in contents:
        say(f"{name} を読んでいます。")
        readings += read_file(content, name)
    write_features(readings, out)
    sheets_read = sheet_lines(readings)
    lines = [f"{s['file']}：紙の番号 {s['sheet_id'] or '不明'}、印 {s['marks']} 個" for s in sheets_read]
    notices = [n for r in readings for n in r.notices]
    document: dict[str, Any] = {"sheets": sheets_read}
    if plan is not None and plan_path is not None:
        day = today() if date is None else date.date()
        plan, records, left_out = with_records(plan, readings, held_on=day.isoformat())
        notices += left_out
        document["record_ids"] = records
        if records:
            write_atomically(plan_path, plan_bytes(plan))
            lines.append(f"{plan_path} に、記録を {len(records)} 件加えました。")
    return answer(document, lines, notices, as_json=as_json)
