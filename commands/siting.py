"""Where to put hubs: site."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

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
from commands.rides.travel import PURPOSE_NAMES
from geo.texts.notices import Notice

OBJECTIVE_CHOICES = ("total_time", "coverage", "worst", "fewest", "outings", "least_regret")


@click.command(help="候補地から拠点の組合せを選びます。これより良い組合せがないか、限界との差も示します。")
@region_argument
@click.option("--hubs", type=int, metavar="P", help="拠点の数（予算と fewest では上限）。")
@click.option(
    "--objective",
    type=click.Choice(OBJECTIVE_CHOICES),
    default=OBJECTIVE_CHOICES[0],
    show_default=True,
    help="目的：総時間、圏内人口、最も遠い集落、最少の数、外出、後悔の少なさ の順です。",
)
@click.option("--within", type=float, metavar="MIN", help="何分以内（coverage、fewest）。")
@click.option("--mode", type=click.Choice(["car", "walk", "bus"]), default="car", show_default=True, help="移動手段。")
@click.option(
    "--weights", default="population", show_default=True, help="数える人（pop_65_over、population@2050 など）。"
)
@click.option("--years", metavar="Y,…", help="least_regret で比べる年。省くと基準年と2050年。")
@click.option("--fixed", metavar="ID,…", default="", help="必ず選ぶ場所。")
@click.option("--forbid", metavar="ID,…", default="", help="除く場所。")
@click.option("--budget-yen", type=click.FloatRange(min=0), metavar="Y", help="候補地の費用の合計の上限。")
@click.option("--capacity", type=click.FloatRange(min=0), metavar="N", help="拠点一か所の定員。")
@click.option(
    "--candidates",
    type=click.Choice(["sites", "facilities", "both"]),
    default="sites",
    show_default=True,
    help="選ぶ元：候補地、施設、その両方。",
)
@click.option("--allow-zones", is_flag=True, help="災害のおそれのある区域や用途地域の中も選べるようにします。")
@click.option(
    "--hazard-distance-m",
    type=click.FloatRange(min=0),
    metavar="M",
    default=0,
    show_default=True,
    help="災害のおそれのある区域から離す直線距離（m）。0 なら、区域の中の候補地だけを除きます。",
)
@click.option(
    "--purpose", type=click.Choice(PURPOSE_NAMES), default="errands", show_default=True, help="outings の用事。"
)
@click.option("--curve", type=click.IntRange(min=1), metavar="N", help="拠点の数 1〜N のそれぞれも示します。")
@click.option(
    "--scores", is_flag=True, help="候補地を点数で並べ、わけを示します。数も予算も頼まなければ、これだけを出します。"
)
@click.option("--score-weights", metavar="NAME=W,…", default="", help="物差しの重み（services=3,public=0 など）。")
@click.option("--time-limit", type=click.FloatRange(min=0), metavar="S", help="探す秒数の上限。")
@plan_options
@year_option
@json_option
def site(region: Path, plan_path: Path | None, scenario_id: str | None, *, as_json: bool, **params: Any) -> int:
    """Choose hubs."""
    checked_plan(plan_path, scenario_id)
    years = _years(params["years"])
    if params["year"] is not None and params["objective"] == "least_regret":
        raise usage_error("usage_year_with_regret", year=params["year"])
    score_weights = _weights(params["score_weights"]) if params["scores"] else {}
    checked_inputs(region, plan_path)
    from plan.overview.opening import opened
    from plan.siting.answer import siting_document
    from plan.siting.request import SitingRequest, prepared
    from plan.siting.site_scores import scores_document
    from reports.plain_text.siting_lines import score_lines, siting_lines

    request = SitingRequest(
        objective=params["objective"],
        hubs=params["hubs"],
        within_min=params["within"],
        fixed=listed_words(params["fixed"]),
        forbidden=listed_words(params["forbid"]),
        mode=params["mode"],
        weights=params["weights"],
        budget_yen=params["budget_yen"],
        capacity_persons=params["capacity"],
        candidates=params["candidates"],
        allow_zones=params["allow_zones"],
        hazard_distance_m=params["hazard_distance_m"],
        purpose=params["purpose"],
        years=years,
        time_limit_s=params["time_limit"],
    )
    found = opened(region, plan_path, on_step=say, year=params["year"])
    evaluation = found.scenario(scenario_id)
    scores: dict[str, Any] | None = None
    notices: list[Notice] = []
    if params["scores"]:
        scores, notices = scores_document(evaluation.effective, request.candidates, score_weights)
        if request.hubs is None and request.budget_yen is None and request.objective != "fewest":
            return answer(
                scores,
                score_lines(scores),
                [*found.notices([evaluation]), *notices],
                as_json=as_json,
                year=params["year"],
            )
    ready = prepared(evaluation.effective, request, _progress)
    best = ready.question.answer()
    document = siting_document(evaluation.effective, request, ready, best, curve_to=params["curve"])
    names = {str(i): str(name) for i, name in found.region.villages["name"].items()}
    year = params["year"] if params["year"] is not None else ready.year
    lines = siting_lines(document, names, year)
    if scores is not None:
        document, lines = {**document, **scores}, [*lines, *score_lines(scores)]
    return answer(document, lines, [*found.notices([evaluation]), *ready.notices, *notices], as_json=as_json, year=year)


def _weights(text: str) -> dict[str, float]:
    pairs = [pair.partition("=") for pair in listed_words(text)]
    try:
        return {name.strip(): float(weight) for name, _, weight in pairs}
    except ValueError as problem:
        raise usage_error("usage_score_weights") from problem


def _years(text: str | None) -> tuple[int, ...]:
    years = listed_words(text or "")
    if not all(year.isdecimal() and len(year) == 4 for year in years):
        raise usage_error("usage_years")
    return tuple(int(year) for year in years)


def _progress(value: float, bound: float, seconds: float) -> bool:
    limit = f"、限界 {bound:,.1f}" if math.isfinite(bound) else ""
    say(f"{seconds:.1f}秒：見つけた値 {value:,.1f}{limit}")
    return False
