"""Who will live here: people of villages carried on by cohorts, with a band, settlers, and what the data cannot tell."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from geo.reference import reference_table
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.band import Drift, changes_of, drawn_totals, limits
from plan.future.coarse import classes_of, log_linear_path
from plan.future.cohorts import STEP_YEARS, Cohorts, Floats, checked, cohorts_of, is_five_yearly, long_table
from plan.future.estimated_strength import Strength
from plan.future.fitted import Fitted, fitted
from plan.future.paths import Change, followers_path, path
from plan.future.settlers import Houses, arrivals, households_by_village
from plan.scenario.future import Settlers

Method = Literal["cohort", "age_groups", "totals", "given"]

OLD_FROM = 65
"""First age of those who count for the ageing rate (高齢化率)."""


@dataclass(frozen=True)
class Projection:
    """People of the villages to a year.

    Parameters
    ----------
    villages, sexes, ages
        The axes beside the years.
    step_years
        The last census and every fifth year after it, to the year asked for or just beyond; of a given projection its own years.
    to_year
        The year asked for.
    paths
        Step × village × sex × age: persons, unrounded, settlers included.
    settled
        The same for settlers and their descendants alone.
    method
        ``cohort``, ``age_groups`` or ``totals``: what the data allowed; ``given``: somebody else's, of which no band is known.
    drift
        How much the paces may change.
    strengths
        By stage, how much was borrowed; for the coarse methods only the standard deviation between places is in `drift`.
    change
        How people change in five years; None for the coarse methods.
    houses_full
        By village, the year in which its vacant houses run out.
    notices
        What the reader must know of it.
    seed
        Of the draws for the band.
    """

    villages: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[int, ...]
    step_years: tuple[int, ...]
    to_year: int
    paths: Floats
    settled: Floats
    method: Method
    drift: Drift
    strengths: Mapping[str, Strength] = field(default_factory=dict)
    change: Change | None = None
    houses_full: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    seed: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The last census, every fifth year, and the year asked for."""
        return (*(y for y in self.step_years if y < self.to_year), self.to_year)

    def in_year(self, year: int) -> Floats:
        """Return village × sex × age in any year from the last census on, straight between two steps.

        Raises
        ------
        RequestError
            When the year lies outside.
        """
        return self.between(self.paths, year)

    def between(self, steps: Floats, year: int) -> Floats:
        """Return the value of a year; the first axis is that of the steps."""
        if not self.step_years[0] <= year <= self.step_years[-1]:
            raise RequestError(
                notice("year_not_projected", year=year, first=self.step_years[0], last=self.step_years[-1])
            )
        step = bisect.bisect_right(self.step_years, year) - 1
        rest = year - self.step_years[step]
        if not rest:
            value: Floats = steps[step]
            return value
        part = rest / (self.step_years[step + 1] - self.step_years[step])
        between: Floats = (1 - part) * steps[step] + part * steps[step + 1]
        return between

    @cached_property
    def people(self) -> pd.DataFrame:
        """Village_id, year, sex, age_from, persons (unrounded) for all `years`."""
        persons = np.array([self.in_year(y) for y in self.years])
        return long_table(self.villages, self.years, self.sexes, self.ages, persons)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Persons by village (rows) and year (columns)."""
        totals = np.array([self.in_year(y).sum((-2, -1)) for y in self.years])
        return pd.DataFrame(totals.T, index=pd.Index(self.villages, name="village_id"), columns=list(self.years))

    @cached_property
    def _draws(self) -> Floats:
        if self.method == "given":
            as_given: Floats = self.paths.sum((-2, -1))[None]
            return as_given
        cohorts = self.method == "cohort"
        values = reference_table("future")
        return drawn_totals(
            self.paths.sum((-2, -1)),
            changes_of(self.paths, cohorts=cohorts).sum((-2, -1)),
            self.drift,
            draws=int(values["draws"].value),
            seed=self.seed,
        )

    def band_of(self, villages: Sequence[str] | None = None) -> list[tuple[float, float]]:
        """Return the band of some villages together, of all by default, for each of `years`."""
        low, high = self._limits_of(villages)
        return [(float(self.between(low, y)), float(self.between(high, y))) for y in self.years]

    def band_in(self, year: int, villages: Sequence[str] | None = None) -> tuple[float, float]:
        """Return the band of some villages together, of all by default, in any year that is projected."""
        low, high = self._limits_of(villages)
        return float(self.between(low, year)), float(self.between(high, year))

    def _limits_of(self, villages: Sequence[str] | None) -> tuple[Floats, Floats]:
        where = slice(None) if villages is None else [self.villages.index(v) for v in villages]
        return limits(self._draws[:, :, where].sum(2), reference_table("future")["band_share"].value)

    def band_by_step(self, weights: Floats) -> tuple[Floats, Floats]:
        """Return the limits of the band of people weighed by village (in the order of `villages`) at each of `step_years`."""
        return limits(self._draws @ weights, reference_table("future")["band_share"].value)

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Village_id, year, low, high: between which the people of a village lie in so many of ten cases (`band_share`)."""
        low, high = limits(self._draws, reference_table("future")["band_share"].value)
        index = pd.MultiIndex.from_product([self.villages, self.years], names=["village_id", "year"])
        columns = {
            name: np.array([self.between(side, y) for y in self.years]).T.ravel()
            for name, side in (("low", low), ("high", high))
        }
        return pd.DataFrame(columns, index=index).reset_index()

    def ageing_rate(self, villages: Sequence[str] | None = None) -> list[float | None]:
        """Return the share of people of 65 and over by year (0 to 1); None where there is nobody or ages are not known."""
        if OLD_FROM not in self.ages:
            return [None] * len(self.years)
        where = list(range(len(self.villages))) if villages is None else [self.villages.index(v) for v in villages]
        rates: list[float | None] = []
        for year in self.years:
            people = self.in_year(year)[where].sum((0, 1))
            total = float(people.sum())
            rates.append(float(people[self.ages.index(OLD_FROM) :].sum()) / total if total else None)
        return rates


