"""Ways in which files come to harm: cut off, saved in another encoding, columns lost or doubled, axes swapped, bytes changed."""

from __future__ import annotations

import csv
import gzip
import io
import random
import shutil
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

Way = Callable[[Path, random.Random], Path]

_ENCODINGS = ("cp932", "utf-8", "utf-8-sig", "utf-16", "euc_jp", "iso2022_jp", "utf-32", "utf-16-be")
_LAT, _LON = ("緯度", "latitude", "lat", "Y", "y"), ("経度", "longitude", "lon", "X", "x")
_TABLES = {".csv", ".txt"}
_LAYERS = {".shp", ".fgb", ".gpkg", ".geojson"}


def mutated(source: Path, folder: Path, chance: random.Random) -> tuple[Path, str]:
    """Damage a copy of a file or a folder.

    Parameters
    ----------
    source
        Stays as it is.
    folder
        Empty; the copy goes there.
    chance
        Decides how.

    Returns
    -------
    Path, str
        What to import, and what was done to it.
    """
    if source.is_dir():
        copy = Path(shutil.copytree(source, folder / source.name))
        return _of_feed(copy, chance)
    for file in source.parent.glob(f"{source.stem}.*" if source.suffix == ".shp" else source.name):
        shutil.copy(file, folder)
    copy = folder / source.name
    ways: list[Way] = [cut_off, bytes_changed, block_emptied, block_doubled, other_ending]
    if copy.suffix in _TABLES:
        ways += 3 * OF_TABLES
    elif copy.suffix in _LAYERS:
        ways += 2 * OF_LAYERS
        ways += 4 * [sidecar_harmed] if copy.suffix == ".shp" else []
    elif copy.suffix in (".zip", ".xlsx"):
        ways += 2 * _OF_ZIPS
    if copy.suffix in (".json", ".geojson", ".osm"):
        ways += 2 * OF_TEXTS
    if copy.suffix == ".gz":
        ways += 8 * [content_harmed]  # every change of the packed bytes is seen by its checksum
    way = chance.choice(ways)
    return way(copy, chance), way.__name__


def _of_feed(folder: Path, chance: random.Random) -> tuple[Path, str]:
    done = []
    for file in chance.sample(sorted(folder.iterdir()), k=chance.randint(1, 3)):
        way = chance.choice([cut_off, bytes_changed, removed, *OF_TABLES])
        way(file, chance)
        done.append(f"{file.name}:{way.__name__}")
    return folder, " ".join(done)


# ---------------------------------------------------------------- bytes


def cut_off(path: Path, chance: random.Random) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: chance.choice([0, 1, 16, 100, chance.randrange(len(content) + 1), len(content) - 1])])
    return path


def bytes_changed(path: Path, chance: random.Random) -> Path:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 5, 40]) if content else 0):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    return path


def block_emptied(path: Path, chance: random.Random) -> Path:
    content = bytearray(path.read_bytes())
    at, size = chance.randrange(len(content)), chance.choice([4, 64, 2000])
    content[at : at + size] = bytes(len(content[at : at + size]))
    path.write_bytes(content)
    return path


def block_doubled(path: Path, chance: random.Random) -> Path:
    content = path.read_bytes()
    at, size = chance.randrange(len(content)), chance.choice([1, 64, 3000])
    path.write_bytes(content[: at + size] + content[at:])
    return path


def other_ending(path: Path, chance: random.Random) -> Path:
    endings = [".csv", ".xlsx", ".xls", ".ods", ".shp", ".gpkg", ".geojson", ".fgb", ".zip", ".kml", ".osm", ".txt", ""]
    return path.rename(path.with_suffix(chance.choice(endings)))


def removed(path: Path, chance: random.Random) -> Path:
    path.unlink()
    return path


# ---------------------------------------------------------------- texts


def text_of(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def re_encoded(path: Path, chance: random.Random) -> Path:
    path.write_bytes(text_of(path).encode(chance.choice(_ENCODINGS), "replace"))
    return path


def mojibake(path: Path, chance: random.Random) -> Path:
    was, read_as = chance.choice([("utf-8", "cp932"), ("cp932", "utf-8"), ("utf-8", "latin-1"), ("euc_jp", "cp932")])
    text = text_of(path).encode(was, "replace").decode(read_as, chance.choice(["replace", "ignore"]))
    path.write_bytes(text.encode("utf-8"))
    return path


def digits_changed(path: Path, chance: random.Random) -> Path:
    text = text_of(path)
    if len(text) > 4_000:
        # Of all digits changed alike comes a sound file of another place, which nobody can tell: a part is changed.
        digit, other = chance.sample("0123456789.", k=2)
        at, size = chance.randrange(len(text)), len(text) // 8
    else:
        digit, other, at, size = chance.choice("0123456789"), chance.choice(".-x ,"), 0, len(text)
    changed = text[at : at + size].replace(digit, other)
    path.write_bytes((text[:at] + changed + text[at + size :]).encode("utf-8"))
    return path


def something_put_in(path: Path, chance: random.Random) -> Path:
    text = text_of(path)
    at = chance.randrange(len(text) + 1)
    more = chance.choice(
        ['"', "'", "\0", "\r", ",,,,", "{", "<", "]", "=cmd|' /C calc'!A0", "<script>x</script>", "1e999"]
    )
    path.write_bytes((text[:at] + more + text[at:]).encode("utf-8"))
    return path


# ---------------------------------------------------------------- tables


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text_of(path).replace("\0", ""), newline="")))


