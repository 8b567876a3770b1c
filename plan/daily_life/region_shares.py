"""The region's own figures beside those of the depopulated areas: shares of ages, and how its people changed."""

from __future__ import annotations

from geo.region.region import Region
from plan.future.projection import Projection
from plan.shown_values import half_up

_AGES: dict[str, tuple[int, int | None]] = {
    "share_under_15": (0, 15),
    "share_15_29": (15, 30),
    "share_65_over": (65, None),
}
_YEARS = {"people_2010": 2010, "people_2015": 2015}
_THOUSAND = 1000


def region_figures(region: Region, projection: Projection) -> dict[str, str]:
    """Write the region's figures by the id of the figure that they stand beside; what is not known is left out.

    Parameters
    ----------
    region
        Its counts of 2010 and 2015, where it has them.
    projection
        Whose first year is the last census; its shares of ages are those of that year.
    """
    year = projection.step_years[0]
    people = projection.in_year(year).sum((0, 1))
    total = float(people.sum())
    found = {}
    for name, (first, below) in _AGES.items():
        known = first in projection.ages and (below is None or below in projection.ages) and len(projection.ages) > 1
        if known and total:
            chosen = [i for i, age in enumerate(projection.ages) if age >= first and (below is None or age < below)]
            found[name] = f"{half_up(100 * float(people[chosen].sum()) / total, 1)}%（{year}年）"
    counted = {name: _counted(region, year) for name, year in _YEARS.items()}
    for name, persons in counted.items():
        if persons is not None:
            found[name] = f"{half_up(persons / _THOUSAND, 1):,}千人"
    before, after = counted["people_2010"], counted["people_2015"]
    if before and after is not None:
        found["change_2015"] = f"{half_up(100 * (after / before - 1), 1)}%"
    return found


def _counted(region: Region, year: int) -> float | None:
    """Return the people of a census year; None where not every village was counted."""
    if year == region.base_year:
        return float(region.total_population)
    if region.population is None:
        return None
    table = region.population
    own = table[(table["year"] == year) & (table["kind"] == "census")]
    if own.empty:
        return None
    source = own.groupby("source").size().sort_values(ascending=False, kind="stable").index[0]
    chosen = own[own["source"] == source]
    return float(chosen["total"].sum()) if set(chosen["village_id"]) >= set(region.villages.index) else None
