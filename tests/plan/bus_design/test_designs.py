"""Designs' figures are those of their exported services: the plan file, the yearly money, and the feed read back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.gtfs.writing import feed_files, zip_of_files
from geo.region.region import read_region
from geo.texts.errors import RequestError
from network.bus_design.town.search import State, TownSearch, front
from network.bus_design.town.timetable import drawn
from network.outings.outings import any_outing
from network.transit.timetable import Timetable
from plan.applied import apply
from plan.bus_design.answer import designs_document, plan_with
from plan.bus_design.designs import designs
from plan.bus_design.guarantee import Guaranteed
from plan.bus_design.measured import figures_of, measured_scenario, scenario_of
from plan.bus_design.request import BusDesignRequest, design_task
from plan.file.plan_file import plan_bytes, read_plan
from plan.outings.evaluation import outings_to, purpose_named, rides_to, settings_of
from plan.reach.destinations import destinations
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import Plan
from plan.services.gtfs_export import export_feed
from plan.services.money import scenario_money
from tests.network.bus_design.town.small_town import small_task

REGION = "sample_regions/okuyama"


@pytest.fixture(scope="module")
def found():
    region = read_region(REGION)
    request = BusDesignRequest("f001", 2, 2, rounds=12)
    return designs(design_task(apply(region), Plan(region.id, region.fingerprint), request), request)


@pytest.fixture(scope="module")
def saved(found):
    region = found.task.region
    plan = plan_with(Plan(region.id, region.fingerprint), found.designs)
    return region, read_plan(plan_bytes(plan))


def test_dearer_designs_serve_more(found):
    costs = [design.cost_yen for design in found.designs]
    shares = [design.figures.outing_share for design in found.designs]
    assert len(costs) > 1
    assert costs == sorted(costs)
    assert shares == sorted(set(shares))
    assert [design.id for design in found.designs] == [f"d{n}" for n in range(1, len(costs) + 1)]


def test_spokes_are_measured_even_where_the_search_counts_few_of_their_people(monkeypatch):
    spokes = TownSearch.spokes
    counted: list[State] = []

    def counted_low(search):
        counted.extend(replace(s, value=s.value / 10, score=s.score / 10) for s in spokes(search))
        return counted

    monkeypatch.setattr(TownSearch, "spokes", counted_low)
    region = read_region(REGION)
    request = BusDesignRequest("f001", 2, 2, rounds=1)
    found = designs(design_task(apply(region), Plan(region.id, region.fingerprint), request), request)
    task, best = found.task, 0.0
    for state in front(counted):
        scenario = scenario_of(task, drawn(task.town, state.operated.services), "放射")
        best = max(best, figures_of(measured_scenario(task, scenario), task.hub_id, task.purposes).outing_share)
    assert found.designs[-1].figures.outing_share >= best > found.designs[0].figures.outing_share


def test_figures_are_those_of_the_scenario_in_the_saved_plan(found, saved):
    region, plan = saved
    assert len(plan.scenarios) == len(found.designs)
    for design, scenario in zip(found.designs, plan.scenarios, strict=True):
        evaluation = evaluate(apply(region, plan, scenario.id))
        assert figures_of(evaluation, found.task.hub_id, found.task.purposes) == design.figures
        money = scenario_money(evaluation)
        assert money.total().cost_yen == design.cost_yen
        assert sum(group.year.volume.vehicles for group in money.groups) == design.state.operated.vehicles


def test_figures_are_those_of_the_exported_feed(found, saved, tmp_path):
    region, plan = saved
    evaluation = evaluate(apply(region, plan, plan.scenarios[-1].id))
    effective = evaluation.effective
    path = tmp_path / "feed.zip"
    path.write_bytes(zip_of_files(feed_files(export_feed(effective).feed)))
    timetable = Timetable.from_gtfs(path, found.task.date)
    ((_, lat, lon),) = destinations(effective, [found.task.hub_id])[["name", "lat", "lon"]].itertuples(
        index=False, name=None
    )
    for purpose, visits in zip(found.task.purposes, found.task.town.visits, strict=True):
        settings = settings_of(effective, purpose_named(purpose, effective))
        out, home, walk = rides_to((timetable, effective.roads, settings), evaluation.people, (lat, lon))
        homes = any_outing(out, home, visits) | np.isfinite(walk)
        assert (homes == outings_to(evaluation, found.task.hub_id, purpose, weekly=False).homes).all()


def test_the_same_rounds_give_the_same_bytes(found, saved):
    region, plan = saved
    request = BusDesignRequest("f001", 2, 2, rounds=12)
    again = designs(design_task(apply(region), Plan(region.id, region.fingerprint), request), request)
    assert plan_bytes(plan_with(Plan(region.id, region.fingerprint), again.designs)) == plan_bytes(plan)


def test_a_wish_to_stop_hands_over_what_was_found():
    region = read_region(REGION)
    request = BusDesignRequest("f001", 1, 1)
    task = design_task(apply(region), Plan(region.id, region.fingerprint), request)
    stopped = designs(task, request, lambda rounds, _: rounds >= 3)
    replayed = designs(task, replace(request, rounds=stopped.rounds))
    assert stopped.stopped
    assert [d.state.runs for d in stopped.designs] == [d.state.runs for d in replayed.designs]


def test_scenarios_share_the_stops_of_a_place_and_no_ids_of_services(saved):
    _, plan = saved
    services = [s.id for scenario in plan.scenarios for s in scenario.services]
    assert len(services) == len(set(services))
    places: dict[str, tuple[str, float, float]] = {}
    for scenario in plan.scenarios:
        for service in scenario.services:
            for stop in service.stops:
                assert places.setdefault(stop.stop_id, (stop.name, stop.lat, stop.lon)) == (
                    stop.name,
                    stop.lat,
                    stop.lon,
                )
    twice = plan_with(plan, ())
    assert twice == plan


def test_too_small_a_budget_says_the_least(tmp_path):
    task = small_task(tmp_path)
    least = designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=6)).designs[0].cost_yen
    poor = replace(task, town=replace(task.town, budget_yen=least / 4))
    with pytest.raises(RequestError) as caught:
        designs(poor, BusDesignRequest("f-clinic", 1, 1, rounds=6))
    assert caught.value.notices[0].code == "bus_design_budget_too_small"
    nobody = replace(task, town=replace(task.town, persons=task.town.persons * 0))
    with pytest.raises(RequestError) as caught:
        designs(nobody, BusDesignRequest("f-clinic", 1, 1, rounds=6))
    assert caught.value.notices[0].code == "bus_design_nobody_left"
    never = replace(task, town=replace(task.town, visits=((replace(task.town.visits[0][0], away_max_s=60),),)))
    with pytest.raises(RequestError) as caught:
        designs(never, BusDesignRequest("f-clinic", 1, 1, rounds=6))
    assert caught.value.notices[0].code == "bus_design_no_round_trip"
    lost = replace(task, town=replace(task.town, drive_min=task.town.drive_min + 1_000))
    with pytest.raises(RequestError) as caught:
        designs(lost, BusDesignRequest("f-clinic", 1, 1, rounds=6))
    assert caught.value.notices[0].code == "bus_design_nothing_near"


def test_the_document_has_the_keys_of_the_contract(found):
    document = designs_document(Guaranteed(found, None))
    for row in document["designs"]:
        assert {
            "id", "routes", "trips", "vehicles", "annual_cost_yen", "population_served", "outing_share", "mean_travel_min",
        } <= set(row)  # fmt: skip
        assert row["routes"] == len(row["lines"])
        assert row["bound"] >= row["persons"] - 1e-6
        assert row["gap"] == pytest.approx((row["bound"] - row["persons"]) / row["bound"], abs=1e-9)
    assert document["bound_holds_for"] in ("all simple routes", "candidates")
