"""Everybody is counted once: not at several dates, not beside the sum of both sexes, not in totals, not in a row that stands twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files

HEAD = "地域コード,地域名,調査年月日,総人口,世帯数,緯度,経度\n"


def villages(folder: Path) -> dict[str, int]:
    table = pd.read_csv(folder / "villages.csv", dtype=str, encoding="utf-8-sig")
    return {f"{row['village_id']}{row['name']}": int(row["population"]) for _, row in table.iterrows()}


def brought_in(folder: Path, text: str, encoding: str = "utf-8", **options: object) -> ImportReport:
    path = folder / "pop.csv"
    path.write_text(text, encoding=encoding)
    return import_files("villages", [path], folder / "r", options=ImportOptions(**options))  # type: ignore[arg-type]


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


def test_the_standard_data_set_at_two_dates_gives_the_later_people(tmp_path: Path) -> None:
    text = (
        "全国地方公共団体コード,地域コード,地方公共団体名,調査年月日,地域名,総人口,男性,女性,0-4歳の男性,0-4歳の女性,世帯数,備考,緯度,経度\n"
        "202029,001,例村,2024-04-01,東,100,48,52,1,1,40,,36.0,137.00\n"
        "202029,002,例村,2024-04-01,西,50,25,25,0,1,20,,36.0,137.02\n"
        "202029,001,例村,2025-04-01,東,96,46,50,1,1,40,,36.0,137.00\n"
        "202029,002,例村,2025-04-01,西,48,24,24,0,1,20,,36.0,137.02\n"
    )
    report = brought_in(tmp_path, text, "cp932")
    assert villages(tmp_path / "r") == {"001東": 96, "002西": 48}
    assert (report.rows_read, report.rows_kept) == (4, 2)
    left = next(n for n in report.notices if n.code == "table_dates_left")
    assert "2024-04-01 の 2 行（150人）" in left.message
    past = pd.read_csv(tmp_path / "r" / "population.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)
    columns = ["village_id", "year", "kind", "total", "date"]
    assert past[columns].to_numpy().tolist() == [
        ["001", "2024", "census", "100", "2024-04-01"],
        ["002", "2024", "census", "50", "2024-04-01"],
    ]
    toml = (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")
    assert 'name = "例村"' in toml
    assert 'municipality_code = "20202"' in toml
    assert "base_year = 2025" in toml


def past(folder: Path) -> list[list[str]]:
    table = pd.read_csv(folder / "population.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)
    return table[["village_id", "year", "total"]].to_numpy().tolist()


DATED = "調査年月日,地域コード,地域名,総人口,世帯数,緯度,経度\n"
TWO = f"{DATED}2020-10-01,1,東,10,4,36.0,137.0\n2025-10-01,1,東,8,4,36.0,137.0\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO, [["1", "2020", "10"]]),
        # Three dates: the two earlier ones, the earliest first.
        (f"{TWO}2015-10-01,1,東,12,5,36.0,137.0\n", [["1", "2015", "12"], ["1", "2020", "10"]]),
        # A village that is no more has no past here; the total of all is nobody's.
        (f"{TWO}2020-10-01,9,廃村,3,1,36.0,137.1\n", [["1", "2020", "10"]]),
        # Without codes villages are told by their names.
        (TWO.replace("地域コード,", "").replace(",1,東", ",東"), [["f", "2020", "10"]]),
        # A count that is kept secret is no number.
        (f"{TWO}2020-10-01,2,西,X,1,36.0,137.1\n2025-10-01,2,西,5,1,36.0,137.1\n", [["1", "2020", "10"]]),
    ],
)
def test_earlier_dates_become_the_past(tmp_path: Path, text: str, expected: list[list[str]]) -> None:
    brought_in(tmp_path, text)
    found = past(tmp_path / "r")
    if expected[0][0] == "f":
        (own,) = villages(tmp_path / "r")
        expected = [[own.removesuffix("東"), "2020", "10"]]
    assert found == expected


def test_men_and_women_of_an_earlier_date_are_added_up(tmp_path: Path) -> None:
    head = DATED.replace("総人口", "性別,総人口")
    rows = "".join(
        f"{date},1,東,{sex},{n},4,36.0,137.0\n" for date, n in (("2020-10-01", 5), ("2025-10-01", 4)) for sex in "男女"
    )
    brought_in(tmp_path, head + rows)
    assert past(tmp_path / "r") == [["1", "2020", "10"]]


def test_the_past_comes_in_once_however_often_the_file_does(tmp_path: Path) -> None:
    brought_in(tmp_path, TWO)
    brought_in(tmp_path, TWO)
    assert past(tmp_path / "r") == [["1", "2020", "10"]]


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        (("令和5年10月1日", "令和6年4月1日"), 7),
        (("R5.10.1", "R6.4.1"), 7),
        (("2020", "2015"), 5),
        (("2023/10/1", "2024/4/1"), 7),
        (("平成27年", "令和2年"), 7),
    ],
)
def test_dates_as_they_are_written(tmp_path: Path, dates: tuple[str, str], kept: int) -> None:
    first, second = dates
    brought_in(tmp_path, f"{HEAD}1,谷,{first},5,2,36.0,137.0\n1,谷,{second},7,3,36.0,137.0\n")
    assert villages(tmp_path / "r") == {"1谷": kept}


def test_villages_counted_on_different_days_all_stay(tmp_path: Path) -> None:
    report = brought_in(tmp_path, f"{HEAD}1,谷,2024-04-01,5,2,36.0,137.0\n2,峠,2025-04-01,7,3,36.0,137.1\n")
    assert villages(tmp_path / "r") == {"1谷": 5, "2峠": 7}
    assert "table_dates_left" not in codes(report)


def test_a_village_without_a_row_at_the_later_date_is_named(tmp_path: Path) -> None:
    text = f"{HEAD}1,谷,2020,5,2,36.0,137.0\n2,峠,2020,1,1,36.0,137.1\n1,谷,2025,4,2,36.0,137.0\n"
    report = brought_in(tmp_path, text)
    assert villages(tmp_path / "r") == {"1谷": 4}
    assert "峠" in next(n.message for n in report.notices if n.code == "table_dates_gone")


def test_rows_of_men_and_women_beside_both(tmp_path: Path) -> None:
    text = "地区名,性別,人口,世帯数,緯度,経度\n谷,男,4,3,36,137\n谷,女,5,3,36,137\n谷,計,9,3,36,137\n峠,男,1,2,36,137.1\n峠,女,2,2,36,137.1\n"
    text += "峠,計,3,2,36,137.1\n"
    report = brought_in(tmp_path, text)
    assert sorted(villages(tmp_path / "r").values()) == [3, 9]
    assert "table_sexes_left" in codes(report)


def test_rows_of_men_and_women_alone_are_added_up(tmp_path: Path) -> None:
    text = "地区名,男女別,人口,世帯数,緯度,経度\n谷,男,4,3,36,137\n谷,女,5,3,36,137\n峠,男性,1,2,36,137.1\n峠,女性,2,2,36,137.1\n"
    report = brought_in(tmp_path, text)
    table = pd.read_csv(tmp_path / "r" / "villages.csv", encoding="utf-8-sig")
    assert table["population"].tolist() == [9, 3]
    assert table["households"].tolist() == [3, 2]
    assert "table_sexes_added" in codes(report)


@pytest.mark.parametrize("total", ["合計", "全域", "北地区計", "村全体", "例村"])
def test_a_total_is_told_by_its_name_or_its_sum(tmp_path: Path, total: str) -> None:
    rows = "谷,4,1,36,137\n峠,5,2,36,137.1\n滝,6,3,36,137.2\n"
    report = brought_in(tmp_path, f"地区名,人口,世帯数,緯度,経度\n{rows}{total},15,6,36,137.1\n")
    assert sorted(villages(tmp_path / "r").values()) == [4, 5, 6]
    assert "table_totals_left" in codes(report)


def test_a_village_that_stands_twice_is_asked_about(tmp_path: Path) -> None:
    text = "地区名,年齢,人口,世帯数,緯度,経度\n谷,若い,4,1,36,137\n谷,年配,5,1,36,137\n"
    with pytest.raises(RequestError) as caught:
        brought_in(tmp_path, text)
    assert [n.code for n in caught.value.notices] == ["villages_repeated"]
    assert not (tmp_path / "r" / "villages.csv").exists()


def test_equal_rows_are_one(tmp_path: Path) -> None:
    report = brought_in(tmp_path, "地区名,人口,世帯数,緯度,経度\n谷,4,1,36,137\n谷,4,1,36,137\n")
    assert list(villages(tmp_path / "r").values()) == [4]
    assert "table_rows_equal" in codes(report)


def test_one_village_of_all_is_no_total(tmp_path: Path) -> None:
    brought_in(tmp_path, "地区名,人口,世帯数,緯度,経度\n谷,5,1,36,137\n峠,5,2,36,137.1\n")
    assert sorted(villages(tmp_path / "r").values()) == [5, 5]
