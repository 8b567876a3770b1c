"""Evaluation against explicit loops over travel times, and the indicators that are made from them."""

from __future__ import annotations

import dataclasses
import math
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from geo.reference.assumptions import Assumptions
from geo.reference.categories import CATEGORIES
from geo.region.region import Region, read_region
from network.roads.edge_costs import MODES, Mode
from network.roads.travel_time import travel_times
from plan.applied import apply
from plan.indicators.registry import INDICATORS, indicator, indicator_rows
from plan.overview.diagnosis import diagnosis
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import edit_facility, set_assumptions
from plan.scenario.scenario import FacilityEdit, Hub, Plan, Scenario
from tests.small_region import LAT, LON, STEP, VILLAGES, write_small_region

HOMES = f"""\
village_id,lat,lon,population
v1,{LAT + 0.001},{LON + 0.002},30
v1,{LAT - 0.003},{LON - 0.001},10
v2,{LAT + 0.004},{LON + 1.5 * STEP},25
v2,{LAT},{LON + STEP},25
v4,{LAT + 0.002},{LON + 2.7 * STEP},15
v4,{LAT + 0.03},{LON + 3 * STEP},15
"""


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """The small region with homes off the road and away from their villages, one of them beyond every road."""
    folder = write_small_region(tmp_path_factory.mktemp("scattered") / "tameshi")
    (folder / "residents.csv").write_text(HOMES, encoding="utf-8")
    return read_region(folder)


def evaluation(region: Region, plan: Plan, scenario_id: str) -> Evaluation:
    return evaluate(apply(region, plan, scenario_id))


def brute_people(m: Evaluation, group: str) -> list[tuple[float, float, float]]:
    """(lat, lon, persons) of each place, shared out by hand."""
    region = m.effective.region
    places = []
    for _, home in region.people.iterrows():
        village = region.villages.loc[home["village_id"]]
        total = village["population"]
        of_group = total * village["no_car_share"] if group == "no_car" else village[group]
        places.append((home["lat"], home["lon"], of_group * home["population"] / total if total else 0.0))
    return places


def brute_minutes(m: Evaluation, places: pd.DataFrame, mode: Mode, walk: float) -> list[float]:
    """Minutes from each home to the nearest of some places, one pair at a time."""
    minutes = []
    for _, home in m.effective.region.people[["lat", "lon"]].iterrows():
        best = math.inf
        for _, place in places.iterrows():
            pair = travel_times(
                m.effective.roads,
                pd.DataFrame([home], index=["o"]),
                pd.DataFrame([place[["lat", "lon"]].astype(float)], index=["d"]),
                mode=mode,
                walk_m_per_min=walk,
            )
            best = min(best, float(pair.minutes.to_numpy()[0, 0]))
        minutes.append(best)
    return minutes


@pytest.mark.parametrize("scenario_id", ["base", "s1", "s2"])
@pytest.mark.parametrize("mode", list(MODES))
@pytest.mark.parametrize("group", ["population", "pop_65_over", "no_car"])
def test_hub_coverage_equals_counting_by_hand(
    scattered: Region, plan: Plan, scenario_id: str, mode: Mode, group: str
) -> None:
    m = evaluation(scattered, plan, scenario_id)
    walk = 50.0 if mode == "walk" and group != "population" else 80.0
    minutes = brute_minutes(m, m.effective.hubs, mode, walk)
    persons = [n for *_, n in brute_people(m, group)]
    counted = m.hub_coverage(mode, group)
    assert counted.people == pytest.approx(sum(persons))
    for limit in (15, 30, 45, 60):
        within = sum(n for n, t in zip(persons, minutes, strict=True) if t <= limit)
        assert counted.within[limit] == pytest.approx(within)
        assert counted.share_within(limit) == pytest.approx(within / sum(persons))
    reached = [(n, t) for n, t in zip(persons, minutes, strict=True) if t < math.inf and n > 0]
    assert counted.unreached == pytest.approx(sum(n for n, t in zip(persons, minutes, strict=True) if t == math.inf))
    assert counted.mean_min == pytest.approx(sum(n * t for n, t in reached) / sum(n for n, _ in reached))
    assert counted.worst_min == pytest.approx(max(t for _, t in reached))
    assert counted.unreached > 0


@pytest.mark.parametrize("scenario_id", ["base", "s1", "s2"])
@pytest.mark.parametrize("mode", list(MODES))
def test_services_are_reached_where_open_facilities_and_hubs_offer_them(
    scattered: Region, plan: Plan, scenario_id: str, mode: Mode
) -> None:
    plan = edit_facility(plan, "s1", FacilityEdit("f-school", "open"))
    m = evaluation(scattered, plan, scenario_id)
    reached = [0] * len(scattered.people)
    for category in CATEGORIES:
        table = m.effective.facilities
        offering = [table.loc[i] for i in table.index if (table.category[i], table.status[i]) == (category, "open")]
        offering += [hub for _, hub in m.effective.hubs.iterrows() if category in hub["services"]]
        places = pd.DataFrame([{"lat": o["lat"], "lon": o["lon"]} for o in offering])
        minutes = brute_minutes(m, places, mode, 50.0 if mode == "walk" else 80.0)
        assert m.service_minutes_at_homes(category, mode, "no_car").tolist() == pytest.approx(minutes)
        assert (category in m.categories()) == bool(offering)
        reached = [n + (t <= 15) for n, t in zip(reached, minutes, strict=True)]
    persons = [n for *_, n in brute_people(m, "no_car")]
    mean = sum(n * r for n, r in zip(persons, reached, strict=True)) / sum(persons)
    assert m.services_within(mode, "no_car", 15) == pytest.approx(mean)


