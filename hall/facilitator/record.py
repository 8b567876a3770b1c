"""What is taken home: the answers to one question as a record of the plan, only when somebody asks for it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from geo.region.region import Region
from geo.texts.today import today
from hall.facilitator.attendance import attendance
from hall.facilitator.heat import marks_to_keep
from hall.meeting.control import by_hand
from hall.meeting.questions import ON_MAP, HallQuestion
from hall.meeting.shown import SceneNoted, scene_of_question, scenes_noted
from hall.meeting.store import Store, StoredAnswer
from hall.meeting.tally import Tally, counting, tally
from plan.organisation.edits import add_record, change_record
from plan.scenario.carriers.agreements import Record, Remark, SceneShown
from plan.scenario.scenario import Plan
from plan.scenario.scene_edits import keep_scenes
from plan.scenario.scenes import Scene
from plan.scenes.layers import title_of

_NAME_LETTERS = 12


def take_over(
    plan: Plan,
    store: Store,
    question: HallQuestion,
    region: Region,
    *,
    with_words: bool,
    made: Sequence[Scene] = (),
) -> tuple[Plan, str]:
    """Write the answers to a question into a plan as a record; return the plan and the record's id.

    A question that was kept before has its record renewed: what people have written into it since, stays.

    Parameters
    ----------
    plan
        Nothing of it changes but its records, and its scenes where it has none of its own yet: a record names one of them.
    store, question
        The meeting, and which of its questions.
    region
        Where people live: pins beside a house are kept in the middle of their square.
    with_words
        Whether what people wrote goes along; what is hidden never does.
    made
        The scenes that the wall makes from a plan without any.
    """
    held_on = store.about("held_on") or today().isoformat()
    answers = store.answers(question.number)
    added = tally(question, answers, by_hand(store, question.number))
    came = attendance(store, region)
    shown = counting(question, answers)
    on_map = question.kind in ON_MAP
    remarks = tuple(Remark(a.words) for a in shown if a.words and with_words and not on_map)
    noted = scene_of_question(store, question.number)
    plan = _with_scenes(plan, store, made)
    added_anew = functools.partial(
        add_record,
        plan,
        held_on=held_on,
        title=question.text,
        scene=_id_of(noted, plan) if noted is not None else "",
        question=question.in_plan,
        participants=_persons(came.participants, added),
        counts=added.counts,
        counts_by_hand=added.by_hand,
        by_village=came.by_village,
        by_age=came.by_age,
        remarks=remarks,
        marks=marks_to_keep(region, question, shown, with_words=with_words) if on_map else (),
        shown=tuple(SceneShown(one.title, _id_of(one, plan), one.at) for one in scenes_noted(store)),
        meeting=_name_of(store, question),
    )
    known = record_of(plan, store, question)
    if known is None:
        return added_anew()
    renewed = replace(known, **added_anew.keywords)
    by_people = _remarks(known, remarks, answers)
    renewed = replace(renewed, held_on=known.held_on or held_on, title=known.title or question.text, remarks=by_people)
    return change_record(plan, renewed), known.id


def record_of(plan: Plan, store: Store, question: HallQuestion) -> Record | None:
    """Return the record that holds the answers to a question of a meeting; None where they were not kept."""
    meeting = _name_of(store, question)
    return next((record for record in plan.records if record.meeting == meeting), None)


def _persons(came: float, added: Tally) -> float | None:
    """Return how many came: at least those who answered on phones and raised a hand for one of the answers; None where nobody was counted."""
    return max(came, added.answered + max(added.by_hand.values(), default=0.0)) or None


def _name_of(store: Store, question: HallQuestion) -> str:
    """Name a question of a meeting: by what no other meeting has, of which nothing can be read back."""
    meeting = hashlib.sha256(f"meeting {store.about('secret')}".encode()).hexdigest()
    return f"{meeting[:_NAME_LETTERS]}-{question.number}"


def _with_scenes(plan: Plan, store: Store, made: Sequence[Scene]) -> Plan:
    """Keep the scenes that were shown before anybody had kept them."""
    shown = {one.title for one in scenes_noted(store)}
    is_of_them = any(title_of(plan, scene) in shown for scene in made)
    return keep_scenes(plan, made) if is_of_them and not plan.scenes else plan


def _id_of(noted: SceneNoted, plan: Plan) -> str:
    """Return the id of a scene in a plan: of one that was made from it, by what it is called; empty where it is gone."""
    if noted.scene:
        return noted.scene if noted.scene in {scene.id for scene in plan.scenes} else ""
    return next((scene.id for scene in plan.scenes if title_of(plan, scene) == noted.title), "")


def _remarks(known: Record, now: Sequence[Remark], answers: Sequence[StoredAnswer]) -> tuple[Remark, ...]:
    """Return the remarks of a record that is renewed: what changed because of one stays with it, and what people added stays."""
    before = {remark.said: remark for remark in known.remarks}
    from_phones = {answer.words for answer in answers}
    by_people = tuple(remark for remark in known.remarks if remark.said not in from_phones)
    return (*(before.get(remark.said, remark) for remark in now), *by_people)
