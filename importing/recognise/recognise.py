"""What a file that somebody drops is taken for: from its name, its headers and the shapes in it, with the reason."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.notices import Notice, most_serious_first
from importing.cells.cells import cell_of, cells_of
from importing.cells.written_periods import is_period_heading
from importing.columns.facility_kinds import kind_of
from importing.columns.guess_columns import match_columns
from importing.columns.kinds import ZONE_PREFIX, ImportKind
from importing.columns.ksj import recognised, unknown_data_set
from importing.columns.name_patterns import is_road_class_column
from importing.columns.standard_sets import standard_set
from importing.files.archives import unpacked
from importing.files.members import layers_of
from importing.files.shapefile_parts import grouped
from importing.layers.road_network import is_road_network
from importing.office_tables.clock_times import is_timetable
from importing.office_tables.survey import questions_side_by_side
from importing.recognise.file_name_patterns import (
    says_bus_lines,
    says_bus_stops,
    says_roads,
    says_sites,
    zone_of,
)
from importing.recognise.first_look import FirstLook, first_look
from importing.recognise.people_tables import is_mesh, municipal_projection, people_by_age
from importing.region_files.keyed_rows import matched_headers
from importing.region_files.merge import FILES
from importing.relief.heights_file import is_heights
from importing.timetables.looks_like import standard_workbook_in, timetable_in

Confidence = Literal["sure", "likely", "unsure", "unknown"]

_FEED_TABLES = frozenset({"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})
_ARCHIVES = frozenset({".zip", ".kmz"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_HALF = 0.5
_HEIGHTS_NAME = re.compile(r"^FG-GML-.*DEM.*\.xml$|\.hgt$", re.IGNORECASE)
_OFFICE_KINDS = ("riders", "contracts", "wishes")
_FEWEST_MONTHS, _FEWEST_QUESTIONS = 3, 2

# What a table must have to be taken for a kind, in the order in which they are asked: each row is one way to have it.
_SIGNATURES: tuple[tuple[str, tuple[tuple[str, ...], ...], str], ...] = (
    ("villages", (("population", "households"),), "人口と世帯数の列"),
    ("residents", (("village_id", "population"),), "集落の id と人口の列"),
    ("contracts", (("fee_yen", "operator"), ("fee_yen", "from", "to")), "委託料と事業者（または期間）の列"),
    ("wishes", (("purpose", "means"), ("destination", "means"), ("purpose", "trips_per_week")), "外出の目的・行き先と手段の列"),
    ("riders", (("boardings", "period"), ("boardings", "stop"), ("boardings", "trip")), "乗車人数と期間（便、停留所）の列"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Recognised:
    """What a file was taken for.

    Parameters
    ----------
    path
        What to hand to `importing.run.import_files`.
    parts
        Names of the files that belong together (the parts of a Shapefile), else the one name.
    kind
        ``villages``, ``zone:landslide`` …; empty where nobody knows.
    confidence
        ``sure``, ``likely``, ``unsure`` (to be looked at by a person) or ``unknown``.
    reason
        What speaks for it, in Japanese; for an unknown file what to do.
    look
        Headers and first rows; None where the file was not opened.
    columns
        Column of the region's file → header, as the import would guess it.
    notices
        What was odd.
    """

    path: Path
    parts: tuple[str, ...]
    kind: str
    confidence: Confidence
    reason: str
    look: FirstLook | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def recognise(paths: Iterable[Path], unpack_into: Path) -> list[Recognised]:
    """Return what each of some files is.

    Parameters
    ----------
    paths
        Files as they were dropped; the parts of a Shapefile may lie side by side.
    unpack_into
        Folder for the contents of zips that hold things of several kinds.

    Returns
    -------
    list of Recognised
        In the order of names; a zip with several kinds of things gives one for each layer.
    """
    found: list[Recognised] = []
    for group in grouped(paths):
        if group.wanting:
            text = "、".join(group.wanting)
            reason = f"Shapefile の一部です。同じ名前の {text} も、いっしょに置いてください。"
            found.append(Recognised(group.main, group.parts, "", "unknown", reason))
        elif group.main.suffix.lower() in _ARCHIVES:
            found += _of_zip(group.main, unpack_into / group.main.name)
        else:
            found.append(replace(_of_file(group.main), parts=group.parts))
    return found


def guessed_columns(kind: str, look: FirstLook) -> dict[str, str]:
    """Return the column of the region's file → header, as an import of this kind would guess it."""
    name = "zone" if kind.startswith(ZONE_PREFIX) else kind
    if name in _OFFICE_KINDS:
        return matched_headers(ImportKind(name), look.headers, {}, look.file)[0]
    known = ImportKind(name)
    matched, _ = match_columns(known, look.headers, {}, look.file, skip_place=bool(look.shape), labels=look.labels)
    return matched


