"""Undo and redo: the plans that were, the plan that is, the plans that may be again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plan.scenario.scenario import Plan

KEPT = 200
"""How many steps back are kept."""


@dataclass(frozen=True)
class History:
    """A plan with its past and its undone future.

    Parameters
    ----------
    present
        The plan that holds now.
    past, future
        Earlier plans, the latest last; undone plans, the next first.
    """

    present: Plan
    past: tuple[Plan, ...] = ()
    future: tuple[Plan, ...] = ()

    def doing(self, plan: Plan) -> History:
        """Make `plan` the present; a plan equal to the present is no step."""
        if plan == self.present:
            return self
        return History(plan, (*self.past, self.present)[-KEPT:])

    def undone(self) -> History:
        """Go one step back, if there is one."""
        if not self.past:
            return self
        return replace(self, present=self.past[-1], past=self.past[:-1], future=(self.present, *self.future))

    def redone(self) -> History:
        """Go one step forward again, if there is one."""
        if not self.future:
            return self
        return replace(self, present=self.future[0], past=(*self.past, self.present), future=self.future[1:])
