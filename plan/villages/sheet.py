"""What a sheet about a village or a district (地区カルテ) says: its people, what they reach, and when they can go and be home."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from geo.reference.categories import CATEGORIES
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.population.gaps import GAP_DEFINITIONS
from network.roads.edge_costs import MODES, Mode
from plan.figure_texts import forecast_persons
from plan.figure_texts import persons as persons_text
from plan.future.shown.places import people_of_places
from plan.overview.municipalities import municipality_of
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.nearest_services import nearest_services
from plan.scenario.carriers.checklist import Checklist
from plan.shown_values import FEW
from plan.villages.gaps import GAPS, village_gap
from plan.villages.outings import PurposeWeek, WeekTable, week_table
from plan.villages.problems import problems_text

AGES = (("pop_0_14", "0〜14歳"), ("pop_15_64", "15〜64歳"), ("pop_65_74", "65〜74歳"), ("pop_75_over", "75歳以上"))
"""Groups of age that a sheet tells apart, the youngest first."""

Span = tuple[float, float]
"""The smallest and the largest over the villages of a district."""


@dataclass(frozen=True)
class Year:
    """People of one year.

    Parameters
    ----------
    year, projected
        Which year, and whether it is a projection.
    total, text
        Persons, and how many they are in words.
    ages
        Persons by group of `AGES`; empty where ages are not known or too few people live there to tell.
    """

    year: int
    projected: bool
    total: float
    text: str
    ages: tuple[float, ...]


@dataclass(frozen=True)
class ServiceReach:
    """How far one service is.

    Parameters
    ----------
    category, place
        The service, and the place that is reached first by car (the place of most villages).
    car_min, bus_min, walk_min
        Minutes; infinite where there is no way.
    """

    category: str
    place: str
    car_min: Span
    bus_min: Span
    walk_min: Span


@dataclass(frozen=True)
class Sheet:
    """Everything that a sheet says.

    Parameters
    ----------
    name, district, village_ids
        Of the village, or of the district and its villages.
    persons_text, no_car_text
        How many people, and how many of them without a car, in words.
    persons, households, aged_share
        Of the year whose people are counted; the share of people of 65 and over is infinite where ages are not known.
    years
        Then and now, the oldest first.
    services
        In the order of screens.
    weeks
        Outings by purpose; empty where no bus ever runs.
    bus_day
        The day that stands for the buses, or None.
    gaps
        Persons in each transit gap by its name, over the network; infinite where the data knows no stops.
    problems
        What was answered of problems, as text; empty where nobody answered, or too few people live there to tell.
    hub, hub_car_min, hub_walk_min
        Today's or the scenario's nearest hub (empty where there is none) and the minutes to it.
    """

    name: str
    district: str
    village_ids: tuple[str, ...]
    persons_text: str
    no_car_text: str
    persons: float
    households: float
    aged_share: float
    years: tuple[Year, ...]
    services: tuple[ServiceReach, ...]
    weeks: tuple[PurposeWeek, ...]
    bus_day: datetime.date | None
    gaps: tuple[tuple[str, float], ...]
    problems: str
    hub: str
    hub_car_min: Span
    hub_walk_min: Span


def has_districts(villages: pd.DataFrame) -> bool:
    """Return whether any village names its district."""
    return "district" in villages and bool(villages["district"].fillna("").astype(bool).any())


def groups_of(evaluation: Evaluation, *, by: str) -> dict[str, tuple[str, ...]]:
    """List what sheets there are.

    Parameters
    ----------
    evaluation
        Of a scenario.
    by
        ``village`` (a sheet each), ``district`` (a sheet for the villages of each district) or ``municipality``.

    Returns
    -------
    dict
        Village ids by village id, by district or by municipality; villages where nobody lives have no sheet.

    Raises
    ------
    geo.texts.errors.RequestError
        When districts are asked for and the villages have none, or municipalities and there aren't several.
    """
    villages = evaluation.effective.region.villages
    lived_in = villages[villages["population"] > 0]
    if by == "village":
        return {str(village): (str(village),) for village in lived_in.index}
    if by == "municipality":
        towns = municipality_of(villages)
        if towns.empty:
            raise RequestError(notice("no_municipalities", file="villages.csv", field="municipality"))
        own = towns.loc[lived_in.index]
        return {str(name): tuple(map(str, rows.index)) for name, rows in own.groupby(own, sort=False)}
    if not has_districts(lived_in):
        raise RequestError(notice("no_districts", file="villages.csv", field="district"))
    named = lived_in[lived_in["district"].fillna("").astype(bool)]
    return {str(name): tuple(map(str, rows.index)) for name, rows in named.groupby("district", sort=False)}


def sheets(
    evaluation: Evaluation, groups: Iterable[tuple[str, Sequence[str]]], checklist: Checklist | None = None
) -> Iterator[Sheet]:
    """Gather the sheets of villages or districts, one after another.

    Parameters
    ----------
    evaluation
        Of a scenario.
    groups
        Name (of a district; empty for a village) and village ids of each sheet.
    checklist
        What villages answered of their problems; None: nothing.

    Raises
    ------
    geo.texts.errors.RequestError
        When a village is not known.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> today = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> [sheet.persons for sheet in sheets(today, [("", ["v001"])])] == [today.effective.region.villages.loc["v001", "population"]]
    True
    """
    known = _Known(
        nearest_services(evaluation),
        {mode: evaluation.nearest_hub(mode) for mode in MODES},
        week_table(evaluation),
        usual_day_of(evaluation.effective),
        _in_gaps(evaluation),
        checklist or Checklist(),
    )
    for name, ids in groups:
        unknown = [i for i in ids if i not in evaluation.effective.region.villages.index]
        if unknown or not ids:
            raise RequestError(*(notice("village_not_found", id=i) for i in unknown or [""]))
        yield _sheet(evaluation, name, list(ids), known)


@dataclass(frozen=True, eq=False)
class _Known:
    """What all sheets of a scenario read."""

    nearest: pd.DataFrame
    hubs: dict[Mode, pd.DataFrame]
    weeks: WeekTable | None
    bus_day: datetime.date | None
    in_gaps: dict[str, pd.Series]
    checklist: Checklist


def _sheet(evaluation: Evaluation, name: str, ids: list[str], known: _Known) -> Sheet:
    villages = evaluation.effective.region.villages.loc[ids]
    hubs = known.hubs["car"].loc[ids]
    named = hubs["nearest"].dropna()
    hub = str(evaluation.effective.hubs.loc[named.mode().iloc[0], "name"]) if len(named) else ""
    district = str(villages["district"].iloc[0] or "") if "district" in villages and not name else ""
    return Sheet(
        name=name or str(villages["name"].iloc[0]),
        district="" if district == "nan" else district,
        village_ids=tuple(ids),
        persons_text=_people_text(evaluation, name, ids),
        no_car_text=_no_car_text(evaluation, ids),
        persons=float(villages["population"].sum()),
        households=float(villages["households"].sum()),
        aged_share=_aged_share(villages),
        years=_years(evaluation, name, ids),
        services=tuple(_services(known.nearest[known.nearest["village_id"].isin(ids)])),
        weeks=known.weeks.of(ids, villages["population"].tolist()) if known.weeks is not None else (),
        bus_day=known.bus_day,
        gaps=tuple((text, float(persons.reindex(ids).sum(skipna=False))) for text, persons in known.in_gaps.items()),
        problems=problems_text(known.checklist, ids) if not villages["population"].sum() < FEW else "",
        hub=hub,
        hub_car_min=_span(hubs["minutes"]),
        hub_walk_min=_span(known.hubs["walk"].loc[ids, "minutes"]),
    )


def _people_text(evaluation: Evaluation, name: str, ids: list[str]) -> str:
    """Say how many live in a village, or in the district of that name: the figure that the page 将来 tells of it."""
    if not name:
        return evaluation.people_texts()[ids[0]]
    villages, year = evaluation.effective.region.villages, evaluation.effective.year
    # A municipality may bear the name of a district, and is more than it.
    if year is not None and "district" in villages and (villages.loc[ids, "district"] == name).all():
        return people_of_places(evaluation, "district")[name].text
    return persons_text(float(villages["population"].astype(float)[ids].sum()), year)


def _no_car_text(evaluation: Evaluation, ids: list[str]) -> str:
    if len(ids) == 1:
        return evaluation.people_texts("no_car")[ids[0]]
    return persons_text(float(evaluation.groups.loc[ids, "no_car"].sum()), evaluation.effective.year)


def _in_gaps(evaluation: Evaluation) -> dict[str, pd.Series]:
    """Count each village's people in each transit gap, over the network; infinite where the data knows no stops."""
    villages = evaluation.effective.region.villages.index
    counted = {}
    for gap in (GAPS[i] for i in GAP_DEFINITIONS):
        found = village_gap(evaluation, gap, "walk")
        counted[gap.heading(evaluation)] = (
            pd.Series(float("inf"), index=villages) if found is None else found["persons"]
        )
    return counted


