"""What the codes of 国土数値情報 mean for a region: categories of services, kinds of zones, operators and lines of buses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from geo.region.land.zones import ZONES
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of
from importing.columns.ksj import Dataset
from importing.files.layers import Layer

_SCHOOL_AT_REST = "2"
_FARMLAND_LAYERS = {"2006年の列": "2", "": "6"}
_CODE_LENGTH = 5
_SHOWN = 3


def translated(layer: Layer, found: Dataset, kind: str, municipality_code: str | None) -> Layer:
    """Add the columns of a region's file to a layer of 国土数値情報.

    Parameters
    ----------
    layer
        As read.
    found
        What it is.
    kind
        What is being imported, ``facilities`` or ``zone:urban``.
    municipality_code
        Of the region, where it has one: of 行政区域 only that municipality is kept.

    Returns
    -------
    Layer
        With further columns under the names of the region's files, and notices of what was decided.
    """
    notices = [found.as_notice(layer.file)]
    zone = found.kind.removeprefix("zone:")
    if kind.startswith("zone:") and found.kind.startswith("zone:") and kind != found.kind:
        asked = kind.removeprefix("zone:")
        if asked in ZONES:
            notices.append(notice("ksj_other_zone", file=layer.file, name=found.name, asked=ZONES[asked], fits=zone))
    is_of_use = found.kind not in ("", "legal_status")
    if kind.startswith("zone:") and not is_of_use:
        asked = kind.removeprefix("zone:")
        notices.append(notice("ksj_no_zone", file=layer.file, name=found.name, asked=ZONES.get(asked, asked)))
    if not kind.startswith("zone:") and not is_of_use:
        columns_text = "、".join(map(str, layer.table.columns))
        notices.append(notice("ksj_no_service", file=layer.file, name=found.name, columns=columns_text))
    if kind.startswith("zone:") and zone in _ZONE_COLUMNS:
        columns, keep, meaning = _ZONE_COLUMNS[zone](layer.table, found, municipality_code)
        if found.kind == "zone:municipality" and keep is None:
            notices += _undecided(layer, found)
        layer, new_notices = _kept(layer, keep, meaning)
        notices += new_notices
        layer = replace(layer, table=layer.table.assign(**{c: v.loc[layer.table.index] for c, v in columns.items()}))
    elif kind in ("facilities", "sites"):
        layer = replace(layer, table=layer.table.assign(**_facility_columns(layer.table, found, kind)))
    elif kind in ("bus_stops", "bus_lines"):
        layer = replace(layer, table=layer.table.assign(**_bus_columns(layer.table, found)))
    return replace(layer, notices=(*layer.notices, *notices), source=found.source)


def _kept(layer: Layer, keep: pd.Series | None, text: str) -> tuple[Layer, list[Notice]]:
    if keep is None or keep.all():
        return layer, []
    new_notice = notice("ksj_rows_left", file=layer.file, count=f"{int((~keep).sum()):,}", words=text)
    shapes = layer.shapes[keep] if layer.shapes is not None else None
    return replace(layer, table=layer.table[keep], shapes=shapes), [new_notice]


def _undecided(layer: Layer, found: Dataset) -> list[Notice]:
    """Say that a layer has several municipalities of which none is known to be the region's."""
    names = dict(zip(_column(layer.table, found, "code"), _column(layer.table, found, "name"), strict=True))
    if len(names) < 2:
        return []
    few = "、".join([name or code for code, name in names.items()][:_SHOWN])
    names_text = few if len(names) <= _SHOWN else f"{few} ほか"
    return [notice("ksj_municipalities_all", file=layer.file, count=len(names), names=names_text)]


def _column(table: pd.DataFrame, found: Dataset, what: str) -> pd.Series:
    header = found.columns.get(what)
    return cells_of(table[header]) if header is not None else pd.Series("", index=table.index, dtype=object)


def _code(text: str, codes: Iterable[str]) -> str:
    """Write a code as the catalogue does: 2 and 02 are the same."""
    known = {c.lstrip("0"): c for c in codes}
    return known.get(text.lstrip("0"), text)


def _facility_columns(table: pd.DataFrame, found: Dataset, kind: str) -> dict[str, pd.Series]:
    codes = found.about.get("codes", {})
    meant = [codes.get(_code(c, codes)) for c in _column(table, found, "code")]
    usual, subtype = found.about.get("category", ""), found.about.get("subtype", "")
    columns = {}
    if kind == "facilities":
        # Where a data set holds many kinds of houses, the end of a name decides, and what serves no daily need is left out.
        mixed = bool(found.about.get("by_name"))
        categories = [m[0] if m else "" if mixed else usual for m in meant]
        columns["category"] = pd.Series(categories, index=table.index, dtype=object)
    subtypes = pd.Series([m[1] if m else subtype for m in meant], index=table.index, dtype=object)
    if kind == "facilities" and (subtypes != "").any():
        columns["subtype"] = subtypes
    if "address" in found.columns:
        address = _column(table, found, "address")
        places = [f"{s or found.name}（{a}）" if a else "" for s, a in zip(subtypes, address, strict=True)]
        columns["name"] = pd.Series(places, index=table.index, dtype=object)
    if kind == "facilities" and "closed" in found.columns:
        at_rest = _column(table, found, "closed") == _SCHOOL_AT_REST
        columns["status"] = at_rest.map({True: "closed", False: ""})
    return columns


