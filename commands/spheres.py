"""Living spheres around hubs: spheres."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import (
    checked_inputs,
    checked_plan,
    json_option,
    listed_words,
    plan_options,
    region_argument,
    usage_error,
    year_option,
)
from geo.texts.today import today


@click.command(help="拠点のまわりに集落生活圏を描きます。地区（旧小学校区など）があれば地区ごとに始めます。")
@region_argument
@click.option("--hubs", "hub_ids", required=True, metavar="ID,…", help="拠点、候補地、施設の id。")
@click.option("--start", type=click.Choice(["districts", "nearest"]), help="始め方：地区ごと、近い拠点ごと。")
@click.option("--within", type=click.FloatRange(min=0), metavar="MIN", help="車で何分より遠い拠点には入れないか。")
@click.option("--move", "moves", multiple=True, metavar="集落=拠点", help="手で移す集落の id と拠点の id（空は外す）。")
@click.option(
    "--compare", metavar="F", type=click.Path(path_type=Path), help="比べる区域のファイル（旧小学校区など）。"
)
@click.option("--out", metavar="F", type=click.Path(path_type=Path), help="圏域を GeoJSON で書き出します。")
@click.option(
    "--gpkg", metavar="F", type=click.Path(path_type=Path), help="QGIS の見た目つきの GeoPackage で書き出します。"
)
@click.option("--areas", is_flag=True, help="面積も求めます（--out か --gpkg があれば、いつも求めます）。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="GeoPackage に書く日付。省くと今日（日本時間）。")
@plan_options
@year_option
@json_option
def spheres(
    region: Path,
    hub_ids: str,
    start: str | None,
    within: float | None,
    moves: tuple[str, ...],
    compare: Path | None,
    out: Path | None,
    gpkg: Path | None,
    date: datetime | None,
    plan_path: Path | None,
    scenario_id: str | None,
    year: int | None,
    *,
    areas: bool,
    as_json: bool,
) -> int:
    """Draw living spheres."""
    checked_plan(plan_path, scenario_id)
    moved = _moves(moves)
    checked_inputs(region, plan_path)
    from plan.overview.opening import opened
    from plan.spheres.answer import SphereRequest, spheres_of
    from plan.spheres.comparison import compared_with_file
    from plan.spheres.document import sphere_document, sphere_geojson
    from reports.plain_text.sphere_lines import sphere_lines

    request = SphereRequest(listed_words(hub_ids), start, within, moved)  # type: ignore[arg-type]
    found = opened(region, plan_path, on_step=say, year=year)
    evaluation = found.scenario(scenario_id)
    drawn = spheres_of(evaluation.effective, request)
    document = sphere_document(evaluation.effective, drawn, with_areas=areas or out is not None or gpkg is not None)
    notices = [*found.notices([evaluation]), *drawn.notices]
    if compare is not None:
        document["agreement"], new_notices = compared_with_file(evaluation.effective, drawn, compare)
        notices += new_notices
    if out is not None:
        from plan.workspace.atomic_write import write_atomically

        write_atomically(out, sphere_geojson(evaluation.effective, drawn))
        document["out"] = str(out)
    if gpkg is not None:
        from plan.workspace.atomic_write import write_atomically
        from reports.files.geopackage import geopackage_bytes, land_layers

        day = today() if date is None else date.date()
        write_atomically(gpkg, geopackage_bytes(land_layers(evaluation.effective, drawn), day))
        document["gpkg"] = str(gpkg)
    people = evaluation.people_texts()
    villages = {str(i): (str(name), people[str(i)]) for i, name in found.region.villages["name"].items()}
    hub_names = {str(i): str(name) for i, name in drawn.hubs["name"].items()}
    return answer(document, sphere_lines(document, villages, hub_names, year), notices, as_json=as_json, year=year)


def _moves(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = [word.partition("=") for word in given]
    if not all(village.strip() and equals for village, equals, _ in pairs):
        raise usage_error("usage_move")
    return tuple((village.strip(), hub.strip()) for village, _, hub in pairs)
