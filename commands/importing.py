"""Files that become a region: import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import json_option, usage_error
from geo.texts.today import today

_COUNT_KINDS = {"国勢調査": "census", "住民基本台帳": "register"}
_FOREIGNERS = {"含む": "yes", "含まない": "no"}


@click.command(
    "import",
    help="ファイルを取り込み、地域フォルダを作るか足します。"
    "KIND は villages、roads、facilities、sites、residents、mesh、bus_stops、bus_lines、gtfs、timetable（時刻表の表）、"
    "riders（乗車人数）、contracts（運行契約）、wishes（住民アンケート）、"
    "projections（市町村の将来推計人口）、relief（標高）、coastline（海岸線）、legal_status（過疎地域かどうか）、zone:名前 のどれかです。",
)
@click.argument("kind", metavar="KIND")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--region", metavar="DIR", required=True, type=click.Path(path_type=Path), help="作るか、足す地域フォルダ。"
)
@click.option("--columns", metavar="name=列名,…", multiple=True, help="列の読み替え。ないものは推しはかって示します。")
@click.option("--clip", metavar="FILE", type=click.Path(path_type=Path), help="この図形のまわりだけを残します。")
@click.option("--margin-km", type=float, default=10.0, show_default=True, help="--clip の余白。")
@click.option("--crs", metavar="EPSG:n", help="ファイルの座標系（書かれていないか、誤っているとき）。")
@click.option("--replace", is_flag=True, help="同じ名前のファイルを置き換えます（省くと足します）。")
@click.option("--dissolve", is_flag=True, help="同じ id の面（zone ではすべての面）を一つにまとめます。")
@click.option(
    "--places",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="面の中の住まいの位置（mesh と residents では、集落の面）。",
)
@click.option(
    "--join-gaps",
    metavar="M",
    type=click.FloatRange(min=0, max=100, min_open=True),
    help="roads で、この幅（m）までの切れ目をつなぎます。",
)
@click.option("--set-population", is_flag=True, help="集落の人口を、mesh や residents のファイルの人数にします。")
@click.option("--only", metavar="語,…", multiple=True, help="名前にこの語を含む施設・候補地だけを取り込みます。")
@click.option("--category", metavar="分類", help="施設の分類（列にないとき）。")
@click.option("--name", metavar="名前", help="地域の名前。")
@click.option("--code", metavar="番号", help="市町村コード（5桁か6桁）。")
@click.option("--year", type=int, help="人口の基準年（西暦）。")
@click.option(
    "--count-kind",
    type=click.Choice(["国勢調査", "住民基本台帳"]),
    help="villages の人口の種別（表に書かれていないとき）。",
)
@click.option(
    "--foreigners",
    type=click.Choice(["含む", "含まない"]),
    help="villages の人口が外国人を含むか（表に書かれていないとき）。",
)
@click.option(
    "--stops",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="timetable で、停留所の名前と位置のファイル（表、点の図形、OpenStreetMap）。",
)
@click.option(
    "--days",
    metavar="曜日",
    multiple=True,
    help="timetable で、表に書かれていない曜日（平日、学校登校日=月～金 など）。",
)
@click.option(
    "--from",
    "first_day",
    metavar="日付",
    type=click.DateTime(["%Y-%m-%d"]),
    help="timetable が始まる日（2026-04-01）。",
)
@click.option("--to", "last_day", metavar="日付", type=click.DateTime(["%Y-%m-%d"]), help="timetable が終わる日。")
@click.option("--note", metavar="文", multiple=True, help="画面に出す断り書き。")
@click.option("--source", metavar="名前,年,利用条件", multiple=True, help="データの出典。")
@json_option
def import_(kind: str, files: tuple[Path, ...], region: Path, *, as_json: bool, **params: Any) -> int:
    """Make or extend a region folder."""
    pairs = _column_pairs(params["columns"])
    from importing.region_files.report import ImportOptions
    from importing.run import import_files

    options = ImportOptions(
        replace=params["replace"],
        dissolve=params["dissolve"],
        places=params["places"],
        join_gaps_m=params["join_gaps"],
        set_population=params["set_population"],
        only=tuple(word for text in params["only"] for word in text.split(",") if word),
        category=params["category"],
        region_name=params["name"],
        municipality_code=params["code"],
        base_year=params["year"],
        notes=params["note"],
        sources=params["source"],
        count_kind=_COUNT_KINDS.get(params["count_kind"], ""),
        foreigners=_FOREIGNERS.get(params["foreigners"], ""),
        stops=params["stops"],
        days=params["days"],
        first_day=params["first_day"] and params["first_day"].date(),
        last_day=params["last_day"] and params["last_day"].date(),
        on=today(),
    )
    report = import_files(
        kind,
        files,
        region,
        columns=pairs,
        clip=params["clip"],
        margin_km=params["margin_km"],
        crs=params["crs"],
        options=options,
        on_step=say,
    )
    lines = [f"{report.kind}：{report.rows_read:,} 件を読み、{report.rows_kept:,} 件を {region} に入れました。"]
    return answer(report.as_dict(), lines, report.notices, as_json=as_json)


def _column_pairs(given: Iterable[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for word in given for pair in word.split(",") if pair.strip()]
    if not all(column.strip() and header.strip() for column, _, header in pairs):
        raise usage_error("usage_columns")
    return {column.strip(): header.strip() for column, _, header in pairs}
