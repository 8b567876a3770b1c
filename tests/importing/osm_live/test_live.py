"""What an answer of OpenStreetMap must look like, its day, and answers asked for anew; nobody is asked here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from importing.osm_live import live
from importing.osm_live.asking import Asking

PLACE: dict[str, Any] = {
    "importance": 0.4, "geojson": {"type": "Polygon"}, "boundingbox": ["36", "37", "137", "138"], "lat": "36.5", "lon": "137.5",
}  # fmt: skip


def test_places_bear_what_a_boundary_is_made_of() -> None:
    assert live._are_places([PLACE])
    assert live._are_places([])
    assert not live._are_places({"error": "busy"})


@pytest.mark.parametrize("key", list(PLACE))
def test_a_place_that_lacks_something_is_no_place(key: str) -> None:
    assert not live._are_places([PLACE, {k: v for k, v in PLACE.items() if k != key}])


@pytest.mark.parametrize(
    ("server", "day"),
    [
        ({"timestamp_osm_base": "2026-11-28T23:59:01Z"}, "2026-11-28"),
        ({"timestamp_osm_base": "today"}, None),
        ({}, None),
        ("x", None),
    ],
)
def test_the_day_of_the_data_is_what_the_server_says(server: object, day: str | None) -> None:
    assert live._day_of({"osm3s": server}) == day


def test_answers_anew_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    asking = Asking(tmp_path / "cache")
    asking.cache_folder.mkdir()
    for name in ("a.json", "b.json"):
        (asking.cache_folder / name).write_text("old")

    def work(fresh: Asking) -> str:
        assert not list(fresh.cache_folder.iterdir())
        (fresh.cache_folder / "a.json").write_text("new")
        return "done"

    assert live.anew(asking, work) == "done"
    assert {p.name: p.read_text() for p in asking.cache_folder.iterdir()} == {"a.json": "new", "b.json": "old"}


def test_answers_stay_when_asking_anew_fails(tmp_path: Path) -> None:
    asking = Asking(tmp_path)
    (tmp_path / "a.json").write_text("old")

    def work(fresh: Asking) -> None:
        (fresh.cache_folder / "a.json").write_text("half")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        live.anew(asking, work)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.json": "old"}
