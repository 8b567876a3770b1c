"""What the command `report` says of a plan beside the files: the four steps, supports and budget."""

from __future__ import annotations

from typing import Any

from plan.documents.material import Material
from plan.finance.of_scenario import budget_document
from plan.finance.supports import supports_document


def report_answer(found: Material) -> dict[str, Any]:
    """Return steps, supports and budget with the keys of the command line's JSON.

    Parameters
    ----------
    found
        What the documents are written from.
    """
    return {
        "steps": [{"id": s.step, "name": s.name, "ticked": s.ticked, "why": s.why} for s in found.four_steps],
        "supports": supports_document(found.chosen.effective),
        "budget": budget_document(found.chosen, found.money),
    }
