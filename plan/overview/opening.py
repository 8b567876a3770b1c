"""Opening what a command asks for: a region, a plan on it, some scenarios, and everything there is to say about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.region.region import Region, read_region
from geo.texts.notices import Notice, most_serious_first
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.file.staleness import staleness
from plan.overview.comparison import assumption_notices
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.hub_warnings import hub_warnings
from plan.scenario.scenario import BASE, Plan


@dataclass(frozen=True, eq=False)
class Opened:
    """A region, and a plan laid on it where one is given.

    Parameters
    ----------
    region
        As read from its folder.
    plan
        Its scenarios, or None for the present alone.
    year
        Whose people are counted; None: those of the base year.
    """

    region: Region
    plan: Plan | None
    year: int | None = None

    def scenario(self, scenario_id: str | None = None) -> Evaluation:
        """Measure a scenario; where none is named the plan's first, without a plan the present.

        Raises
        ------
        geo.texts.errors.RequestError
            When there is no such scenario, or its people of the year cannot be projected.
        """
        first = self.plan.scenarios[0].id if self.plan is not None and self.plan.scenarios else BASE
        return evaluate(apply(self.region, self.plan, scenario_id or first, self.year))

    def scenarios(self, scenario_ids: Sequence[str] = ()) -> list[Evaluation]:
        """Measure the present and the named scenarios, all of the plan where none is named; each once.

        Raises
        ------
        geo.texts.errors.RequestError
            When one of them does not exist.
        """
        every = [s.id for s in self.plan.scenarios] if self.plan is not None else []
        return [self.scenario(i) for i in dict.fromkeys([BASE, *(scenario_ids or every)])]

    def notices(self, scenarios: Sequence[Evaluation]) -> tuple[Notice, ...]:
        """Say what a reader of these scenarios' figures must know, the most serious first."""
        found = [n for n in self.region.notices if n.severity == "error"]
        if self.plan is not None:
            found += staleness(self.plan, self.region)
        for m in scenarios:
            found += m.effective.notices
            if m.effective.in_year is not None:
                whose = f"{m.effective.scenario_name}：" if len(scenarios) > 1 else ""
                found += [replace(n, message=f"{whose}{n.message}") for n in m.effective.in_year.notices]
            if not m.effective.is_baseline:
                found += hub_warnings(self.region, m.effective.roads, m.effective.hubs)
        return most_serious_first(dict.fromkeys([*found, *assumption_notices(scenarios)]))


def opened(
    region_folder: Path | None,
    plan_path: Path | None = None,
    *,
    on_step: Callable[[str], None] | None = None,
    year: int | None = None,
) -> Opened:
    """Open a region folder and a plan file.

    Parameters
    ----------
    region_folder
        The plan's own folder where not given.
    plan_path
        None for the present alone.
    on_step
        Called with what is being read, in Japanese.
    year
        Whose people are counted; None: those of the base year.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When the region cannot be opened.
    plan.file.plan_file.PlanUnreadableError
        When the plan cannot be read.
    ValueError
        When neither is given.
    """
    plan = open_plan(plan_path) if plan_path is not None else None
    folder = region_folder if region_folder is not None else plan_path.parent if plan_path is not None else None
    if folder is None:
        raise ValueError("a region folder or a plan file is needed")
    return Opened(read_region(folder, on_step=on_step, keep_roads=True), plan, year)
