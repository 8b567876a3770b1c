"""Many regions at once: batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.frame import answer, say
from commands.options import json_option, usage_error, year_option
from geo.texts.messages import notice
from geo.texts.notices import Notice

_FILE = click.Path(path_type=Path)


@click.command(
    help="多くの地域 DIR… の指標、外出、候補の組合せ、将来の人口を、まとめて数えます。DIR は地域フォルダーか、それを並べたフォルダーです。"
)
@click.argument("given", metavar="DIR…", nargs=-1, required=True, type=_FILE)
@click.option(
    "--out",
    metavar="F.parquet",
    type=_FILE,
    required=True,
    help="書き出す表。途中の結果は F.parquet.regions に残ります。",
)
@click.option("--xlsx", metavar="F", type=_FILE, help="同じ表を Excel の形でも書き出します。")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="この機械で同時に数えるプロセスの数。省くとコアの数。"
)
@click.option(
    "--memory-mb",
    type=click.IntRange(min=100),
    metavar="MB",
    help="プロセス一つのメモリーの上限。越えた地域は名前を知らせます。",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="動いている Dask のスケジューラー（tcp://… か tls://…）に頼みます。",
)
@click.option("--tls-ca", metavar="F", default="", help="スケジューラーと暗号で話すための、認証局のファイル。")
@click.option("--tls-cert", metavar="F", default="", help="同じく、こちらの証明書のファイル。")
@click.option("--tls-key", metavar="F", default="", help="同じく、こちらの鍵のファイル。")
@click.option(
    "--plan",
    "plan_name",
    metavar="NAME",
    default="",
    help="各フォルダーの案のファイルの名前。ない地域は現況を数えます。",
)
@click.option("--scenario", "scenario_id", metavar="ID", default="", help="案の id。省くとその案のファイルの最初の案。")
@click.option(
    "--curve", type=click.IntRange(min=0), metavar="N", help="拠点の数 1〜N の候補の組合せ。0 なら探しません。"
)
@click.option(
    "--to", "to_year", type=click.IntRange(min=0), metavar="YEAR", help="将来の人口を何年まで。0 なら推計しません。"
)
@year_option
@json_option
def batch(given: tuple[Path, ...], out: Path, xlsx: Path | None, *, as_json: bool, **params: Any) -> int:
    """Measure many regions."""
    if params["scenario_id"] and not params["plan_name"]:
        raise usage_error("usage_scenario_without_plan")
    own, tls = (params["workers"], params["memory_mb"]), (params["tls_ca"], params["tls_cert"], params["tls_key"])
    if params["scheduler"] and any(own):
        raise usage_error("usage_batch_scheduler_or_workers")
    if any(tls) and not params["scheduler"].startswith("tls://"):
        raise usage_error("usage_batch_tls_without_scheduler")
    for named in filter(None, tls):
        Path(named).read_bytes()  # a file that is not there is named before anybody is asked
    from plan.batch.kept_results import KeptResults
    from plan.batch.run import region_folders, run_batch
    from plan.batch.table import parquet_bytes
    from plan.workspace.atomic_write import write_atomically

    outcome = run_batch(region_folders(given), _settings(params), KeptResults.beside(out), _measure(params), say)
    write_atomically(out, parquet_bytes(outcome))
    costs = {
        folder: {"seconds": found["seconds"], "memory_mb": found["memory_mb"]}
        for folder, found in outcome.results.items()
    }
    document: dict[str, Any] = {
        "regions": len(outcome.regions),
        "finished": list(outcome.finished),
        "kept": list(outcome.kept),
        "failed": [{"region": folder, "notices": why} for folder, why in outcome.failed.items()],
        "out": str(out),
        "costs": costs,
    }
    if xlsx is not None:
        from reports.files.batch_workbook import batch_workbook

        write_atomically(xlsx, batch_workbook(outcome))
        document["xlsx"] = str(xlsx)
    lines = [
        f"{len(outcome.regions):,} 地域のうち、新しく数えたのは {len(outcome.finished):,} です。",
        f"前のままは {len(outcome.kept):,}、数えられなかったのは {len(outcome.failed):,} です。",
        f"{out} に書きました。",
    ]
    seconds, memory = _costs([costs[folder] for folder in outcome.finished])
    if seconds is not None:
        lines.append(f"一地域あたり平均 {seconds:.1f}秒（プロセッサー）{memory}でした。")
    return answer(document, lines, _notices(outcome.failed), as_json=as_json, year=params["year"])


def _settings(params: dict[str, Any]) -> Any:
    from dataclasses import replace

    from plan.batch.settings import BatchSettings

    usual = BatchSettings.usual()
    return replace(
        usual,
        curve_to=usual.curve_to if params["curve"] is None else params["curve"],
        to_year=usual.to_year if params["to_year"] is None else params["to_year"],
        plan=params["plan_name"],
        scenario=params["scenario_id"],
        year=params["year"],
    )


def _measure(params: dict[str, Any]) -> Any:
    names = ("scheduler", "workers", "memory_mb", "tls_ca", "tls_cert", "tls_key")

    def measure(folders: Any, settings: Any) -> Any:
        if not folders:
            return ()
        # Dask is loaded where there is something to count, and nowhere else in the house.
        from plan.batch.cluster import ClusterChoice, results

        return results(ClusterChoice(**{name: params[name] for name in names}), folders, settings)

    return measure


def _costs(costs: list[dict[str, Any]]) -> tuple[float | None, str]:
    if not costs:
        return None, ""
    peaks = [cost["memory_mb"] for cost in costs if cost["memory_mb"] is not None]
    memory = f"、最大のメモリー {max(peaks):,.0f} MB " if peaks else ""
    return sum(cost["seconds"] for cost in costs) / len(costs), memory


def _notices(failed: Any) -> list[Notice]:
    return [
        notice("batch_region_failed", region=folder, reason="　".join(str(n["message"]) for n in why))
        for folder, why in failed.items()
    ]
