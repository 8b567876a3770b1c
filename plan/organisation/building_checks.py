"""Public buildings put together: floor area against the services, age, what past grants ask, running cost saved, reuse as the briefing shows it."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reference.categories import CATEGORIES
from geo.reference.law import Article, article
from geo.reference.organisation import Reuse, reuses
from geo.region.region import Region
from plan.scenario.buildings import Building

DISPOSAL_STEPS = (
    "補助を受けた年と、処分制限の期間を、交付の決定の書類で確かめる",
    "転用・取り壊し・貸付などの前に、補助金適正化法の財産処分の承認（または報告）が要るかを、補助した省庁に確かめる",
    "地域再生計画に転用を書き、認定を受けると、手続きが一元になり早くなる特例がある（補助対象施設の転用手続の一元化・迅速化）",
    "補助金の返還が要るか、要らない条件（経過年数、転用先の公共性など）を確かめる",
)
"""What is to be done before a subsidised building is put to another use; each 要確認."""


@dataclass(frozen=True)
class BuildingCheck:
    """What is known of a building that is to hold several services.

    Parameters
    ----------
    building, name, kind
        What the plan says, what it is called, and which kind of site it is (empty where it is none).
    floor_m2, floor_known_from
        Floor area, and where that comes from; None while unknown.
    needed_m2, uses_unknown
        Floor area that its uses need, and the names of those that don't say.
    age_years
        In the year that was asked about; None while the year built is unknown.
    saved_yen
        Running cost a year that is saved; negative where it costs more; None while unknown.
    asks
        What its past grant asks; empty where it had none.
    reuse
        What such a site becomes in the briefing; None for other kinds.
    """

    building: Building
    name: str
    kind: str
    floor_m2: float | None
    floor_known_from: str
    needed_m2: float
    uses_unknown: tuple[str, ...]
    age_years: int | None
    saved_yen: float | None
    asks: tuple[str, ...]
    reuse: Reuse | None

    @property
    def spare_m2(self) -> float | None:
        """Floor area that is left; negative where it does not suffice; None while anything is unknown."""
        if self.floor_m2 is None or self.uses_unknown:
            return None
        return self.floor_m2 - self.needed_m2

    @property
    def fits(self) -> bool | None:
        """Whether the services fit in: no as soon as the known ones are too many, unknown while one does not say."""
        if self.floor_m2 is None:
            return None
        if self.needed_m2 > self.floor_m2:
            return False
        return None if self.uses_unknown else True


def building_check(building: Building, region: Region, year: int) -> BuildingCheck:
    """Look at a building.

    Parameters
    ----------
    building
        Of the plan.
    region
        Its sites and facilities.
    year
        For its age and the terms of its grant.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.scenario.buildings import BuildingUse
    >>> uses = (BuildingUse("care", "デイ", 240), BuildingUse("shopping", "店", 90))
    >>> hall = Building(name="旧校舎", floor_area_m2=820, built_year=1981, uses=uses)
    >>> found = building_check(hall, read_region("sample_regions/model_chiku"), 2027)
    >>> found.spare_m2, found.fits, found.age_years, found.saved_yen, found.reuse.kind
    (490, True, 46, None, '廃校')
    """
    name, kind = _named(building, region)
    floor_m2, known_from = _floor(building, region)
    now_yen, then_yen = building.running_cost_now_yen, building.running_cost_then_yen
    return BuildingCheck(
        building=building,
        name=name,
        kind=kind,
        floor_m2=floor_m2,
        floor_known_from=known_from,
        needed_m2=sum(use.floor_area_m2 or 0.0 for use in building.uses),
        uses_unknown=tuple(use.name or CATEGORIES[use.category] for use in building.uses if use.floor_area_m2 is None),
        age_years=None if building.built_year is None else year - building.built_year,
        saved_yen=None if now_yen is None or then_yen is None else now_yen - then_yen,
        asks=_asks(building, year),
        reuse=_reuse(f"{kind} {name}"),
    )


def disposal_articles() -> tuple[Article, Article]:
    """Return the articles on the conversion of subsidised buildings, both 要確認."""
    return article("converted_building"), article("disposal")


def _named(building: Building, region: Region) -> tuple[str, str]:
    if building.place_id in region.sites.index:
        site = region.sites.loc[building.place_id]
        kinds = [site["reuse_of"], site["kind"]]
        return building.name or str(site["name"]), next((k for k in kinds if isinstance(k, str) and k), "")
    if building.place_id in region.facilities.index:
        return building.name or str(region.facilities.at[building.place_id, "name"]), ""
    return building.name or building.place_id, ""


def _floor(building: Building, region: Region) -> tuple[float | None, str]:
    if building.floor_area_m2 is not None:
        return building.floor_area_m2, "計画"
    if building.place_id in region.facilities.index:
        area = float(region.facilities["floor_area_m2"].to_dict()[building.place_id])
        if area == area:
            return area, "施設の表"
    # The area of a candidate site is that of its land, not of a floor.
    return None, ""


def _asks(building: Building, year: int) -> tuple[str, ...]:
    if building.subsidised == "no":
        return ()
    if building.subsidised == "":
        return ("国の補助を受けて建てたかどうかを確かめてください",)
    if building.restricted_until is not None and building.restricted_until < year:
        return (f"処分制限は {building.restricted_until}年までで、過ぎています。書類で確かめてください",)
    return DISPOSAL_STEPS


def _reuse(words: str) -> Reuse | None:
    return next((known for known in reuses() if any(word in words for word in known.words)), None)
