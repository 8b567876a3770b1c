"""What a design of bus must keep, as it is written on the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from commands.options import F, listed_words, usage_error

if TYPE_CHECKING:
    from plan.bus_design.wishes import RunWish, Wishes

_AT = re.compile(r"(?P<villages>[^@]+)@(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)")


def wish_options(command: F) -> F:
    """Options of what every timetable must keep."""
    options = (
        click.option(
            "--depot",
            "depot_id",
            metavar="ID",
            help="車庫（拠点・施設・候補地の id）。行き帰りの回送も数えます。省くと拠点。",
        ),
        click.option(
            "--run",
            "runs",
            multiple=True,
            metavar="ID[,ID…]@HH:MM",
            help="必ず走る便：その時刻に拠点を出て、集落の順に回り、同じ道を戻ります（何度でも）。",
        ),
        click.option(
            "--run-back",
            "runs_back",
            multiple=True,
            metavar="ID[,ID…]@HH:MM",
            help="必ず走る便：同じ回り方で、その時刻に拠点へ戻ります（通学など。何度でも）。",
        ),
        click.option(
            "--school-runs", is_flag=True, help="必ず走る便は、学校の休み（--school-holiday）には走らせません。"
        ),
        click.option(
            "--days",
            metavar="DAY[,DAY…]",
            default="mon,tue,wed,thu,fri",
            show_default=True,
            help="ふだんの便が走る曜日（mon、tue、wed、thu、fri、sat、sun）。",
        ),
        click.option("--saturday", is_flag=True, help="土曜の便を別に設計し、一つの予算の中で組み合わせます。"),
        click.option(
            "--school-holiday",
            "school_holidays",
            multiple=True,
            metavar="M/D-M/D",
            help="学校の休み（7/21-8/31 など。何度でも）。その間の便を別に設計します。",
        ),
        click.option(
            "--connect",
            "meets_trunk",
            is_flag=True,
            help="拠点で幹線に乗り継いで行って帰れることも、用事の一つに数えます。",
        ),
        click.option("--detour", type=float, metavar="K", help="乗っている時間の上限（直行の K 倍まで）。"),
        click.option("--same-minute", is_flag=True, help="どの路線も、毎時同じ分に出ます。"),
        click.option("--not-on", metavar="CLASS[,CLASS…]", help="バスが通れない道の種別（unclassified、track など）。"),
        click.option("--closed-as", metavar="ID", help="バスが通れない道：この案で通れなくしている道。"),
        click.option(
            "--winter-roads", is_flag=True, help="除雪する道（snow_roads.geojson）だけを通ります（冬も同じ時刻）。"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wishes_of(params: Mapping[str, Any]) -> Wishes:
    """Take the wishes from a command's parameters.

    Raises
    ------
    click.UsageError
        When a run isn't written as villages and a time.
    """
    from plan.bus_design.wishes import Wishes

    return Wishes(
        depot_id=params["depot_id"],
        runs=(
            *(_run(text, back=False, school=params["school_runs"]) for text in params["runs"]),
            *(_run(text, back=True, school=params["school_runs"]) for text in params["runs_back"]),
        ),
        detour=params["detour"],
        same_minute=params["same_minute"],
        not_on=listed_words(params["not_on"] or ""),
        closed_as=params["closed_as"],
        cleared_only=params["winter_roads"],
        days=listed_words(params["days"]),
        saturday=params["saturday"],
        school_holidays=params["school_holidays"],
        connections=params["meets_trunk"],
    )


def _run(text: str, *, back: bool, school: bool) -> RunWish:
    from plan.bus_design.wishes import RunWish

    found = _AT.fullmatch(text.strip())
    if found is None:
        raise usage_error("usage_bus_run", option="--run-back" if back else "--run")
    time_s = (int(found["hour"]) * 60 + int(found["minute"])) * 60
    return RunWish(tuple(word.strip() for word in found["villages"].split(",")), time_s, back, school)
