"""Procedure and works (整備誘導施設) in the plan file: read from it and written into it."""

from __future__ import annotations

from typing import Any

import shapely

from plan.file.area_entry import polygon
from plan.file.json_entry import Entry, EntryError, standing_at
from plan.scenario.procedure import AreaMap, Kpi, Procedure
from plan.scenario.works import Works

_WORKS = ("builder", "plot", "land_m2", "farmland_m2", "from", "to")
_PROCEDURE = ("period", "kpis", "council", "published_on", "map")
_KPI = ("indicator", "base", "base_year", "targets", "source")


def works_of(raw: Entry) -> Works:
    """Read works from the plan file."""
    drawn = raw.content.get("plot")
    return Works(
        builder=raw.optional_text("builder") or "",
        plot=None if drawn is None else polygon(raw.entry("plot")),
        land_m2=raw.optional_number("land_m2"),
        farmland_m2=raw.optional_number("farmland_m2"),
        starts=raw.optional_text("from") or "",
        ends=raw.optional_text("to") or "",
        carried=raw.besides(_WORKS),
    )


def works_content(works: Works) -> dict[str, Any]:
    """Write works."""
    return {
        **works.carried,
        "builder": works.builder,
        "plot": None if works.plot is None else shapely.geometry.mapping(works.plot),
        "land_m2": works.land_m2,
        "farmland_m2": works.farmland_m2,
        "from": works.starts,
        "to": works.ends,
    }


def procedure_of(raw: Entry) -> Procedure:
    """Read a procedure from the plan file.

    Raises
    ------
    plan.file.json_entry.EntryError
        When a value is of the wrong kind; the message says where.
    """
    period, council = (_part(raw, key) for key in ("period", "council"))
    kpis = tuple(_kpi(entry) for entry in raw.entries("kpis"))
    with standing_at(raw.where):
        return Procedure(
            starts=_day(period, "from"),
            ends=_day(period, "to"),
            kpis=kpis,
            held_on=_day(council, "held_on"),
            members=council.texts("members"),
            published_on=_day(raw, "published_on"),
            map=_map(raw.entry("map")) if raw.content.get("map") is not None else None,
            carried={
                **raw.besides(_PROCEDURE),
                **{k: v for k, v in {"period": period.besides(("from", "to"))}.items() if v},
            },
            carried_council=council.besides(("held_on", "members")),
        )


def _part(raw: Entry, key: str) -> Entry:
    return raw.entry(key) if raw.content.get(key) is not None else Entry({}, raw.place(key))


def _kpi(raw: Entry) -> Kpi:
    targets = {}
    for year, value in raw.numbers("targets").items():
        if not year.isascii() or not year.isdigit():
            raise EntryError(f"{raw.place('targets')} の「{year}」が西暦の年ではありません")
        targets[int(year)] = value
    base_year = raw.optional_number("base_year")
    with standing_at(raw.where):
        return Kpi(
            indicator=raw.text("indicator"),
            base=raw.optional_number("base"),
            base_year=None if base_year is None else int(base_year),
            targets=targets,
            source=raw.optional_text("source") or "",
            carried=raw.besides(_KPI),
        )


def _map(raw: Entry) -> AreaMap:
    shown = [raw.content.get(key) for key in ("scale", "north")]
    if not all(isinstance(value, bool) for value in shown):
        raise EntryError(f"{raw.where} の scale と north は true か false で書いてください")
    return AreaMap(bool(shown[0]), bool(shown[1]), raw.texts("landmarks"))


def _day(raw: Entry, key: str) -> str:
    """Read a date as it is written; a year alone may be a number."""
    value = raw.content.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return raw.optional_text(key) or ""


def procedure_content(procedure: Procedure) -> dict[str, Any]:
    """Write a procedure; nothing where nothing is said."""
    if not procedure.said:
        return {}
    more = {k: v for k, v in procedure.carried.items() if k != "period"}
    area_map = procedure.map
    content = {
        **more,
        "period": {
            **procedure.carried.get("period", {}),
            "from": procedure.starts or None,
            "to": procedure.ends or None,
        },
        "kpis": [_kpi_content(k) for k in procedure.kpis],
        "council": {
            **procedure.carried_council,
            "held_on": procedure.held_on or None,
            "members": list(procedure.members),
        },
        "published_on": procedure.published_on or None,
    }
    if area_map is not None:
        content["map"] = {"scale": area_map.scale, "north": area_map.north, "landmarks": list(area_map.landmarks)}
    return content


def _kpi_content(kpi: Kpi) -> dict[str, Any]:
    content = {
        **kpi.carried,
        "indicator": kpi.indicator,
        "base": kpi.base,
        "base_year": kpi.base_year,
        "targets": {str(year): value for year, value in kpi.targets.items()},
    }
    return {**content, "source": kpi.source} if kpi.source else content