def _write(path: Path, rows: list[list[str]], separator: str = ",", end: str = "\r\n") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8"))
    return path


def _column(rows: list[list[str]], chance: random.Random) -> int:
    return chance.randrange(max(len(rows[0]), 1)) if rows else 0


def column_dropped(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    at = _column(rows, chance)
    return _write(path, [row[:at] + row[at + 1 :] for row in rows])


def column_doubled(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    at = _column(rows, chance)
    return _write(path, [row[: at + 1] + row[at:] for row in rows])


def columns_shifted(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    chosen = set(chance.sample(range(len(rows)), k=len(rows) // 3))
    return _write(path, [["", *row] if i in chosen else row for i, row in enumerate(rows)])


def numbers_to_text(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    at, text = (
        _column(rows, chance),
        chance.choice(["不明", "-", "X", "約10", "１２．５", "NaN", "inf", "#N/A", "1e400"]),
    )
    return _write(path, [rows[0], *([c if i != at else text for i, c in enumerate(row)] for row in rows[1:])])


def axes_swapped(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    lat = next((i for row in rows[:12] for i, c in enumerate(row) if c.strip() in _LAT), None)
    lon = next((i for row in rows[:12] for i, c in enumerate(row) if c.strip() in _LON), None)
    if lat is None or lon is None:
        return column_dropped(path, chance)
    share = chance.choice([1.0, 0.7, 0.1])
    for row in rows:
        if len(row) > max(lat, lon) and row[lat].strip() not in _LAT and chance.random() < share:
            row[lat], row[lon] = row[lon], row[lat]
    return _write(path, rows)


def header_lost(path: Path, chance: random.Random) -> Path:
    return _write(path, _rows(path)[1:])


def other_separator(path: Path, chance: random.Random) -> Path:
    return _write(path, _rows(path), chance.choice([";", "\t", " ", "|"]), chance.choice(["\n", "\r", "\r\n"]))


def full_width(path: Path, chance: random.Random) -> Path:
    wide = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.-"}
    path.write_bytes(text_of(path).translate(wide).encode("utf-8"))
    return path


def rows_doubled(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    return _write(path, [*rows, *rows])


def far_away(path: Path, chance: random.Random) -> Path:
    rows = _rows(path)
    lat = next((i for row in rows[:12] for i, c in enumerate(row) if c.strip() in _LAT), _column(rows, chance))
    row = chance.choice(rows)
    if lat < len(row):
        row[lat] = chance.choice(["0", "21.5", "45.9", "-34.2", "134.05", "34.2度", "34,2", "3420000"])
    return _write(path, rows)


# ---------------------------------------------------------------- layers


def layer_of(path: Path) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(path, **({"encoding": "cp932"} if path.suffix == ".shp" else {}))


def _put(frame: gpd.GeoDataFrame, path: Path) -> Path:
    for old in path.parent.glob(f"{path.stem}.*"):
        old.unlink()
    how = {"encoding": "cp932"} if path.suffix == ".shp" else {}
    finite = np.isfinite(frame.bounds.to_numpy()).all(axis=1) | frame.geometry.isna()
    frame = frame.set_geometry(frame.geometry.where(finite))  # no format holds more than that
    how |= {"SPATIAL_INDEX": "NO"} if path.suffix == ".fgb" else {}  # with one it takes no rows without a shape
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, path, **how)
    return path


def layer_axes_swapped(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    share = chance.choice([1.0, 1.0, 0.6, 0.1])
    turned = [
        shapely.transform(g, lambda xy: xy[:, ::-1]) if g is not None and chance.random() < share else g
        for g in frame.geometry
    ]
    return _put(frame.set_geometry(gpd.GeoSeries(turned, index=frame.index, crs=frame.crs)), path)


def layer_without_system(path: Path, chance: random.Random) -> Path:
    return _put(layer_of(path).set_crs(None, allow_override=True), path)


def layer_in_another_system(path: Path, chance: random.Random) -> Path:
    epsg = chance.choice([4301, 2445, 2449, 6675, 3857, 32653, 4612, 6677])
    return _put(layer_of(path).to_crs(epsg), path)


def layer_with_strange_shapes(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    shapes = np.asarray(frame.geometry.values, dtype=object).copy()
    for at in chance.sample(range(len(shapes)), k=max(len(shapes) // 10, 1)):
        x, y = shapely.get_coordinates(shapes[at])[0] if shapes[at] is not None else (0.0, 0.0)
        shapes[at] = chance.choice([
            None, shapely.from_wkt("POLYGON EMPTY"), shapely.Point(x, y), shapely.Point(np.inf, y),
            shapely.LineString([(x, y), (x, y)]), shapely.Polygon([(x, y), (x + 1, y + 1), (x + 1, y), (x, y + 1)]),
        ])  # fmt: skip
    if path.suffix == ".shp":
        kind = next(s for s in frame.geometry if s is not None)
        shapes = np.array(
            [s if s is None or s.geom_type.endswith(kind.geom_type.removeprefix("Multi")) else None for s in shapes]
        )
    return _put(frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs)), path)


def layer_column_dropped(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    columns = [c for c in frame.columns if c != frame.geometry.name]
    return _put(frame.drop(columns=chance.sample(columns, k=min(len(columns), chance.choice([1, 3, 99])))), path)


def layer_numbers_to_text(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    column = chance.choice([c for c in frame.columns if c != frame.geometry.name] or ["備考"])
    text = chance.choice(["不明", "-", "約10", "１２", "", "<script>alert(1)</script>", "=1+1"])
    return _put(frame.assign(**{column: pd.Series(text, index=frame.index, dtype=object)}), path)


def layer_rows_doubled(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    return _put(pd.concat([frame, frame], ignore_index=True), path)


def layer_far_away(path: Path, chance: random.Random) -> Path:
    frame = layer_of(path)
    shapes = frame.geometry.copy()
    at = chance.randrange(len(shapes))
    away = chance.choice([2.0, -5.0, 40.0]) * (1 if frame.crs is None or frame.crs.is_geographic else 100_000)
    shapes.iloc[at] = shapely.transform(shapes.iloc[at], lambda xy: xy + away)
    return _put(frame.set_geometry(shapes), path)


def sidecar_harmed(path: Path, chance: random.Random) -> Path:
    sidecar = path.with_suffix(chance.choice([".dbf", ".shx", ".prj", ".dbf"]))
    if sidecar.exists():
        chance.choice([removed, cut_off, bytes_changed, block_emptied])(sidecar, chance)
    return path


# ---------------------------------------------------------------- zips


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def member_lost(path: Path, chance: random.Random) -> Path:
    members = _members(path)
    del members[chance.choice(sorted(members))]
    return _pack(path, members)


def member_harmed(path: Path, chance: random.Random) -> Path:
    members = _members(path)
    name = chance.choice(sorted(members))
    piece = path.with_name("piece")
    piece.write_bytes(members[name])
    way = chance.choice([cut_off, bytes_changed, *(OF_TABLES if Path(name).suffix in _TABLES else [])])
    if members[name]:
        way(piece, chance)
    members[name] = piece.read_bytes()
    piece.unlink()
    return _pack(path, members)


def members_renamed(path: Path, chance: random.Random) -> Path:
    old = chance.choice(["data/{}", "データ/{}", "../{}", "{}.zip", "{}~", ".{}", "A/B/C/{}"])
    return _pack(path, {old.format(unicodedata.normalize("NFD", n)): c for n, c in _members(path).items()})


def zip_in_a_zip(path: Path, chance: random.Random) -> Path:
    return _pack(path, {"inner.zip": path.read_bytes()})


def content_harmed(path: Path, chance: random.Random) -> Path:
    piece = path.with_name("piece")
    piece.write_bytes(gzip.decompress(path.read_bytes()))
    chance.choice([bytes_changed, something_put_in, digits_changed, block_doubled])(piece, chance)
    path.write_bytes(gzip.compress(piece.read_bytes()))
    piece.unlink()
    return path


OF_TEXTS = [re_encoded, mojibake, digits_changed, something_put_in]
OF_TABLES = [
    *OF_TEXTS, column_dropped, column_doubled, columns_shifted, numbers_to_text, axes_swapped, header_lost,
    other_separator, full_width, rows_doubled, far_away,
]  # fmt: skip
OF_LAYERS = [
    layer_axes_swapped, layer_without_system, layer_in_another_system, layer_with_strange_shapes, layer_column_dropped,
    layer_numbers_to_text, layer_rows_doubled, layer_far_away,
]  # fmt: skip
_OF_ZIPS = [member_lost, member_harmed, member_harmed, members_renamed, zip_in_a_zip]
