"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import click

from geo.texts.messages import text

JAPAN = timezone(timedelta(hours=9), "JST")
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


def checked_plan(plan_path: Path | None, scenario_id: str | None) -> None:
    """Refuse a scenario without its plan.

    Raises
    ------
    click.UsageError
        When a scenario other than the present is asked for without a plan.
    """
    if plan_path is None and scenario_id not in (None, "base"):
        raise usage_error("usage_scenario_without_plan")
