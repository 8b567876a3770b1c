"""What was agreed: meetings with residents and what changed because of them, and the town's other plans that must agree."""

from __future__ import annotations

from collections.abc import Iterator

from geo.reference.organisation import related_plan_kinds
from plan.documents.blocks import NOT_ENTERED, Block, Heading, Points, Table, Text
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.figure_texts import persons
from plan.organisation.community_design import meetings_in_order
from plan.scenario.carriers.agreements import Record, RelatedPlan
from plan.shown_values import FEW_TEXT

UNCHANGED = "（書かれていません）"


def records_part(found: Material, *, with_answers: bool = True) -> Iterator[Block]:
    """Tell of each meeting when, where, how many came, what was said and what changed because of it.

    Parameters
    ----------
    found
        What it is written from.
    with_answers
        Whether the answers to what was asked are told too.
    """
    meetings = meetings_in_order(found.plan)
    if not meetings:
        yield Text(f"いつ、どこで、だれと話し合い、何が変わったか：{NOT_ENTERED}")
        return
    for record in meetings:
        yield Heading(record.title or f"協議の記録 {record.id}", 2)
        came = NOT_ENTERED if record.participants is None else persons(record.participants, None)
        yield Text(
            f"日：{written_day(record.held_on) or NOT_ENTERED}　場所：{record.place or NOT_ENTERED}　参加：{came}"
        )
        if with_answers and record.question is not None:
            yield from answers_part(record, found)
        yield from remarks_part(record, found)


def remarks_part(record: Record, found: Material) -> Iterator[Block]:
    """Set what was said beside what changed; of a meeting of under `FEW` people what changed alone."""
    if tells_remarks(record, found):
        rows = tuple((remark.said, remark.changed or UNCHANGED) for remark in record.remarks)
        if rows:
            yield Table(("出た意見", "それで変えたこと"), rows, (1, 1))
        return
    changed = tuple(remark.changed for remark in record.remarks if remark.changed)
    if record.remarks:
        yield Text(f"出た意見：10人未満の集まりなので、載せません。変えたこと：{'' if changed else UNCHANGED}")
    if changed:
        yield Points(changed)


def tells_remarks(record: Record, found: Material) -> bool:
    """Return whether what was said at a meeting may be told: of under `FEW` people only where that is wished."""
    return record.participants is None or found.tells_answers_of(record.participants)


def answers_part(record: Record, found: Material) -> Iterator[Block]:
    """Tell how many answered what; of a meeting of under `FEW` people nothing, of other answers of so few no number."""
    asked = record.question.text if record.question is not None else ""
    if not record.counts:
        yield Text(f"たずねたこと：{asked}")
        return
    answered = sum(record.counts.values())
    if not found.tells_answers_of(record.participants if record.participants is not None else answered):
        yield Text(f"たずねたこと：{asked}（10人未満の集まりなので、答えは載せません）")
        return
    by_hand = record.counts_by_hand
    told = tuple(
        (option, _told(count, found), *([_told(by_hand.get(option, 0.0), found)] if by_hand else []))
        for option, count in record.counts.items()
    )
    heads = ("答え", "人数", *(["うち手で数えた数"] if by_hand else []))
    yield Table(heads, told, (3, 1, 1.4)[: len(heads)], figures=len(heads) - 1, title=f"たずねたこと：{asked}")


def _told(count: float, found: Material) -> str:
    return persons(count, None) if found.tells_answers_of(count) or not count else FEW_TEXT


def related_plans_part(found: Material) -> Iterator[Block]:
    """Set the town's other plans as a table; kinds of which nothing was entered stand in it too."""
    kinds, given = related_plan_kinds(), found.procedure.related_plans
    rows = [_related(one, kinds.get(one.kind, one.kind)) for one in given]
    entered = {one.kind for one in given}
    rows += [(name, *(NOT_ENTERED,) * 4) for kind, name in kinds.items() if kind not in entered]
    heads = ("計画の種類", "名前", "期間", "合っていること", "変えなければならないこと")
    yield Table(heads, tuple(rows), (1.6, 1.7, 2.1, 2.0, 2.0))


def _related(one: RelatedPlan, kind: str) -> tuple[str, ...]:
    period = "〜".join(written_day(day) or NOT_ENTERED for day in (one.starts, one.ends))
    return kind, one.name or NOT_ENTERED, period, one.agrees or NOT_ENTERED, one.must_change or UNCHANGED


def plans_not_entered(found: Material) -> tuple[str, ...]:
    """Name the kinds of plans of which nothing was entered."""
    entered = {one.kind for one in found.procedure.related_plans}
    return tuple(f"関連計画：{name}" for kind, name in related_plan_kinds().items() if kind not in entered)
