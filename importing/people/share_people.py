"""Sharing the people of cells, areas and buildings out to the villages: to the person, and every decision noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from importing.cells.cells import cells_of, degrees_cell
from importing.cells.whole_shares import grouped_whole_shares, whole_parts
from importing.columns.kinds import ImportKind
from importing.layers.work import Work
from importing.people.people_parts import Parts, VillageLookup, parts_by_area, parts_by_nearest
from importing.people.village_lookup import VILLAGES_FILE, village_lookup, villages_of
from importing.region_files.merge import rows_so_far, write_rows

RESIDENTS_FILE = "residents.csv"


@dataclass(frozen=True)
class People:
    """People of cells, areas or points.

    Parameters
    ----------
    file
        Name to show.
    shapes
        Points and areas in degrees.
    counts
        One row per shape: population and, where known, households and ages (persons, without gaps).
    """

    file: str
    shapes: NDArray[np.object_]
    counts: pd.DataFrame


def write_people(work: Work, people: People, others: pd.DataFrame | None = None) -> int:
    """Share people out to the villages of the region and write residents.csv.

    Parameters
    ----------
    work
        Where the villages have no people yet, or the user asked so, their population is set to what they get; else it stays,
        and the cells only tell where in the village people live.
    people
        Whose village nobody knows.
    others
        Further rows of residents.csv, whose village is known.

    Returns
    -------
    int
        Rows of residents.csv that were made.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no villages, or nobody lives near one.
    """
    villages = villages_of(work.folder, fictional=work.fictional)
    work.step("人口を集落に分けています")
    lived_in = people.counts["population"].to_numpy() > 0
    people = People(people.file, people.shapes[lived_in], people.counts[lived_in].reset_index(drop=True))
    lookup = village_lookup(work, villages)
    parts = (
        parts_by_area(people.shapes, lookup) if lookup.areas is not None else parts_by_nearest(people.shapes, lookup)
    )
    if parts.table.empty:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("people_nowhere_near", file=people.file)
        )
    if work.options.set_population or not villages["population"].sum() > 0:
        rows = _setting(work, people, villages, lookup, parts)
    else:
        _say_blank(work, villages)
        rows = _spreading(work, people, villages, lookup, parts)
    if others is not None:
        return write_residents(work, pd.concat([others, rows], ignore_index=True))
    before = rows_so_far(work.folder, "residents")
    if len(before):
        work.notices.append(notice("people_homes_replaced", file=RESIDENTS_FILE, count=f"{len(before):,}"))
    return write_residents(work, rows, start_anew=True)


def write_residents(work: Work, rows: pd.DataFrame, *, start_anew: bool = False) -> int:
    """Write residents.csv; the homes of a village that comes again are replaced together, all of them where it starts anew."""
    before = rows_so_far(work.folder, "residents", start_anew=work.options.replace or start_anew)
    work.step(f"{RESIDENTS_FILE} を書いています")
    work.notices += write_rows(work.folder, ImportKind("residents"), before, rows)
    return len(rows)


def _filled(before: pd.DataFrame, column: str) -> pd.Series:
    return before[column] != "" if column in before else pd.Series(False, index=before.index)


def _cells(before: pd.DataFrame, column: str, ids: pd.Index) -> list[str]:
    if column not in before:
        return [""] * len(ids)
    return list(before.set_index("village_id")[column].reindex(ids, fill_value=""))


def _say_blank(work: Work, villages: pd.DataFrame) -> None:
    """Say which villages nobody has counted yet: people are spread only over those that have some."""
    before = rows_so_far(work.folder, "villages")
    blank = before.loc[~_filled(before, "population"), "village_id"]
    names = [str(villages.at[i, "name"]) for i in blank if i in villages.index]
    if names:
        work.notices.append(
            notice("people_counts_blank", file=VILLAGES_FILE, count=len(names), names=short_list(names))
        )


def _setting(work: Work, people: People, villages: pd.DataFrame, lookup: VillageLookup, parts: Parts) -> pd.DataFrame:
    """Give the villages the people of the file: each cell whole or not at all."""
    ours = parts.inside >= reference_table("mesh")["min_edge_share"].value
    _say_outside(work, people, lookup, parts, ours)
    counted = np.where(ours, people.counts["population"].to_numpy(), 0.0)
    total = whole_parts(counted)
    table = parts.table
    source, weight = table["source"].to_numpy(), table["weight"].to_numpy()
    persons = grouped_whole_shares(total, source, weight)
    sums = {"population": persons}
    for column in people.counts.columns.drop("population"):
        whole = whole_parts(np.where(ours, people.counts[column].to_numpy(), 0.0))
        sums[column] = grouped_whole_shares(whole, source, np.where(persons > 0, persons, weight * 1e-9))
    by_village = (
        pd.DataFrame(sums).groupby(table["village"].to_numpy()).sum().reindex(range(len(villages)), fill_value=0)
    )
    _say_shared(work, people, lookup, parts, int(persons.sum()), int((by_village["population"] > 0).sum()))
    before = rows_so_far(work.folder, "villages")
    new = pd.DataFrame({"village_id": villages.index, **{c: cells_of(by_village[c]).to_numpy() for c in by_village}})
    if "households" not in new and not _filled(before, "households").all():
        # A region opens only with a number of households: none are known, and that is said.
        new["households"] = [_cell or "0" for _cell in _cells(before, "households", villages.index)]
        work.notices.append(notice("mesh_households_unknown", file=VILLAGES_FILE, field="households"))
    new_notice = notice(
        "people_set",
        file=VILLAGES_FILE,
        columns="、".join(by_village.columns),
        before=f"{villages['population'].sum():,.0f}",
        after=f"{by_village['population'].sum():,}",
    )
    work.notices += [new_notice, *write_rows(work.folder, ImportKind("villages"), before, new)]
    return _rows(table, persons, villages)


def _spreading(work: Work, people: People, villages: pd.DataFrame, lookup: VillageLookup, parts: Parts) -> pd.DataFrame:
    """Spread the people whom the villages have over the cells, in proportion to the people there."""
    _say_outside(work, people, lookup, parts, parts.inside > 0)
    table = parts.table
    source, village = table["source"].to_numpy(), table["village"].to_numpy()
    there = people.counts["population"].to_numpy() * parts.inside
    weight = table["weight"].to_numpy() * there[source]
    found = np.bincount(village, weights=weight, minlength=len(villages)).astype(np.float64)
    own = whole_parts(villages["population"].to_numpy(dtype=np.float64))
    persons = grouped_whole_shares(np.where(found > 0, own, 0), village, weight)
    rows = _rows(table, persons, villages)
    alone = np.flatnonzero((found <= 0) & (own > 0))
    if len(alone):
        at = villages.iloc[alone]
        points = pd.DataFrame(
            {"source": -1, "village": alone, "lat": at["lat"].to_numpy(), "lon": at["lon"].to_numpy()}
        )
        rows = pd.concat([rows, _rows(points, own[alone], villages)], ignore_index=True)
        names = short_list(list(at["name"]))
        work.notices.append(notice("people_at_point", file=RESIDENTS_FILE, count=len(alone), people=f"{own[alone].sum():,}", names=names))  # fmt: skip
    _say_shared(work, people, lookup, parts, int(own.sum()), int((own > 0).sum()))
    mesh_total, kept = float(there.sum()), int(own.sum())
    if abs(mesh_total - kept) >= 1:
        _say_difference(work, people, villages, found, mesh_total)
    return rows


def _say_difference(
    work: Work, people: People, villages: pd.DataFrame, found: NDArray[np.float64], mesh_total: float
) -> None:
    own = villages["population"].to_numpy(dtype=np.float64)
    most = np.argsort(-np.abs(found - own), kind="stable")[:3]
    names = "、".join(f"{villages['name'].iloc[i]} {found[i]:,.0f}人と{own[i]:,.0f}人" for i in most)
    work.notices.append(
        notice(
            "people_differ",
            file=people.file,
            mesh=f"{mesh_total:,.0f}",
            villages=f"{own.sum():,.0f}",
            difference=f"{mesh_total - own.sum():+,.0f}",
            names=names,
        )
    )


def _say_shared(work: Work, people: People, lookup: VillageLookup, parts: Parts, persons: int, villages: int) -> None:
    sources = int((parts.inside > 0).sum())
    if lookup.areas is not None:
        how = "集落の面に入る面積で"
    elif parts.by_road == sources:
        how = "道のりでいちばん近い集落に"
    elif parts.by_road:
        how = f"道のりでいちばん近い集落に（道のない {sources - parts.by_road:,} 件は直線で）"
    else:
        how = "直線でいちばん近い集落に（道がないため）"
    split = int((parts.table["source"].value_counts() > 1).sum())
    work.notices.append(
        notice(
            "people_shared",
            file=people.file,
            count=f"{sources:,}",
            how=how,
            people=f"{persons:,}",
            villages=f"{villages:,}",
            split=f"{split:,}",
        )
    )


def _say_outside(work: Work, people: People, lookup: VillageLookup, parts: Parts, ours: NDArray[np.bool_]) -> None:
    counts = people.counts["population"].to_numpy()
    edge = (parts.inside > 0) & (parts.inside < 1)
    out = (parts.inside <= 0) & ~edge
    if out.any():
        limit_km = reference_table("mesh")["max_village_km"].value
        known = lookup.areas is not None or lookup.range_m is not None
        params: dict[str, Any] = {
            "count": f"{int(out.sum()):,}",
            "people": f"{counts[out].sum():,.0f}",
            "limit": f"{limit_km:g}",
        }
        work.notices.append(notice("people_outside" if known else "people_far", file=people.file, **params))
    left = edge & ~ours
    if left.any():
        share = reference_table("mesh")["min_edge_share"].value
        kept = edge & ours
        work.notices.append(
            notice(
                "people_edge",
                file=people.file,
                count=f"{int(edge.sum()):,}",
                share=f"{share:.0%}",
                kept=f"{int(kept.sum()):,}",
                kept_people=f"{counts[kept].sum():,.0f}",
                left=f"{int(left.sum()):,}",
                left_people=f"{counts[left].sum():,.0f}",
            )
        )


def _rows(table: pd.DataFrame, persons: NDArray[np.int64], villages: pd.DataFrame) -> pd.DataFrame:
    """Write parts as rows of residents.csv; parts without people have none."""
    some = persons > 0
    chosen = table[some]
    return pd.DataFrame(
        {
            "village_id": villages.index.to_numpy()[chosen["village"].to_numpy()],
            "lat": [degrees_cell(v) for v in chosen["lat"]],
            "lon": [degrees_cell(v) for v in chosen["lon"]],
            "population": [str(p) for p in persons[some]],
        },
        dtype=object,
    )
