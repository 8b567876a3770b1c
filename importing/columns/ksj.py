"""国土数値情報: which dataset and edition a layer is, told by its file name, its numbered columns and their values.

The columns are only numbers, and they changed: P29 of 2013 has class and name one column further right than that of 2021; P11
of 2010 has the class of bus where that of 2022 has the operator. File names get lost, so the values decide. Codes and names of
datasets stand in `geo/reference/ksj.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

import geo.reference
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.cells import cells_of

_HEADER = re.compile(r"^([A-Z]\d{2}[a-z]?)_\d{3}")
_FILE = re.compile(r"(?:^|[^A-Za-z0-9])([A-Z]\d{2}[a-z]?)-(\d{2,8})(?![0-9])")
_FARMLAND_FILE = re.compile(r"^a001\d{2}00(20\d{2})\d{4}$")
_UNKNOWN_TERMS = "国土数値情報の約款とデータごとの使用条件による"
_WELFARE = frozenset({"01", "02", "03", "04", "05", "06", "99"})
_CENTURY = 2000
_SHOWA, _FIRST_OF_SHOWA = 1925, 45


@dataclass(frozen=True)
class Dataset:
    """What a layer of 国土数値情報 is.

    Parameters
    ----------
    id
        ``P04``, ``A33`` …
    name
        Its name on screen.
    kind
        The import that it is meant for: ``facilities``, ``roads`` (of a layer of lines alone), ``bus_stops``, ``bus_lines``, ``coastline``,
        ``legal_status`` or ``zone:NAME``; empty where a region has no use for it.
    year
        Vintage; None where neither file name nor edition tells it.
    edition
        Words for the edition where there are several.
    columns
        What a column holds (name, code, operator …) → its header.
    about
        The entry of `geo/reference/ksj.toml`.
    """

    id: str
    name: str
    kind: str
    year: int | None
    edition: str
    columns: Mapping[str, str]
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def licence(self) -> str:
        """Terms of use, as far as they are known."""
        of_year = self.about.get("licence_of_year", {}).get(str(self.year))
        return str(of_year or self.about.get("licence", _UNKNOWN_TERMS))

    @property
    def source(self) -> str:
        """「名前,年,利用条件」 for region.toml."""
        year = str(self.year) if self.year is not None else ""
        return f"国土数値情報 {self.name}（{self.id}）,{year},{self.licence}"

    def as_notice(self, file: str) -> Notice:
        """Return what a file was taken for."""
        year = f"{self.year}年版" if self.year is not None else "年は不明"
        sure = "" if self.about.get("confidence") == "read" else "。符号の意味は要確認です"
        text = f"{self.id}、{year}{self.edition and '、' + self.edition}{sure}"
        return notice("ksj_recognised", file=file, name=self.name, words=text, licence=self.licence)


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Read the datasets that are known."""
    path = Path(geo.reference.__file__).with_name("ksj.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def recognised(file: str, table: pd.DataFrame) -> Dataset | None:
    """Return which dataset a layer is; None where it is none that is known.

    Examples
    --------
    >>> schools = pd.DataFrame({"P29_003": ["16001"], "P29_004": ["山中小学校"]})
    >>> found = recognised("gakko.shp", schools)
    >>> found.name, found.edition, found.columns["name"]
    ('学校', '2021年以降の列', 'P29_004')
    """
    stem = Path(file).stem
    heads = Counter(m[1] for h in table.columns if (m := _HEADER.match(str(h))))
    named = _FILE.search(stem)
    farmland = _FARMLAND_FILE.match(stem)
    identity = next(iter(heads), None) or (named[1] if named else "A12" if farmland else None)
    if identity is None or identity not in catalogue():
        return None
    year = _year(named[2]) if named and named[1][:3] == identity[:3] else int(farmland[1]) - 1 if farmland else None
    about = catalogue()[identity]
    columns, edition, edition_year = _EDITIONS.get(identity, _plain)(identity, table)
    columns = {what: header for what, header in columns.items() if header in table.columns}
    known_year = year if year is not None else edition_year
    return Dataset(identity, about["name"], about["kind"], known_year, edition, columns, about)


def unknown_data_set(file: str, table: pd.DataFrame) -> Notice | None:
    """Return the notice of a layer whose columns are numbered as those of 国土数値情報 while nobody knows the data set; None for any other layer."""
    heads = Counter(m[1] for h in table.columns if (m := _HEADER.match(str(h))))
    if not heads or recognised(file, table) is not None:
        return None
    return notice("ksj_unknown", file=file, head=next(iter(heads)), columns="、".join(map(str, table.columns)))


def _year(digits: str) -> int:
    if len(digits) == 2 and int(digits) >= _FIRST_OF_SHOWA:
        return _SHOWA + int(digits)  # W12-52A is of 昭和52年
    return _CENTURY + int(digits[:2]) if len(digits) in (2, 6) else int(digits[:4])


_Found = tuple[dict[str, str], str, int | None]

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "P04": {"code": "P04_001", "name": "P04_002"},
    "P05": {"code": "P05_002", "name": "P05_003"},
    "P02": {"code": "P02_003", "name": "P02_004"},
    "P34": {"name": "P34_003"},
    "P30": {"name": "P30_005"},
    "P27": {"code": "P27_003", "name": "P27_005"},
    "P20": {"name": "P20_002"},
    "P07": {"code": "P07_001", "address": "P07_002"},
    "P35": {"name": "P35_006"},
    "N03": {"name": "N03_004", "code": "N03_007"},
    "A33": {"cause": "A33_001", "level": "A33_002", "name": "A33_005"},
    "A17": {"code": "A17_002", "status": "A17_009"},
    "A29": {"use": "A29_004", "name": "A29_005"},
}


