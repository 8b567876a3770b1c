"""Tables of people by sex and age, in every layout that offices use, end in the same villages; dates are told apart."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.tables.villages import FIVE_YEARS
from importing import import_files
from importing.region_files.report import ImportOptions, ImportReport
from tests.importing.register_tables import (
    LAYOUTS,
    PLACES,
    TO_85,
    everybody,
    expected,
    invented,
    one_row_a_place,
    rows_by_class,
)

HERE = "集落コード,集落名,人口,世帯数,緯度,経度\n" + "".join(
    f"{k},{name},1,1,36.{k},137.0\n" for k, name in enumerate(PLACES, start=1)
)
AGES = [f"{sex}_{age}" for sex in "mf" for age in FIVE_YEARS]


def town(folder: Path, year: int = 2020) -> Path:
    (folder / "places.csv").write_text(HERE, encoding="utf-8")
    import_files("villages", [folder / "places.csv"], folder / "r", options=ImportOptions(base_year=year))
    return folder / "r"


def villages(folder: Path, name: str = "villages.csv") -> pd.DataFrame:
    return pd.read_csv(folder / name, encoding="utf-8-sig", dtype={"village_id": str})


def counts(folder: Path) -> pd.DataFrame:
    words = dict.fromkeys(("village_id", "count_kind", "foreigners", "date"), str)
    return pd.read_csv(folder / "population.csv", encoding="utf-8-sig", dtype=words).fillna(dict.fromkeys(words, ""))


def people_in(table: pd.DataFrame) -> dict[str, int]:
    return {str(name): int(n) for name, n in zip(table.index, table["population"], strict=True)}


def codes(report: ImportReport) -> list[str]:
    return [n.code for n in report.notices]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_villages(layout: str, tmp_path: Path) -> None:
    people = invented()
    region = town(tmp_path)
    (tmp_path / "ages.csv").write_text(LAYOUTS[layout](people), encoding="utf-8")
    import_files("villages", [tmp_path / "ages.csv"], region)
    found = villages(region).set_index("name")
    for place in PLACES:
        assert found.loc[place, AGES].astype(int).to_dict() == expected(people, place)
    assert people_in(found) == {place: everybody(people, place) for place in PLACES}


@settings(max_examples=12)
@given(seed=st.integers(0, 30), style=st.integers(0, 4), men=st.sampled_from(["男", "男性_", "男・", "Male "]))
def test_spellings_change_nothing(seed: int, style: int, men: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("town")
    people = invented(seed)
    region = town(folder)
    women = {"男": "女", "男性_": "女性_", "男・": "女・", "Male ": "Female "}[men]
    for name, text in (
        ("wide.csv", one_row_a_place(people, style, (men, women))),
        ("long.csv", rows_by_class(people, TO_85, style)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        import_files("villages", [folder / name], region)
        found = villages(region).set_index("name")
        assert {p: found.loc[p, AGES].astype(int).to_dict() for p in PLACES} == {p: expected(people, p) for p in PLACES}


def test_files_of_several_dates_in_one_go(tmp_path: Path) -> None:
    """The newest by the file's own word is today's, in whatever order the files come; kinds are taken from the title and said."""
    now, then, long_ago = invented(1), invented(2), invented(3)
    region = town(tmp_path, year=2005)
    title = "町丁別年齢別人口（住民基本台帳、外国人を含む）令和{}年4月1日現在\n"
    for name, year, people in (("b.csv", 5, now), ("a.csv", 1, then)):
        (tmp_path / name).write_text(title.format(year) + one_row_a_place(people), encoding="utf-8")
    (tmp_path / "jinko_20140401.csv").write_text(rows_by_class(long_ago), encoding="utf-8")
    files = [tmp_path / n for n in ("a.csv", "jinko_20140401.csv", "b.csv")]
    report = import_files("villages", files, region)
    found = villages(region).set_index("name")
    assert people_in(found) == {p: everybody(now, p) for p in PLACES}
    past = counts(region)
    assert set(zip(past["year"], past["count_kind"], past["foreigners"], strict=True)) == {
        (2014, "", ""), (2019, "register", "yes"), (2023, "register", "yes"), (2005, "", ""),
    }  # fmt: skip
    for year, people in ((2014, long_ago), (2019, then), (2023, now)):
        own = past[past["year"] == year].set_index("village_id")
        for k, place in enumerate(PLACES, start=1):
            assert own.loc[str(k), AGES].astype(int).to_dict() == expected(people, place)
            assert own.loc[str(k), "total"] == everybody(people, place)
    assert "base_year = 2023" in (region / "region.toml").read_text(encoding="utf-8")
    assert {"population_earlier", "count_basis_taken", "count_basis_unknown", "import_base_year_changed"} <= set(
        codes(report)
    )
    taken = next(n.message for n in report.notices if n.code == "count_basis_taken")
    assert "住民基本台帳・外国人を含む" in taken
    again = import_files("villages", files, region)
    assert (counts(region).equals(past), "import_base_year_changed" in codes(again)) == (
        True,
        False,
    )


def test_an_older_file_does_not_replace_the_people_of_today(tmp_path: Path) -> None:
    region = town(tmp_path, year=2020)
    before = (region / "villages.csv").read_bytes()
    then = invented(4)
    (tmp_path / "国勢調査_2015年.csv").write_text(one_row_a_place(then), encoding="utf-8")
    report = import_files("villages", [tmp_path / "国勢調査_2015年.csv"], region)
    assert (region / "villages.csv").read_bytes() == before
    past = villages(region, "population.csv")
    assert past["total"].tolist() == [everybody(then, p) for p in PLACES]
    assert set(past["count_kind"]) == {"census"}
    assert report.rows_kept == len(PLACES)


def test_what_the_user_says_of_a_count_wins(tmp_path: Path) -> None:
    region = town(tmp_path, year=2020)
    (tmp_path / "国勢調査_2015年.csv").write_text(one_row_a_place(invented()), encoding="utf-8")
    options = ImportOptions(count_kind="register", foreigners="no")
    import_files("villages", [tmp_path / "国勢調査_2015年.csv"], region, options=options)
    past = villages(region, "population.csv")
    assert (set(past["count_kind"]), set(past["foreigners"])) == ({"register"}, {"no"})


def test_renamed_and_divided_wards_are_named_not_fitted(tmp_path: Path) -> None:
    """山手 was 旧山 before, and 上町 stood in two parts: all three are named, from the files to the projection."""
    region = town(tmp_path, year=2020)
    now, then = invented(5), invented(6)
    (tmp_path / "2020年.csv").write_text(one_row_a_place(now), encoding="utf-8")
    old = one_row_a_place(then).replace("山手", "旧山")
    (tmp_path / "2015年.csv").write_text(old, encoding="utf-8")
    report = import_files("villages", [tmp_path / "2020年.csv", tmp_path / "2015年.csv"], region)
    told = {n.code: n.message for n in report.notices}
    assert "旧山" in told["population_earlier_unknown"]
    assert f"{everybody(then, PLACES[2]):,}人" in told["population_earlier_unknown"]
    assert "山手" in told["population_earlier_missing"]
    past = villages(region, "population.csv")
    rows_read = 3
    assert len(past[past["year"] == 2015]) + 1 == rows_read


def test_a_coordinate_copied_from_the_other_and_empty_places_are_named(tmp_path: Path) -> None:
    head = "町名,人口,世帯数,緯度,経度\n"
    (tmp_path / "p.csv").write_text(
        head + "東,5,2,36.1,137.1\n西,0,-,36.2,137.2345\n南,3,1,36.069518,137.069518\n", encoding="utf-8"
    )
    report = import_files("villages", [tmp_path / "p.csv"], tmp_path / "r")
    told = {n.code: n.message for n in report.notices}
    assert "南" in told["coordinate_copied"]
    assert "西" in told["villages_empty"]
    assert villages(tmp_path / "r")["population"].sum() == 8
    assert villages(tmp_path / "r")["households"].tolist() == [2, 0, 1]


def test_people_of_unknown_age_are_told(tmp_path: Path) -> None:
    people = invented()
    region = town(tmp_path)
    text = one_row_a_place(people).replace(f"上町,{everybody(people, '上町')}", f"上町,{everybody(people, '上町') + 7}")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    report = import_files("villages", [tmp_path / "a.csv"], region)
    told = next(n.message for n in report.notices if n.code == "ages_short_of_total")
    assert "7人" in told
    assert "上町" in told
    assert "下町" not in told


def test_small_areas_of_the_census(tmp_path: Path) -> None:
    """Two rows of headers, 大字 over 丁目, a dash for nobody, X for what is secret: joined to the villages by code."""
    codes_of = {
        "174630010": "上町",
        "17463001001": "上町一丁目",
        "17463001002": "上町二丁目",
        "174630020": "下町",
        "174630030": "山手",
    }
    labels = [
        "",
        "",
        "",
        "",
        "",
        "総数、年齢「不詳」含む",
        "総数15歳未満",
        "総数15～64歳",
        "総数65歳以上",
        "総数75歳以上",
    ]
    head = ["KEY_CODE", "HYOSYO", "NAME", "HTKSYORI", "HTKSAKI", *(f"T00108200{k}" for k in range(1, 6))]
    rows = {
        "174630010": ["2", "0", "", "30", "3", "15", "12", "6"],
        "17463001001": ["3", "0", "", "20", "3", "10", "7", "4"],
        "17463001002": ["3", "1", "", "10", "-", "5", "5", "2"],
        "174630020": ["2", "2", "17463001002", "4", "X", "X", "X", "X"],
        "174630030": ["2", "0", "", "-", "-", "-", "-", "-"],
    }
    lines = [",".join(head), ",".join(labels)]
    lines += [",".join([code, level, codes_of[code], *rest]) for code, (level, *rest) in rows.items()]
    (tmp_path / "tblT001082C17.txt").write_text("\n".join(lines) + "\n", encoding="cp932")
    places = [c for c in codes_of if c != "174630010"]
    line = "KEY_CODE,名前,人口,世帯数,緯度,経度\n"
    here = "".join(f"{code},{codes_of[code]},9,1,36.{k},137.0\n" for k, code in enumerate(places))
    (tmp_path / "places.csv").write_text(line + here, encoding="utf-8")
    import_files("villages", [tmp_path / "places.csv"], tmp_path / "r")
    report = import_files("villages", [tmp_path / "tblT001082C17.txt"], tmp_path / "r")
    found = villages(tmp_path / "r").set_index("village_id")
    assert found["population"].to_dict() == {"17463001001": 20, "17463001002": 10, "174630020": 4, "174630030": 0}
    broad = found[["pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over"]]
    assert broad[broad.index == "17463001002"].to_numpy().tolist() == [[0, 5, 5, 2]]
    assert broad[broad.index == "174630020"].isna().to_numpy().all()
    told = {n.code: n.message for n in report.notices}
    assert "上町" in told["table_totals_left"]
    assert "上町二丁目" in told["census_areas_hold_others"]
    assert "import_value_suppressed" in told


def test_takamatsu_comes_in_whole(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "takamatsu" / "population"
    files = [folder / "0066_202311.xlsx", folder / "0066_201811.xlsx"]
    report = import_files("villages", files, tmp_path / "r", options=ImportOptions(region_name="高松市"))
    now, past = villages(tmp_path / "r"), villages(tmp_path / "r", "population.csv")
    assert (len(now), now["population"].sum(), now[AGES].to_numpy().sum()) == (235, 419_894, 419_894)
    assert (len(past), past["total"].sum(), past[AGES].to_numpy().sum()) == (235, 428_276, 428_276)
    assert set(past["date"]) == {"2018-11-01"}
    told = {n.code: n.message for n in report.notices}
    assert "松島町３丁目" in told["coordinate_copied"]
    assert "サンポート" in told["villages_empty"]
    assert {"count_basis_unknown", "population_earlier"} <= set(told)
    assert not {"population_earlier_unknown", "population_earlier_missing"} & set(told)
    region = (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")
    assert 'municipality_code = "37201"' in region
    assert "base_year = 2023" in region


def test_municipalities_are_words_under_whatever_heading(tmp_path: Path) -> None:
    rows = (
        "東,東町,男,4,4,36.0,137.0",
        "東,東町,女,6,4,36.0,137.0",
        "西,西町,男,5,3,36.1,137.0",
        "西,西町,女,5,3,36.1,137.0",
    )
    text = "\n".join(["集落名,市町村名,性別,人口,世帯数,緯度,経度", *rows, ""])
    (tmp_path / "both.csv").write_text(text, encoding="utf-8")
    import_files("villages", [tmp_path / "both.csv"], tmp_path / "r", columns={"municipality": "市町村名"})
    found = villages(tmp_path / "r").set_index("name")
    assert found["municipality"].to_dict() == {"東": "東町", "西": "西町"}
    assert people_in(found) == {"東": 10, "西": 10}
