"""What is taken home: the answers to one question as a record of the plan, only when somebody asks for it."""

from __future__ import annotations

from geo.region.region import Region
from hall.facilitator.attendance import attendance
from hall.facilitator.heat import marks_to_keep
from hall.meeting.control import by_hand
from hall.meeting.questions import ON_MAP, HallQuestion
from hall.meeting.store import Store
from hall.meeting.tally import counting, tally
from plan.organisation.edits import add_record
from plan.scenario.carriers.agreements import Remark
from plan.scenario.scenario import Plan


def take_over(
    plan: Plan, store: Store, question: HallQuestion, region: Region, *, held_on: str, with_words: bool
) -> tuple[Plan, str]:
    """Add the answers to a question to a plan as a record; return the plan and the record's id.

    Parameters
    ----------
    plan
        Nothing else of it changes.
    store, question
        The meeting, and which of its questions.
    region
        Where people live: pins beside a house are kept in the middle of their square.
    held_on
        The day, as it is written in the record.
    with_words
        Whether what people wrote goes along; what is hidden never does.
    """
    answers = store.answers(question.number)
    added = tally(question, answers, by_hand(store, question.number))
    came = attendance(store, region)
    shown = counting(question, answers)
    on_map = question.kind in ON_MAP
    remarks = tuple(Remark(a.words) for a in shown if a.words and with_words and not on_map)
    return add_record(
        plan,
        held_on=held_on,
        title=question.text,
        question=question.in_plan,
        participants=came.participants,
        counts=added.counts,
        counts_by_hand=added.by_hand,
        by_village=came.by_village,
        by_age=came.by_age,
        remarks=remarks,
        marks=marks_to_keep(region, question, shown, with_words=with_words) if on_map else (),
    )
