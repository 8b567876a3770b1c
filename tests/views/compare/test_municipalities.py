"""比較 of a region of two municipalities: a tab more, with the figures that the command line gives; else no such tab."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest

import views.opening
from layers.map_component.map_events import MapClick
from plan.overview.by_municipality import by_municipality
from tests.views.small_region import write_small_region
from tests.views.table import Table

TAB = "市町村ごと"


@pytest.fixture
def two_towns(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """The valley, its west one town and its east, whose name is no mark-up, another; a second hub stands in the east."""
    folder = tmp_path / "samples" / "tanima"
    write_small_region(folder)
    villages = pd.read_csv(folder / "villages.csv", dtype=str)
    is_east = villages["lon"].astype(float) > 137.48
    villages.assign(municipality=is_east.map({True: "東<b>町", False: "西町"})).to_csv(
        folder / "villages.csv", index=False
    )
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", tmp_path / "samples")
    return Table().do(MapClick(35.3001, 137.55)).go("compare")


def shown(table: Table) -> dict[str, dict[str, list[str]]]:
    """What is shown of each indicator: by town a cell for each scenario."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, body in re.findall(
        r"<tbody>.*?<summary>(.*?)</summary>.*?</details></td></tr>(.*?)</tbody>", table.markup
    ):
        rows = re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", body)
        found[html.unescape(name)] = {
            html.unescape(town): [
                re.sub(r"<div.*?</div>|<[^>]*>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", cells)
            ]
            for town, cells in rows
        }
    return found


def test_every_figure_of_every_municipality_is_shown(two_towns: Table) -> None:
    two_towns.tab(TAB, "compare_tab")
    towns = by_municipality([two_towns.evaluation(i) for i in ("base", "s1")])
    expected = {
        row.name: {town.name: [of.digits + of.unit for of in town.rows[at].of.values()] for town in towns}
        for at, row in enumerate(towns[0].rows)
    }
    assert shown(two_towns) == expected
    differ = {row.name for at, row in enumerate(towns[0].rows) if any(town.rows[at].differs for town in towns)}
    assert set(list(expected)[: len(differ)]) != differ, "or the order of the registry would do"
    assert set(list(shown(two_towns))[: len(differ)]) == differ
    assert "<b>町" not in two_towns.markup


def test_a_region_of_one_municipality_has_no_such_tab(samples: Path) -> None:
    table = Table().go("compare")
    assert TAB not in [tab.label for tab in table.app.tabs]


def test_a_region_of_two_has_it(two_towns: Table) -> None:
    assert TAB in [tab.label for tab in two_towns.app.tabs]
