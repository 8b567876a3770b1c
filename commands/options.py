"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from commands.frame import say
from geo.region.folder import may_be_region, read_head
from geo.texts.messages import text

"""Where the days of commands are counted."""

F = TypeVar("F", bound=Callable[..., Any])


def usage_error(code: str, /, **parameters: object) -> click.UsageError:
    """Return the error of a wrong usage in the words of the catalogue."""
    return click.UsageError(text(code, parameters))


def json_option(command: F) -> F:
    """--json: one JSON document on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="結果を JSON で出します（標準出力には JSON だけ）。")(
        command
    )


def region_argument(command: F) -> F:
    """REGION: a region's folder."""
    return click.argument("region", metavar="REGION", type=click.Path(path_type=Path))(command)


def plan_options(command: F) -> F:
    """--plan and --scenario."""
    command = click.option("--scenario", "scenario_id", metavar="ID", help="案の id。省くと最初の案。現況は base。")(
        command
    )
    path = click.Path(path_type=Path)
    return click.option("--plan", "plan_path", metavar="P", type=path, help="案のファイル（.plan.json）。")(command)


def year_option(command: F) -> F:
    """--year: whose people are counted."""
    return click.option(
        "--year",
        type=int,
        metavar="YYYY",
        help="何年の人口で数えるか（推計）。省くと基準年。施設・時刻表・道は案のまま。",
    )(command)


def listed_words(text: str) -> tuple[str, ...]:
    """Take a list that is written with commas apart, each word once, in the order in which they stand."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def checked_plan(plan_path: Path | None, scenario_id: str | None) -> None:
    """Refuse a scenario without its plan.

    Raises
    ------
    click.UsageError
        When a scenario other than the present is asked for without a plan.
    """
    if plan_path is None and scenario_id not in (None, "base"):
        raise usage_error("usage_scenario_without_plan")


def checked_inputs(region: Path | None, plan_path: Path | None = None) -> None:
    """Refuse a wrong folder and a plan that isn't there at once, before what takes long to load is loaded.

    Raises
    ------
    plan.file.plan_file.PlanUnreadableError
        Where `plan.overview.opening.opened` would raise it, if there is no such file or the folder is wrong too.
    geo.texts.errors.RegionUnreadableError
        When the folder, the plan's own where none is given, is no region's.
    """
    folder = region if region is not None else plan_path.parent if plan_path is not None else None
    is_wrong = folder is not None and not may_be_region(folder)
    if plan_path is not None and (is_wrong or not plan_path.is_file()):
        from plan.file.plan_file import open_plan

        open_plan(plan_path)
    if folder is not None and is_wrong:
        read_head(folder, on_step=say)
