"""Tables and layers of villages: the newest count lives in villages.csv, counts of other dates go into population.csv beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geo.region.region_file import FILE, read_region_file
from geo.region.tables.villages import AGE_COLUMNS, FIVE_YEARS
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.cells.counts import number_of
from importing.cells.years import year_of
from importing.columns.age_headers import added
from importing.columns.counted_basis import count_date
from importing.columns.guess_columns import match_columns, require
from importing.columns.kinds import ImportKind
from importing.files.layers import Layer, placed, read_layer
from importing.layers.counted_once import once_or_refused
from importing.layers.villages import village_rows
from importing.layers.work import Earlier, Work, stated_basis, work_layers, write_named
from importing.people.earlier_dates import write_counts
from importing.people.joined_villages import join_villages
from importing.region_files.merge import FILES, rows_so_far
from importing.region_files.region_toml import with_base_year

Read = tuple[Layer, dict[str, str]]
_SHARED = 0.5
_FEWEST_DECIMALS = 4
_HALF_A_PERSON = 0.5


def import_villages(work: Work, files: Sequence[Path]) -> int:
    """Read tables or layers of villages; give how many villages got something, or how many rows of the past there were.

    Notes
    -----
    Files of several dates with the same villages are counts of different years: the newest is the people of today, the others
    become population.csv. So does a file that is older than the year of the region's people.
    """
    places = [_usable_place(read_layer(p, fictional=work.fictional), fictional=work.fictional) for p in work.places]
    current = _by_date(work, list(work_layers(work, files)))
    for layer, matched in current:
        work.notices += _short_ages(layer, matched)
    joined = 0
    tables, totals = [], {"population": 0.0, "households": 0.0}
    for layer, matched in current:
        if layer.shapes is None:
            joined += join_villages(work, layer, matched)
            continue
        for column in totals:
            totals[column] += sum(number_of(v) or 0 for v in layer.table[matched[column]])
        rows, notices = village_rows(layer, matched, places, dissolve=work.options.dissolve)
        work.notices += notices
        if layer.place_columns:
            work.notices += _copied_coordinates(rows, layer.file)
            rows, notices = once_or_refused(rows, layer.file, matched)
            work.notices += notices
        tables.append(rows)
    if not tables:
        past = write_counts(work)
        return joined or past
    rows = pd.concat(tables, ignore_index=True).fillna("")
    empty = rows.loc[rows["population"].map(number_of) == 0] if "population" in rows else rows[:0]
    if len(empty):
        names = list(cells_of(empty["name"])) if "name" in empty else []
        work.notices.append(
            notice("villages_empty", file="villages.csv", field="population", count=len(empty), names=short_list(names))
        )
    kept = write_named(work, rows, files[0].name)
    write_counts(work)
    sums = {c: sum(number_of(v) or 0 for v in rows[c]) for c in totals}
    same = all(sums[c] == totals[c] for c in totals)
    counts: dict[str, Any] = {"villages": f"{len(rows):,}", **{c: f"{sums[c]:,.0f}" for c in totals}}
    work.notices.append(notice("import_totals" if same else "import_totals_differ", file="villages.csv", **counts))
    return kept + joined


def _by_date(work: Work, read: list[Read]) -> list[Read]:
    """Return the tables of the newest date; those of other dates, of the same villages, become earlier counts."""
    dated = [(table, _date(table[0])) for table in read]
    newest = max((date for _, date in dated), default="")
    keys = set().union(*(_keys(*table) for table, date in dated if date == newest)) if newest else set()
    base_year = _base_year(work)
    current: list[Read] = []
    for (layer, matched), date in dated:
        own = _keys(layer, matched)
        year = year_of(date) or 0
        older = date and date[:4] < newest[:4] and len(own & keys) > _SHARED * len(own)
        past = base_year is not None and 0 < year < base_year
        if (older or past) and "population" in matched:
            work.earlier.append(Earlier(layer, matched, date, stated_basis(work, layer)))
            continue
        current.append((layer, matched))
    if current and newest:
        _keep_current(work, current, newest, base_year)
    return current


def _date(layer: Layer) -> str:
    if layer.shapes is not None and not layer.place_columns:
        return ""  # layers of areas bear the years of their areas in their names
    return count_date(layer)


def _keys(layer: Layer, matched: Mapping[str, str]) -> set[str]:
    header = next((matched[c] for c in ("name", "village_id") if c in matched), None)
    return set() if header is None else set(cells_of(layer.table[header])) - {""}


def _base_year(work: Work) -> int | None:
    """Return the year of the people whom the region has; None where it has none."""
    if not (work.folder / FILES["villages"][0]).is_file() or not (work.folder / FILE).is_file() or work.options.replace:
        return None
    about, _ = read_region_file(work.folder)
    return None if about is None else about.base_year


def _keep_current(work: Work, current: Sequence[Read], date: str, base_year: int | None) -> None:
    """Note of which date the people of today are, and keep those of the region's year where the new ones are later."""
    year = year_of(date)
    if year is None:
        return
    work.guessed["base_year"] = str(work.options.base_year or year)
    for layer, matched in current:
        basis = stated_basis(work, layer)
        if "population" in matched and basis.label:
            work.earlier.append(Earlier(layer, matched, date, basis, today=True))
    if base_year is None or year <= base_year or not any("population" in matched for _, matched in current):
        return
    before = rows_so_far(work.folder, "villages")
    if len(before) and base_year not in {year_of(e.date) for e in work.earlier}:
        old = Layer("villages.csv", before, None, "", "", ())
        not_counted = ("lat", "lon", "households", "no_car_share", "district", "municipality")
        own = {str(c): str(c) for c in before if c not in not_counted}
        work.earlier.append(Earlier(old, own, f"{base_year}"))
    work.notices += with_base_year(work.folder, year)


