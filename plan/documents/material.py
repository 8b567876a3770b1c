"""What documents are written from: the present, the scenario, the plan, and everything computed of them, each thing once."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from plan.documents.dates import day_text
from plan.finance.of_scenario import budget_of
from plan.finance.supports import Support, supports_of
from plan.finance.ten_years import TenYears
from plan.future.of_region import FutureRequest, horizon_of, projection_of
from plan.future.projection import Projection
from plan.indicators.service_indicators import money_of
from plan.organisation.steps import StepState, four_steps
from plan.overview.verdicts import IndicatorVerdicts, verdicts
from plan.reach.evaluation import Evaluation
from plan.rules.checking import rules_document
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.future import Future
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import Plan, Scenario
from plan.services.money import ScenarioMoney
from plan.shown_values import FEW
from plan.spheres.state import SphereState, sphere_state

_YEARS_AHEAD, _STEP = 25, 5

Meeting = Literal["statutory", "regional"]
MEETINGS: Mapping[Meeting, str] = {
    "statutory": "法定協議会（地域公共交通の活性化及び再生に関する法律）",
    "regional": "地域公共交通会議（道路運送法）",
}


@dataclass(frozen=True, eq=False)
class Material:
    """What documents are written from.

    Parameters
    ----------
    scenarios
        The present first, then those that are compared; the chosen one is among them.
    chosen
        The scenario that is written up.
    plan
        The plan that it stands in.
    written_on
        The day that stands on the papers.
    few_told
        Whether ages of villages, and answers, of under `FEW` people are told.
    meeting
        Before which meeting papers of public transport are laid.
    """

    scenarios: tuple[Evaluation, ...]
    chosen: Evaluation
    plan: Plan
    written_on: datetime.date
    few_told: bool = False
    meeting: Meeting = "regional"

    @property
    def scenario(self) -> Scenario | None:
        """The scenario's edits; None for the present."""
        return self.chosen.effective.scenario

    @property
    def procedure(self) -> Procedure:
        """What it says of its own making."""
        return self.scenario.procedure if self.scenario is not None else Procedure()

    @property
    def place(self) -> str:
        """Name of the region."""
        return self.chosen.effective.region.name

    @property
    def under_title(self) -> str:
        """Scenario and day, as they stand under every title."""
        return f"{self.place}　{self.chosen.effective.scenario_name}　{day_text(self.written_on)}作成"

    @functools.cached_property
    def figures(self) -> dict[str, IndicatorVerdicts]:
        """Every indicator of the present and the chosen scenario, by id."""
        pair = [self.scenarios[0], *([] if self.chosen.effective.is_baseline else [self.chosen])]
        return {found.id: found for found in verdicts(pair)}

    def figure(self, indicator: str, scenario_id: str | None = None) -> str:
        """Write an indicator's value as it is read: 「6,258人」; of the chosen scenario where none is named."""
        verdict = self.figures[indicator].of[scenario_id or self.chosen.effective.scenario_id]
        return f"{verdict.digits}{verdict.unit}"

    @functools.cached_property
    def rules(self) -> dict[str, Any]:
        """Answers of the rules, council, notices and permits, with the keys of the command `rules`."""
        return rules_document(self.chosen.effective)

    @property
    def money(self) -> ScenarioMoney:
        """A year of the scenario's own services; the same that its indicators rest on."""
        return money_of(self.chosen)

    @functools.cached_property
    def ten_years(self) -> TenYears:
        """Ten years of money of hubs, buses and businesses."""
        return budget_of(self.chosen, self.money)

    @functools.cached_property
    def supports(self) -> tuple[Support, ...]:
        """How each support measure fits the scenario."""
        return supports_of(self.chosen.effective)

    @property
    def organisation(self) -> Organisation:
        """The community organisation of the scenario."""
        return self.scenario.organisation if self.scenario is not None else Organisation()

    @functools.cached_property
    def four_steps(self) -> tuple[StepState, ...]:
        """The four steps, and what ticks each."""
        return four_steps(self.chosen, self.scenarios[0], self.organisation)

    @functools.cached_property
    def spheres(self) -> SphereState:
        """The scenario's living spheres."""
        return sphere_state(self.chosen.effective)

    @functools.cached_property
    def future(self) -> Projection | None:
        """The people of the coming years; None where the counts do not suffice (`future_notices` says why)."""
        return self._future[0]

    @property
    def future_notices(self) -> tuple[Notice, ...]:
        """Why there is no projection, or what its reader must know."""
        return self._future[1]

    @functools.cached_property
    def _future(self) -> tuple[Projection | None, tuple[Notice, ...]]:
        region = self.chosen.effective.region.as_read
        stated = self.scenario.future if self.scenario is not None else Future()
        wanted = (max(region.base_year, self.written_on.year) + _YEARS_AHEAD) // _STEP * _STEP
        to_year = min(wanted, horizon_of(region))
        try:
            found = projection_of(region, FutureRequest(to_year), stated)
        except RequestError as problem:
            return None, tuple(problem.notices)
        return found, tuple(found.notices)

    def tells_ages_of(self, persons: float) -> bool:
        """Return whether ages of a place with so many people may be told."""
        return self.few_told or not persons < FEW

    def tells_answers_of(self, persons: float) -> bool:
        """Return whether answers that so many people gave may be told."""
        return self.few_told or not persons < FEW

    def ageing_rate_of(self, village_ids: Sequence[str]) -> float | None:
        """Share of people of 65 and over in villages together; None where not known or too few people live there."""
        villages = self.chosen.effective.region.villages.loc[list(village_ids)]
        if "pop_65_over" not in villages:
            return None
        persons, older = float(villages["population"].sum()), float(villages["pop_65_over"].sum())
        if not persons or not math.isfinite(older) or not self.tells_ages_of(persons):
            return None
        return older / persons

    def total_by_year(self) -> dict[int, tuple[float, tuple[float, float]]]:
        """Return people of all villages and their band by projected year; empty without a projection."""
        if self.future is None:
            return {}
        totals = [float(total) for total in self.future.totals.to_numpy().sum(0)]
        return dict(zip(self.future.years, zip(totals, self.future.band_of(), strict=True), strict=True))


def material(
    scenarios: Sequence[Evaluation], scenario_id: str, plan: Plan, written_on: datetime.date, **more: Any
) -> Material:
    """Gather what documents are written from.

    Parameters
    ----------
    scenarios
        The present first; `scenario_id` is one of them.
    scenario_id
        The scenario that is written up.
    plan, written_on
        As in `Material`, like `few_told` and `meeting`.
    """
    chosen = next(m for m in scenarios if m.effective.scenario_id == scenario_id)
    return Material(tuple(scenarios), chosen, plan, written_on, **more)
