"""Projecting small areas of King County beside plain peers, in one run, nothing after the fitted years seen.

python benchmarks/projection.py DATA            DATA: the folder of published data (bench/king_county/tracts.csv.gz)
python benchmarks/projection.py DATA --quick    without the many strengths tried for the best fixed one (a few near the known best)
python benchmarks/projection.py DATA --json     figures on stdout, nothing else

Error is Σ|projected − true| / Σ true of the places' totals. The peers are written out here by themselves: no code of the
projection is used for them.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.reference.settlers import household_kinds
from plan.future.projection import project
from plan.scenario.future import Settlers

Floats = NDArray[np.float64]
TRACTS = Path("bench") / "king_county" / "tracts.csv.gz"
TRUE_YEAR = 2015
OLD = 13
"""Position of 65 to 69 among the ages."""

FIRST_MOTHERS, AFTER_MOTHERS = 3, 9
MOST = 5.0
STRENGTHS = (1, 2, 5, 10, 20, 30, 50, 75, 85, 100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000)
QUICK_STRENGTHS = (75, 85, 300, 2000)


@dataclass(frozen=True)
class Run:
    """One row: what is fitted on which years, and what is allowed.

    Parameters
    ----------
    by_group
        Whether places are tract × group; else groups are summed before fitting.
    years
        Those that are fitted.
    peers
        What the peers must come out as, within `TOLERANCE`: best fixed strength, county, plain, no change.
    at_most
        Our error of totals, and of people of 65 and over where that is asked for.
    held
        Least and greatest share of the places that the band may hold.
    """

    name: str
    by_group: bool
    years: tuple[int, ...]
    peers: tuple[float, ...] = ()
    at_most: float | None = None
    old_at_most: float | None = None
    held: tuple[float, float] = (0.65, 1.0)


TOLERANCE = 0.002
SPEED_VILLAGES = {90: 0.1, 2000: 2.0}
"""Villages and the seconds in which they must be projected to 2070."""

PEERS = ("best_fixed", "county", "plain", "no_change")
RUNS = (
    Run("tracts, 2000 and 2005", False, (2000, 2005), (0.0764, 0.0885, 0.182, 0.118), 0.079, 0.125),
    Run("tracts, 2005 and 2010", False, (2005, 2010), (0.0444, 0.0460, 0.0657, 0.0596), 0.046),
    Run("tract × group, 2000 and 2005", True, (2000, 2005), (0.1086, 0.1478, 0.377, 0.173), 0.112),
    Run("tracts, 2000, 2005 and 2010", False, (2000, 2005, 2010), held=(0.75, 0.85)),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 when a figure lies outside of what is allowed."""
    parser = argparse.ArgumentParser(description="King County の小地域の推計を、単純な方法と比べます。")
    parser.add_argument("data", type=Path, help="発表されたデータのフォルダ")
    parser.add_argument("--quick", action="store_true", help="試す強さを減らします")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出します（ほかには何も出しません）")
    options = parser.parse_args(arguments)
    if not (options.data / TRACTS).is_file():
        print(f"「{options.data}」に {TRACTS} がありません。データの場所を確かめてください。", file=sys.stderr)
        return 1
    rows = []
    for run in RUNS:
        rows.append(row_of(run, options.data, QUICK_STRENGTHS if options.quick else STRENGTHS))
        if not options.json:
            print(as_text(rows[-1]), flush=True)
    speeds = [seconds_of(villages) for villages in SPEED_VILLAGES]
    if options.json:
        print(json.dumps({"quick": options.quick, "rows": rows, "speed": speeds}, ensure_ascii=False, indent=1))
    else:
        for speed in speeds:
            print(
                f"{speed['villages']} villages to 2070 with settlers: {speed['project_s']:.3f} s of processor, bands {speed['bands_s']:.3f} s"
            )
    return 0 if all(row["right"] for row in rows) and all(speed["right"] for speed in speeds) else 1


def seconds_of(villages: int) -> dict[str, Any]:
    """Time a projection of invented villages to 2070, and its bands; the least of three."""
    random = np.random.default_rng(villages)
    counts = {year: random.poisson(4.0, (villages, 2, 18)).astype(float) for year in (2010, 2015, 2020)}
    people = long_table([f"v{i:05}" for i in range(villages)], counts)
    settlers = [Settlers(kind, 2.0) for kind in household_kinds()]
    taken = []
    for _ in range(3):
        start = time.process_time()
        found = project(people, to_year=2070, settlers=settlers)
        between = time.process_time()
        len(found.bands)
        taken.append((between - start, time.process_time() - between))
    project_s, bands_s = (min(side) for side in zip(*taken, strict=True))
    return {
        "villages": villages,
        "project_s": project_s,
        "bands_s": bands_s,
        "right": project_s < SPEED_VILLAGES[villages],
    }


def tracts(data: Path, *, by_group: bool) -> dict[int, tuple[list[str], Floats]]:
    """Read the counts by year: names of the places and place × sex (women first) × age."""
    table = pd.read_csv(data / TRACTS, dtype={"GEOID": str})
    ages = list(table.columns[4:])
    place = table["GEOID"] + " " + table["Race"] if by_group else table["GEOID"]
    summed = table.assign(place=place).groupby(["Year", "place", "Sex"])[ages].sum()
    found = {}
    names = sorted(summed.index.unique("place"))
    for year in summed.index.unique("Year"):
        cells = summed.loc[year]
        full = cells.reindex(pd.MultiIndex.from_product([names, ["Female", "Male"]]), fill_value=0.0)
        found[int(year)] = (names, full.to_numpy().reshape(len(names), 2, len(ages)))
    return found