def test_the_figures_of_the_drawing_come_out_as_on_paper(today: Evaluation, one_hub: Evaluation) -> None:
    values = {row["id"]: row["value"] for row in indicator_rows(today)}
    assert values["population"] == 215
    assert values["households"] == 93
    assert values["ageing_rate"] == pytest.approx(112 / 215)
    assert values["aged_villages"] == 5
    assert values["no_car"] == pytest.approx(20 + 20 + 10 + 15 + 8 + 5)
    assert values["hub_near_car"] == 170
    assert values["hub_daily_car"] == 200
    assert values["hub_daily_car_share"] == pytest.approx(200 / 215)
    assert values["hub_daily_car_65_over"] == 100
    assert values["hub_mean_car"] == pytest.approx(1620 / 210)
    assert values["hub_worst_car"] == pytest.approx(36)
    assert values["hub_unreached_car"] == 5
    assert values["hub_near_walk"] == 150
    assert values["hub_daily_walk"] == 200
    assert values["hub_walk_no_car"] == pytest.approx(20)
    assert values["shop_walk_no_car"] == pytest.approx(10)
    assert values["clinic_walk_no_car"] == pytest.approx(20)
    current = {row["id"]: row["value"] for row in indicator_rows(one_hub)}
    assert (current["hub_near_car"], current["hub_daily_car"], current["hub_worst_car"]) == (
        200,
        210,
        pytest.approx(24),
    )


def test_a_hub_that_gathers_a_service_brings_it_nearer(region: Region, plan: Plan) -> None:
    before = evaluation(region, plan, "s1").service_minutes("finance", "car")
    assert before["v3"] == 0
    assert evaluate(apply(region)).service_minutes("finance", "car")["v3"] == math.inf


def test_each_village_goes_to_its_nearest_hub(region: Region, plan: Plan) -> None:
    nearest = evaluation(region, plan, "base").nearest_hub("car")
    assert nearest["nearest"].tolist() == ["f-office"] * 5 + [None, "f-office"]
    two = Scenario("s1", "案", hubs=(Hub("hb", "東", LAT, LON), Hub("ha", "西", LAT, LON + 2 * STEP)))
    nearest = evaluation(region, Plan("r", "f", (two,)), "s1").nearest_hub("car")
    # v2 is as far from either: the smaller id counts.
    assert nearest["nearest"].tolist() == ["hb", "ha", "ha", "ha", "ha", None, "ha"]
    assert nearest["minutes"].tolist()[:2] == pytest.approx([0, 6])


def test_without_hubs_nobody_gets_anywhere(region: Region) -> None:
    m = evaluation(region, Plan("r", "f", (Scenario("s1", "案"),)), "s1")
    assert m.hub_minutes("car").shape == (7, 0)
    assert m.nearest_hub("walk")["nearest"].tolist() == [None] * 7
    counted = m.hub_coverage("car")
    assert (counted.unreached, counted.within[60], counted.mean_min) == (215, 0, math.inf)
    assert all(math.isinf(v) or v >= 0 for v in (row["value"] for row in indicator_rows(m)))  # type: ignore[operator,arg-type]


def test_a_group_that_the_data_does_not_know_is_refused(today: Evaluation) -> None:
    with pytest.raises(KeyError, match="pop_85_over"):
        today.hub_coverage("car", "pop_85_over")


def test_indicators_have_ids_and_words_of_their_own(today: Evaluation) -> None:
    ids = [known.id for known in INDICATORS]
    assert len(set(ids)) == len(ids)
    names = [known.filled(known.name, today) for known in INDICATORS]
    assert len(set(names)) == len(names)
    for known in INDICATORS:
        assert indicator(known.id) is known
        assert known.better in ("higher", "lower")
        for text in (known.name, known.unit, known.definition, known.source):
            assert re.search(r"[ぁ-んァ-ヶ一-龠]", text)
            assert "{" not in known.filled(text, today)
    with pytest.raises(KeyError):
        indicator("happiness")


def test_words_follow_the_scenarios_limits(region: Region, plan: Plan) -> None:
    changes = {
        "near_min": 12.5,
        "daily_min": 33,
        "walk_min": 7,
        "walk_older_m_per_min": 45,
        "walk_general_m_per_min": 70,
    }
    m = evaluation(region, set_assumptions(plan, "s1", Assumptions(changes)), "s1")
    texts = "".join(f"{row['name']}{row['definition']}" for row in indicator_rows(m))
    for text in ("12.5分以内", "33分以内", "7分以内", "45m/分", "70m/分"):
        assert text in texts
    assert not re.search(r"(?<!\d)(15|30)分以内", texts)


