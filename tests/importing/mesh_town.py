"""A town on four cells of 1 km, and tables of cells as e-Stat and the ministry publish them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from geo.files.mesh_codes import bounds, code_at, neighbour

WEST = code_at(37.305, 137.105, 3)
EAST = neighbour(WEST, east=1)
NORTH = neighbour(WEST, north=1)
FAR = neighbour(WEST, east=30)

LABELS = {
    "KEY_CODE": "", "HTKSYORI": "", "HTKSAKI": "", "GASSAN": "", "T001100001": "　人口（総数）", "T001100004": "　０～１４歳人口　総数",
    "T001100010": "　１５～６４歳人口　総数", "T001100019": "　６５歳以上人口　総数", "T001100034": "　世帯総数",
}  # fmt: skip


def middle(code: str) -> tuple[float, float]:
    """Return latitude and longitude of the middle of a cell."""
    south, west, north, east = bounds(code)
    return (south + north) / 2, (west + east) / 2


def write_town(folder: Path, villages: Mapping[str, tuple[float, float, int]], code: str = "17463") -> Path:
    """Write a region with villages: id → lat, lon, population."""
    folder.mkdir(parents=True)
    toml = f'id = "town"\nname = "山中町"\nmunicipality_code = "{code}"\nbase_year = 2020\n'
    (folder / "region.toml").write_text(toml, encoding="utf-8")
    lines = [f"{i},{i}村,{lat:.6f},{lon:.6f},{people},{people // 2}" for i, (lat, lon, people) in villages.items()]
    head = "village_id,name,lat,lon,population,households"
    (folder / "villages.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return folder


def write_census(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write cells as e-Stat does: cp932, a row of codes, a row of words, the columns of `LABELS`."""
    lines = [",".join(LABELS), ",".join(LABELS.values()), *(",".join(map(str, row)) for row in rows)]
    path.write_bytes("\r\n".join(lines).encode("cp932"))
    return path


def read(folder: Path, name: str) -> pd.DataFrame:
    """Read a table of the region."""
    return pd.read_csv(folder / name, dtype={"village_id": str}, keep_default_na=False)
