"""hall: the residents' phones in the hall, served on the local network until it is stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import say
from commands.options import checked_inputs, checked_plan, json_option

if TYPE_CHECKING:
    from hall.meeting.questions import HallQuestion
    from plan.reach.evaluation import Evaluation
    from plan.scenario.scenario import Plan


@click.command(help="会場の電話のための頁を、この場の無線（LAN）に出します。止めるときは Ctrl+C を押します。")
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--scenario", "scenario_id", metavar="ID", required=True, help="会場に見せる案の id。現況は base。")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="待ち受ける番号。省くと空いているもの。")
@click.option(
    "--address", metavar="A", default="0.0.0.0", show_default=True, help="待ち受ける住所。この機械だけなら 127.0.0.1。"
)
@click.option("--region", metavar="DIR", type=click.Path(path_type=Path), help="地域のフォルダー。省くと案のある所。")
@click.option("--meeting", metavar="FILE", type=click.Path(path_type=Path), help="集まりを書きためるファイル。")
@click.option(
    "--evening",
    metavar="N",
    type=click.IntRange(1),
    help="計画の集まりの予定の、何回目の問いで始めるか。省くと、どの種類も一つずつ。",
)
@click.option("--until-app-ends", is_flag=True, hidden=True, help="起動した画面が終わったら、止まります。")
@json_option
def hall(
    plan_path: Path,
    scenario_id: str,
    port: int | None,
    address: str,
    region: Path | None,
    meeting: Path | None,
    evening: int | None,
    *,
    until_app_ends: bool,
    as_json: bool,
) -> None:
    """Serve the phones until the user stops it.

    Raises
    ------
    geo.texts.errors.RequestError
        When the port is in use, or none is free.
    """
    del as_json  # its one line is JSON either way: a program waits for it
    checked_plan(plan_path, scenario_id)
    checked_inputs(region, plan_path)
    from geo.texts.errors import RequestError
    from geo.texts.messages import notice
    from hall.facilitator.addresses import PORTS, listening, urls_of
    from hall.facilitator.meetings import begin_meeting, meeting_to_go_on_with, meetings_folder
    from hall.facilitator.process import end_with_the_app
    from hall.phones.app import Hall
    from hall.phones.ground import hall_map
    from hall.phones.serving import serve_hall
    from plan.applied import apply
    from plan.overview.opening import opened
    from plan.scenario.scenario import Plan
    from plan.workspace.store import store_folder

    if until_app_ends:
        end_with_the_app()
    found = opened(region, plan_path, on_step=say)
    plan = found.plan or Plan(found.region.id, found.region.fingerprint)
    asked = None if evening is None else _questions(evening, plan, found.scenario(scenario_id))
    shown = hall_map(apply(found.region, plan, scenario_id), store_folder() / "maps" / found.region.fingerprint)
    file = meeting or meeting_to_go_on_with(meetings_folder(found.region.folder))
    store = begin_meeting(file, plan, scenario_id, questions=asked)
    taken = listening(address, port, before=int(store.about("port") or 0) or None)
    if taken is None:
        wanted = port if port is not None else f"{PORTS.start}–{PORTS.stop - 1}"
        raise RequestError(notice("hall_port_taken", port=wanted))
    store.tell("port", str(taken.getsockname()[1]))
    told = {"code": store.about("code"), "urls": urls_of(address, taken.getsockname()[1])}
    with contextlib.suppress(KeyboardInterrupt):
        serve_hall(Hall(store, shown).app(), taken, lambda: _tell(told))


def _questions(evening: int, plan: Plan, current: Evaluation) -> tuple[HallQuestion, ...]:
    """Return the questions of one of the plan's evenings, counted from 1.

    Raises
    ------
    geo.texts.errors.RequestError
        When there are not so many.
    """
    from geo.texts.errors import RequestError
    from geo.texts.messages import notice
    from hall.meeting.questions import asked_in
    from plan.scenes.first_scenes import evenings_of

    evenings = evenings_of(plan, current)
    if evening > len(evenings):
        raise RequestError(notice("hall_evening_unknown", evening=evening, evenings=len(evenings)))
    return asked_in(evenings[evening - 1].questions, [s.name for s in plan.scenarios])


def _tell(told: Mapping[str, object]) -> None:
    import json

    click.echo(json.dumps(told, ensure_ascii=False))
