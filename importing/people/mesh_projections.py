"""国土数値情報 メッシュ別将来推計人口: people by cell and year, shared out to the villages as projections.

The editions differ: that of 2024 (R6) goes to 2070 from the census of 2020, that of 2018 (H30) to 2050 from 2015, that of 2017
(H29) to 2050 from 2010. ``PTN_2050`` is everybody; ``PT00_2050`` and the ages are those after hiding: where few people
live (HITOKU ``*``) they stand in another cell (GASSAN), so that 0 there does not mean nobody. Column names are read by
pattern, since editions write ``HITOKU2050`` and ``HITOKU_2050``, ``PT0_`` and ``PT00_``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.mesh_codes import SIZE_NAMES, level_of
from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.cells.cells import cell_of, cells_of
from importing.cells.hidden_counts import given_back, roots
from importing.cells.whole_shares import grouped_whole_shares, whole_parts
from importing.cells.years import year_of
from importing.columns.kinds import ImportKind
from importing.files.layers import Layer
from importing.layers.work import Work
from importing.people.people_parts import Parts, VillageLookup, parts_by_area, parts_by_nearest, share_inside
from importing.people.village_lookup import village_lookup, villages_of
from importing.region_files.merge import rows_so_far, write_rows

POPULATION_FILE = "population.csv"
_AGES = {"A": "pop_0_14", "B": "pop_15_64", "C": "pop_65_over", "D": "pop_75_over"}
_COLUMN = re.compile(r"^(PTN|PT0{1,2}|PT[A-D]|POP|HITOKU|GASSAN)_?((?:19|20)\d\d)$", re.IGNORECASE)
_WHAT = {"PTN": "total", "POP": "total", "PT0": "shown", "PT00": "shown", "HITOKU": "hidden", "GASSAN": "added_to"}
_LATEST_YEAR, _FIRST_YEAR = 2050, 2010
_TERMS = "国土数値情報の約款とデータごとの使用条件による"


def projected_years(headers: Iterable[object]) -> dict[int, dict[str, str]]:
    """Find the columns of projections.

    Parameters
    ----------
    headers
        Column names of a file.

    Returns
    -------
    dict of int to dict of str to str
        By year, in order: ``total`` (everybody) and, where there are, ``hidden``, ``added_to`` and the ages → header. Years
        without anybody's total are left out.

    Examples
    --------
    >>> projected_years(["MESH_ID", "PTN_2020", "PTN_2050", "PTC_2050", "HITOKU2050", "RTC_2050"])
    {2020: {'total': 'PTN_2020'}, 2050: {'total': 'PTN_2050', 'pop_65_over': 'PTC_2050', 'hidden': 'HITOKU2050'}}
    """
    years: dict[int, dict[str, str]] = {}
    for header in map(str, headers):
        match = _COLUMN.match(header)
        if match is None:
            continue
        stem = match[1].upper()
        what = _WHAT.get(stem) or _AGES[stem[-1]]
        years.setdefault(int(match[2]), {}).setdefault(what, header)
    for columns in years.values():
        shown = columns.pop("shown", None)
        if shown is not None and "total" not in columns:
            columns["total"] = shown
    return {year: columns for year, columns in sorted(years.items()) if "total" in columns}


def edition_of(years: Iterable[int], size: str) -> str:
    """Name the edition whose years these are, for the column source of population.csv.

    Examples
    --------
    >>> edition_of([2020, 2050, 2070], "500 m")
    '国土数値情報 500 mメッシュ別将来推計人口（R6国政局推計）'
    >>> edition_of([2015, 2050], "1 km")
    '国土数値情報 1 kmメッシュ別将来推計人口（H30国政局推計）'
    """
    return f"国土数値情報 {size}メッシュ別将来推計人口（{_edition(years)}国政局推計）"


def _edition(years: Iterable[int]) -> str:
    known = sorted(years)
    return "R6" if known[-1] > _LATEST_YEAR else "H29" if known[0] <= _FIRST_YEAR else "H30"


def import_projections(work: Work, layers: list[tuple[Layer, dict[str, str]]]) -> int:
    """Write projections of the villages into population.csv; give the number of rows made.

    Notes
    -----
    Cells on the border of prefectures stand in both files with their own part: they are added up by code. Where the
    file names the municipalities of a cell (SHICODE), the region's own cells count; one that several share goes by area where
    the areas of villages or the municipality are known, else in equal parts. Each year's people are made whole over all villages together, so that their sum
    is that of the cells, rounded once.

    Raises
    ------
    geo.texts.errors.RequestError
        When the files are of several editions, or the region already has other rows of this source.
    """
    editions = {tuple(projected_years(layer.table.columns)) for layer, _ in layers}
    if len(editions) > 1:
        raise RequestError(notice("projections_several_editions", file=layers[0][0].file))
    years = projected_years(layers[0][0].table.columns)
    villages = villages_of(work.folder, fictional=work.fictional)
    work.step("将来推計人口を集落に分けています")
    lookup = village_lookup(work, villages)
    table, shapes, named = _of_municipality(work, layers[0][0].file, _joined(work, layers), years, lookup)
    by = parts_by_area if lookup.areas is not None else parts_by_nearest
    parts = by(shapes, lookup, anywhere=named)
    ours = parts.inside >= reference_table("mesh")["min_edge_share"].value
    if not ours.any():
        raise RequestError(notice("people_nowhere_near", file=layers[0][0].file))
    levels = sorted({level_of(c) for c in table["code"]})
    source = edition_of(years, "・".join(SIZE_NAMES[level] for level in levels))
    rows = _rows(work, table, years, parts, ours, villages, source)
    if not ours.all():
        left = f"{table.loc[~ours, f'total_{min(years)}'].sum():,.0f}"
        count = f"{int((~ours).sum()):,}"
        work.notices.append(
            notice("projections_left", file=layers[0][0].file, count=count, people=left, year=min(years))
        )
    work.sources.append(f"{source},{year_of(_edition(years))},{_TERMS}")
    return _write(work, rows, source)


def _joined(work: Work, layers: list[tuple[Layer, dict[str, str]]]) -> pd.DataFrame:
    """Put the rows of all files below each other, each row once."""
    frames = []
    for number, (layer, matched) in enumerate(layers):
        assert layer.shapes is not None
        frame = layer.table.assign(
            code=cells_of(layer.table[matched["mesh_code"]]),
            shape=np.asarray(layer.shapes.values, dtype=object),
            of_file=f"{number}:",
            cities=cells_of(layer.table[matched["municipality"]]) if "municipality" in matched else "",
        )
        frames.append(frame)
    joined = pd.concat(frames, ignore_index=True)
    again = joined.duplicated(["code", "cities"])
    if again.any():
        first = joined.loc[again, "code"].iloc[0]
        work.notices.append(
            notice("mesh_cell_twice", file=layers[-1][0].file, count=f"{int(again.sum()):,}", first=first)
        )
    return joined[~again].reset_index(drop=True)


def _numbers(joined: pd.DataFrame, years: Mapping[int, Mapping[str, str]]) -> tuple[pd.DataFrame, int]:
    """Read all counts, give ages back to the cells that hide them, and count the totals that are no numbers."""
    # A cell on a border stands in several files, each with its own part and what was added to that.
    codes = joined["of_file"] + joined["code"]
    out: dict[str, NDArray[np.float64]] = {}
    gaps = 0
    for year, columns in years.items():
        total = pd.to_numeric(joined[columns["total"]], errors="coerce").to_numpy(dtype=np.float64)
        bad = ~(np.isfinite(total) & (total >= 0))
        gaps += int(bad.sum())
        out[f"total_{year}"] = total = np.where(bad, 0.0, total)
        ages = [a for a in _AGES.values() if a in columns]
        hidden = np.zeros(len(joined), dtype=bool)
        if "hidden" in columns and "added_to" in columns:
            hidden = (cells_of(joined[columns["hidden"]]) == "*").to_numpy()
            target = joined["of_file"] + joined[columns["added_to"]].map(lambda c: cell_of(c).partition(";")[0])
            root = roots(codes, target, pd.Series(hidden))
        for age in ages:
            values = pd.to_numeric(joined[columns[age]], errors="coerce").to_numpy(dtype=np.float64)
            values = np.where(np.isfinite(values) & (values >= 0), values, 0.0)
            out[f"{age}_{year}"] = given_back(values, hidden, root, total, whole=False) if hidden.any() else values
    return pd.DataFrame(out), gaps


def _of_municipality(
    work: Work, file: str, joined: pd.DataFrame, years: Mapping[int, Mapping[str, str]], lookup: VillageLookup
) -> tuple[pd.DataFrame, NDArray[np.object_], bool]:
    """Keep the rows of the region's municipality, where the file names it, and add rows of one cell up.

    Returns
    -------
    pandas.DataFrame, numpy.ndarray, bool
        One row per cell, its area in degrees, and whether the file said that these are the municipality's.
    """
    numbers, gaps = _numbers(joined, years)
    if gaps:
        work.notices.append(notice("projections_gaps", file=file, count=f"{gaps:,}"))
    code = (work.municipality_code or "")[:5]
    cities = joined["cities"].map(lambda cell: [c.zfill(5) for c in re.findall(r"\d+", cell)])
    named = cities.map(lambda codes: code in codes).to_numpy(dtype=bool) & bool(code)
    if named.any():
        several = named & (cities.map(len) > 1).to_numpy()
        share = np.where(named, 1.0 / np.maximum(cities.map(len).to_numpy(), 1), 0.0)
        if several.any():
            by_area = share_inside(joined["shape"].to_numpy(dtype=object)[several], lookup)
            share[several] = share[several] if by_area is None else by_area
            how = "等分" if by_area is None else "区域に入る面積"
            work.notices.append(notice("projections_shared_cells", file=file, count=f"{int(several.sum()):,}", how=how))
        numbers = numbers.mul(share, axis=0)[named]
        joined = joined[named]
        work.notices.append(
            notice(
                "projections_municipality",
                file=file,
                municipality=code,
                count=f"{int(named.sum()):,}",
                year=min(years),
                people=f"{numbers[f'total_{min(years)}'].sum():,.0f}",
                left=f"{int((~named).sum()):,}",
            )
        )
    elif code and (joined["cities"] != "").any():
        work.notices.append(notice("projections_code_unknown", file=file, municipality=code))
    table = numbers.assign(code=joined["code"]).groupby("code", sort=True).sum().reset_index()
    shapes = joined.drop_duplicates("code").set_index("code")["shape"].reindex(table["code"]).to_numpy(dtype=object)
    return table, shapes, bool(named.any())


def _rows(  # noqa: PLR0913 - the cells, their years, where they belong, and what the rows are called
    work: Work,
    cells: pd.DataFrame,
    years: Mapping[int, Mapping[str, str]],
    parts: Parts,
    ours: NDArray[np.bool_],
    villages: pd.DataFrame,
    source: str,
) -> pd.DataFrame:
    """Add the cells up by village and year, in whole persons."""
    cell, village = parts.table["source"].to_numpy(), parts.table["village"].to_numpy()
    weight = parts.table["weight"].to_numpy() * ours[cell]
    tables = []
    for year, columns in years.items():
        sums = {
            what: _by_village(cells[f"{what}_{year}"].to_numpy()[cell] * weight, village, len(villages))
            for what in ("total", *_AGES.values())
            if what in columns
        }
        total = whole_parts(sums.pop("total"))
        rows = {"village_id": villages.index, "year": str(year), "kind": "projection", "source": source, "total": total}
        tables.append(pd.DataFrame({**rows, **_whole_ages(total, sums)}))
    first, last = min(years), max(years)
    work.notices.append(
        notice(
            "projections_shared",
            file=POPULATION_FILE,
            source=source,
            villages=f"{len(villages):,}",
            first=first,
            last=last,
            before=f"{tables[0]['total'].sum():,}",
            after=f"{tables[-1]['total'].sum():,}",
        )
    )
    joined = pd.concat(tables, ignore_index=True)
    return pd.DataFrame({c: cells_of(joined[c]) for c in joined})


def _by_village(people: NDArray[np.float64], village: NDArray[np.int64], villages: int) -> NDArray[np.float64]:
    return np.bincount(village, weights=people, minlength=villages).astype(np.float64)


def _whole_ages(total: NDArray[np.int64], ages: Mapping[str, NDArray[np.float64]]) -> dict[str, list[int | str]]:
    """Make ages whole so that the three classes add up to each village's total; of those over 75 no more than over 65."""
    broad = [a for a in ("pop_0_14", "pop_15_64", "pop_65_over") if a in ages]
    if len(broad) < 3:
        return {}
    exact = np.column_stack([ages[a] for a in broad])
    unknown = exact.sum(axis=1) <= 0
    groups = np.repeat(np.arange(len(exact)), len(broad))
    whole = grouped_whole_shares(np.where(unknown, 0, total), groups, exact.ravel()).reshape(exact.shape)
    out: dict[str, list[int | str]] = {}
    for k, age in enumerate(broad):
        out[age] = ["" if u and t else int(v) for v, u, t in zip(whole[:, k], unknown, total, strict=True)]
    if "pop_75_over" in ages:
        oldest = np.minimum(np.round(ages["pop_75_over"]).astype(np.int64), whole[:, 2])
        out["pop_75_over"] = ["" if u and t else int(v) for v, u, t in zip(oldest, unknown, total, strict=True)]
    return out


def _write(work: Work, rows: pd.DataFrame, source: str) -> int:
    """Put the rows in the place of those of the same source; all others stay."""
    before = rows_so_far(work.folder, "population")
    if len(before):
        same = (before["source"] == source) & (before["kind"] == "projection")
        sources = before[same].fillna("")
        new = rows.reindex(columns=sources.columns, fill_value="")
        if same.any() and not work.options.replace and not sources.reset_index(drop=True).equals(new):
            raise RequestError(notice("projections_exist", file=POPULATION_FILE, source=source))
        before = before[~same]
    work.step(f"{POPULATION_FILE} を書いています")
    work.notices += write_rows(work.folder, ImportKind("population"), before, rows)
    return len(rows)
