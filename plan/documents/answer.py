"""What the command `report` says of a plan beside the files: the steps of its procedure, supports and budget."""

from __future__ import annotations

from typing import Any

from plan.documents.material import Material
from plan.documents.procedure_steps import procedure_steps


def report_answer(found: Material) -> dict[str, Any]:
    """Return steps, supports and budget with the keys of the command line's JSON.

    Parameters
    ----------
    found
        What the documents are written from.
    """
    total = found.money.total()
    budget = {
        "services": {
            "cost_yen": total.cost_yen, "boardings": total.boardings, "fares_yen": total.fares_yen, "subsidy_yen": total.subsidy_yen,
            "burden_yen": total.burden_yen,
        }
    }  # fmt: skip
    return {"steps": [s.as_dict() for s in procedure_steps(found.procedure)], "supports": [], "budget": budget}
