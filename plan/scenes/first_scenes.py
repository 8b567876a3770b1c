"""Scenes and evenings made from a plan: what a hall can be shown before anybody has made a scene of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.agreements import Question
from plan.scenario.scenario import BASE, Plan
from plan.scenario.scenes import Evening, Scene, Stage
from plan.scenes.layers import Layer, layers_on_offer

STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {"survey": "集落点検", "issues": "課題", "vision": "将来像", "roles": "役割"}
)
"""The four steps of the evenings, in their order."""


@dataclass(frozen=True)
class _Asked:
    title: str
    kinds: tuple[str, ...]
    questions: tuple[Question, ...]


_EVENINGS: Mapping[Stage, _Asked] = MappingProxyType(
    {
        "survey": _Asked(
            "第1回　いまの集落を見る",
            ("people", "ageing", "runs"),
            (
                Question("pin", "よく行く所と、行けなくて困る所はどこですか"),
                Question(
                    "checklist",
                    "いま困っていることはどれですか",
                    ("買物", "通院", "送り迎え", "草刈り・雪かき", "見守り"),
                ),
            ),
        ),
        "issues": _Asked(
            "第2回　この先の課題を話す",
            ("outings", "years"),
            (
                Question("guess", "バスで用をすませて帰れる人は、何人いると思いますか"),
                Question(
                    "ranking", "先に手をつけたいのはどれですか", ("買物", "通院", "足（交通）", "集まる場所", "仕事")
                ),
            ),
        ),
        "vision": _Asked(
            "第3回　どこに集まるかを比べる",
            ("swipe", "difference", "land"),
            (Question("choice", "どの案なら続けていけそうですか"), Question("pin", "拠点に何があるとよいですか")),
        ),
        "roles": _Asked(
            "第4回　だれが何をするかを決める",
            ("runs", "land"),
            (
                Question(
                    "choice", "あなたができそうなことはどれですか", ("運転", "店番", "見守り", "事務", "草刈り・雪かき")
                ),
            ),
        ),
    }
)


def first_scenes(plan: Plan, current: Evaluation) -> tuple[Scene, ...]:
    """Make scenes for the four evenings: of the present first, then of a scenario; of what the data cannot tell, none.

    Parameters
    ----------
    plan
        Whose scenarios are named.
    current
        The scenario that is worked at, or the present.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> region = read_region("sample_regions/model_chiku")
    >>> [s.layer for s in first_scenes(Plan(region.id, region.fingerprint), evaluate(apply(region)))]
    ['people', 'ageing', 'runs', 'outings', 'years/change']
    """
    del plan
    offered: dict[str, Layer] = {}
    for layer in layers_on_offer(current):
        if _is_told(layer, current):
            offered.setdefault(layer.kind, layer)
    of = current.effective.scenario_id
    found: list[Scene] = []
    for stage, asked in _EVENINGS.items():
        scenario = of if stage in ("vision", "roles") else BASE
        for kind in asked.kinds:
            known = {(s.layer, s.scenario) for s in found}
            if kind in offered and (offered[kind].id, scenario) not in known:
                found.append(Scene(f"g{len(found) + 1}", scenario, layer=offered[kind].id))
    return tuple(found)


def _is_told(layer: Layer, current: Evaluation) -> bool:
    """Whether the data tell what a layer shows: ages, counts of two years to look ahead from, spheres that were drawn."""
    region, scenario = current.effective.region.as_read, current.effective.scenario
    match layer.kind:
        case "ageing":
            return "pop_65_over" in region.villages
        case "years":
            return region.population is not None and region.population["year"].nunique() > 1
        case "land":
            return scenario is not None and bool(scenario.spheres)
    return True


def scenes_of(plan: Plan, current: Evaluation) -> tuple[Scene, ...]:
    """Return the plan's scenes; those made from it while it has none."""
    return plan.scenes or first_scenes(plan, current)


def evenings_of(plan: Plan, current: Evaluation) -> tuple[Evening, ...]:
    """Return the plan's evenings; where nobody has changed them, four along the steps, with the scenes that fit them.

    Every scene stands in at least one evening: what fits none belongs to the evening of the vision where it shows a scenario,
    and to the first where it shows the present.
    """
    if plan.evenings:
        return plan.evenings
    scenes = scenes_of(plan, current)
    return tuple(
        Evening(asked.title, stage, tuple(s.id for s in scenes if _fits(s, stage)), _questions(plan, stage))
        for stage, asked in _EVENINGS.items()
    )


def _fits(scene: Scene, stage: Stage) -> bool:
    kind = scene.layer.split("/")[0]
    of_present = scene.scenario == BASE
    own = tuple(
        name
        for name, asked in _EVENINGS.items()
        if kind in asked.kinds and (name in ("survey", "issues")) == of_present
    )
    return stage in own if own else stage == ("survey" if of_present else "vision")


def _questions(plan: Plan, stage: Stage) -> tuple[Question, ...]:
    """Return the questions of a step; between scenarios people choose by name."""
    names = tuple(s.name for s in plan.scenarios)
    asked = _EVENINGS[stage].questions
    if stage != "vision":
        return asked
    choice, *others = asked
    return (Question(choice.kind, choice.text, ("いまのまま", *names)), *others)
