"""Villages that a design must serve: what the guarantee costs the others, beside the free designs, and what is impossible."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.bus_design.town.patterns import patterns
from network.bus_design.town.town import SearchNumbers
from plan.bus_design.designs import Designs, OnRounds, designs, village_names
from plan.bus_design.measured import Design
from plan.bus_design.request import BusDesignRequest, DesignTask


@dataclass(frozen=True)
class GuaranteePrice:
    """A guaranteed design beside the free one that costs no more.

    Parameters
    ----------
    against
        Id of the free design; None where every free design costs more.
    persons_less
        How many fewer people without a car have an outing, averaged over purposes.
    yen_more
        A year, for at least as many people as the free design serves; None where no guaranteed design serves as many.
    losing, gaining
        Village ids with an outing in the free design alone, and in the guaranteed one alone.
    """

    against: str | None
    persons_less: float
    yen_more: float | None
    losing: tuple[str, ...]
    gaining: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Guaranteed:
    """Designs under a guarantee.

    Parameters
    ----------
    designs
        That keep it; without a guarantee, the free ones.
    free
        Without it; None where nothing was guaranteed.
    left_out
        Villages that no candidate reaches, which can't be guaranteed anything.
    """

    designs: Designs
    free: Designs | None
    left_out: tuple[Notice, ...] = ()

    @property
    def least_yen(self) -> float:
        """The least that was found to keep the guarantee."""
        return self.designs.designs[0].cost_yen

    def price(self, design: Design) -> GuaranteePrice | None:
        """Return what a guarantee costs in one of its designs; None without a guarantee."""
        if self.free is None:
            return None
        twin = next((d for d in reversed(self.free.designs) if d.cost_yen <= design.cost_yen), None)
        if twin is None:
            return GuaranteePrice(None, 0.0, None, (), design.figures.villages_served)
        as_many = next((d for d in self.designs.designs if d.state.value >= twin.state.value - 1e-6), None)
        before, after = twin.figures.villages_served, design.figures.villages_served
        return GuaranteePrice(
            twin.id,
            twin.state.value - design.state.value,
            None if as_many is None else as_many.cost_yen - twin.cost_yen,
            tuple(v for v in before if v not in after),
            tuple(v for v in after if v not in before),
        )


def guaranteed_designs(task: DesignTask, request: BusDesignRequest, on_rounds: OnRounds | None = None) -> Guaranteed:
    """Design with what must be guaranteed, and without it beside.

    Parameters
    ----------
    task, request, on_rounds
        As for `plan.bus_design.designs.designs`; each of the two searches gets the rounds, and half of the seconds.

    Raises
    ------
    geo.texts.errors.RequestError
        When vehicles, drivers and budget don't allow the guarantee, with the villages that stay without; when a village is unknown.
    """
    least, left_out = _guarantee(task, request)
    if not least:
        return Guaranteed(designs(task, request, on_rounds), None, left_out)
    half = replace(request, seconds=request.seconds / 2)
    free = designs(task, half, on_rounds)
    sure = replace(task, town=replace(task.town, guaranteed=least))
    return Guaranteed(designs(sure, half, on_rounds), free, left_out)


def _guarantee(task: DesignTask, request: BusDesignRequest) -> tuple[dict[int, int], tuple[Notice, ...]]:
    """Return by stop for how many purposes it must have an outing, and whom no candidate reaches."""
    unknown = [v for v in request.must if v not in task.villages]
    if unknown:
        raise RequestError(*(notice("bus_design_must_unknown", id=v) for v in unknown))
    found = patterns(task.town, SearchNumbers.reference())
    covered = {k for pattern in found for k in pattern.calls}
    people = [k for k in range(len(task.villages)) if task.town.persons[k] > 0]
    can = {k: min(request.least_purposes, task.town.sure) for k in people if k in covered}
    least = {k: m for k, m in can.items() if m}
    wanted = [task.villages.index(v) for v in request.must]
    blocked = [k for k in wanted if k not in can]
    if blocked:
        raise RequestError(
            *(notice("bus_design_must_unreachable", village=task.town.stops[k].name) for k in dict.fromkeys(blocked))
        )
    least |= {k: max(1, least.get(k, 0)) for k in wanted}
    lost = [k for k in people if k not in covered] if request.least_purposes else []
    told = (notice("bus_design_guarantee_left_out", villages=village_names(task, lost)),) if lost else ()
    return least, told
