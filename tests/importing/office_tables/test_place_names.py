"""Villages, facilities and sites by name, where one alone bears it."""

from __future__ import annotations

from pathlib import Path

from importing.office_tables.place_names import PlaceNames, place_names


def test_names_that_one_place_alone_bears(tmp_path: Path) -> None:
    assert place_names(tmp_path) == PlaceNames()
    (tmp_path / "villages.csv").write_text("village_id,name\nv1,谷\nv2,峠\nv3,峠\n", encoding="utf-8")
    (tmp_path / "facilities.csv").write_text("facility_id,name\nf1,役場\nf2,商店\n", encoding="utf-8")
    (tmp_path / "sites.csv").write_text("site_id,name\ns1,商店\n", encoding="utf-8")
    names = place_names(tmp_path)
    assert [names.village(text) for text in ("谷", "谷集落", "谷区", "v1", "峠", "滝")] == [
        "v1",
        "v1",
        "v1",
        "v1",
        "",
        "",
    ]
    assert [names.place(text) for text in ("役場", "f1", "商店", "s1", "谷")] == ["f1", "f1", "", "s1", ""]
