"""Projections of a whole municipality: 社人研's workbook by sex and age, its tables of totals by year, a municipality's 人口ビジョン.

Everything is read by headings. A row is a year of a place, or a line of people with the years beside each other; the sexes may stand on
sheets of their own, and the years over their ages. Of several places the region's own counts.
What is kept stands in projections.csv as it is published, and is not shared out to villages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geo.region.region_file import FILE, read_region_file
from geo.region.tables.villages import AGE_COLUMNS
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.cells.counts import counts_of, number_of, plain
from importing.cells.years import year_of
from importing.columns.age_headers import age_class, with_ages
from importing.columns.kinds import MUNICIPALITY_HEADERS, MUNICIPALITY_NAMES, ImportKind
from importing.files.layers import Layer, Reading, read_layer
from importing.layers.work import Work
from importing.people.earlier_dates import put_by_source
from importing.people.sheets_by_sex import in_rows
from importing.region_files.merge import rows_so_far, write_rows

PROJECTIONS_FILE = "projections.csv"
_CODE_HEADERS = ("コード", "市区町村コード", "自治体コード", "地域コード", "code", *MUNICIPALITY_HEADERS)
_NAME_HEADERS = ("市区町村", "市町村", "市区町村名", "市町村名", "自治体", "地域名", "地域", *MUNICIPALITY_NAMES)
_YEAR_HEADERS = ("年", "年次", "西暦", "年度", "和暦", "推計年", "year")
_TOTAL = re.compile(r"^(?:総人口|総数|人口|人口総数|合計|計|推計人口|将来人口)(?:[（(／].*)?$")
_SCENARIO = re.compile(r"準拠|推計|展望|シミュレーション|パターン|ケース|シナリオ|目標|見通し|趨勢|独自")
_IPSS = re.compile(r"社人研(?!.{0,3}準拠)|国立社会保障|地域別将来推計人口|suikei_kekka")
_EDITION = re.compile(r"(?:令和|平成)\s*\d{1,2}\s*(?:[（(]\s*\d{4}\s*[)）]\s*)?年\s*(?:\d{1,2}\s*月)?\s*推計")
_IPSS_NAME = "社人研『日本の地域別将来推計人口』"
_FEWEST_YEARS = 2
_DIGITS = re.compile(r"\d{4,6}")


def import_municipal_projections(work: Work, files: Sequence[Path]) -> int:
    """Write projections of the municipality into projections.csv; give how many rows were kept.

    Raises
    ------
    geo.texts.errors.RequestError
        When no years or no people are told by the headings, or the municipality is not among several places.
    """
    code, name = _municipality(work)
    found = []
    for path in files:
        work.step(f"{path.name} を読んでいます")
        layer = in_rows(path, read_layer(path, how=Reading(crs=None, fictional=True, known=_known())), _known())
        work.rows_read += len(layer.table)
        work.encoding = work.encoding or layer.encoding
        work.notices += layer.notices
        found.append(_rows(work, _own(work, layer, code, name), name))
    rows = pd.concat(found, ignore_index=True).fillna("")
    work.step(f"{PROJECTIONS_FILE} を書いています")
    merged = put_by_source(rows_so_far(work.folder, "projections", start_anew=work.options.replace), rows)
    work.notices += write_rows(work.folder, ImportKind("projections"), merged[:0], merged)
    for source, own in rows.groupby("source"):
        years = [int(y) for y in own["year"]]
        ends = {y: f"{float(own.loc[own['year'] == str(y), 'total'].iloc[0]):,.0f}" for y in (min(years), max(years))}
        place: dict[str, Any] = {
            "file": PROJECTIONS_FILE,
            "source": str(source),
            "first": str(min(years)),
            "last": str(max(years)),
        }
        counts: dict[str, Any] = {"count": f"{len(own):,}", "before": ends[min(years)], "after": ends[max(years)]}
        work.notices.append(notice("municipal_projection_kept", **place, **counts))
    return len(rows)


def _known() -> frozenset[str]:
    words = (*_CODE_HEADERS, *_NAME_HEADERS, *_YEAR_HEADERS, "総人口", "総数", "年少人口", "生産年齢人口", "老年人口")
    return frozenset(map(plain, words))


def _municipality(work: Work) -> tuple[str, str]:
    """Return the code (5 digits) and name of the region; empty where it has none yet."""
    name = work.options.region_name or ""
    if (work.folder / FILE).is_file():
        about, _ = read_region_file(work.folder)
        name = name or ("" if about is None else about.name)
    return (work.municipality_code or "")[:5], name


def _header(table: pd.DataFrame, known: Sequence[str]) -> str | None:
    headers = {plain(str(h)): str(h) for h in reversed(list(table.columns))}
    return next((headers[plain(word)] for word in known if plain(word) in headers), None)


def _own(work: Work, layer: Layer, code: str, name: str) -> Layer:
    """Keep the rows of the region's municipality, where a table has those of several."""
    table = layer.table
    codes, names = _header(table, _CODE_HEADERS), _header(table, _NAME_HEADERS)
    own = pd.Series(False, index=table.index)
    several = False
    if codes is not None:
        written = cells_of(table[codes]).map(lambda c: c.zfill(5)[:5] if _DIGITS.fullmatch(c) else "")
        several = written[written != ""].nunique() > 1
        own = (written == code) & (code != "")
    if names is not None and not own.any():
        written = cells_of(table[names])
        several = several or written[written != ""].nunique() > 1
        own = (written == name) & (name != "")
    if not several:
        return layer
    if not own.any():
        asked = "・".join(word for word in (code, name) if word) or "（コードも名前もない地域）"
        raise RequestError(notice("projection_municipality_unknown", file=layer.file, municipality=asked))
    left = f"{int((~own).sum()):,}"
    work.notices.append(
        notice(
            "projection_rows_of_others",
            file=layer.file,
            municipality=name or code,
            count=f"{int(own.sum()):,}",
            left=left,
        )
    )
    return Layer(
        layer.file, table[own], None, layer.crs, layer.encoding, (), preamble=layer.preamble, labels=layer.labels
    )


