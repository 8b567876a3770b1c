"""bus_stops.csv: stops by id, each with a place in Japan."""

from __future__ import annotations

from pathlib import Path

from geo.region.tables.bus_stops import read_bus_stops

HEADER = "stop_id,name,lat,lon,operators\n"


def written(folder: Path, rows: str) -> Path:
    path = folder / "bus_stops.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_stops_by_id(tmp_path: Path) -> None:
    stops, notices = read_bus_stops(written(tmp_path, "p1,役場前,36.5,137.1,町\np2,谷,36.6,137.2,\n"))
    assert notices == []
    assert stops is not None
    assert stops.loc[["p2"], ["name", "lat", "lon"]].to_numpy().tolist() == [["谷", 36.6, 137.2]]
    assert stops.index.tolist() == ["p1", "p2"]


def test_places_abroad_and_ids_that_are_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "p1,役場前,36.5,137.1,\np2,Berlin,52.5,13.4,\np1,谷,36.6,137.2,\n")
    stops, notices = read_bus_stops(path)
    assert stops is not None
    assert "Berlin" not in stops["name"].tolist()
    assert stops.index.is_unique
    assert len(notices) == 2
    everywhere, _ = read_bus_stops(path, fictional=True)
    assert everywhere is not None
    assert "Berlin" in everywhere["name"].tolist()


def test_a_file_without_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "bus_stops.csv"
    path.write_text("name\n谷\n", encoding="utf-8")
    stops, notices = read_bus_stops(path)
    assert stops is None
    assert notices
