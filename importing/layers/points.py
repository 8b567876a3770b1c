"""Facilities, candidate sites and homes from points, areas or lists with coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES, metric_crs
from geo.reference.categories import CATEGORIES
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of, degrees_cell
from importing.cells.counts import counts_of
from importing.columns.facility_kinds import OTHER, category_of_both
from importing.columns.name_patterns import is_former, site_kind_of
from importing.files.layers import Layer
from importing.layers.facility_columns import status_of

SAME_PLACE_WITHIN_M = 100.0
"""Two rows of one name closer than this are one place, which several lists name with slightly different coordinates."""

_SHOWN = 12


def place_rows(layer: Layer, matched: Mapping[str, str], only: Sequence[str]) -> tuple[pd.DataFrame, list[Notice]]:
    """Turn a layer into rows with lat and lon.

    Parameters
    ----------
    layer
        Points; areas give a point inside.
    matched
        Column of the region's table → header.
    only
        Words of which the name must contain one; empty keeps all.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Text cells; the index is the row in the file.
    """
    assert layer.shapes is not None
    columns = {c: cells_of(layer.table[h]) for c, h in matched.items() if c not in ("lat", "lon")}
    table = pd.DataFrame(columns, index=layer.table.index)
    metric = layer.shapes.to_crs(f"EPSG:{_plane(layer.shapes)}")
    shapes = np.asarray(metric.values, dtype=object)
    is_point = shapely.get_type_id(shapes) == 0
    inside = gpd.GeoSeries(np.where(is_point, shapes, shapely.point_on_surface(shapes)), crs=metric.crs).to_crs(DEGREES)
    table["lat"] = [degrees_cell(p.y) for p in inside]
    table["lon"] = [degrees_cell(p.x) for p in inside]
    if not only or "name" not in table:
        return table, []
    keep = [any(word in name for word in only) for name in table["name"]]
    left = len(keep) - sum(keep)
    notices = [notice("import_only", file=layer.file, field="name", count=left, words="、".join(only))] if left else []
    return table[keep], notices


def _plane(shapes: gpd.GeoSeries) -> int:
    west, south, east, north = shapes.total_bounds
    return metric_crs((south + north) / 2, (west + east) / 2)


def once_each(rows: pd.DataFrame, as_read: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Keep the first of rows that bear one name and stand within `SAME_PLACE_WITHIN_M` of each other.

    Parameters
    ----------
    rows
        With name, lat and lon.
    as_read
        The same rows with all columns of their files, so that it can be told what was lost.
    file
        Name to show.

    Returns
    -------
    pandas.DataFrame, list of Notice
        The rows that stay; which were made one, and in which columns they differed.
    """
    if "name" not in rows or len(rows) < 2:
        return rows, []
    degrees = gpd.GeoSeries.from_xy(rows["lon"].astype(float), rows["lat"].astype(float), crs=DEGREES)
    metric = degrees.to_crs(f"EPSG:{_plane(degrees)}")
    xy = shapely.get_coordinates(np.asarray(metric.values, dtype=object))
    kept: dict[str, list[int]] = {}
    first_of: dict[int, int] = {}
    for position, name in enumerate(rows["name"]):
        others = kept.setdefault(name, [])
        near = (o for o in others if name and np.hypot(*(xy[position] - xy[o])) <= SAME_PLACE_WITHIN_M)
        first = next(near, None)
        if first is None:
            others.append(position)
        else:
            first_of[position] = first
    if not first_of:
        return rows, []
    names = _some([rows["name"].iloc[p] for p in first_of])
    notices = [notice("import_repeated", file=file, count=len(first_of), names=names)]
    columns = _that_differ(as_read, first_of)
    if columns:
        notices.append(notice("import_repeated_differ", file=file, columns=_some(columns)))
    return rows.iloc[sorted(set(range(len(rows))) - set(first_of))], notices


def _that_differ(as_read: pd.DataFrame, first_of: Mapping[int, int]) -> list[str]:
    """Name the columns in which one of two rows made one says something else than the other."""
    left, first = as_read.iloc[list(first_of)], as_read.iloc[list(first_of.values())]
    both = {h: (left[h].notna() & first[h].notna().to_numpy()).to_numpy() for h in as_read.columns}
    return [
        str(h)
        for h, known in both.items()
        if (cells_of(left[h][known]).to_numpy() != cells_of(first[h][known]).to_numpy()).any()
    ]


