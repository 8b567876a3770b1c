"""データ, people in meshes: which villages they belong to, and whose count holds, is asked for on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.files.mesh_codes import code_at
from geo.region.region import read_region
from plan.workspace.uploads import keep, upload_folder
from tests.plan.import_files import VILLAGES, write_roads
from tests.views.table import Table
from tests.views.test_import_page import choose, folder, import_as, job, kind_of

DROP = "0123abce"
MESH = f"メッシュコード,人口\n{code_at(36.10, 137.10, 4)},20\n{code_at(36.10, 137.12, 4)},23\n"


@pytest.fixture
def table(samples: Path, tmp_path: Path) -> Table:
    files = {
        "jinko.csv": VILLAGES.encode(),
        "michi.geojson": write_roads(tmp_path).read_bytes(),
        "mesh.csv": MESH.encode(),
    }
    for name, content in files.items():
        keep(upload_folder(DROP), name, content)
    return Table(drop=DROP).go("data")


def test_a_mesh_beside_villages_tells_where_in_them_people_live(table: Table) -> None:
    assert kind_of(table, "mesh.csv").value == "mesh"
    import_as(table, "谷村")
    region = read_region(folder(table))
    assert region.villages["population"].sum() == region.people["population"].sum() == 42
    assert region.people_at_homes
    assert "差 +1人" in table.text
    assert "「集落の人口を、このファイルの人数にする」" in table.text


def test_the_people_of_the_mesh_hold_where_that_is_chosen(table: Table) -> None:
    choose(table, "mesh.csv")
    table.app.checkbox(key=f"population-{job(table, 'mesh.csv')}").set_value(True)
    import_as(table.run(), "谷村")
    region = read_region(folder(table))
    assert region.villages["population"].tolist() == [20, 23]
