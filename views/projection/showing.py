"""Which scene is shown, with what was tried or named on it, and what the wall says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.texts.errors import RequestError
from layers.hall.shared_wall import SharedWall
from layers.hall.wall import Board, Showing
from plan.figure_texts import figure
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.reach.reach import places_of
from plan.scenario.scenario import BASE, Plan
from plan.scenario.scenes import Evening, Scene
from plan.scenes.first_scenes import evenings_of, scenes_of
from plan.scenes.layers import layer_of
from plan.scenes.message import BigFigure, Message, scene_message
from plan.scenes.what_if import TriedHub, tried_hub
from plan.scenes.your_village import village_sentence
from plan.shown_values import people_unit
from views import session
from views.projection.hall_scenes import of_meeting


@dataclass(frozen=True)
class Shown:
    """What the wall shows.

    Parameters
    ----------
    scene
        The scene; of what is tried, one that shows that.
    current, baseline
        The scenario that it shows, and the present.
    message, lines
        What is said.
    showing
        Where it stands, where it looks, where the light falls.
    tried
        The hub that is tried, if any.
    board
        What stands over the map, if anything.
    """

    scene: Scene
    current: Evaluation
    baseline: Evaluation
    message: Message
    lines: tuple[str, ...]
    showing: Showing
    tried: TriedHub | None = None
    board: Board | None = None


def plan_of(wall: SharedWall) -> Plan:
    """Return the plan that is shown: of a presenter's window the one that the wall has."""
    is_presenter = session.current().wall.is_presenter
    return wall.plan if is_presenter and wall.plan is not None else session.plan()


def all_scenes(wall: SharedWall) -> tuple[Scene, ...]:
    """Return all scenes in their order, whichever evening is held."""
    plan = plan_of(wall)
    return scenes_of(plan, _in_work(plan))


def scenes(wall: SharedWall) -> tuple[Scene, ...]:
    """Return the running order: the scenes of the evening that is held as it has them, or all."""
    evening = evening_of(wall)
    known = {scene.id: scene for scene in all_scenes(wall)}
    held = tuple(known[i] for i in dict.fromkeys(evening.scenes) if i in known) if evening is not None else ()
    return held or tuple(known.values())


def evening_of(wall: SharedWall) -> Evening | None:
    """Return the evening that is held; None where all scenes are stepped, or it is gone."""
    if wall.evening is None:
        return None
    plan = plan_of(wall)
    evenings = evenings_of(plan, _in_work(plan))
    return evenings[wall.evening] if wall.evening < len(evenings) else None


def _in_work(plan: Plan) -> Evaluation:
    return evaluation_of(session.region(), plan, _known(plan, session.scenario_id()))


def position(wall: SharedWall, order: tuple[Scene, ...]) -> int:
    """Return where the scene that is shown stands in the running order; the first where it is gone."""
    return next((i for i, scene in enumerate(order) if scene.id == wall.scene), 0)


def step(wall: SharedWall, by: int) -> None:
    """Turn so many scenes on or back; at the ends the wall stays."""
    order = scenes(wall)
    at = min(max(position(wall, order) + by, 0), len(order) - 1)
    wall.show(order[at].id)


def _known(plan: Plan, scenario_id: str) -> str:
    return scenario_id if scenario_id in {s.id for s in plan.scenarios} else BASE


def _evaluated(plan: Plan, scenario_id: str, year: int | None) -> Evaluation:
    """Evaluate a scenario with the people of a year; of the base year where they cannot be projected, which is told."""
    try:
        return evaluation_of(session.region(), plan, scenario_id, year)
    except RequestError as problem:
        if year is None:
            raise
        session.tell(problem.notices)
        return evaluation_of(session.region(), plan, scenario_id)


def shown(wall: SharedWall, order: tuple[Scene, ...], at: int, *, as_it_comes: bool = False) -> Shown:
    """Return what the wall shows at a place of the running order.

    Parameters
    ----------
    wall
        With what is tried and named.
    order, at
        The running order, and which of it.
    as_it_comes
        Whether it is shown as it will come, without what is tried and named on the one that is shown.
    """
    plan, scene = plan_of(wall), order[at]
    scenario = _known(plan, scene.scenario)
    # Years step by themselves: what lies under them is counted today.
    year = None if layer_of(scene.layer).kind == "years" else scene.year
    baseline = _evaluated(plan, BASE, year)
    found: TriedHub | None = None
    if wall.tried is not None and not as_it_comes:
        found = tried_hub(session.region(), plan, scenario, wall.tried, year)
        plan, scenario = found.plan, found.scenario_id
        is_by_bus = "バス" in found.how
        scene = replace(
            scene, scenario=scenario, layer="outings" if is_by_bus else "time/car", purpose="", spotlight=""
        )
    current = _evaluated(plan, scenario, year)
    message, lines, board = scene_message(scene, current, baseline), tuple[str, ...](), None
    if layer_of(scene.layer).is_of_meeting:
        told = of_meeting(scene)
        message, lines, board = told.message, told.lines, told.board
    if found is not None:
        message, lines = _tried_message(found), found.lines
    village = wall.village if not as_it_comes and wall.village in current.effective.region.villages.index else None
    if village is not None:
        name = str(current.effective.region.villages.at[village, "name"])
        message, lines = Message(name, village_sentence(current, village)), ()
        board = None
    # Within an evening scenes have the order of the evening: the keys move those of the plan.
    place = at if plan_of(wall).scenes and wall.evening is None else None
    spot = _spot(current, village or scene.spotlight)
    showing = Showing(scene.id, f"{at + 1}／{len(order)}", scene.view, spot, place)
    return Shown(scene, current, baseline, message, lines, showing, found, board)


def _tried_message(found: TriedHub) -> Message:
    figures = (
        BigFigure("行って帰れる人", *figure(found.can_persons, people_unit(found.year))),
        BigFigure("行って帰れない人", *figure(found.cannot_persons, people_unit(found.year))),
    )
    return Message("ここに置いたら（試し）", f"{found.headline}。", figures)


def _spot(current: Evaluation, thing: str | None) -> tuple[float, float] | None:
    """Return where a village, hub or facility stands; None for what has no one place."""
    effective = current.effective
    for table in (effective.region.villages, effective.hubs, effective.facilities):
        if thing in table.index:
            return places_of(table.loc[[thing]])[0]
    return None
