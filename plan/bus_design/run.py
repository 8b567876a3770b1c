"""A design in the background: rounds and people as they grow, then the designs, or why there are none."""

from __future__ import annotations

import functools
import threading
import time
from dataclasses import dataclass, field, replace

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.background import BackgroundJob, StopSign
from plan.bus_design.guarantee import Guaranteed, guaranteed_designs
from plan.bus_design.least_change import LeastChange, least_change
from plan.bus_design.request import BusDesignRequest, design_task
from plan.bus_design.what_if import WhatIf, what_if
from plan.scenario.scenario import Plan


@dataclass(frozen=True, eq=False)
class DesignState:
    """How far a design is.

    Parameters
    ----------
    running
        Whether more will come.
    rounds, persons
        Done, and people without a car who can go out with the best timetable so far.
    found, what_if, changes
        The designs, at the end; what else may come to them, and today's timetable with a few changes, where that was asked.
    notices
        What a reader must know, or why nothing was found.
    """

    running: bool = True
    rounds: int = 0
    persons: float = 0.0
    found: Guaranteed | None = None
    what_if: WhatIf | None = None
    changes: LeastChange | None = None
    notices: tuple[Notice, ...] = ()


class _Board:
    """Where the thread writes and the page reads, and the wish to stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.state = DesignState()
        self.stop = StopSign()

    def put(self, **changes: object) -> None:
        with self._lock:
            self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def report(self, rounds: int, persons: float) -> bool:
        self.put(rounds=rounds, persons=max(persons, self.state.persons))
        return self.stop.asked


@dataclass(frozen=True, eq=False)
class DesignRun:
    """A design that is running or done.

    Parameters
    ----------
    effective, request
        What it is for, and what was asked.
    begun_s
        When it began, seconds of the machine's own clock.
    """

    effective: EffectiveScenario
    request: BusDesignRequest
    _board: _Board = field(repr=False)
    _job: BackgroundJob = field(repr=False)
    begun_s: float = field(default_factory=time.monotonic)

    @property
    def state(self) -> DesignState:
        """How far it is."""
        return self._board.state

    def stop(self) -> None:
        """Ask it to hand over what it has."""
        self._job.stop()

    def wait(self, seconds: float | None = None) -> DesignState:
        """Wait for its end, at most so long."""
        self._job.wait(seconds)
        return self.state


def start(effective: EffectiveScenario, plan: Plan, request: BusDesignRequest) -> DesignRun:
    """Begin to design in the background.

    Parameters
    ----------
    effective
        What holds in the scenario that is designed for.
    plan
        Where it stands.
    request
        What is asked.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> region = read_region("sample_regions/model_chiku")
    >>> request = BusDesignRequest("f001", vehicles=1, drivers=1, rounds=4)
    >>> state = start(apply(region), Plan(region.id, region.fingerprint), request).wait()
    >>> state.running, state.found.designs.designs[0].id
    (False, 'd1')
    """
    board = _Board()
    work = functools.partial(_design, board, effective, plan, request)
    return DesignRun(effective, request, board, BackgroundJob(work, board.stop, name="kyoten-bus-design"))


def _design(board: _Board, effective: EffectiveScenario, plan: Plan, request: BusDesignRequest) -> None:
    try:
        task = design_task(effective, plan, request)
        found = guaranteed_designs(task, request, board.report)
        supposed = what_if(found.designs) if request.what_if else None
        changes = least_change(found.designs, request.changes) if request.changes else None
        board.put(found=found, what_if=supposed, changes=changes, notices=(*task.notices, *found.left_out))
    except RequestError as problem:
        board.put(notices=problem.notices)
    finally:
        board.put(running=False)