def project(  # noqa: PLR0913 (a contract of the design)
    people: pd.DataFrame,
    *,
    to_year: int,
    prior_strength: float | None = None,
    settlers: Sequence[Settlers] = (),
    districts: Mapping[str, str] | None = None,
    vacant_houses: Mapping[str, float] | None = None,
    seed: int = 0,
) -> Projection:
    """Project the people of villages.

    Parameters
    ----------
    people
        Long table village_id, year, sex, age_from, persons: two or more counts, five years apart where ages are in five-year classes.
    to_year
        The last year, at most that of the reference table.
    prior_strength
        Persons of the parent's ratios to mix into each village's, the textbook way: every village then goes by its ratios alone.
        None: estimated from the counts.
    settlers
        Households that come.
    districts
        Village → district: ratios are shrunk towards the district's, those towards the municipality's.
    vacant_houses
        Village → usable vacant houses; villages that are left out have none. None: not counted, no limit.
    seed
        Of the draws for the band.

    Raises
    ------
    RequestError
        When the table does not suffice; the notice says what is needed.

    Examples
    --------
    >>> import pandas as pd
    >>> halved = pd.DataFrame({"village_id": "v", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [80.0, 40.0]})
    >>> project(halved, to_year=2030).totals.loc["v"].tolist()
    [40.0, 20.0, 10.0]
    """
    if prior_strength is not None and not (np.isfinite(prior_strength) and prior_strength >= 0):
        raise ValueRefusedError("prior_strength_impossible", value=prior_strength)
    table = checked(people)
    years = sorted(int(y) for y in table["year"].unique())
    if len(years) < 2:
        raise RequestError(notice("one_count_only", year=years[0]))
    last = int(reference_table("future")["horizon_year"].value)
    if not years[-1] <= to_year <= max(last, years[-1]):
        raise RequestError(notice("year_not_projected", year=to_year, first=years[-1], last=last))
    if not is_five_yearly(tuple(sorted(int(a) for a in table["age_from"].unique()))):
        if settlers:
            raise RequestError(notice("settlers_need_ages"))
        coarse = _coarse(table, to_year, prior_strength)
        return replace(coarse, notices=(*coarse.notices, *_narrow(coarse.drift)), seed=seed)
    cohorts, notices = cohorts_of(table)
    alone = _by_cohorts(cohorts, fitted(cohorts, districts, prior_strength), to_year)
    houses = Houses(cohorts.villages, cohorts.latest.sum((-2, -1)), vacant_houses)
    found = with_settlers(alone, settlers, houses)
    return replace(found, notices=(*notices, *found.notices, *_narrow(found.drift)), seed=seed)


