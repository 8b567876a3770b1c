"""The buses of a day for the browser, which moves them minute by minute as `plan.scenes.bus_runs` has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from layers.hall.theme import RUNS
from layers.style.map_part import Part
from plan.scenes.bus_runs import BusRun, Way

_MINUTE_S = 60


def vehicles(runs: Iterable[BusRun], gone: Iterable[BusRun] = (), *, at_s: int | None = None) -> Part | None:
    """Let buses run on the map; None where there is none.

    Parameters
    ----------
    runs
        Of the scenario that is shown.
    gone
        Of today, that run no more in it.
    at_s
        A moment at which all stand still; None lets the day begin.
    """
    ways: dict[Way, dict[str, Any]] = {}
    kinds = list(RUNS)
    drawn: list[dict[str, Any]] = []
    for run, kind in [*((r, "gone") for r in gone), *((r, "new" if r.is_new else "published") for r in runs)]:
        number = list(ways).index(run.way) if run.way in ways else len(ways)
        ways.setdefault(run.way, {"corners": [list(c) for c in run.way], "m": list(run.way_m)})
        drawn.append({"w": number, "t": list(run.times_s), "m": list(run.at_m), "k": kinds.index(kind)})
    if not drawn:
        return None
    first, last = min(r["t"][0] for r in drawn), max(r["t"][-1] for r in drawn)
    return Part(
        "vehicles",
        {
            "ways": list(ways.values()),
            "runs": drawn,
            "looks": [{"fill": fill, "rim": rim} for fill, rim in RUNS.values()],
            "from": first // _MINUTE_S * _MINUTE_S,
            "to": -(-last // _MINUTE_S) * _MINUTE_S,
            "at": at_s,
        },
    )
