"""The procedure of a plan: its period, what it is measured by, the council that met, and when it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from plan.file.json_entry import Entry, EntryError, standing_at

_PROCEDURE = ("period", "kpis", "council", "published_on", "map")
_KPI = ("indicator", "base", "base_year", "targets", "source")
_MAP = ("scale", "north", "landmarks")


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Kpi:
    """A figure that the plan is measured by (KPI).

    Parameters
    ----------
    indicator
        Id of an indicator, or any words.
    base, base_year
        Where it stood, and when; None while unknown.
    targets
        Value aimed at by year.
    source
        Where the figure is taken from, where the indicator's own definition does not say it.
    carried
        What the plan file says besides, kept as it is.
    """

    indicator: str
    base: float | None = None
    base_year: int | None = None
    targets: Mapping[int, float] = field(default_factory=dict, hash=False)
    source: str = ""
    carried: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a figure without a name."""
        if not self.indicator:
            raise ValueError("指標（indicator）が空です")
        object.__setattr__(self, "targets", MappingProxyType(dict(sorted(self.targets.items()))))


@dataclass(frozen=True)
class AreaMap:
    """What the map that goes with the plan shows.

    Parameters
    ----------
    scale, north
        Whether it has a scale and a north arrow.
    landmarks
        Names of the landmarks on it.
    """

    scale: bool
    north: bool
    landmarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """What a plan says of its own making.

    Parameters
    ----------
    starts, ends
        Period of the plan, as the file says it (2027-04-01, 2027-04 or 2027); empty while not set.
    kpis
        What it is measured by.
    held_on, members
        When the council (地域再生協議会) met, and who sits in it.
    published_on
        When the plan was published; empty while it is a draft.
    map
        The map that goes with it; None while there is none.
    carried, carried_council
        What the plan file says besides, of the whole and of the council, kept as it is.
    """

    starts: str = ""
    ends: str = ""
    kpis: tuple[Kpi, ...] = ()
    held_on: str = ""
    members: tuple[str, ...] = ()
    published_on: str = ""
    map: AreaMap | None = None
    carried: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    carried_council: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    @property
    def said(self) -> bool:
        """Tell whether anything is said at all."""
        return self != Procedure() or bool(self.carried) or bool(self.carried_council)


def procedure_of(raw: Entry) -> Procedure:
    """Read a procedure from the plan file.

    Raises
    ------
    plan.json_entry.EntryError
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
