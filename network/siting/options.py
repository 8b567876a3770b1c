"""What may be asked of a choice of hubs besides the arguments of `network.siting.solver.solve`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from network.search_monitor import OnProgress


@dataclass(frozen=True, eq=False)
class SitingOptions:
    """Further conditions.

    Parameters
    ----------
    costs_yen
        Opening cost by site; needed for a budget.
    budget_yen
        The chosen sites may not cost more together. With a budget, `hubs` is the largest number.
    capacity_persons
        How many a hub can serve, for all or by site; then every village goes to one hub that has room for all of it.
    demand_persons
        Persons by village that fill a hub; the weights where not given, of several years the largest.
    at_least
        Groups of sites with the number of hubs that must stand among them.
    share_at_most
        Sets of sites with the number of hubs that may stand among them: for answers that differ from ones already found.
    least_totals
        For ``least_regret``, the total of every year that regret is counted from; the least possible under the given
        conditions where not given.
    outing
        Villages × sites, true where people without a car have an outing; needed for the objective ``outings``.
    on_progress
        Told value, bound and seconds; True asks to stop.
    seed
        Of the quick search.
    """

    costs_yen: Mapping[str, float] | None = None
    budget_yen: float | None = None
    capacity_persons: float | Mapping[str, float] | None = None
    demand_persons: Mapping[str, float] | None = None
    at_least: Sequence[tuple[Sequence[str], int]] = ()
    share_at_most: Sequence[tuple[Sequence[str], int]] = ()
    least_totals: Mapping[str, float] | None = None
    outing: pd.DataFrame | None = None
    on_progress: OnProgress | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse nonsense."""
        if self.budget_yen is not None and not self.budget_yen >= 0:
            raise ValueError("budget_yen must be 0 or more")
        if self.costs_yen is not None and any(not cost >= 0 for cost in self.costs_yen.values()):
            raise ValueError("costs_yen must be 0 or more")
        if isinstance(self.capacity_persons, int | float) and not self.capacity_persons >= 0:
            raise ValueError("capacity_persons must be 0 or more")
        if any(number < 0 for _, number in (*self.at_least, *self.share_at_most)):
            raise ValueError("at_least and share_at_most must be 0 or more")

    def with_text_ids(self) -> SitingOptions:
        """Return the same options with every id as text, as ids are everywhere else."""
        outing, room = self.outing, self.capacity_persons
        if outing is not None:
            outing = outing.set_axis([str(i) for i in outing.index], axis=0)
            outing = outing.set_axis([str(i) for i in outing.columns], axis=1)
        return replace(
            self,
            costs_yen=_by_text(self.costs_yen),
            capacity_persons=_by_text(room) if isinstance(room, Mapping) else room,
            demand_persons=_by_text(self.demand_persons),
            at_least=tuple((tuple(map(str, group)), number) for group, number in self.at_least),
            share_at_most=tuple((tuple(map(str, group)), number) for group, number in self.share_at_most),
            least_totals=_by_text(self.least_totals),
            outing=outing,
        )


def _by_text(figures: Mapping[str, float] | None) -> dict[str, float] | None:
    return None if figures is None else {str(i): figure for i, figure in figures.items()}
