"""The bundle: every file in the manifest with its digest, the same bytes twice, a stop between two files, safe names."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.background import StopSign
from plan.documents.catalogue import CHOICES
from plan.documents.material import material
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Plan
from reports.documents.bundle import MANIFEST, Bundle, Made, bundle, write_bundle
from reports.printed.page import A4_WIDE_MM, Page
from reports.printed.region_map import region_page
from tests.plan.documents.written_up import DAY, written_up
from tests.small_region import write_small_region


def some(found: Bundle) -> Bundle:
    """The bundle without what takes long to draw."""
    return Bundle(found.found, tuple(p for p in found.pieces if not p.key.startswith("map_")), found.notices)


def test_every_file_stands_in_the_manifest_and_two_runs_are_the_same(tmp_path: Path) -> None:
    steps: list[str] = []
    first = write_bundle(some(bundle(written_up())), tmp_path / "a", steps.append)
    write_bundle(some(bundle(written_up())), tmp_path / "b", steps.append)
    manifest = json.loads((tmp_path / "a" / MANIFEST).read_text())
    assert [f["file"] for f in manifest["files"]] == [p.name for p in first[:-1]]
    for entry in manifest["files"]:
        content = (tmp_path / "a" / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert content == (tmp_path / "b" / entry["file"]).read_bytes()
    assert manifest["region"]["fingerprint"] == written_up().chosen.effective.region.fingerprint
    assert manifest["date"] == DAY.isoformat()
    assert manifest["people_under_ten"] == "left out"
    assert len(steps) == 2 * (len(first) - 1)


def test_the_manifest_names_what_nobody_entered_and_what_cannot_be_made(tmp_path: Path) -> None:
    region = read_region(write_small_region(tmp_path / "tameshi"))
    plan = Plan(region.id, region.fingerprint)
    lacking = bundle(material([evaluate(apply(region, plan, "base"))], "base", plan, DAY))
    told = json.loads(lacking.manifest([]))
    assert "計画期間" in told["missing"]["地域再生計画"]
    assert list(told["not_made"]) == [CHOICES["gtfs"], "人口の見通し"], "no buses, and one count of people"
    assert all(why for why in told["not_made"].values())
    assert {n.severity for n in lacking.notices} == {"warning"}
    assert "gtfs" not in {p.key for p in lacking.pieces}
    assert json.loads(bundle(written_up()).manifest([]))["not_made"] == {}


def test_maps_are_drawn_on_three_papers() -> None:
    made = list(bundle(written_up()).made(["map_A4"]))
    assert [m.piece.name for m in made] == ["地図_A4.pdf", "地図_A4.png"]
    assert [m.content for m in made] == [m.content for m in bundle(written_up()).made(["map_A4"])]
    assert made[0].content.startswith(b"%PDF")
    assert b"/MediaBox [ 0 0 841.8" in made[0].content
    keys = {p.key for p in bundle(written_up()).pieces}
    assert {"map_A4", "map_A3", "map_A1", "workbook", "geopackage", "gtfs", "page"} <= keys


def test_a_map_is_drawn_once_for_all_that_show_it_and_whatever_came_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[float, float]] = []

    def counted(evaluation: Evaluation, *, size_mm: tuple[float, float], day: datetime.date) -> Page:
        drawn.append(size_mm)
        return region_page(evaluation, size_mm=size_mm, day=day)

    alone = {m.piece.name: m.content for m in bundle(written_up()).made(["map_A4"])}
    monkeypatch.setattr("reports.documents.bundle.region_page", counted)
    found = bundle(written_up())
    wanted = [p for p in found.pieces if p.key in ("regional_plan", "land_use_plan", "map_A4")]
    made = {p.name: p.make() for p in wanted if p.pages is None or p.pages()}
    assert drawn == [A4_WIDE_MM]
    assert {name: made[name] for name in alone} == alone


def test_what_concerns_one_file_is_told_with_it_alone() -> None:
    found = bundle(written_up())
    (feed,) = (p for p in found.pieces if p.key == "gtfs")
    assert feed.notices
    assert set(feed.notices) <= set(found.notices_of(found.pieces))
    assert not set(feed.notices) & set(found.notices_of([found.pieces[0]]))


def test_it_stops_between_two_files() -> None:
    sign, made = StopSign(), []
    for one in some(bundle(written_up())).made(sign=sign):
        made.append(one)
        sign.ask()
    assert len(made) == 1
    assert isinstance(made[0], Made)