def _span(values: pd.Series) -> Span:
    return float(values.min()), float(values.max())


def _aged_share(villages: pd.DataFrame) -> float:
    everybody = float(villages["population"].sum())
    if not everybody or "pop_65_over" not in villages or villages["pop_65_over"].isna().any():
        return float("inf")
    return float(villages["pop_65_over"].sum()) / everybody


def _services(rows: pd.DataFrame) -> Iterator[ServiceReach]:
    for category in CATEGORIES:
        there = rows[rows["category"] == category]
        if not there.empty:
            places = there["place"][there["place"] != ""]
            place = str(places.mode().iloc[0]) if len(places) else ""
            yield ServiceReach(category, place, *(_span(there[c]) for c in ("car_min", "bus_min", "walk_min")))


def _years(evaluation: Evaluation, name: str, ids: list[str]) -> tuple[Year, ...]:
    region, of_year = evaluation.effective.region.as_read, evaluation.effective.region
    least = evaluation.effective.assumptions["least_persons_for_ages"]
    years = [_year(region.base_year, projected=False, rows=region.villages.loc[ids], total="population", least=least)]
    if of_year is not region:
        rows = of_year.villages.loc[ids]
        counted = _year(of_year.base_year, projected=True, rows=rows, total="population", least=least)
        years.append(replace(counted, text=_people_text(evaluation, name, ids)))
    if region.population is not None:
        own = region.population[region.population["village_id"].isin(ids)]
        for (year, kind), rows in own.groupby(["year", "kind"]):
            # Of two sources for one year, the one that knows more of these villages; of equals, the first by name.
            source = rows.groupby("source").size().sort_values(ascending=False, kind="stable").index[0]
            known = rows[rows["source"] == source]
            if int(str(year)) not in (region.base_year, of_year.base_year) and len(known) == len(ids):
                projected = kind == "projection"
                years.append(_year(int(str(year)), projected=projected, rows=known, total="total", least=least))
    return tuple(sorted(years, key=lambda y: (y.year, y.projected)))


def _year(year: int, *, projected: bool, rows: pd.DataFrame, total: str, least: float) -> Year:
    persons = float(rows[total].sum())
    text = forecast_persons(persons) if projected else persons_text(persons, None)
    columns = ("pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over")
    known = all(c in rows and rows[c].notna().all() for c in columns)
    if not known or (projected and persons < least):
        return Year(year, projected, persons, text, ())
    young, working, old, oldest = (float(rows[c].sum()) for c in columns)
    return Year(year, projected, persons, text, (young, working, old - oldest, oldest))
