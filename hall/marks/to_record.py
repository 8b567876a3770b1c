"""Marks read from paper go into the plan as records, one for each sheet's number; the design itself is not changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import shapely

from geo.texts.messages import notice
from geo.texts.notices import Notice
from hall.marks.reading import SheetReading
from hall.paper.sheet_code import region_in_code
from plan.organisation.edits import add_record
from plan.scenario.carriers.agreements import Question
from plan.scenario.carriers.marks import Mark
from plan.scenario.scenario import Plan

COLOUR_LABELS: Mapping[str, str] = {"red": "赤", "blue": "青", "green": "緑", "black": "黒"}
_NOTE, _PEN_NOTE = "付箋", "note"


def with_records(plan: Plan, readings: Iterable[SheetReading], *, held_on: str) -> tuple[Plan, list[str], list[Notice]]:
    """Add what was read to a plan.

    Parameters
    ----------
    plan
        Whose region the sheets show.
    readings
        Photographs; those of one sheet's number become one record.
    held_on
        The day of the meeting, as it is written in the record.

    Returns
    -------
    Plan, list[str], list[Notice]
        The plan, the ids of the new records, and which photographs show another region and were left out.
    """
    by_sheet: dict[str, list[dict[str, Any]]] = defaultdict(list)
    notices = []
    for reading in readings:
        if reading.code is None:
            continue
        if reading.code.region != region_in_code(plan.region_id):
            notices.append(notice("paper_other_region", file=reading.file, region=plan.region_id))
            continue
        by_sheet[reading.code.sheet_id] += reading.features
    new = []
    for sheet_id, features in by_sheet.items():
        plan, record = add_record(
            plan,
            held_on=held_on,
            title=f"書きこまれた地図（紙の番号 {sheet_id}）",
            question=Question("paper", "地図に書きこんでください。"),
            counts=Counter(_label(f["properties"]) for f in features),
            marks=tuple(_mark(f) for f in features),
        )
        new.append(record)
    return plan, new, notices


def _label(properties: Mapping[str, Any]) -> str:
    label = _NOTE if properties["pen"] == _PEN_NOTE else COLOUR_LABELS[properties["colour"]]
    return f"{label}（{properties['group']}）" if properties.get("group") else label


def _mark(feature: Mapping[str, Any]) -> Mark:
    said = feature["properties"]
    shape: Any = shapely.geometry.shape(feature["geometry"])
    words = f"【{said['group']}】{said['words']}" if said.get("group") else said["words"]
    return Mark(shape, said["kind"], said["colour"], words, sheet_id=said["sheet_id"])


def marks_of(reading: SheetReading) -> list[Mark]:
    """Return the marks of a reading as a plan keeps them, but sticky notes as points: their size means no ground."""
    return [
        _as_point(feature) if feature["properties"]["pen"] == _PEN_NOTE else _mark(feature)
        for feature in reading.features
    ]


def _as_point(feature: Mapping[str, Any]) -> Mark:
    whole = _mark(feature)
    return replace(whole, shape=shapely.centroid(whole.shape))