def _of_zip(path: Path, folder: Path) -> list[Recognised]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {Path(n).name for n in archive.namelist()}
        if len(_FEED_TABLES & names) >= len(_FEED_TABLES) - 1:
            reason = "バスの時刻表データ（GTFS・GTFS-JP）の表が入っています。"
            return [Recognised(path, (path.name,), "gtfs", "sure", reason)]
        members, notices = unpacked(path, folder)
        if any(is_heights(m) or (m.suffix.lower() == ".zip" and _has_heights(m)) for m in members):
            reason = "地面の高さ（標高）のファイルが入っています。陰影図を描きます。"
            return [Recognised(path, (path.name,), "relief", "sure", reason)]
    except (RequestError, zipfile.BadZipFile, OSError) as problem:
        new_notices = problem.notices if isinstance(problem, RequestError) else ()
        return [_unknown(path, "圧縮ファイルとして開けません。作り直すか、中のファイルを置いてください。", new_notices)]
    inside = [_of_file(member) for member in layers_of(members)]
    known = [r for r in inside if r.kind]
    if not known:
        reason = (
            inside[0].reason
            if len(inside) == 1
            else "読めるデータが入っていません。表か地図のファイルを入れてください。"
        )
        return [_unknown(path, reason, notices)]
    if len({r.kind for r in known}) > 1:
        return [replace(r, reason=f"{path.name} の中：{r.reason}") for r in known]
    first = known[0]
    new_notices = tuple(n for r in known for n in r.notices)
    return [replace(first, path=path, parts=(path.name,), notices=(*notices, *new_notices))]


def _has_heights(path: Path) -> bool:
    """Tell by names alone whether a zip in a zip, as 基盤地図情報 hands them out, holds heights."""
    with zipfile.ZipFile(path) as archive:
        return any(_HEIGHTS_NAME.search(name) for name in archive.namelist())


def _unknown(path: Path, reason: str, notices: Iterable[Notice] = ()) -> Recognised:
    return Recognised(path, (path.name,), "", "unknown", reason, notices=tuple(notices))


def _of_file(path: Path) -> Recognised:
    if is_road_network(path):
        reason = "道の網（OpenStreetMap か GraphML）のファイルです。施設や集落も、同じファイルから取り込めます。"
        return Recognised(path, (path.name,), "roads", "sure", reason)
    if is_heights(path):
        return Recognised(path, (path.name,), "relief", "sure", "地面の高さ（標高）のファイルです。陰影図を描きます。")
    if path.suffix.lower() in _DOCUMENTS:
        return _unknown(path, "文書や画像は読めません。表（CSV、Excel）か地図のファイルにして置いてください。")
    if path.name.lower() in _FEED_TABLES:
        return _unknown(path, "時刻表データ（GTFS）の表の一つです。すべての表を一つの zip にまとめて置いてください。")
    if reason := standard_workbook_in(path):
        return Recognised(path, (path.name,), "timetable", "sure", reason)
    try:
        look = first_look(path)
    except RequestError as problem:
        if reason := timetable_in(path):
            return Recognised(path, (path.name,), "timetable", "likely", reason)
        first = most_serious_first(problem.notices)[0]
        return _unknown(path, first.message, problem.notices)
    kind, confidence, reason = _kind_of(path, look)
    columns: dict[str, str] = {}
    if kind:
        columns = guessed_columns(kind, look)
    return Recognised(path, (path.name,), kind, confidence, reason, look, columns, look.notices)


_Taken = tuple[str, Confidence, str]


def _kind_of(path: Path, look: FirstLook) -> _Taken:
    own = next((kind for kind, (file, _) in FILES.items() if path.name == file), None)
    if own is not None and {"lat", "lon"} <= set(look.headers):
        return own, "sure", f"地域フォルダの {path.name} と同じ形です。"
    dataset = recognised(look.file, look.table)
    if dataset is not None:
        year = f"、{dataset.year}年版" if dataset.year is not None else ""
        what = f"国土数値情報「{dataset.name}」（{dataset.id}{year}）"
        if not dataset.kind or (dataset.kind == "roads" and look.shape != "線"):
            return "", "unknown", f"{what}です。拠点や区域の検討には使わないので、取り込みません。"
        return dataset.kind, "sure", f"{what}の列か名前です。"
    if is_mesh(path.name, look):
        return "mesh", "likely", "メッシュの番号の列と、人口の列があります。"
    if not look.shape and not _has_place(look) and (reason := municipal_projection(look)):
        return "projections", "likely", reason
    if not look.shape and (ages := people_by_age(look)):
        return "villages", "likely", ages
    if look.shape != "線":
        for kind, ways, reason in _SIGNATURES:
            if _has(kind, ways, look):
                return kind, "sure" if kind == "villages" else "likely", f"{reason}があります。"
    if not look.shape and not _has_place(look):
        office = _office_table(path, look.headers)
        if office is not None:
            return office
    return _by_shape(path, look)


