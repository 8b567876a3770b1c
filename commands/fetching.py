"""A region from OpenStreetMap's servers: fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import json_option
from geo.texts.today import today


@click.command(
    help="OpenStreetMap から PLACE（「石川県能登町」など）を取り寄せ、地域フォルダを作ります。"
    "インターネットを使うのは、この命令だけです。",
)
@click.argument("place", metavar="PLACE")
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="作る地域フォルダ。")
@click.option("--margin-km", type=float, default=10.0, show_default=True, help="道・施設・停留所を取る余白。")
@click.option("--code", metavar="番号", help="市町村コード（5桁か6桁）。")
@click.option("--year", type=int, help="人口の基準年（西暦）。")
@click.option("--refresh", is_flag=True, help="前に取り寄せた控え（KYOTEN_HOME の osm）を使わず、取り寄せ直します。")
@click.option("--overpass", metavar="URL", envvar="KYOTEN_OVERPASS", help="Overpass のサーバー（町のものなど）。")
@click.option("--nominatim", metavar="URL", envvar="KYOTEN_NOMINATIM", help="Nominatim のサーバー（町のものなど）。")
@json_option
def fetch(place: str, out: Path, *, refresh: bool, as_json: bool, **params: Any) -> int:
    """Make a region folder from OpenStreetMap's servers."""
    from importing.layers.osm_layer import OWNER, TERMS
    from importing.osm_live.asking import NOMINATIM, OVERPASS, Asking
    from importing.osm_live.fetched_region import FetchOptions, FetchReport, fetch_region
    from importing.osm_live.live import anew
    from plan.workspace.store import store_folder

    servers = (params["overpass"] or OVERPASS, params["nominatim"] or NOMINATIM)
    asking = Asking(store_folder() / "osm", *servers, on_step=say)
    options = FetchOptions(params["margin_km"], params["code"], params["year"])
    on = today()

    def fetched(whom: Asking) -> FetchReport:
        return fetch_region(place, out, asking=whom, on=on, options=options)

    report = anew(asking, fetched) if refresh else fetched(asking)
    counts = [f"{r.kind}：{r.rows_read:,} 件を読み、{r.rows_kept:,} 件を入れました。" for r in report.imports]
    lines = [f"{report.found}（{report.date} 時点）を {out} に作りました。{OWNER}（{TERMS}）", *counts]
    if as_json:
        return answer({**report.as_dict(), "out": str(out)}, [], report.notices, as_json=True)
    return answer({}, lines, [*report.notices, *(n for r in report.imports for n in r.notices)], as_json=False)
