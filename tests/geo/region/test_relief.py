"""Relief needs a picture and its bounds; the fingerprint follows the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.fingerprint import bytes_fingerprint, region_files, region_fingerprint
from geo.region.relief import Relief, read_relief

PNG = b"\x89PNG\r\n\x1a\n"
BOUNDS = "south = 37.2\nwest = 137\nnorth = 37.4\neast = 137.2\n"


@pytest.mark.parametrize(
    ("picture", "bounds", "code"),
    [
        (b"GIF89a", BOUNDS, "relief_not_png"),
        (PNG, "", "relief_bounds_missing"),
        (PNG, "south = 37", "relief_bounds_missing"),
        (PNG, BOUNDS.replace("37.2", "'x'", 1), "relief_bounds_missing"),
        (PNG, BOUNDS.replace("37.2", "nan", 1), "relief_bounds_missing"),
        (PNG, BOUNDS.replace("37.2", "38", 1), "relief_bounds_missing"),
        (PNG, BOUNDS.replace("37.2", "-inf", 1), "relief_bounds_missing"),
        (PNG, BOUNDS.replace("37.2", "[[", 1), "relief_bounds_missing"),
        (PNG, "a = " + "[" * 9999, "relief_bounds_missing"),
    ],
)
def test_an_unusable_relief_is_said(tmp_path: Path, picture: bytes, bounds: str, code: str) -> None:
    (tmp_path / "relief.png").write_bytes(picture)
    (tmp_path / "relief.toml").write_text(bounds)
    relief, notices = read_relief(tmp_path)
    assert relief is None
    assert [n.code for n in notices] == [code]


def test_relief_and_none(tmp_path: Path) -> None:
    assert read_relief(tmp_path) == (None, [])
    (tmp_path / "relief.png").write_bytes(PNG)
    (tmp_path / "relief.toml").write_text(BOUNDS)
    assert read_relief(tmp_path) == (Relief(tmp_path / "relief.png", 37.2, 137, 37.4, 137.2), [])


def test_the_fingerprint_changes_with_any_file_and_with_no_plan(region_folder: Path) -> None:
    first = region_fingerprint(region_folder)
    (region_folder / "a.plan.json").write_text("{}")
    assert region_fingerprint(region_folder) == first
    seen = {first}
    for path in region_files(region_folder):
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        seen.add(region_fingerprint(region_folder))
        path.write_bytes(content)
    assert len(seen) == 1 + len(region_files(region_folder))
    assert region_fingerprint(region_folder) == first


def test_pieces_cannot_run_into_each_other() -> None:
    assert bytes_fingerprint("ab", "c") != bytes_fingerprint("a", "bc")
    assert bytes_fingerprint("山") == bytes_fingerprint("山".encode())
