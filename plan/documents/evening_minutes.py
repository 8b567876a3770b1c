"""The minutes of evenings with residents, day by day: what was shown, what was asked, what was answered, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plan.documents.agreed import answers_part, remarks_part
from plan.documents.blocks import NOT_ENTERED, Block, Document, Heading, Points, Table, Text, missing_part
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.figure_texts import persons
from plan.organisation.community_design import meetings_in_order
from plan.scenario.carriers.agreements import Record
from plan.scenario.scenario import BASE, BASE_NAME
from plan.scenario.scenes import Evening, Scene
from plan.scenes.first_scenes import evenings_of, scenes_of
from plan.scenes.layers import scene_title

_NOTHING = "この日に決めたことは、計画に書かれていません。"


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
    name = "" if evening is None else f"　{evening.title}"
    yield Heading(f"{written_day(day) or '日の書かれていない集まり'}{name}")
    places = "、".join(dict.fromkeys(r.place for r in records if r.place))
    came = [r.participants for r in records if r.participants is not None]
    # The same people were asked everything: the fullest count is the evening's.
    yield Text(f"場所：{places or NOT_ENTERED}　参加：{persons(max(came), None) if came else NOT_ENTERED}")
    yield from _shown(records, evening, found)
    yield Heading("たずねたことと答え", 2)
    asked = [r for r in records if r.question is not None]
    for record in asked:
        yield from answers_part(record, found)
        if record.marks:
            yield Text(f"地図に付いた印：{len(record.marks):,}")
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


def _evening_of(records: tuple[Record, ...], found: Material) -> Evening | None:
    """Return the evening of the series whose questions were asked."""
    asked = {r.question.text for r in records if r.question is not None}
    return next((e for e in evenings_of(found.plan, found.chosen) if asked & {q.text for q in e.questions}), None)


def _shown(records: tuple[Record, ...], evening: Evening | None, found: Material) -> Iterator[Block]:
    scenes = {scene.id: scene for scene in scenes_of(found.plan, found.chosen)}
    ids = [r.scene for r in records if r.scene] or ([] if evening is None else list(evening.scenes))
    shown = [_title(scenes[i], found) for i in dict.fromkeys(ids) if i in scenes]
    yield Heading("映したもの", 2)
    yield Points(tuple(shown)) if shown else Text(f"映したもの：{NOT_ENTERED}")


def _title(scene: Scene, found: Material) -> str:
    names = {BASE: BASE_NAME, **{s.id: s.name for s in found.plan.scenarios}}
    return scene_title(scene, names.get(scene.scenario, BASE_NAME))


def _unheard(records: tuple[Record, ...], found: Material) -> Iterator[Block]:
    """Name the lived-in villages from which nobody came, where people said from where they come."""
    heard = {village for record in records for village, count in record.by_village.items() if count}
    if not heard:
        return
    villages = found.chosen.effective.region.villages
    silent = villages[(villages["population"] > 0) & ~villages.index.isin(list(heard))]
    yield Heading("まだ声を聞いていない集落", 2)
    yield Text("、".join(map(str, silent["name"])) or "どの集落からも来ています。")