def _rows(work: Work, layer: Layer, name: str) -> pd.DataFrame:
    """Turn the rows of one place into rows of projections.csv."""
    year = next(
        (
            h
            for h in layer.table.columns
            if plain(str(h)) in {plain(w) for w in _YEAR_HEADERS} and _years(layer.table[h])
        ),
        None,
    )
    if year is None:
        layer = _turned(layer)
        year = "年"
    years = cells_of(layer.table[year]).map(_year)
    unread = [c for c, y in zip(cells_of(layer.table[year]), years, strict=True) if y is None and c]
    if unread:
        work.notices.append(
            notice(
                "projection_rows_unread",
                file=layer.file,
                field=str(year),
                count=f"{len(unread):,}",
                names=short_list(unread),
            )
        )
    kept = years.notna()
    layer = Layer(
        layer.file, layer.table[kept], None, layer.crs, layer.encoding, (), preamble=layer.preamble, labels=layer.labels
    )
    columns = _totals(layer, str(year))
    aged, matched = with_ages(layer, {"year": str(year)} | ({"population": columns[0][1]} if columns else {}))
    work.notices += [n for n in aged.notices if n.code in ("ages_open_early", "population_from_ages")]
    if not columns and "population" in matched:
        columns = [("", matched["population"])]
    if not columns:
        known = "、".join(str(h) for h in layer.table.columns)
        raise RequestError(notice("projection_columns_unknown", file=layer.file, known=known))
    source = _source(layer)
    parts = []
    for number, (scenario, header) in enumerate(columns):
        totals, notices = counts_of(aged.table[header], header, layer.file)
        work.notices += notices
        ages = {}
        for column in (c for c in AGE_COLUMNS if c in matched and not number):
            ages[column] = cells_of(counts_of(aged.table[matched[column]], matched[column], layer.file)[0])
        part = pd.DataFrame(
            {
                "source": f"{source}：{scenario}" if scenario else source,
                "year": years[kept].map(lambda y: f"{int(y)}"),
                "total": totals.map(lambda n: f"{n:.10g}"),
                "municipality": name,
                **ages,
            }
        )[totals.notna()]
        again = part["year"].duplicated()
        if again.any():
            listed = short_list(sorted(set(part.loc[again, "year"])))
            raise RequestError(notice("projection_years_repeated", file=layer.file, field=str(year), years=listed))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _year(cell: str) -> float | None:
    year = year_of(cell)
    return None if year is None else float(year)


def _years(cells: pd.Series) -> bool:
    texts = [c for c in cells_of(cells) if c]
    return bool(texts) and sum(year_of(c) is not None for c in texts) * 2 > len(texts)


def _turned(layer: Layer) -> Layer:
    """Turn a table whose years stand beside each other: each line of people becomes a column."""
    years = [str(h) for h in layer.table.columns if year_of(str(h)) is not None and _are_counts(layer.table[h])]
    if len(years) < _FEWEST_YEARS:
        known = "、".join(str(h) for h in layer.table.columns)
        raise RequestError(notice("projection_years_unknown", file=layer.file, known=known))
    words = [h for h in layer.table.columns if str(h) not in years and not _are_counts(layer.table[h])]
    places = {_header(layer.table, _CODE_HEADERS), _header(layer.table, _NAME_HEADERS)}
    labels = [
        " ".join(w for w in dict.fromkeys(str(c) for c in row) if w)
        for row in layer.table[[w for w in words if w not in places]].to_numpy()
    ]
    if len(layer.table) == 1:
        labels = ["総人口"]
    turned = pd.DataFrame(
        {"年": years} | {label or "総人口": layer.table.iloc[i][years].tolist() for i, label in enumerate(labels)}
    )
    turned.index = pd.RangeIndex(1, len(turned) + 1)
    return Layer(layer.file, turned, None, layer.crs, layer.encoding, (), preamble=layer.preamble)


def _are_counts(cells: pd.Series) -> bool:
    texts = [c for c in cells_of(cells) if c]
    return bool(texts) and all(number_of(c) is not None for c in texts)


def _totals(layer: Layer, year: str) -> list[tuple[str, str]]:
    """Return the columns of everybody: the name of the scenario, empty for the only one, and the header."""
    headers = [str(h) for h in layer.table.columns if str(h) != year and _are_counts(layer.table[h])]
    whole = next(
        (
            h
            for h in headers
            if _TOTAL.match("".join(h.split()))
            and age_class(h) is None
            and "男" not in h.replace("男女", "")
            and "女" not in h.replace("男女", "")
        ),
        None,
    )
    scenarios = [h for h in headers if h != whole and _SCENARIO.search(h) and age_class(h) is None and "率" not in h]
    return [*([("", whole)] if whole else []), *((h, h) for h in scenarios)]


def _source(layer: Layer) -> str:
    """Name a projection: 社人研's by its title and edition, any other by the title above the table, else by its file."""
    text = f"{layer.preamble} {layer.file}"
    edition = _EDITION.search(text)
    if _IPSS.search(text) and "ビジョン" not in text:
        return f"{_IPSS_NAME}{f'（{edition[0]}）' if edition else ''}"
    title = next((line.strip() for line in layer.preamble.split("\n") if line.strip()), "")
    return title or layer.file.rpartition(".")[0]
