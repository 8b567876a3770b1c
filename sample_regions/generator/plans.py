"""Example plans: scenarios as edits of the base, in the plan file's own form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FORMAT_VERSION = 1

# In the order in which screens list them.
CATEGORIES = (
    "medical",
    "care",
    "childcare",
    "education",
    "shopping",
    "finance",
    "fuel",
    "government",
    "community",
    "transport",
    "logistics",
    "employment",
)
Rows = Sequence[Mapping[str, Any]]


def fingerprint(folder: Path) -> str:
    """Fingerprint of the region folder that the plan was made on."""
    from geo.region.fingerprint import region_fingerprint

    return str(region_fingerprint(folder))


def by_name(rows: Rows, name: str) -> Mapping[str, Any]:
    """The row with this name."""
    return next(r for r in rows if r["name"] == name)


def existing(facilities: Rows, names: Sequence[str]) -> list[dict[str, Any]]:
    """Entries of a hub for facilities that stay where they are."""
    rows = [by_name(facilities, n) for n in names]
    return [
        {"category": r["category"], "name": r["name"], "status": "existing", "facility_id": r["facility_id"]}
        for r in rows
    ]


def moved(facilities: Rows, names: Sequence[str]) -> list[dict[str, Any]]:
    """Entries of a hub for facilities that move there."""
    return [{**entry, "status": "moved"} for entry in existing(facilities, names)]


def new(category: str, name: str) -> dict[str, Any]:
    """Entry of a hub for a facility that is to be made."""
    return {"category": category, "name": name, "status": "new", "facility_id": None}


def hub(number: int, name: str, at: Mapping[str, Any], facilities: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A hub on a candidate site (or, without a site id, at a facility)."""
    return {
        "id": f"h{number}",
        "name": name,
        "site_id": at.get("site_id"),
        "lat": round(float(at["lat"]), 6),
        "lon": round(float(at["lon"]), 6),
        "services": [c for c in CATEGORIES if c in {f["category"] for f in facilities}],
        "facilities": [dict(f) for f in facilities],
        "areas": [],
    }


def change(facilities: Rows, name: str, what: str, to: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An edit of a facility: open, close, or move to a place."""
    row = by_name(facilities, name)
    at = to if to is not None else row
    return {
        "facility_id": row["facility_id"],
        "change": what,
        "lat": round(float(at["lat"]), 6),
        "lon": round(float(at["lon"]), 6),
    }


def scenario(
    number: int,
    name: str,
    hubs: Sequence[Mapping[str, Any]],
    *,
    facilities: Sequence[Mapping[str, Any]] = (),
    roads: Sequence[Mapping[str, Any]] = (),
    services: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """A scenario on the base, with every key of the contract."""
    return {
        "id": f"c{number}",
        "name": name,
        "based_on": "base",
        "hubs": [dict(h) for h in hubs],
        "facilities": [dict(f) for f in facilities],
        "roads": [dict(r) for r in roads],
        "services": [dict(s) for s in services],
        "spheres": [],
        "conservation_areas": [],
        "assumptions": {},
        "procedure": {},
        "organisation": {},
        "budget": {},
    }


def write_plan(folder: Path, region_id: str, scenarios: Sequence[Mapping[str, Any]]) -> None:
    """Write example.plan.json; the fingerprint is taken of the finished folder without the plan."""
    path = folder / "example.plan.json"
    path.unlink(missing_ok=True)
    plan = {
        "format_version": FORMAT_VERSION,
        "region": {"id": region_id, "fingerprint": fingerprint(folder)},
        "scenarios": list(scenarios),
    }
    path.write_text(json.dumps(plan, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")
