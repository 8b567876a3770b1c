"""Real towns as they are read: 高松's 235 areas year by year, and 能登町, of which one count is not enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import Region
from geo.texts.errors import RequestError
from plan.future import project
from plan.future.shown.outlook import outlook_of
from plan.future.shown.pyramid import pyramid_of
from plan.future.shown.region_figures import region_figures
from plan.future.shown.village_years import village_years
from tests.plan.future.test_of_takamatsu import residents


def test_areas_of_takamatsu_add_up_in_every_year(real_data: Path) -> None:
    found = project(residents(real_data / "takamatsu" / "population"), to_year=2053)
    years = village_years(found)
    assert len(years[0].people) == 235
    assert years[0].total == 419_894
    for year in years[1:]:
        whole = region_figures(found, year.year)
        assert year.total == whole.people
        assert whole.band[0] <= whole.people <= whole.band[1]
    few = [v for v, one in years[-1].people.items() if one.few]
    assert all(pyramid_of(found, [v], 2053) is None for v in few)
    assert pyramid_of(found, list(found.villages), 2053) is not None


@pytest.mark.real_data
def test_noto_says_what_it_needs(noto_region: Region) -> None:
    with pytest.raises(RequestError) as refused:
        outlook_of(noto_region)
    assert [n.code for n in refused.value.notices] == ["one_count_only"]
    assert "2024年の地震前のデータです" in noto_region.notes
