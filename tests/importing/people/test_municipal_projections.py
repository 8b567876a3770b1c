"""Projections of a whole municipality are read by headings, and stand in projections.csv as they were published."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.tables.projections import read_projections
from geo.region.tables.villages import FIVE_YEARS
from geo.texts.errors import RequestError
from importing import import_files
from importing.region_files.report import ImportOptions
from plan.future.given import given_projections

YEARS = tuple(range(2020, 2055, 5))
CLASSES = [f"{a}～{a + 4}歳" for a in range(0, 95, 5)] + ["95歳～"]
PLACES = {"48000": ("a", "霧県", ""), "48901": ("3", "霧県", "霧森町"), "48902": ("3", "霧県", "隣村")}


def town(folder: Path) -> Path:
    (folder / "places.csv").write_text(
        "集落コード,集落名,人口,世帯数,緯度,経度\n1,東,30,9,36.0,137.0\n", encoding="utf-8"
    )
    options = ImportOptions(region_name="霧森町", municipality_code="48901", base_year=2020)
    import_files("villages", [folder / "places.csv"], folder / "r", options=options)
    return folder / "r"


def truth(seed: int = 0) -> dict[tuple[str, int, str], list[int]]:
    """People by place, year and sex, twenty classes each."""
    random = np.random.default_rng(seed)
    return {(c, y, s): [int(n) for n in random.integers(0, 90, 20)] for c in PLACES for y in YEARS for s in "mf"}


def ipss_rows(people: dict[tuple[str, int, str], list[int]]) -> list[list[object]]:
    """The workbook by sex and age as 社人研 lays it out: a title, two rows of headers with three blocks, places below each other."""
    upper: list[object] = [""] * 5
    lower: list[object] = ["コード", "種別", "都道府県", "市区町村", "年"]
    for block in ("総数", "男", "女"):
        upper += [block, *[""] * 21]
        lower += ["総数", *CLASSES, ""]
    rows: list[list[object]] = [["男女・5歳階級別の将来推計人口（令和5年推計）"], [], ["（人）"], upper, lower]
    for code, about in PLACES.items():
        for year in YEARS:
            men, women = people[code, year, "m"], people[code, year, "f"]
            both = [m + f for m, f in zip(men, women, strict=True)]
            row: list[object] = [int(code), *about, f"{year}年"]
            for counts in (both, men, women):
                row += [sum(counts), *counts, ""]
            rows.append(row)
    return rows


def kept(region: Path) -> pd.DataFrame:
    frame, notices = read_projections(region / "projections.csv")
    assert frame is not None
    assert notices == []
    return frame


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_workbook_by_sex_and_age(ending: str, tmp_path: Path) -> None:
    people = truth()
    region = town(tmp_path)
    path = tmp_path / f"suikei_kekka.{ending}"
    if ending == "xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("表")
            for number, row in enumerate(ipss_rows(people)):
                sheet.write_row(number, 0, row)
    else:
        out = io.StringIO()
        csv.writer(out).writerows(ipss_rows(people))
        path.write_text(out.getvalue(), encoding="utf-8")
    report = import_files("projections", [path], region)
    frame = kept(region)
    assert set(frame["source"]) == {"社人研『日本の地域別将来推計人口』（令和5年推計）"}
    assert frame["year"].tolist() == list(YEARS)
    for kept_row in frame.to_dict("records"):
        for sex in "mf":
            own = people["48901", int(kept_row["year"]), sex]
            ages = [*own[:17], sum(own[17:])]
            assert [int(kept_row[f"{sex}_{age}"]) for age in FIVE_YEARS] == ages
        assert kept_row["total"] == sum(sum(people["48901", int(kept_row["year"]), s]) for s in "mf")
    assert (report.rows_read, report.rows_kept) == (len(PLACES) * len(YEARS), len(YEARS))
    told = next(n.message for n in report.notices if n.code == "projection_rows_of_others")
    assert f"{(len(PLACES) - 1) * len(YEARS)}" in told
    (offered,) = given_projections(None, frame)
    assert offered.totals[2050] == frame["total"].iloc[-1]
    assert offered.villages == 0
    before = (region / "projections.csv").read_bytes()
    import_files("projections", [path], region)
    assert (region / "projections.csv").read_bytes() == before


def test_totals_with_years_beside_each_other(tmp_path: Path) -> None:
    region = town(tmp_path)
    head = "コード,都道府県,市区町村," + ",".join(f"{y}年" for y in YEARS)
    rows = [
        f"{code},霧県,{about[2] or '霧県'}," + ",".join(str(int(code) % 97 * 10 - k) for k in range(7))
        for code, about in PLACES.items()
    ]
    text = "結果表1 総人口（日本の地域別将来推計人口）\n" + head + "\n" + "\n".join(rows) + "\n"
    (tmp_path / "kekkahyo1.csv").write_text(text, encoding="utf-8")
    import_files("projections", [tmp_path / "kekkahyo1.csv"], region)
    frame = kept(region)
    assert frame["total"].tolist() == [48901 % 97 * 10 - k for k in range(7)]
    assert set(frame["source"]) == {"社人研『日本の地域別将来推計人口』"}


VISION = {
    "years below": "霧森町人口ビジョン\n年,社人研準拠,将来展望\n2020年,100,100\n令和7年,90,95\n2030年,80,91\n",
    "years beside": "霧森町人口ビジョン\n区分,2020年,2025年,2030年\n社人研準拠,100,90,80\n将来展望,100,95,91\n",
}


@pytest.mark.parametrize("layout", VISION)
def test_scenarios_of_a_vision_are_sources_of_their_own(layout: str, tmp_path: Path) -> None:
    region = town(tmp_path)
    (tmp_path / "v.csv").write_text(VISION[layout], encoding="utf-8")
    import_files("projections", [tmp_path / "v.csv"], region)
    offered = {g.source: dict(g.totals) for g in given_projections(None, kept(region))}
    assert offered == {
        "霧森町人口ビジョン：社人研準拠": {2020: 100, 2025: 90, 2030: 80},
        "霧森町人口ビジョン：将来展望": {2020: 100, 2025: 95, 2030: 91},
    }


@settings(max_examples=20)
@given(
    totals=st.lists(st.integers(0, 99_999), min_size=2, max_size=8),
    head=st.sampled_from(["総人口", "人口", "総数", "合計", "総人口（人）"]),
    year=st.sampled_from(["{}", "{}年", "西暦{}年"]),
    beside=st.booleans(),
)
def test_any_spelling_of_a_table_of_totals(
    totals: list[int], head: str, year: str, beside: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("t")
    region = town(folder)
    years = [2020 + 5 * k for k in range(len(totals))]
    written = [year.format(y) for y in years]
    counts = list(map(str, totals))
    below = [["年", head], *([y, n] for y, n in zip(written, counts, strict=True))]
    rows = [["区分", *written], [head, *counts]] if beside else below
    (folder / "v.csv").write_text("\n".join(",".join(r) for r in rows) + "\n", encoding="utf-8")
    report = import_files("projections", [folder / "v.csv"], region)
    assert dict(zip(kept(region)["year"], kept(region)["total"], strict=True)) == dict(zip(years, totals, strict=True))
    assert report.rows_kept == len(totals)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("コード,市区町村,2020年,2050年\n48902,隣村,5,4\n48903,向村,5,3\n", "projection_municipality_unknown"),
        ("名前,値\nあ,1\nい,2\n", "projection_years_unknown"),
        ("年,備考\n2020,あ\n2025,い\n", "projection_columns_unknown"),
        ("年,総人口\n2020,5\n2020,6\n", "projection_years_repeated"),
    ],
)
def test_what_cannot_be_told_is_refused(text: str, code: str, tmp_path: Path) -> None:
    region = town(tmp_path)
    (tmp_path / "v.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as refused:
        import_files("projections", [tmp_path / "v.csv"], region)
    assert code in {n.code for n in refused.value.notices}
    assert not (region / "projections.csv").exists()