def _bus_columns(table: pd.DataFrame, found: Dataset) -> dict[str, pd.Series]:
    columns = {}
    for what in ("operators", "routes"):
        header = found.columns.get(what)
        if header is not None:
            columns[what] = _slots(table, header)
    for what in ("operator", "line", "services_per_day"):
        if what in found.columns:
            columns[what] = _column(table, found, what)
    codes = found.about.get("codes", {})
    if found.kind == "bus_stops" and "code" in found.columns:
        meant = [codes.get(_code(c, codes), ["", ""])[1] for c in _column(table, found, "code")]
        columns["kind"] = pd.Series(meant, index=table.index, dtype=object)
    return columns


def _slots(table: pd.DataFrame, first: str) -> pd.Series:
    """Join what stands in columns of one kind (P11_003_01 to P11_003_35, each with several values between commas)."""
    start = re.sub(r"_0?1$", "_", first)
    headers = [h for h in table.columns if h == first or (start != first and str(h).startswith(start))]
    texts = [cells_of(table[h]) for h in headers]
    joined = []
    for cells in zip(*texts, strict=True):
        parts = [p.strip() for cell in cells for p in re.split(r"[,，]", cell) if p.strip()]
        joined.append("、".join(dict.fromkeys(parts)))
    return pd.Series(joined, index=table.index, dtype=object)


_Zone = tuple[dict[str, pd.Series], pd.Series | None, str]


def _landslide(table: pd.DataFrame, found: Dataset, _own: str | None) -> _Zone:
    columns = {
        "kind": _column(table, found, "level").map(lambda c: found.about["levels"].get(_code(c, "1234"), "")),
        "cause": _column(table, found, "cause").map(lambda c: found.about["causes"].get(_code(c, "123"), "")),
        "name": _column(table, found, "name"),
    }
    return columns, None, ""


def _flood(table: pd.DataFrame, found: Dataset, _own: str | None) -> _Zone:
    if "depth_rank" not in found.columns:
        return {}, None, ""
    depth = pd.to_numeric(_column(table, found, "depth_rank"), errors="coerce").astype("Int64")
    return {"depth_rank": depth, "river": _column(table, found, "river")}, None, ""


def _urban(table: pd.DataFrame, found: Dataset, _own: str | None) -> _Zone:
    if found.id == "A29":
        codes = _column(table, found, "use")
        names = [n or found.about["uses"].get(c, "") for c, n in zip(codes, _column(table, found, "name"), strict=True)]
        uses = pd.to_numeric(codes, errors="coerce").astype("Int64")
        kind = pd.Series("用途地域", index=table.index, dtype=object)
        return {"kind": kind, "use_code": uses, "use_name": pd.Series(names, index=table.index, dtype=object)}, None, ""
    if "layer" not in found.columns:
        return {}, None, ""
    kinds = _column(table, found, "layer").map(lambda c: found.about["levels"].get(c, ""))
    return {"kind": kinds}, kinds != "", "市街化調整区域など、市街化区域でも用途地域でもない面"


def _farmland(table: pd.DataFrame, found: Dataset, _own: str | None) -> _Zone:
    name = pd.Series("農用地区域", index=table.index, dtype=object)
    if "layer" not in found.columns:
        return {"name": name}, None, ""
    keep = _column(table, found, "layer") == _FARMLAND_LAYERS[found.edition]
    return {"name": name}, keep, "農用地区域でない農業地域"


def _municipality(table: pd.DataFrame, found: Dataset, code: str | None) -> _Zone:
    codes = _column(table, found, "code")
    own = codes == (code or "")[:_CODE_LENGTH]
    keep = own if code and own.any() else None
    return {"name": _column(table, found, "name")}, keep, "ほかの市町村"


def _districts(table: pd.DataFrame, found: Dataset, _own: str | None) -> _Zone:
    return {"name": _column(table, found, "name")}, None, ""


_ZONE_COLUMNS = {
    "landslide": _landslide, "flood": _flood, "urban": _urban, "farmland_zone": _farmland,
    "municipality": _municipality, "school_districts": _districts,
}  # fmt: skip
