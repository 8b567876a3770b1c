"""Hours of work that a plan asks: of residents for activities, of drivers for its buses, beside the people aged 20 to 74."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reference import reference_table
from geo.texts.errors import RequestError
from network.operations.schedule import grouped
from network.operations.service_year import service_year
from plan.future.of_region import FutureRequest, projection_of
from plan.future.projection import Projection
from plan.on_demand.year import on_demand_year
from plan.reach.evaluation import Evaluation
from plan.scenario.carriers.organisation import Organisation
from plan.services.money import year_of

_CLASS_YEARS = 5


@dataclass(frozen=True)
class WorkAsked:
    """Hours of work a year.

    Parameters
    ----------
    residents_h
        Of residents, for the activities whose hours are known.
    activities_unknown
        Names of the activities whose hours are not.
    drivers_h
        Of drivers on duty (拘束), for the scenario's own services.
    services_unknown
        Names of the services whose hours cannot be reckoned.
    """

    residents_h: float
    activities_unknown: tuple[str, ...]
    drivers_h: float
    services_unknown: tuple[str, ...]

    @property
    def total_h(self) -> float:
        """Both together."""
        return self.residents_h + self.drivers_h


def work_asked(evaluation: Evaluation, organisation: Organisation) -> WorkAsked:
    """Add up the hours that a plan asks in a year.

    Parameters
    ----------
    evaluation
        Of the scenario: its services say when drivers are on duty. Feeds of today are not in it.
    organisation
        Of the scenario: activities with their hours.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.reach.evaluation import evaluation_of
    >>> from plan.scenario.carriers.organisation import Activity
    >>> shop = Organisation(activities=(Activity("店番", hours_a_week=10), Activity("配食")))
    >>> asked = work_asked(evaluation_of(read_region("sample_regions/model_chiku")), shop)
    >>> asked.residents_h, asked.activities_unknown, asked.drivers_h
    (520, ('配食',), 0.0)
    """
    weeks = reference_table("organisation")["weeks_a_year"].value
    known = [a.hours_a_week for a in organisation.activities if a.hours_a_week is not None]
    unknown = tuple(a.name for a in organisation.activities if a.hours_a_week is None)
    drivers_h, left = evaluation.memo("driver hours", lambda: _driver_hours(evaluation))
    return WorkAsked(sum(known) * weeks, unknown, drivers_h, left)


def _driver_hours(evaluation: Evaluation) -> tuple[float, tuple[str, ...]]:
    effective = evaluation.effective
    hours, unknown = 0.0, []
    first = year_of(effective)
    for shared in grouped(effective.services):
        hours += service_year(shared, effective.running, first, effective.assumptions).volume.duty_hours
    for service in effective.services:
        if service.kind == "taxi_voucher":
            unknown.append(service.name)
        elif service.kind == "on_demand":
            try:
                hours += on_demand_year(effective, service, first).year.volume.duty_hours
            except RequestError:
                unknown.append(service.name)
    return hours, tuple(unknown)


def people_of_working_age(projection: Projection, year: int) -> float | None:
    """Return how many people of 20 to 74 live in the villages in a year; None where ages are not known in five-year classes.

    Raises
    ------
    RequestError
        When the year lies outside of the projection.
    """
    values = reference_table("organisation")
    low, high = values["working_age_from"].value, values["working_age_to"].value
    if projection.method != "cohort":
        return None
    here = [i for i, age in enumerate(projection.ages) if low <= age and age + _CLASS_YEARS - 1 <= high]
    return float(projection.in_year(year)[:, :, here].sum())


def projected(evaluation: Evaluation, to_year: int) -> Projection:
    """Project the people of a scenario, its settlers included; kept with the evaluation.

    Raises
    ------
    RequestError
        When the region's counts do not suffice; the notices say what is needed.
    """
    scenario = evaluation.effective.scenario
    future = scenario.future if scenario is not None else None
    return evaluation.memo(
        ("people", to_year), lambda: projection_of(evaluation.effective.region, FutureRequest(to_year), future)
    )


def hours_each_week(asked: WorkAsked, people: float) -> float | None:
    """Return the hours a week that each of so many people would work; None where there is nobody.

    Examples
    --------
    >>> hours_each_week(WorkAsked(5200, (), 0, ()), 100)
    1.0
    """
    weeks = reference_table("organisation")["weeks_a_year"].value
    return asked.total_h / weeks / people if people > 0 else None


def is_heavy(hours_a_week: float) -> bool:
    """Return whether so many hours a week for each are taken for heavy; exactly the limit is not."""
    return hours_a_week > reference_table("organisation")["hours_heavy"].value
