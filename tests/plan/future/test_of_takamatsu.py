"""A real city: 235 areas by sex and five-year age at two dates, five years apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from plan.future import project

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