def _by_shape(path: Path, look: FirstLook) -> _Taken:
    """Tell by the shapes and names alone what no column has told."""
    if look.shape != "線" and unknown_data_set(look.file, look.table) is not None:
        columns = "、".join(look.headers)
        return (
            "",
            "unsure",
            f"国土数値情報の番号の列ですが、知らないデータです。ある列：{columns}。種類と名前の列を選んでください。",
        )
    match look.shape:
        case "線":
            return _of_lines(path, look)
        case "面":
            return _of_areas(path)
    return _of_points(path, look)


def _looks_like_timetable(look: FirstLook) -> bool:
    counted = "boardings" in guessed_columns("riders", look) or any(is_period_heading(h) for h in look.headers)
    lines = look.table.map(cell_of).to_numpy(dtype=object).tolist()
    return is_timetable(lines, counted=counted)


def _has(kind: str, ways: Iterable[tuple[str, ...]], look: FirstLook) -> bool:
    if kind in _OFFICE_KINDS and (look.shape or _has_place(look)):
        return False  # these tables of offices have no place; a list of facilities may well have 利用者数
    if kind == "riders" and _looks_like_timetable(look):
        return False
    matched = guessed_columns(kind, look)
    placed = kind != "residents" or look.shape or _has_place(look)
    return bool(placed) and any(set(way) <= set(matched) for way in ways)


def _office_table(path: Path, headers: Sequence[str]) -> _Taken | None:
    """Tell tables of offices by what stands side by side: times of day, months, or questions on the purposes of outings."""
    if reason := timetable_in(path):
        return "timetable", "likely", reason
    months = sum("月" in h and is_period_heading(h) for h in headers)
    if months >= _FEWEST_MONTHS:
        return "riders", "unsure", f"月の列が {months} 列、横に並んでいます。乗車人数なら、種類を選んでください。"
    questions = sum(len(asked) for asked in questions_side_by_side(headers).values())
    if questions >= _FEWEST_QUESTIONS:
        return "wishes", "likely", "外出の目的ごとに、行き先・頻度・手段を聞いた列があります。"
    return None


def _has_place(look: FirstLook) -> bool:
    return {"lat", "lon"} <= set(guessed_columns("sites", look))


def _of_lines(path: Path, look: FirstLook) -> _Taken:
    matched = guessed_columns("roads", look)
    header = matched.get("highway") or _class_column(look.table)
    if says_bus_lines(path.name) or {"B_ROSEN", "B_HINDO"} & set(look.headers):
        return "bus_lines", "likely", "線の図形で、バスの路線の名前か列があります。"
    if header is not None:
        return "roads", "sure", f"線の図形で、道の種別の列（{header}）があります。"
    if says_roads(path.name):
        return "roads", "likely", "線の図形で、名前が道のファイルです。"
    return "roads", "unsure", "線の図形なので、道かもしれません。取り込むときは、種類を選んでください。"


def _class_column(table: pd.DataFrame) -> str | None:
    return next((str(h) for h in table.columns if is_road_class_column(cells_of(table[h]))), None)


def _of_areas(path: Path) -> _Taken:
    zone = zone_of(path.name)
    if zone:
        return f"{ZONE_PREFIX}{zone}", "likely", "面の図形で、ファイルの名前がこの区域を指しています。"
    return "", "unsure", "面の図形ですが、人口の列がなく、何の区域か分かりません。種類を選んでください。"


def _of_points(path: Path, look: FirstLook) -> _Taken:
    if not look.shape and not _has_place(look) and _looks_like_timetable(look):
        reason = "時刻の並ぶ列がありますが、停留所の順に進む時刻表としては読めません。時刻表なら、停留所と便を縦横に並べてください。"
        return "", "unknown", reason
    if not look.shape and not _has_place(look):
        return (
            "",
            "unknown",
            "緯度・経度の列も図形もなく、知っている表の列もありません。列を加えるか、種類を選んでください。",
        )
    known = standard_set(look.headers)
    if known is not None and not known.kind:
        reason = f"標準データセット「{known.name}」の列です。生活サービスの施設の一覧ではないので、取り込みません。"
        return "", "unknown", reason
    if known is not None and known.kind in ("sites", "facilities"):
        return known.kind, "likely", f"標準データセット「{known.name}」の列です。"
    names = guessed_columns("facilities", look)
    everything = " ".join((path.name, look.preamble, *look.headers))
    if says_bus_stops(everything):
        return "bus_stops", "likely", "点があり、名前か見出しがバス停を指しています。"
    if says_sites(everything):
        return (
            "sites",
            "likely",
            "点があり、名前か見出しが、候補地になりうる所（避難所、廃校、空き店舗など）を指しています。",
        )
    texts = list(cells_of(look.table[names["name"]])) if "name" in names else []
    recognised = sum(kind_of(text) is not None for text in texts)
    if texts and recognised > _HALF * len(texts):
        return "facilities", "likely", f"点があり、名前（{names['name']}）から施設の分類が分かります。"
    return "facilities", "unsure", "点があるので、施設かもしれません。取り込むときは、種類を選んでください。"
