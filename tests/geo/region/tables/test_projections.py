"""projections.csv: projections of the whole municipality, strictly read."""

from __future__ import annotations

from pathlib import Path

from geo.region.tables.projections import read_projections


def test_rows_are_read_and_repeated_years_are_named(tmp_path: Path) -> None:
    path = tmp_path / "projections.csv"
    path.write_text("source,year,total,m_00_04\nA,2030,90.5,1\nA,2035,80,\nA,2035,81,\nB,2035,70,2\n", encoding="utf-8")
    frame, notices = read_projections(path)
    assert frame is not None
    assert frame[["source", "year", "total"]].to_numpy().tolist() == [
        ["A", 2030, 90.5],
        ["A", 2035, 80.0],
        ["B", 2035, 70.0],
    ]
    assert [n.code for n in notices] == ["projection_year_twice"]
    assert "2035" in notices[0].message


def test_rows_without_a_year_or_a_total_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "projections.csv"
    path.write_text("source,year,total\nA,いつか,90\nA,2035,\nA,2040,60\n", encoding="utf-8")
    frame, notices = read_projections(path)
    assert frame is not None
    assert frame["year"].tolist() == [2040]
    assert {n.row for n in notices} == {2, 3}
