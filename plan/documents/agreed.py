"""What was agreed: meetings with residents and what changed because of them, minutes, results, other plans that must agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from geo.reference.organisation import related_plan_kinds
from plan.documents.blocks import NOT_ENTERED, Block, Document, Heading, Points, Table, Text, missing_part
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.figure_texts import persons
from plan.organisation.community_design import meetings_in_order
from plan.scenario.carriers.agreements import Record, RelatedPlan
from plan.scenario.scenes import Evening
from plan.scenes.first_scenes import evenings_of, scenes_of
from plan.scenes.layers import title_of
from plan.shown_values import FEW_TEXT

_NOTHING = "この日に決めたことは、計画に書かれていません。"
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
    # Whoever ranks answers once for each thing that is ranked.
    is_ranking = record.question is not None and record.question.kind == "ranking"
    answered = sum(record.counts.values()) / (len({n.rpartition("　")[0] for n in record.counts}) if is_ranking else 1)
    if not found.tells_answers_of(record.participants if record.participants is not None else answered):
        yield Text(f"たずねたこと：{asked}（10人未満の集まりなので、答えは載せません）")
        return
    by_hand = record.counts_by_hand
    if is_ranking:
        yield _ranks(record, found, f"たずねたこと：{asked}（何位に選んだ人が、何人か）")
        return
    told = tuple(
        (option, _told(count, found), *([_told(by_hand.get(option, 0.0), found)] if by_hand else []))
        for option, count in record.counts.items()
    )
    heads = ("答え", "人数", *(["うち手で数えた数"] if by_hand else []))
    yield Table(heads, told, (3, 1, 1.4)[: len(heads)], figures=len(heads) - 1, title=f"たずねたこと：{asked}")


def _ranks(record: Record, found: Material, title: str) -> Table:
    """Set what was ranked beside its ranks, which the counts name together: 「道の案　1位」."""
    split = {name: name.rpartition("　") for name in record.counts}
    options = dict.fromkeys([*(record.question.options if record.question else ()), *(o for o, _, _ in split.values())])
    places = sorted({place for _, _, place in split.values()}, key=lambda place: (len(place), place))

    def cell(option: str, place: str) -> str:
        name = f"{option}　{place}" if option else place
        by_hand = record.counts_by_hand.get(name, 0.0)
        return _told(record.counts.get(name, 0.0), found) + (f"（うち手で {_told(by_hand, found)}）" if by_hand else "")

    rows = tuple((option, *(cell(option, place) for place in places)) for option in options)
    return Table(("答え", *places), rows, (2, *(1,) * len(places)), figures=len(places), title=title)


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


def evening_minutes(found: Material) -> Document:
    """Write the minutes of every evening that the plan has records of.

    Parameters
    ----------
    found
        What they are written from; answers and remarks of under ten people only where that is wished.
    """
    title = f"{found.place}の集まりの記録"
    return Document("evening_minutes", title, found.under_title, tuple(_days(found)), evening_minutes_lacks(found))


def evening_minutes_lacks(found: Material) -> tuple[str, ...]:
    """Name what the minutes need and nobody has entered."""
    records = found.plan.records
    if not records:
        return ("協議の記録",)
    return tuple(
        name
        for name, is_missing in (
            ("集まりの日", any(not r.held_on for r in records)),
            ("集まりの場所", any(not r.place for r in records)),
            ("参加した人数", any(r.participants is None for r in records)),
        )
        if is_missing
    )


def _days(found: Material) -> Iterator[Block]:
    records = meetings_in_order(found.plan)
    if not records:
        yield Text(f"集まりの記録：{NOT_ENTERED}")
    for day, of_day in groupby(records, key=lambda record: record.held_on):
        yield from _day(day, tuple(of_day), found)
    yield from missing_part(evening_minutes_lacks(found))


def _day(day: str, records: tuple[Record, ...], found: Material) -> Iterator[Block]:
    evening = _evening_of(records, found)
    yield _head(day, evening)
    yield _where_and_how_many(records)
    yield from _shown(records, evening, found)
    yield Heading("たずねたことと答え", 2)
    asked = [r for r in records if r.question is not None]
    for record in asked:
        yield from _asked_at(record, found)
        yield from answers_part(record, found)
        yield from _marks_part(record)
    if not asked:
        yield Text(f"たずねたこと：{NOT_ENTERED}")
    if any(r.remarks for r in records):
        yield Heading("出た意見", 2)
        for record in records:
            yield from remarks_part(record, found)
    yield Heading("決めたこと", 2)
    decided = [d for d in found.organisation.decisions if day and d.decided_on == day]
    if decided:
        rows = tuple((d.what, d.decided_by or NOT_ENTERED, "、".join(duty.who for duty in d.duties)) for d in decided)
        yield Table(("決めたこと", "だれが", "担う人"), rows, (3.6, 1.6, 1.8))
    else:
        yield Text(_NOTHING)
    yield from _unheard(records, found)


def _head(day: str, evening: Evening | None) -> Heading:
    name = "" if evening is None else f"　{evening.title}"
    return Heading(f"{written_day(day) or '日の書かれていない集まり'}{name}")


def _where_and_how_many(records: tuple[Record, ...]) -> Text:
    """Say where it was and how many came: the same people were asked everything, so the fullest count is the evening's."""
    places = "、".join(dict.fromkeys(r.place for r in records if r.place))
    came = [r.participants for r in records if r.participants is not None]
    return Text(f"場所：{places or NOT_ENTERED}　参加：{persons(max(came), None) if came else NOT_ENTERED}")


