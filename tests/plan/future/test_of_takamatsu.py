"""A real city: 235 areas by sex and five-year age at two dates, five years apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo.region.tables.population import read_population
from geo.region.tables.villages import read_villages
from importing import import_files
from plan.future import project
from plan.future.counts.kinds import counts_of

FILES = {2018: "0066_201811.xlsx", 2023: "0066_202311.xlsx"}


def residents(folder: Path) -> pd.DataFrame:
    parts = []
    for year, name in FILES.items():
        sheet = pd.read_excel(folder / name, engine="calamine")
        for sex, word in (("m", "man"), ("f", "woman")):
            for k in range(18):
                persons = sheet.groupby("regionName")[f"{word}{k + 1}"].sum()
                cells = {"village_id": persons.index, "year": year, "sex": sex, "age_from": 5 * k}
                parts.append(pd.DataFrame({**cells, "persons": persons.to_numpy(dtype=float)}))
    return pd.concat(parts, ignore_index=True)


def test_takamatsu_goes_on_as_the_whole_city_does(real_data: Path) -> None:
    people = residents(real_data / "takamatsu" / "population")
    assert people.groupby("year")["persons"].sum().to_dict() == {2018: 428_276, 2023: 419_894}
    found = project(people, to_year=2048)
    assert found.method == "cohort"
    whole = people.groupby(["year", "sex", "age_from"], as_index=False)["persons"].sum().assign(village_id="高松市")
    as_one = project(whole, to_year=2048, prior_strength=0.0)
    np.testing.assert_allclose(found.in_year(2048).sum(0), as_one.in_year(2048)[0], rtol=1e-9)
    assert 0.03 < found.strengths["village"].between < 0.12
    assert found.totals[2048].sum() == pytest.approx(345_000, rel=0.03)
    assert np.isfinite(found.bands[["low", "high"]].to_numpy()).all()


def test_the_import_of_both_files_projects_to_the_same_people(real_data: Path, tmp_path: Path) -> None:
    """The whole way: the two workbooks as they are published, the region's tables, the counts put together."""
    folder = real_data / "takamatsu" / "population"
    import_files("villages", [folder / name for name in FILES.values()], tmp_path / "r")
    villages, _ = read_villages(tmp_path / "r" / "villages.csv")
    assert villages is not None
    population, notices = read_population(tmp_path / "r" / "population.csv", villages)
    assert notices == []
    counts, notices = counts_of(villages, population, 2023)
    assert notices == []
    assert counts.groupby("year")["persons"].sum().to_dict() == {2018: 428_276, 2023: 419_894}
    found, direct = project(counts, to_year=2048), project(residents(folder), to_year=2048)
    assert (found.method, len(found.villages)) == ("cohort", 235)
    by_name = pd.Series(found.totals[2048].to_numpy(), index=villages.loc[list(found.villages), "name"].tolist())
    np.testing.assert_allclose(by_name.sort_index(), direct.totals[2048].sort_index(), rtol=1e-9)
    assert found.totals[2048].sum() == pytest.approx(345_430, abs=10)
    nobody = list(villages.index[villages["population"] == 0])
    assert len(nobody) == 3
    assert found.totals.loc[nobody, 2048].sum() == 0
    # Two counts only: the band says what it rests on, and no village of a renamed ward is among them.
    assert not {"villages_without_ratios", "villages_not_counted_last"} & {n.code for n in found.notices}
