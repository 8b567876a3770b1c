"""Who will live here: project."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import answer, say
from commands.options import checked_inputs, checked_plan, json_option, plan_options, region_argument, usage_error


@click.command(
    help="将来の人口を、集落ごとに推計します（コーホート変化率法。小さな集落は地区と市町村の率に寄せます）。"
)
@region_argument
@click.option("--to", "to_year", required=True, type=int, metavar="YEAR", help="何年まで（最も先は2070年）。")
@click.option(
    "--settlers",
    metavar="型=世帯数,…",
    help="一年に来る移住世帯。型は young_couple、family、retired_couple。省くと案のもの。",
)
@click.option("--across-kinds", is_flag=True, help="国勢調査と住民基本台帳など、種別の違う人口も比べます。")
@click.option("--seed", type=click.IntRange(min=0), default=0, help="幅を求めるくじの種（同じ種なら同じ幅）。")
@click.option("--out", metavar="F", type=click.Path(path_type=Path), help="男女・年齢別の人数を CSV で書き出します。")
@plan_options
@json_option
def project(
    region: Path,
    to_year: int,
    settlers: str | None,
    seed: int,
    out: Path | None,
    plan_path: Path | None,
    scenario_id: str | None,
    *,
    across_kinds: bool,
    as_json: bool,
) -> int:
    """Project the people of a region."""
    checked_plan(plan_path, scenario_id)
    pairs = None if settlers is None else _pairs(settlers)
    checked_inputs(region, plan_path)
    from plan.daily_life.catchments import CatchmentTerms
    from plan.daily_life.viability import service_document, service_futures
    from plan.future.document import people_csv, projection_document
    from plan.future.in_year.households import households_of
    from plan.future.of_region import FutureRequest, projection_of
    from plan.future.shown.outlook import OutlookRequest
    from plan.overview.opening import opened
    from plan.scenario.future import Settlers
    from plan.siting.answer_texts import with_names
    from reports.plain_text.future_lines import future_lines

    given = None if pairs is None else tuple(Settlers(kind, households) for kind, households in pairs)
    found = opened(region, plan_path, on_step=say)
    evaluation = found.scenario(scenario_id)
    scenario = evaluation.effective.scenario
    request = FutureRequest(to_year, given, across_kinds=across_kinds, seed=seed)
    projection = projection_of(found.region, request, None if scenario is None else scenario.future)
    document = projection_document(projection)
    document["households"] = households_of(
        projection, found.region.villages["households"], found.region.household_heads
    ).document()
    if as_json:
        # By car within the minutes of every day, everybody at the nearest place: as the page begins.
        terms = CatchmentTerms("car", evaluation.effective.assumptions["daily_min"])
        services = service_futures(evaluation, projection, terms, None if scenario is None else scenario.future)
        document["viability"] = [service_document(service, projection.years) for service in services]
    if out is not None:
        from plan.workspace.atomic_write import write_atomically

        write_atomically(out, people_csv(projection))
        document["out"] = str(out)
    names = {str(i): str(name) for i, name in found.region.villages["name"].items()}
    terms_of_its_own = OutlookRequest(across_kinds=across_kinds).notices
    notices = [*terms_of_its_own, *found.notices([evaluation]), *with_names(projection.notices, evaluation.effective)]
    return answer(document, future_lines(projection, names), notices, as_json=as_json)


def _pairs(given: str) -> list[tuple[str, float]]:
    from geo.reference.settlers import household_kinds

    pairs = []
    for word in given.split(","):
        kind, _, number = (part.strip() for part in word.partition("="))
        try:
            households = float(number)
        except ValueError:
            households = -1.0
        if kind not in household_kinds() or not 0 <= households < float("inf"):
            raise usage_error("usage_settlers", known="、".join(household_kinds()))
        pairs.append((kind, households))
    return pairs
