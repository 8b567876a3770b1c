"""One region of a batch: a named function of (folder, settings) whose result is plain data, wherever it runs."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from geo.texts.errors import RegionUnreadableError, RequestError
from geo.texts.notices import Notice
from network.siting.alternatives import curve
from plan.batch.settings import BatchSettings, computed_by, made_of
from plan.file.result_json import plain_document
from plan.future.of_region import FutureRequest, projection_of
from plan.indicators.registry import INDICATORS
from plan.overview.by_municipality import municipal_values
from plan.overview.opening import opened
from plan.reach.evaluation import Evaluation
from plan.siting.request import SitingRequest, prepared

_PEAK = "VmHWM:"
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_FORGETFUL = ("geo", "network", "importing", "plan")
_REMEMBERED = ("geo.reference", "geo.texts")
"""What every region needs again; the rest of what is kept by content is of this region alone."""


def measured(folder: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Measure a region: indicators (outings among them), sets of hubs by number, and who will live there.

    Parameters
    ----------
    folder
        Where the region lies, on the machine that computes.
    settings
        As `BatchSettings.document` returns them.

    Returns
    -------
    dict
        Plain values, infinite as None. Of a region that cannot be opened ``notices``; else ``made_of``, ``region``, ``indicators``
        {id: value} with their ``names``, ``municipalities`` as `plan.overview.by_municipality.municipal_values` gives them,
        ``siting`` {rows, knee} or None, ``people`` {years, total, band, ageing_rate, method} or None, and ``lacking``:
        notices of what could not be counted. ``code`` is the version that computed, ``seconds`` of the processor and
        ``memory_mb`` at its peak (None where the system does not say) are those of this region.

    Examples
    --------
    >>> found = measured("sample_regions/model_chiku", {"curve_to": 1})
    >>> found["region"]["id"], len(found["siting"]["rows"]), found["people"]
    ('model_chiku', 1, None)
    """
    start_s = time.process_time()
    _start_peak()
    try:
        found = _region_document(Path(folder), BatchSettings.of(settings))
    except (RegionUnreadableError, RequestError) as problem:
        found = {"notices": [n.as_dict() for n in problem.notices]}
    finally:
        _forget()
    costs = {"seconds": time.process_time() - start_s, "memory_mb": _peak_mb()}
    return {**plain_document(found), "code": computed_by(), **costs}


def _region_document(folder: Path, settings: BatchSettings) -> dict[str, Any]:
    # Before anything is read: files that change meanwhile are then found changed by the next run.
    name = made_of(folder, settings)
    plan = settings.plan_path(folder)
    found = opened(folder, plan, year=settings.year)
    evaluation = found.scenario(settings.scenario if plan is not None else None)
    lacking: list[Notice] = []
    return {
        "made_of": name,
        "region": _about(evaluation),
        "indicators": {known.id: known.compute(evaluation) for known in INDICATORS},
        "names": {known.id: known.filled(known.name, evaluation) for known in INDICATORS},
        "municipalities": municipal_values(evaluation),
        "siting": _siting(evaluation, settings, lacking),
        "people": _people(evaluation, settings, lacking),
        "lacking": [n.as_dict() for n in dict.fromkeys(lacking)],
    }


def _about(evaluation: Evaluation) -> dict[str, Any]:
    effective = evaluation.effective
    region, scenario = effective.region, effective.scenario
    villages = region.villages
    persons = villages["population"].to_numpy(dtype=float)
    weights = persons if persons.sum() else np.ones(len(villages))
    lat, lon = (float(np.average(villages[axis], weights=weights)) for axis in ("lat", "lon"))
    return {
        "id": region.id,
        "name": region.name,
        "municipality_code": region.municipality_code,
        "lat": lat,
        "lon": lon,
        "base_year": region.as_read.base_year,
        "people_year": region.base_year,
        "villages": len(villages),
        "segments": len(effective.roads.segments),
        "scenario": effective.scenario_id,
        "hubs": len(effective.hubs),
        # Who carries it stands in a plan alone; of a region without one nothing is known.
        "organisations": None if scenario is None else int(bool(scenario.organisation.name)),
    }


def _siting(evaluation: Evaluation, settings: BatchSettings, lacking: list[Notice]) -> dict[str, Any] | None:
    if not settings.curve_to:
        return None
    try:
        ready = prepared(evaluation.effective, SitingRequest("total_time", hubs=1))
        drawn = curve(ready.question, range(1, settings.curve_to + 1))
    except RequestError as problem:
        lacking += problem.notices
        return None
    rows = [
        {"number": number, "hubs": list(best.hubs), "value": best.value, "bound": best.bound}
        for number, best in sorted(drawn.answers.items())
    ]
    return {"rows": rows, "knee": drawn.knee}


def _people(evaluation: Evaluation, settings: BatchSettings, lacking: list[Notice]) -> dict[str, Any] | None:
    if not settings.to_year:
        return None
    scenario = evaluation.effective.scenario
    future = None if scenario is None else scenario.future
    try:
        projection = projection_of(evaluation.effective.region.as_read, FutureRequest(settings.to_year), future)
    except RequestError as problem:
        lacking += problem.notices
        return None
    return {
        "years": list(projection.years),
        "total": projection.totals.to_numpy().sum(0).tolist(),
        "band": [list(limits) for limits in projection.band_of()],
        "ageing_rate": projection.ageing_rate(),
        "method": projection.method,
    }


def _forget() -> None:
    """Give back what is kept by content: in a batch no region comes twice, and a process must not grow with their number."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _FORGETFUL and not name.startswith(_REMEMBERED):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    gc.collect()


def _start_peak() -> None:
    """Let Linux begin anew with the peak of this process; elsewhere there is none to begin with."""
    try:
        _RESET.write_text("5")
    except OSError:
        return


def _peak_mb() -> float | None:
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(_PEAK)), None)