def with_settlers(alone: Projection, settlers: Sequence[Settlers], houses: Houses) -> Projection:
    """Add households that settle to a projection by cohorts that has none.

    Raises
    ------
    RequestError
        When they come to a village that is not known, or ages are not known.
    """
    if not settlers:
        return alone
    if alone.change is None:
        raise RequestError(notice("settlers_need_ages"))
    households, full = households_by_village(settlers, houses, alone.step_years[0], len(alone.step_years) - 1)
    settled = followers_path(arrivals(settlers, households, alone.sexes, alone.ages), alone.change)
    notices = alone.notices
    if full:
        first = min(full.values())
        names = sorted(v for v, year in full.items() if year == first)
        notices = (*notices, notice("houses_run_out", year=first, names=short_list(names)))
    return replace(alone, paths=alone.paths + settled, settled=settled, houses_full=full, notices=notices)


def _narrow(drift: Drift) -> list[Notice]:
    """Say that a band is too narrow where the counts show no drift at all."""
    shown = drift.together > 0 or drift.apart > 0 or bool(drift.lasting.any())
    return [] if shown else [notice("band_by_chance_only")]


def _steps_to(last_count: int, to_year: int) -> int:
    return -(-(to_year - last_count) // STEP_YEARS)


def _by_cohorts(cohorts: Cohorts, fit: Fitted, to_year: int) -> Projection:
    steps = _steps_to(cohorts.years[-1], to_year)
    paths = path(cohorts.latest, fit.change, steps)
    return Projection(
        villages=cohorts.villages,
        sexes=cohorts.sexes,
        ages=cohorts.ages,
        step_years=tuple(cohorts.years[-1] + STEP_YEARS * k for k in range(steps + 1)),
        to_year=to_year,
        paths=paths,
        settled=np.zeros_like(paths),
        method="cohort",
        drift=fit.drift,
        strengths=fit.strengths,
        change=fit.change,
        notices=(notice("sexes_missing"),) if len(cohorts.sexes) == 1 else (),
    )


def _coarse(table: pd.DataFrame, to_year: int, prior_strength: float | None) -> Projection:
    classes, notices = classes_of(table)
    steps = _steps_to(classes.last_year, to_year)
    paths, between = log_linear_path(classes.first, classes.last, classes.span_years, steps, prior_strength)
    method: Method = "totals" if len(classes.ages) == 1 else "age_groups"
    notices.append(notice("only_totals") if method == "totals" else notice("only_age_groups"))
    per_step = between * float(np.sqrt(STEP_YEARS / classes.span_years))
    return Projection(
        villages=classes.villages,
        sexes=classes.sexes,
        ages=classes.ages,
        step_years=tuple(classes.last_year + STEP_YEARS * k for k in range(steps + 1)),
        to_year=to_year,
        paths=paths,
        settled=np.zeros_like(paths),
        method=method,
        drift=Drift(per_step, 0.0, np.zeros(len(classes.villages))),
        notices=tuple(notices),
    )
