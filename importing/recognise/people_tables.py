"""Tables of people, told by what stands in them: cells of a mesh, or a name or code of a place with ages from 0 to the end."""

from __future__ import annotations

import re

from geo.region.tables.villages import BROAD_AGES, FIVE_YEARS
from geo.texts.errors import RequestError
from importing.cells.cells import cells_of
from importing.cells.years import year_of
from importing.columns.age_headers import with_ages
from importing.columns.age_rows import widened
from importing.columns.guess_columns import match_columns
from importing.columns.kinds import ImportKind
from importing.files.layers import Layer
from importing.recognise.file_name_patterns import says_mesh
from importing.recognise.first_look import FirstLook

_MESH_HEADERS = frozenset({"mesh_id", "mesh_code", "meshcode", "メッシュコード", "key_code"})
_HALF = 0.5
_FEWEST_YEARS = 2
_PROJECTED = re.compile(r"将来推計人口|将来人口|人口ビジョン|人口推計|社人研|suikei_kekka|人口の将来展望")


def people_by_age(look: FirstLook) -> str:
    """Return why a table is one of villages' people by age; empty where it is none.

    Parameters
    ----------
    look
        Its first rows and headers.

    Notes
    -----
    The rows are read as the import reads them (`importing.columns.age_rows.widened`, `importing.columns.age_headers.with_ages`), so that
    what is told here comes in there. A table in which a place has the same age and sex twice holds answers of persons, no counts.
    """
    layer = Layer(look.file, look.table, None, "", look.encoding, (), labels=look.labels)
    matched, _ = match_columns(ImportKind("villages"), look.headers, {}, look.file, labels=look.labels)
    if not {"name", "village_id"} & set(matched):
        return ""
    try:
        wide, found = with_ages(*widened(layer, matched))
    except RequestError:
        return ""
    if "population" not in found:
        return ""
    rows = (
        "、年齢（性別）ごとに行を分けて" if wide.table is not look.table and len(wide.table) < len(look.table) else ""
    )
    if all(f"{sex}_{age}" in found for sex in "mf" for age in FIVE_YEARS):
        return f"集落の名前（コード）と、男女・五歳階級の人口が{rows}あります。"
    if all(age in found for age in BROAD_AGES):
        return f"集落の名前（コード）と、年齢区分の人口が{rows}あります。"
    return ""


def municipal_projection(look: FirstLook) -> str:
    """Return why a table is a projection of a municipality's people; empty where it is none.

    Parameters
    ----------
    look
        Its first rows and headers.

    Notes
    -----
    The words of the title or the file must say that it is a projection; years ahead stand in a column or beside each other.
    """
    text = f"{look.file} {look.preamble} {' '.join(look.headers)}"
    says = _PROJECTED.search(text)
    if says is None:
        return ""
    years = {year_of(h) for h in look.headers} - {None}
    for header in look.headers:
        if header in ("年", "年次", "西暦", "年度", "推計年"):
            years |= {year_of(c) for c in cells_of(look.table[header])} - {None}
    return f"「{says[0]}」の語と、{len(years)} つの年があります。" if len(years) >= _FEWEST_YEARS else ""


def is_mesh(name: str, look: FirstLook) -> bool:
    """Return whether a file holds people by cells of a mesh: most of a column are numbers of cells."""
    header = next((h for h in look.headers if h.casefold() in _MESH_HEADERS), None)
    if header is None:
        return False
    codes = [v for v in cells_of(look.table[header]) if v]
    long_enough = sum(v.isdigit() and 8 <= len(v) <= 11 for v in codes)
    many = bool(codes) and long_enough > _HALF * len(codes)
    is_census_area = header.casefold() == "key_code" and "S_NAME" in look.headers
    return many and not is_census_area and (says_mesh(name) or says_mesh(header) or look.shape == "")
