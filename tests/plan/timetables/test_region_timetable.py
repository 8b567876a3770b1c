"""The day of a region: all its feeds together, kept by content, the same from wherever it is asked."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from network.transit.rider_settings import BusQuestion
from plan.applied import apply
from plan.reach.destinations import bus_minutes_to_places
from plan.timetables.region_timetable import region_feeds, region_timetable

SAMPLES = Path(__file__).resolve().parents[3] / "sample_regions"
DAY = datetime.date(2025, 6, 3)


def test_a_region_with_two_feeds_runs_both() -> None:
    region = read_region(SAMPLES / "sanson")
    assert len(region.feeds) == len(region_feeds(region)) == 2
    found = region_timetable(region, DAY)
    assert {stop.partition(":")[0] for stop in found.stops.index} == {feed.name for feed in region.feeds}
    assert apply(region).timetable(DAY) is found


def test_a_day_is_kept_by_content_and_changes_with_the_files(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLES / "okuyama", tmp_path / "okuyama"))
    first = region_timetable(read_region(folder), DAY)
    assert region_timetable(read_region(folder), DAY) is first
    times = folder / "gtfs" / "stop_times.txt"
    times.write_text("\n".join(times.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    assert region_timetable(read_region(folder), DAY) != first


def test_a_region_whose_feed_has_gone_is_told_so(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLES / "okuyama", tmp_path / "okuyama"))
    shutil.rmtree(folder / "gtfs")
    with pytest.raises(RequestError, match="時刻表データ"):
        region_timetable(read_region(folder))


def test_the_longest_walk_to_a_stop_is_an_assumption() -> None:
    region = read_region(SAMPLES / "sanson")
    hub = list(apply(region).hubs.index)
    near = bus_minutes_to_places(apply(region), hub, BusQuestion(DAY))[0]
    wider = replace(apply(region), assumptions=region.assumptions.with_changes({"walk_to_stop_m": 1000}))
    far = bus_minutes_to_places(wider, hub, BusQuestion(DAY))[0]
    assert np.isfinite(far.to_numpy()).sum() > np.isfinite(near.to_numpy()).sum()
    assert (far.to_numpy() <= near.to_numpy()).all()


@pytest.mark.parametrize("wrong", [{"depart_s": (60, 60)}, {"percentile": 101.0}, {"percentile": float("nan")}])
def test_a_question_without_an_answer_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="window"):
        BusQuestion(**wrong)  # type: ignore[arg-type]