def _asked_at(record: Record, found: Material) -> Iterator[Block]:
    """Tell what was on the wall while a question was open: as it was called then, where that is known."""
    called = {one.scene: one.title for one in record.shown}
    scenes = {scene.id: title_of(found.plan, scene) for scene in found.plan.scenes}
    if record.scene in called or record.scene in scenes:
        yield Text(f"たずねたときの画面：{called.get(record.scene, scenes.get(record.scene, ''))}")


def _marks_part(record: Record) -> Iterator[Block]:
    if record.marks:
        yield Text(f"地図に付いた印：{len(record.marks):,}")


def _evening_of(records: tuple[Record, ...], found: Material) -> Evening | None:
    """Return the evening of the series whose questions were asked."""
    asked = {r.question.text for r in records if r.question is not None}
    return next((e for e in evenings_of(found.plan, found.chosen) if asked & {q.text for q in e.questions}), None)


def _shown(records: tuple[Record, ...], evening: Evening | None, found: Material) -> Iterator[Block]:
    """Tell what was on the wall and when; of an evening of which nobody noted it what was meant to be, and that it is so."""
    yield Heading("映したもの", 2)
    shown = dict.fromkeys((one.at, one.title) for record in records for one in record.shown)
    if shown:
        yield Table(("時刻", "映したもの"), tuple((at or NOT_ENTERED, title) for at, title in sorted(shown)), (1, 5))
        return
    yield Text(f"映したものの記録：{NOT_ENTERED}")
    scenes = {scene.id: scene for scene in scenes_of(found.plan, found.chosen)}
    ids = [r.scene for r in records if r.scene] or ([] if evening is None else list(evening.scenes))
    meant = [title_of(found.plan, scenes[i]) for i in dict.fromkeys(ids) if i in scenes]
    if meant:
        yield Text("集まりの予定にあったもの：")
        yield Points(tuple(meant))


def _unheard(records: tuple[Record, ...], found: Material) -> Iterator[Block]:
    """Name the lived-in villages from which nobody came, where people said from where they come."""
    heard = {village for record in records for village, count in record.by_village.items() if count}
    if not heard:
        return
    villages = found.chosen.effective.region.villages
    silent = villages[(villages["population"] > 0) & ~villages.index.isin(list(heard))]
    yield Heading("まだ声を聞いていない集落", 2)
    yield Text("、".join(map(str, silent["name"])) or "どの集落からも来ています。")


def evening_results(found: Material) -> Document:
    """Write the results of every evening: what was asked, how many answered what, who came and who was not heard.

    Parameters
    ----------
    found
        What they are written from; answers of under ten people only where that is wished.
    """
    title = f"{found.place}の集まりの結果"
    return Document("evening_results", title, found.under_title, tuple(_results(found)), evening_results_lacks(found))


def evening_results_lacks(found: Material) -> tuple[str, ...]:
    """Name what the results need and nobody has entered."""
    return () if any(r.question is not None for r in found.plan.records) else ("問いと答えの記録",)


def _results(found: Material) -> Iterator[Block]:
    asked = [record for record in meetings_in_order(found.plan) if record.question is not None]
    if not asked:
        yield Text(f"集まりの結果：{NOT_ENTERED}")
    for day, of_day in groupby(asked, key=lambda record: record.held_on):
        records = tuple(of_day)
        yield _head(day, _evening_of(records, found))
        yield _where_and_how_many(records)
        for record in records:
            yield from answers_part(record, found)
            yield from _marks_part(record)
        yield from _came(records, found)
        yield from _unheard(records, found)
    yield from missing_part(evening_results_lacks(found))


def _came(records: tuple[Record, ...], found: Material) -> Iterator[Block]:
    """Set those who came beside those who live there, by village, where they said from where they come."""
    came: dict[str, float] = {}
    for record in records:
        for village, count in record.by_village.items():
            came[village] = max(came.get(village, 0.0), count)
    villages = found.chosen.effective.region.villages
    lived_in = zip(
        map(str, villages.index), map(str, villages["name"]), map(float, villages["population"]), strict=True
    )
    rows = tuple((name, persons(people, None), _told(came[i], found)) for i, name, people in lived_in if came.get(i))
    if rows:
        yield Heading("どこから来たか", 2)
        yield Table(("集落", "住む人", "来た人"), rows, (3, 1, 1), figures=2)