def row_of(run: Run, data: Path, strengths: tuple[int, ...]) -> dict[str, Any]:
    """Compute one row: our error, the peers', the share that the band holds, and whether all is as it must be."""
    by_year = tracts(data, by_group=run.by_group)
    names, true = by_year[TRUE_YEAR]
    # Only the fitted years are handed on from here; the truth is used for scores alone.
    fitted = {year: by_year[year][1] for year in run.years}
    start = time.perf_counter()
    found = project(long_table(names, fitted), to_year=TRUE_YEAR)
    bands = found.bands
    seconds = time.perf_counter() - start
    people = found.in_year(TRUE_YEAR)
    held = share_held(bands, true.sum((1, 2)))
    row: dict[str, Any] = {
        "name": run.name,
        "places": len(names),
        "ours": error(people, true),
        "ours_65_over": error(people[..., OLD:], true[..., OLD:]),
        "held": held,
        "between": {stage: strength.between for stage, strength in found.strengths.items()},
        "drift": {"together": found.drift.together, "apart": found.drift.apart},
        "seconds": seconds,
        "years": list(run.years),
    }
    right = run.held[0] <= held <= run.held[1]
    if run.peers:
        row |= peers(fitted, true, strengths)
        right &= all(abs(row[name] - known) <= TOLERANCE for name, known in zip(PEERS, run.peers, strict=True))
    right &= run.at_most is None or row["ours"] <= run.at_most
    right &= run.old_at_most is None or row["ours_65_over"] <= run.old_at_most
    return row | {"right": bool(right)}


def long_table(names: list[str], counts: dict[int, Floats]) -> pd.DataFrame:
    """Write counts as the table that the projection reads."""
    parts: list[pd.DataFrame] = []
    for year, persons in counts.items():
        village, sex, age = (axis.ravel() for axis in np.indices(persons.shape))
        place = {"village_id": np.array(names)[village], "year": year, "sex": np.array(["f", "m"])[sex]}
        parts.append(pd.DataFrame({**place, "age_from": 5 * age, "persons": persons.ravel()}))
    return pd.concat(parts, ignore_index=True)


def error(found: Floats, true: Floats) -> float:
    """Return Σ|found − true| / Σ true of the places' totals."""
    return float(np.abs(found.sum((1, 2)) - true.sum((1, 2))).sum() / true.sum())


def share_held(bands: pd.DataFrame, true: Floats) -> float:
    """Return the share of places whose true total lies in its band."""
    last = bands[bands["year"] == TRUE_YEAR].sort_values("village_id")
    return float(((last["low"].to_numpy() <= true) & (true <= last["high"].to_numpy())).mean())


def peers(fitted: dict[int, Floats], true: Floats, strengths: tuple[int, ...]) -> dict[str, Any]:
    """Return the errors of the plain ways, with that fixed strength that turns out best against the truth."""
    first, last = (fitted[year] for year in sorted(fitted))
    steps = (TRUE_YEAR - max(fitted)) // 5
    tried = {m: error(carried(first, last, float(m), steps), true) for m in strengths}
    best = min(tried, key=lambda m: tried[m])
    return {
        "best_fixed": tried[best],
        "best_strength": best,
        "county": error(carried(first, last, None, steps), true),
        "plain": error(carried(first, last, 0.0, steps), true),
        "no_change": error(last, true),
    }


def carried(first: Floats, last: Floats, strength: float | None, steps: int) -> Floats:
    """Carry people on by ratios with a fixed strength towards the county's; None: the county's alone."""
    base, found = joined(first), last[..., 1:]
    women = last[:, :1, FIRST_MOTHERS:AFTER_MOTHERS].sum(2)
    county, county_birth = found.sum(0) / base.sum(0), last[..., 0].sum(0) / women.sum()
    if strength is None:
        ratio, birth = np.broadcast_to(county, found.shape), np.broadcast_to(county_birth, last.shape[:2])
    else:
        ratio = mixed(found, base, county, strength)
        birth = mixed(last[..., 0], np.broadcast_to(women, last.shape[:2]), county_birth, strength)
    people = last
    for _ in range(steps):
        after = np.zeros_like(people)
        after[..., 1:] = joined(people) * ratio
        after[..., 0] = after[:, :1, FIRST_MOTHERS:AFTER_MOTHERS].sum(2) * birth
        people = after
    return people


def joined(people: Floats) -> Floats:
    """Return those k years old by class, the last two classes together."""
    return np.concatenate([people[..., :-2], people[..., -2:].sum(-1, keepdims=True)], -1)


def mixed(found: Floats, base: Floats, county: Floats, strength: float) -> Floats:
    """Return ratios with so many persons of the county's mixed in, 0 to 5; the county's where nobody was."""
    known = base + strength > 0
    ratio = (found + strength * county) / np.where(known, base + strength, 1.0)
    return np.asarray(np.clip(np.where(known, ratio, county), 0.0, MOST))


def as_text(row: dict[str, Any]) -> str:
    """Write a row for the screen."""
    text = f"{row['name']}: ours {row['ours']:.4f}, 65+ {row['ours_65_over']:.4f}, band holds {row['held']:.1%}"
    if "county" in row:
        text += f" | best fixed {row['best_fixed']:.4f} (at {row['best_strength']})"
        text += "".join(f", {name} {row[name]:.4f}" for name in PEERS[1:])
    text += f" | {row['places']} places, {row['seconds']:.2f} s"
    return text if row["right"] else f"{text}  NOT RIGHT"


if __name__ == "__main__":
    sys.exit(main())
