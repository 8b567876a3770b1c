"""The past of villages without coordinates: rows of earlier dates, joined by code or name, with their ages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.region.region import read_region
from geo.region.tables.villages import FIVE_YEARS
from importing import import_files

PLACES = "集落コード,集落名,人口,世帯数,緯度,経度\n1,東,8,4,36.0,137.0\n2,西,5,3,36.0,137.1\n"


def test_a_table_without_places_brings_the_past_of_the_villages_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    rows = "2020-10-01,東,12\n2020-10-01,西,6\n2025-10-01,東,8\n2025-10-01,西,5\n"
    (tmp_path / "people.csv").write_text(f"調査年月日,集落名,人口\n{rows}", encoding="utf-8")
    import_files("villages", [tmp_path / "places.csv"], tmp_path / "r")
    report = import_files("villages", [tmp_path / "people.csv"], tmp_path / "r")
    region = read_region(tmp_path / "r")
    assert region.population is not None
    assert region.population[["village_id", "year", "total"]].to_numpy().tolist() == [["1", 2020, 12], ["2", 2020, 6]]
    told = next(n for n in report.notices if n.code == "population_earlier")
    assert "2020-10-01" in told.message


def test_ages_of_an_earlier_date_come_along(tmp_path: Path) -> None:
    ages = [f"{sex}_{age}" for sex in "mf" for age in FIVE_YEARS]
    heads = [
        f"{age.replace('_', '-')}歳の{sex}".replace("85-over歳", "85歳以上")
        for sex in ("男性", "女性")
        for age in FIVE_YEARS
    ]
    head = ",".join(["調査年月日", "地域コード", "地域名", "総人口", *heads, "世帯数", "緯度", "経度"])
    then, now = ["1"] * 36, ["0"] * 35 + ["20"]
    lines = [
        ",".join(["2020-10-01", "1", "東", "36", *then, "4", "36.0", "137.0"]),
        ",".join(["2025-10-01", "1", "東", "20", *now, "4", "36.0", "137.0"]),
    ]
    (tmp_path / "pop.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    import_files("villages", [tmp_path / "pop.csv"], tmp_path / "r")
    past = pd.read_csv(tmp_path / "r" / "population.csv", encoding="utf-8-sig")
    assert past[ages].iloc[0].tolist() == [1] * 36
    today = pd.read_csv(tmp_path / "r" / "villages.csv", encoding="utf-8-sig")
    assert today["f_85_over"].tolist() == [20]