def _some(wanted: Sequence[str]) -> str:
    different = list(dict.fromkeys(wanted))
    return "、".join(different[:_SHOWN]) + (f" ほか {len(different) - _SHOWN}" if len(different) > _SHOWN else "")


def with_categories(
    rows: pd.DataFrame, category: str | None, file: str, *, codes: pd.Series | None = None, usual: str = ""
) -> tuple[pd.DataFrame, list[Notice]]:
    """Give every facility one of the twelve categories: as given, as written, by its code, else by its kind and the end of its name.

    Parameters
    ----------
    rows
        With category, subtype and name as far as there are.
    category
        Of all rows, as the user gave it.
    file
        Name to show.
    codes
        What a code of each row means, empty where it has none.
    usual
        The category of a data set about one kind of thing, for rows of which neither kind nor name tells anything.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Rows whose category nobody can tell and those that serve no daily need (parks, flats) are left out, each with a notice; the names under
        each guessed category are listed.
    """
    written = rows["category"] if "category" in rows else pd.Series("", index=rows.index)
    names = rows["name"] if "name" in rows else pd.Series("", index=rows.index)
    finer = rows["subtype"] if "subtype" in rows else pd.Series("", index=rows.index)
    coded = codes.reindex(rows.index) if codes is not None else pd.Series("", index=rows.index)
    known = [
        category or code or category_of_both(w, n) or category_of_both(s, n) or usual or None
        for w, s, n, code in zip(written, finer, names, coded, strict=True)
    ]
    notices = []
    guessed: dict[str, list[str]] = {}
    for row, found, cell, name in zip(rows.index, known, written, names, strict=True):
        place: dict[str, Any] = {"file": file, "row": int(row), "field": "category"}
        if found is None:
            notices.append(notice("import_category_unknown", **place, value=_shown_kind(cell, name)))
        elif found == OTHER:
            notices.append(notice("import_category_other", **place, value=_shown_kind(cell, name)))
        elif category is None and cell not in CATEGORIES:
            guessed.setdefault(found, []).append(name or f"{int(row)} 行目")
    if guessed:
        listed = [(CATEGORIES[c], guessed[c]) for c in CATEGORIES if c in guessed]
        counts = "、".join(f"{kind} {len(those)}（{_some(those)}）" for kind, those in listed)
        details = tuple(f"{kind} {len(those)}：{'、'.join(those)}" for kind, those in listed)
        notices.append(notice("import_categories_guessed", file=file, field="category", details=details, counts=counts))
    rows = rows.assign(category=pd.Series(known, index=rows.index, dtype=object))
    return rows[rows["category"].isin(list(CATEGORIES))], notices


def _shown_kind(kind: str, name: str) -> str:
    return f"{name}（{kind}）" if name and kind else name or kind


def with_statuses(rows: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Tell closed facilities from open ones by their names (旧山中小学校, 山中小学校跡), where the file does not say."""
    written = rows["status"] if "status" in rows else pd.Series("", index=rows.index)
    names = rows["name"] if "name" in rows else pd.Series("", index=rows.index)
    written = written.map(status_of)
    statuses = [w or ("closed" if is_former(n) else "open") for w, n in zip(written, names, strict=True)]
    guessed = int((written == "").sum())
    closed = sum(s == "closed" and not w for s, w in zip(statuses, written, strict=True))
    notices = (
        [notice("import_status_guessed", file=file, field="status", count=guessed, closed=closed)] if guessed else []
    )
    return rows.assign(status=statuses), notices


def with_site_kinds(rows: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Give a kind to candidate sites without one, by the words of their names."""
    written = rows["kind"] if "kind" in rows else pd.Series("", index=rows.index)
    names = rows["name"] if "name" in rows else pd.Series("", index=rows.index)
    kinds = [w or site_kind_of(n) for w, n in zip(written, names, strict=True)]
    guessed = sum(1 for w in written if not w)
    notices = [notice("import_site_kinds_guessed", file=file, field="kind", count=guessed)] if guessed else []
    return rows.assign(kind=kinds), notices


def resident_rows(layer: Layer, matched: Mapping[str, str]) -> tuple[pd.DataFrame, list[Notice]]:
    """Turn a layer of homes or cells into rows of residents.csv; rows without a count are left out, each with a notice."""
    rows, notices = place_rows(layer, matched, ())
    counts, new_notices = counts_of(layer.table[matched["population"]], matched["population"], layer.file)
    rows = rows.assign(population=cells_of(counts))
    return rows[counts.notna()], [*notices, *new_notices]
