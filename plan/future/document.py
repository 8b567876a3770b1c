"""A projection as the command line's JSON and CSV: unrounded."""

from __future__ import annotations

import io
from typing import Any

from plan.future.projection import Projection


def projection_document(projection: Projection) -> dict[str, Any]:
    """Return the keys of the command `project` but its notices.

    ``years``; ``total`` and its ``band`` by year; ``by_village``: people by year; ``ageing_rate`` by year (0 to 1, null where ages
    are not known); ``method``: ``cohort``, ``age_groups``, ``totals`` or ``given``. Beyond the contract: ``strength``, by stage how much paces
    differ between places (standard deviation per five years) and what share of their own the places keep in the middle; ``drift``.
    """
    by_village = dict(zip(projection.villages, projection.totals.to_numpy().tolist(), strict=True))
    return {
        "years": list(projection.years),
        "total": projection.totals.to_numpy().sum(0).tolist(),
        "band": [list(limits) for limits in projection.band_of()],
        "by_village": by_village,
        "ageing_rate": projection.ageing_rate(),
        "method": projection.method,
        "strength": {
            stage: {"between": strength.between, "kept_median": strength.kept_median}
            for stage, strength in projection.strengths.items()
        },
        "drift": {"together": projection.drift.together, "apart": projection.drift.apart},
        "houses_full": dict(projection.houses_full),
    }


def people_csv(projection: Projection) -> bytes:
    """Return village_id, year, sex, age_from, persons of all years as CSV (UTF-8), unrounded."""
    text = io.StringIO()
    projection.people.to_csv(text, index=False, lineterminator="\n")
    return text.getvalue().encode()