def _plain(identity: str, _table: pd.DataFrame) -> _Found:
    return dict(_COLUMNS.get(identity, {})), "", None


def _values(table: pd.DataFrame, header: str) -> set[str]:
    return set(cells_of(table[header])) - {""} if header in table else set()


def _schools(_identity: str, table: pd.DataFrame) -> _Found:
    shifted = _values(table, "P29_004")
    if shifted and all(re.fullmatch(r"160\d\d", v) for v in shifted):
        return {"code": "P29_004", "name": "P29_005"}, "2013年の列", 2013
    return {"code": "P29_003", "name": "P29_004", "closed": "P29_007"}, "2021年以降の列", None


def _welfare(_identity: str, table: pd.DataFrame) -> _Found:
    earlier = _values(table, "P14_004")
    if earlier and {v.zfill(2) for v in earlier} <= _WELFARE:
        return {"code": "P14_004", "name": "P14_007"}, "2015年までの列", None
    return {"code": "P14_005", "name": "P14_008"}, "2021年以降の列", None


def _bus_stops(_identity: str, table: pd.DataFrame) -> _Found:
    if _values(table, "P11_002") <= set("12345"):
        return (
            {"name": "P11_001", "code": "P11_002", "operators": "P11_003_1", "routes": "P11_004_1"},
            "2010年の列",
            2010,
        )
    first = next((str(h) for h in table.columns if re.fullmatch(r"P11_003_0?1", str(h))), "P11_003")
    return {"name": "P11_001", "operators": "P11_002", "routes": first}, "2022年の列", 2022


def _bus_lines(_identity: str, table: pd.DataFrame) -> _Found:
    if "N07_003" in table:
        columns = {"code": "N07_001", "operator": "N07_002", "line": "N07_003", "services_per_day": "N07_004"}
        return columns, "2011年の列", 2011
    return {"operator": "N07_001"}, "2022年の列", 2022


def _school_districts(_identity: str, table: pd.DataFrame) -> _Found:
    if "A27_007" in table:
        return {"name": "A27_007"}, "2013年の列", 2013
    if "A27_005" in table:
        return {"name": "A27_004"}, "2016年以降の列", None
    return {"name": "A27_003"}, "2013年の列", 2013


def _flood(_identity: str, table: pd.DataFrame) -> _Found:
    depth = next((str(h) for h in table.columns if re.fullmatch(r"A31a_[12]05", str(h))), "")
    river = next((str(h) for h in table.columns if re.fullmatch(r"A31a_[12]02", str(h))), "")
    return {"depth_rank": depth, "river": river}, "", None


def _layered(_identity: str, table: pd.DataFrame) -> _Found:
    headers = {str(h).casefold(): str(h) for h in table.columns}
    if "a12_003" in headers:
        return {"layer": headers["a12_003"]}, "2006年の列", 2006
    return {"layer": headers.get("layer_no", "")}, "", None


_EDITIONS = {
    "P29": _schools, "P14": _welfare, "P11": _bus_stops, "N07": _bus_lines, "A27": _school_districts,
    "A31a": _flood, "A12": _layered, "A09": _layered,
}  # fmt: skip
