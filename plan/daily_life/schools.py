"""Rolls of each school: whose children go there, and which grades share a class in which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from geo.reference import reference_table
from plan.daily_life.catchments import CatchmentTerms, ServicePlace, catchments
from plan.future.projection import Projection
from plan.future.school_rolls import Roll, School, rolls
from plan.reach.evaluation import Evaluation
from plan.spheres.districts import district_at

Divided = Literal["districts", "nearest", "mixed"]
"""By the layer of school districts, by the nearest school over the roads, or by the latter where the layer has no school."""

DIVIDED_TEXTS: Mapping[Divided, str] = {
    "districts": "学区の図にしたがって分けています。",
    "nearest": "学区の図がないので、道のりで（車で）いちばん近い学校に分けています。",
    "mixed": "学区の図にしたがい、開いている学校が一つに決まらない学区は、道のりで（車で）いちばん近い学校に分けています。",
}
"""How villages were shared out, as screens say it."""

SCHOOLS: Mapping[School, str] = {"primary": "小学校", "lower_secondary": "中学校"}
"""Kinds of school with the word by which a facility's kind or name tells them."""


@dataclass(frozen=True)
class SchoolFuture:
    """A school in the years to come.

    Parameters
    ----------
    place, school
        Which.
    villages
        Whose children go there.
    rolls
        By year of the projection.
    """

    place: ServicePlace
    school: School
    villages: tuple[str, ...]
    rolls: tuple[Roll, ...]

    @property
    def first_combined(self) -> Roll | None:
        """The first year in which grades share a class; None where it never comes."""
        return next((roll for roll in self.rolls if roll.has_combined_classes), None)

    @property
    def first_without_pupils(self) -> Roll | None:
        """The first year in which fewer than half a child would go there; None where it never comes."""
        return next((roll for roll in self.rolls if sum(roll.pupils) < _HALF), None)


_HALF = 0.5


def schools_of(evaluation: Evaluation, school: School) -> tuple[ServicePlace, ...]:
    """List the open schools of a kind within the municipality, by id."""
    table = evaluation.effective.facilities
    open_ones = table[(table["category"] == "education") & (table["status"] == "open") & ~table["outside"]]
    found = []
    for place, row in open_ones.iterrows():
        kind = row["subtype"] if isinstance(row["subtype"], str) and row["subtype"] else str(row["name"])
        if SCHOOLS[school] in kind or "小中" in kind or "義務教育学校" in kind:
            found.append(ServicePlace(str(place), str(row["name"]), "education", float(row["lat"]), float(row["lon"])))
    return tuple(sorted(found, key=lambda p: p.id))


def villages_by_school(evaluation: Evaluation, places: tuple[ServicePlace, ...]) -> tuple[dict[str, str], Divided]:
    """Return the school of each village, and by what they were told apart.

    Villages of a school district in which exactly one of the schools stands go there; all others go to the school that most of
    their people reach first by car. A village without a way to any belongs to none.
    """
    region = evaluation.effective.region
    by_road = _nearest(evaluation, places)
    layer = region.zones.get("school_districts")
    if layer is None or layer.empty or not places:
        return by_road, "nearest"
    frame = pd.DataFrame({"lat": [p.lat for p in places], "lon": [p.lon for p in places]}, index=[p.id for p in places])
    at_school, at_village = district_at(layer, frame), district_at(layer, region.villages)
    alone = {name: school for school, name in at_school.items() if name and (at_school == name).sum() == 1}
    by_district = {str(v): str(alone[name]) for v, name in at_village.items() if name in alone}
    chosen = by_road | by_district
    return chosen, "districts" if chosen.keys() == by_district.keys() else "mixed"


def _nearest(evaluation: Evaluation, places: tuple[ServicePlace, ...]) -> dict[str, str]:
    if not places:
        return {}
    shares = catchments(evaluation, places, CatchmentTerms("car", float("inf")))
    reached = shares[shares.sum(axis=1) > 0]
    return {str(v): str(place) for v, place in reached.idxmax(axis=1).items()}


def school_futures(
    evaluation: Evaluation, projection: Projection, school: School
) -> tuple[list[SchoolFuture], Divided]:
    """Follow the rolls of every school of a kind.

    Raises
    ------
    geo.texts.errors.RequestError
        When the projection has no five-year ages.
    """
    places = schools_of(evaluation, school)
    chosen, divided = villages_by_school(evaluation, places)
    known = set(projection.villages)
    found = []
    for place in places:
        villages = tuple(v for v, own in chosen.items() if own == place.id and v in known)
        found.append(SchoolFuture(place, school, villages, tuple(rolls(projection, villages, school))))
    return found, divided


def sphere_rolls(evaluation: Evaluation, projection: Projection, school: School) -> dict[str, tuple[Roll, ...]]:
    """Return the rolls that the children of each living sphere would make, by hub; none without spheres."""
    scenario = evaluation.effective.scenario
    known = set(projection.villages)
    return {
        sphere.hub_id: tuple(rolls(projection, tuple(v for v in sphere.villages if v in known), school))
        for sphere in (scenario.spheres if scenario is not None else ())
    }


def classes_text(roll: Roll) -> str:
    """Say how the grades sit.

    Examples
    --------
    >>> from plan.future.school_rolls import combined
    >>> pupils = (3.0, 4.0, 9.0, 9.0, 5.0, 6.0)
    >>> classes_text(Roll("primary", 2030, pupils, combined(pupils, "primary")))
    '1・2年、4・5年が複式'
    """
    together = [f"{'・'.join(map(str, grades))}年" for grades in roll.classes if len(grades) > 1]
    if together:
        return f"{'、'.join(together)}が複式"
    return "複式なし" if roll.classes else "児童・生徒がいない"


def limits_text(school: School) -> str:
    """Say by which numbers grades are put together."""
    values = reference_table("future")
    if school == "primary":
        most, first = (int(values[name].value) for name in ("combined_primary", "combined_with_first"))
        return f"続く二つの学年を合わせて{most}人以下（第1学年を含むときは{first}人以下）なら一つの学級（要確認）"
    return f"続く二つの学年を合わせて{int(values['combined_lower_secondary'].value)}人以下なら一つの学級（要確認）"


def whole_pupils(roll: Roll) -> tuple[int, ...]:
    """Return the pupils by grade as classes count them: half up."""
    return tuple(int(np.floor(n + 0.5)) for n in roll.pupils)
