"""Mojibake in a workbook is refused by its name and the number of cells, as in text files."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from geo.texts.errors import RequestError
from importing import import_files

TEXTS = ("高松市番町", "宇津木小学校", "山中町役場", "東の谷集落", "西の峠集落")


def wrong(text: str, was: str, read_as: str) -> str:
    return text.encode(was).decode(read_as, "replace")


def book(folder: Path, names: list[str]) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["地区名", "人口", "世帯数", "緯度", "経度"])
        for i, name in enumerate(names, start=1):
            sheet.write_row(i, 0, [name, 10 + i, 4, 36.0 + i / 100, 137.0])
    return path


@pytest.mark.parametrize(("was", "read_as"), [("utf-8", "cp932"), ("utf-8", "ascii"), ("cp932", "utf-8")])
def test_garbled_names_are_refused_with_their_number(tmp_path: Path, was: str, read_as: str) -> None:
    path = book(tmp_path, [wrong(t, was, read_as) for t in TEXTS])
    with pytest.raises(RequestError) as caught:
        import_files("villages", [path], tmp_path / "r")
    (found,) = [n for n in caught.value.notices if n.code == "text_garbled_cells"]
    assert f"{len(TEXTS)} 個の欄が文字化け" in found.message
    assert found.row == 2
    assert not (tmp_path / "r" / "villages.csv").exists()


@pytest.mark.parametrize("was", ["utf-8", "cp932"])
def test_japanese_read_as_latin_is_refused(tmp_path: Path, was: str) -> None:
    path = book(tmp_path, [wrong(t, was, "latin-1") for t in TEXTS])
    with pytest.raises(RequestError) as caught:
        import_files("villages", [path], tmp_path / "r")
    assert "text_garbled_cells" in {n.code for n in caught.value.notices}


def test_proper_names_and_half_width_kana_come_in(tmp_path: Path) -> None:
    path = book(tmp_path, [*TEXTS, "ﾀｶﾏﾂｼ"])
    assert import_files("villages", [path], tmp_path / "r").rows_kept == 6