def _short_ages(layer: Layer, matched: Mapping[str, str]) -> list[Notice]:
    """Name villages of whose people some stand in no age: those whose age is not known."""
    ages = [matched[c] for c in AGE_COLUMNS if c[0] in "mf" and c in matched]
    if "population" not in matched or len(ages) < 2 * len(FIVE_YEARS):
        return []
    sums = pd.to_numeric(added(layer.table[ages]), errors="coerce")
    total = pd.Series([number_of(c) for c in layer.table[matched["population"]]], index=sums.index, dtype="float64")
    short = total - sums > _HALF_A_PERSON
    if not short.any():
        return []
    header = matched.get("name") or matched.get("village_id")
    names = list(cells_of(layer.table.loc[short, header])) if header else []
    people = f"{(total - sums)[short].sum():,.0f}"
    return [
        notice(
            "ages_short_of_total",
            file=layer.file,
            count=f"{int(short.sum()):,}",
            people=people,
            names=short_list(names),
        )
    ]


def _copied_coordinates(rows: pd.DataFrame, file: str) -> list[Notice]:
    """Name villages whose latitude has the longitude's decimals: one was copied into the other."""
    decimals = [cells_of(rows[c]).str.partition(".")[2].str.rstrip("0") for c in ("lat", "lon")]
    copied = (decimals[0] == decimals[1]) & (decimals[0].str.len() >= _FEWEST_DECIMALS)
    labels = cells_of(rows["name"] if "name" in rows else rows["village_id"] if "village_id" in rows else rows["lat"])
    return [
        notice("coordinate_copied", file=file, row=int(str(row)), names=labels[row], lat=rows.at[row, "lat"], lon=rows.at[row, "lon"])
        for row in rows.index[copied]
    ]  # fmt: skip


def placed_by_columns(layer: Layer, *, fictional: bool) -> Layer:
    """Give a table with columns of latitude and longitude its points; one without stays as it is."""
    matched, _ = match_columns(ImportKind("sites"), layer.table.columns, {}, layer.file)
    if layer.shapes is not None or not {"lat", "lon"} <= set(matched):
        return layer
    return placed(layer, matched["lat"], matched["lon"], fictional=fictional)


def _usable_place(layer: Layer, *, fictional: bool) -> Layer:
    if layer.shapes is not None:
        return layer
    kind = ImportKind("sites")
    matched, _ = match_columns(kind, layer.table.columns, {}, layer.file)
    require(matched, ("lat", "lon"), layer.table.columns, layer.file)
    return placed(layer, matched["lat"], matched["lon"], fictional=fictional)
