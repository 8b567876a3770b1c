"""Diagnosis of a scenario: every indicator, reach by service, and a row for each village."""

from __future__ import annotations

from network.edge_costs import MODES
from plan.indicators import indicator_rows
from plan.measures import Measures


def service_rows(measures: Measures) -> list[dict[str, object]]:
    """Count people by service, mode and limit.

    Returns
    -------
    list of dict
        Keys category, mode, within_min, population (persons), share (0 to 1), and group, name of who is counted.
    """
    rows: list[dict[str, object]] = []
    groups = [g for g in ("population", "pop_65_over", "no_car") if g in measures.groups]
    for category in measures.categories():
        for mode in MODES:
            for group in groups:
                counted = measures.service_coverage(category, mode, group)
                for limit, persons in counted.within.items():
                    at = {"category": category, "mode": mode, "group": group, "within_min": limit}
                    rows.append({**at, "population": persons, "share": counted.share_within(limit)})
    return rows


def village_rows(measures: Measures) -> list[dict[str, object]]:
    """Describe every village: its people, its hub, and the minutes to each service (infinite where there is no way)."""
    villages = measures.applied.region.villages
    hubs = {mode: measures.nearest_hub(mode) for mode in MODES}
    categories = measures.categories()
    minutes = {(c, mode): measures.service_minutes(c, mode) for c in categories for mode in MODES}
    no_car = measures.groups["no_car"]
    rows = []
    for village in villages.index:
        place = villages.loc[village]
        row: dict[str, object] = {
            "village_id": village,
            "name": place["name"],
            "population": float(place["population"]),
            "households": float(place["households"]),
            "no_car": float(no_car.at[village]),
        }
        if "pop_65_over" in villages:
            row["ageing_rate"] = float(place["pop_65_over"] / place["population"]) if place["population"] else None
        for mode in MODES:
            row[f"hub_{mode}"] = hubs[mode].at[village, "nearest"]
            row[f"hub_{mode}_min"] = float(hubs[mode].at[village, "minutes"])
            row[f"services_{mode}_min"] = {c: float(minutes[(c, mode)].at[village]) for c in categories}
        rows.append(row)
    return rows


def diagnosis(measures: Measures) -> dict[str, object]:
    """Diagnose a scenario, with the keys of the command line's JSON."""
    return {
        "indicators": indicator_rows(measures),
        "services": service_rows(measures),
        "villages": village_rows(measures),
    }
