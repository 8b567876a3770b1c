"""Many regions beside each other: read back as they were written, ranked by hand, added up by municipality."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.batch.prefecture import BatchIndicator, Prefecture, by_municipality, outlines, ranked, read_prefecture
from plan.batch.region_task import measured
from plan.batch.run import BatchOutcome
from plan.batch.settings import BatchSettings
from plan.batch.table import parquet_bytes
from tests.small_region import write_two_towns

NEAR = BatchIndicator("near", "近い人", "人", "higher")
FAR = BatchIndicator("far", "遠さ", "分", "lower")


@pytest.fixture
def drawn() -> Prefecture:
    """Four regions in two towns; of the last nothing is known but its people."""
    regions = pd.DataFrame(
        {
            "folder": list("abcd"),
            "name": ["一", "二", "三", "四"],
            "municipality_code": ["02", "01", "02", "01"],
            "lat": [35.0, 35.1, 35.2, 35.3],
            "lon": [137.0, 137.1, 137.2, 137.3],
            "population": [100.0, 1000.0, 50.0, 0.0],
            "hubs": [1.0, 2.0, 0.0, 1.0],
            "organisations": [1.0, None, 0.0, None],
            "near": [60.0, 300.0, 50.0, None],
            "far": [10.0, 30.0, 20.0, None],
        }
    )
    return Prefecture(regions, pd.DataFrame(columns=["folder", "problem"]), (NEAR, FAR))


def test_the_best_come_first_whichever_way_is_better(drawn):
    assert ranked(drawn, NEAR)["name"].tolist() == ["二", "一", "三"]
    assert ranked(drawn, FAR)["name"].tolist() == ["一", "三", "二"]
    assert ranked(drawn, FAR)["rank"].tolist() == [1, 2, 3]
    assert ranked(drawn, FAR)["fifth"].tolist() == [0, 1, 3]


def test_by_person_small_regions_stand_beside_large_ones(drawn):
    table = ranked(drawn, NEAR, per_person=True)
    assert table["name"].tolist() == ["三", "一", "二"]
    assert table["value"].tolist() == [1.0, 0.6, 0.3]


def test_municipalities_are_added_up_and_what_nobody_tells_is_missing(drawn):
    table = by_municipality(drawn).set_index("municipality_code")
    assert table["hubs"].to_dict() == {"01": 3.0, "02": 1.0}
    assert table["population"].to_dict() == {"01": 1000.0, "02": 150.0}
    assert table.at["02", "organisations"] == 1.0
    assert table["organisations"].isna().to_dict() == {"01": True, "02": False}


def test_a_region_of_several_municipalities_counts_in_each(drawn):
    towns = [
        {"name": "東町", "villages": 2, "indicators": {"population": 30.0, "hubs_inside": 1.0}},
        {"name": "西町", "villages": 1, "indicators": {"population": 20.0, "hubs_inside": 0.0}},
    ]
    shared = drawn.regions.assign(municipalities=[None, None, json.dumps(towns), None])
    table = by_municipality(Prefecture(shared, drawn.failed, drawn.indicators))
    assert table[["municipality_code", "municipality"]].to_numpy().tolist() == [
        ["", "東町"], ["", "西町"], ["01", ""], ["02", ""],
    ]  # fmt: skip
    assert table["population"].tolist() == [30, 20, 1000, 100]
    assert table["hubs"].tolist() == [1, 0, 3, 1]
    assert table["regions"].tolist() == [1, 1, 2, 1]
    assert table["organisations"].isna().tolist() == [True, True, True, False], "one of both towns is none of one"
    assert by_municipality(drawn)["municipality"].tolist() == ["", ""]


def written(folder: Path) -> Path:
    good = measured("sample_regions/model_chiku", BatchSettings(plan="example.plan.json", scenario="c2").document())
    why = [notice("batch_worker_killed").as_dict()]
    outcome = BatchOutcome(
        ("bad", "sample_regions/model_chiku"), {"sample_regions/model_chiku": good}, (), {"bad": why}
    )
    path = folder / "県.parquet"
    path.write_bytes(parquet_bytes(outcome))
    return path


def written_of_two_towns(folder: Path) -> Path:
    two = measured(str(write_two_towns(folder / "two")), BatchSettings().document())
    path = folder / "二町.parquet"
    path.write_bytes(parquet_bytes(BatchOutcome(("two",), {"two": two}, (), {})))
    return path


def test_municipalities_of_one_region_are_read_back(tmp_path):
    table = by_municipality(read_prefecture(written_of_two_towns(tmp_path))).set_index("municipality")
    assert table["population"].to_dict() == {"上町": 150, "下町": 65}
    assert table["hubs"].to_dict() == {"上町": 1, "下町": 0}


def test_what_batch_wrote_is_read_back(tmp_path):
    found = read_prefecture(written(tmp_path))
    assert found.regions["name"].tolist() == ["椿原地区"]
    assert found.failed["folder"].tolist() == ["bad"]
    assert "population" in [known.id for known in found.indicators]
    assert len(ranked(found, found.indicators[0])) == 1


@pytest.mark.parametrize("content", [b"", b"PAR1 of others"])
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "x.parquet").write_bytes(content)
    with pytest.raises(RequestError) as refused:
        read_prefecture(tmp_path / "x.parquet")
    assert [n.code for n in refused.value.notices] == ["batch_file_foreign"]
    pd.DataFrame({"problem": [1]}).to_parquet(tmp_path / "y.parquet")
    with pytest.raises(RequestError):
        read_prefecture(tmp_path / "y.parquet")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RequestError) as refused:
        read_prefecture(tmp_path / "none.parquet")
    assert [n.code for n in refused.value.notices] == ["batch_file_unreadable"]


def test_the_ground_is_each_municipality_once_and_what_cannot_be_read_is_left_out(tmp_path):
    square = [[137.0, 35.0], [137.1, 35.0], [137.1, 35.1], [137.0, 35.1], [137.0, 35.0]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    for name, content in {
        "a": {"features": [{"geometry": geometry}]},
        "b": {"features": [{"geometry": geometry}]},
        "c": {"features": [{"geometry": None}]},
        "d": [],
    }.items():
        (tmp_path / name / "zones").mkdir(parents=True)
        (tmp_path / name / "zones" / "municipality.geojson").write_text(json.dumps(content), encoding="utf-8")
    (edge,) = outlines([tmp_path / name for name in "abcde"])
    assert set(zip(edge.lon, edge.lat, strict=True)) == {tuple(one) for one in square}
