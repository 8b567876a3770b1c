"""The procedure of a plan: its period, what it is measured by, the council that met, when it was published, and what people write into drafts."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.agreements import RelatedPlan


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


Part = Literal["regional", "land", "transport", "circular", "days"]
"""The regional plan, the land-use plan, the plan of public transport, the sheet that goes round, and days that only people know."""

_PART, _HEADING = "of_part", "under"


def _written(part: Part, heading: str) -> Any:
    return field(default="", metadata={_PART: part, _HEADING: heading})


@dataclass(frozen=True)
class DraftTexts:
    """What a planner writes into the drafts; empty while nothing is written.

    Parameters
    ----------
    plan_title, plan_maker
        Name of the regional plan, and who makes it, with prefecture and county.
    local_issues, plan_aims, work_overview, own_measures, evaluation_way
        Words of the regional plan.
    land_policy, siting_measures, farmland_use, other_land_matters
        Words of the land-use plan.
    transport_policy
        Words of the plan of public transport.
    asked_at, opinions_by
        On the sheet that goes round: whom residents may ask, and how and until when they say what they think.
    public_comment_on, assembly_on, application_on, certification_on
        A day, month or year.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    plan_title: str = _written("regional", "地域再生計画の名称")
    plan_maker: str = _written("regional", "作成主体の名称（都道府県名、町村は郡名も）")
    local_issues: str = _written("regional", "地域の課題")
    plan_aims: str = _written("regional", "目標（どのような地域にするか）")
    work_overview: str = _written("regional", "事業の全体の概要")
    own_measures: str = _written("regional", "独自の取組")
    evaluation_way: str = _written("regional", "評価の手法")
    land_policy: str = _written("land", "土地利用に関する基本的な方針")
    siting_measures: str = _written("land", "誘導施設の立地を誘導するための施策")
    farmland_use: str = _written("land", "農用地等の保全と効率的・総合的な利用")
    other_land_matters: str = _written("land", "その他")
    transport_policy: str = _written("transport", "地域公共交通の基本方針")
    asked_at: str = _written("circular", "問い合わせ先")
    opinions_by: str = _written("circular", "意見の出し方とその期限")
    public_comment_on: str = _written("days", "パブリックコメント")
    assembly_on: str = _written("days", "議会への説明")
    application_on: str = _written("days", "認定の申請")
    certification_on: str = _written("days", "認定")
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def missing(self, part: Part) -> tuple[str, ...]:
        """Return the headings of a part under which nothing but blanks is written.

        Examples
        --------
        >>> DraftTexts(transport_policy="みんなで乗る").missing("transport")
        ()
        """
        return tuple(heading for name, heading in headings(part).items() if not str(getattr(self, name)).strip())


def headings(part: Part) -> dict[str, str]:
    """Return attribute and heading of everything that is written into a part, in order."""
    told = [f for f in dataclasses.fields(DraftTexts) if f.metadata.get(_PART) == part]
    return {f.name: str(f.metadata[_HEADING]) for f in told}


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
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    actuals
        Value that was measured by year.
    to_change
        What is to change where it falls behind (PDCA).
    """

    indicator: str
    base: float | None = None
    base_year: int | None = None
    targets: Mapping[int, float] = field(default_factory=dict, hash=False)
    source: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    actuals: Mapping[int, float] = field(default_factory=dict, hash=False)
    to_change: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure without a name."""
        if not self.indicator:
            raise ValueRefusedError("kpi_without_indicator")
        for name in ("targets", "actuals"):
            object.__setattr__(self, name, MappingProxyType(dict(sorted(getattr(self, name).items()))))


@dataclass(frozen=True)
class AreaMap:
    """What the map that goes with the plan shows.

    Parameters
    ----------
    scale, north
        Whether it has a scale and a north arrow.
    landmarks
        Names of the landmarks on it.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    scale: bool
    north: bool
    landmarks: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


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
        When the plan was published, or is to be; empty while nobody knows.
    map
        The map that goes with it; None while there is none.
    related_plans
        The town's other plans with which it must agree (関連計画).
    unknown_fields
        Unknown fields of the plan file, kept as they are; what it says of the period and the council, under their names.
    draft
        What a planner writes into the drafts of documents.
    """

    starts: str = ""
    ends: str = ""
    kpis: tuple[Kpi, ...] = ()
    held_on: str = ""
    members: tuple[str, ...] = ()
    published_on: str = ""
    map: AreaMap | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    related_plans: tuple[RelatedPlan, ...] = ()
    draft: DraftTexts = field(default_factory=DraftTexts)

    @property
    def is_given(self) -> bool:
        """Return whether anything is given at all."""
        return self != Procedure()

    def is_published(self, day: datetime.date | None) -> bool:
        """Return whether the plan was published on or before a day; a day that nobody names, or cannot be read, is unsure: no.

        Examples
        --------
        >>> plan = Procedure(published_on="2027-03-25")
        >>> [plan.is_published(d) for d in (datetime.date(2027, 3, 25), datetime.date(2027, 3, 24), None)]
        [True, False, False]
        """
        try:
            return day is not None and datetime.date.fromisoformat(self.published_on) <= day
        except ValueError:
            return False