def with_villages(tmp_path: Path, text: str) -> Evaluation:
    folder = write_small_region(tmp_path / "tameshi")
    (folder / "villages.csv").write_text(text, encoding="utf-8")
    return evaluate(apply(read_region(folder)))


@pytest.mark.parametrize("case", ["no ages", "empty cells", "nobody", "no facilities", "no roads"])
def test_no_figure_is_ever_nan(tmp_path: Path, case: str) -> None:
    lines = VILLAGES.splitlines()
    if case == "no ages":
        m = with_villages(tmp_path, "\n".join(",".join(line.split(",")[:6]) for line in lines))
    elif case == "empty cells":
        head, first, *rest = lines
        m = with_villages(tmp_path, "\n".join([head, ",".join([*first.split(",")[:6], *[""] * 5]), *rest]))
    elif case == "nobody":
        cells = [line.split(",") for line in lines[1:]]
        m = with_villages(tmp_path, "\n".join([lines[0], *(",".join([*c[:4], *["0"] * 7]) for c in cells)]))
    else:
        folder = write_small_region(tmp_path / "tameshi", roads=case != "no roads")
        if case == "no facilities":
            (folder / "facilities.csv").unlink()
        m = evaluate(apply(read_region(folder)))

    def look(value: object) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)
        else:
            assert value == value, "a NaN"

    found = diagnosis(m)
    look(found)
    assert len(found["villages"]) == 7  # type: ignore[arg-type]


def test_a_village_of_unknown_age_does_not_count_as_young(tmp_path: Path) -> None:
    head, first, *rest = VILLAGES.splitlines()
    m = with_villages(tmp_path, "\n".join([head, ",".join([*first.split(",")[:6], "", "", "", "", "0.2"]), *rest]))
    assert indicator("ageing_rate").compute(m) == pytest.approx((112 - 40) / 115)


def test_diagnosis_has_a_row_for_every_village_and_service(one_hub: Evaluation) -> None:
    found = diagnosis(one_hub)
    assert list(found) == ["indicators", "services", "villages", "left_out"]
    assert found["left_out"]["car"]["villages"] == ["v6"]  # type: ignore[index]
    rows = {row["village_id"]: row for row in found["villages"]}  # type: ignore[attr-defined]
    assert list(rows) == [f"v{n}" for n in range(1, 8)]
    assert rows["v1"]["hub_car"] == "h1"
    assert rows["v1"]["hub_car_min"] == pytest.approx(12)
    assert rows["v1"]["hub_walk_min"] == pytest.approx(20)
    assert rows["v1"]["services_car_min"] == pytest.approx(
        {"medical": 0, "shopping": 12, "finance": 12, "government": 0}
    )
    assert (rows["v6"]["hub_car"], rows["v6"]["hub_car_min"]) == (None, math.inf)
    assert rows["v5"]["ageing_rate"] == pytest.approx(0.8)
    assert rows["v7"]["ageing_rate"] is None
    services = found["services"]
    assert {"category", "mode", "within_min", "population", "share"} <= set(services[0])  # type: ignore[index]
    shop = next(
        s
        for s in services  # type: ignore[attr-defined]
        if (s["category"], s["mode"], s["group"], s["within_min"]) == ("shopping", "walk", "no_car", 30)
    )
    assert shop["population"] == pytest.approx(20 + 10 + 15)
    assert shop["share"] == pytest.approx(45 / 78)


def test_measures_of_equal_content_share_their_work(region: Region) -> None:
    again = evaluate(apply(dataclasses.replace(region)))
    first = evaluate(apply(region))
    assert again.groups is first.groups
    assert again.hub_minutes_at_homes("car") is first.hub_minutes_at_homes("car")


def test_what_is_being_reckoned_is_waited_for_and_not_reckoned_twice(scattered):
    today = evaluate(apply(scattered))
    begun, go_on, reckoned = threading.Event(), threading.Event(), []

    def reckon() -> int:
        reckoned.append(1)
        begun.set()
        go_on.wait(10)
        return 7

    with ThreadPoolExecutor(max_workers=2) as two:
        first = two.submit(today.memo, "slow", reckon)
        assert begun.wait(10)
        second = two.submit(today.memo, "slow", reckon)
        assert today.memo("another", lambda: 3) == 3, "other questions are answered meanwhile"
        go_on.set()
        assert (first.result(10), second.result(10), len(reckoned)) == (7, 7, 1)


def test_where_no_facility_is_written_down_what_rests_on_them_is_unknown_not_nobody(region):
    bare = dataclasses.replace(region, facilities=region.facilities.iloc[:0], today_hubs=(), fingerprint="bare")
    rests_on_them = (
        "shop_walk_no_car",
        "clinic_walk_no_car",
        "services_near_car",
        "services_walk_no_car",
        "clinics_per_1000",
    )
    assert [indicator(i).compute(evaluate(apply(bare))) for i in rests_on_them] == [math.inf] * 5
    assert all(math.isfinite(indicator(i).compute(evaluate(apply(region)))) for i in rests_on_them)
