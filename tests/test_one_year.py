"""One year, one answer: 2045 on sanson by plain loops over the CSV files and the projection's table, whoever is asked."""

from __future__ import annotations

import ast
import csv
import datetime
import itertools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from cli import cli
from geo.reference import reference_table
from geo.region.region import Region, read_region
from plan.applied import apply
from plan.daily_life.targets import projected_value
from plan.documents.material import material
from plan.file.plan_file import plan_bytes
from plan.future.of_region import FutureRequest, projection_of
from plan.future.shown.outlook import outlook_of
from plan.future.shown.places import shown_persons
from plan.future.shown.region_figures import region_figures
from plan.indicators.registry import indicator
from plan.outings.evaluation import outings_to
from plan.overview.comparison import changes
from plan.reach.evaluation import Evaluation, evaluate, evaluation_of
from plan.scenario.scenario import Hub, Plan, Scenario
from plan.scenes.your_village import village_sentence
from plan.siting.request import SitingRequest, prepared
from plan.villages.sheet import sheets
from reports.documents.page_alone import page_alone
from reports.printed.change_page import change_page
from reports.printed.village_sheet import village_page
from tests.plan.future.in_year.test_licences import by_loops
from tests.reports.documents.test_page_alone import content_of
from tests.reports.printed.test_village_sheet import text_of
from views.map_parts import forecast_texts

SANSON = Path("sample_regions/sanson")
YEAR = 2045
OLD = {"15_64": range(3, 13), "65_74": range(13, 15), "75_over": range(15, 18)}


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SANSON)


@pytest.fixture(scope="module")
def today(region: Region) -> Evaluation:
    return evaluate(apply(region))


@pytest.fixture(scope="module")
def later(region: Region) -> Evaluation:
    return evaluate(apply(region, year=YEAR))


def rows(name: str) -> list[dict[str, str]]:
    with (SANSON / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def people(region: Region) -> dict[str, dict[tuple[str, int], float]]:
    """Return village → (sex, first age) → persons of 2045, from the table that the projection gives out."""
    table = projection_of(region, FutureRequest(YEAR)).people
    found: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
    for village, year, sex, age, persons in table.itertuples(index=False):
        if year == YEAR:
            found[village][sex, age] = persons
    return found


@pytest.fixture(scope="module")
def no_car(region: Region, people: dict[str, dict[tuple[str, int], float]]) -> dict[str, float]:
    """Count the people without a car of 2045: each village's own share times the change that licences let expect."""
    steps = projection_of(region, FutureRequest(YEAR)).paths.sum(1)
    rates, values = by_loops(steps), reference_table("licences")
    without = {}
    for group, classes in OLD.items():
        cells = [(s, k) for s in range(2) for k in classes]
        before = sum(steps[0][c] * (1 - rates[0][c]) for c in cells) / sum(steps[0][c] for c in cells)
        after = sum(steps[-1][c] * (1 - rates[-1][c]) for c in cells) / sum(steps[-1][c] for c in cells)
        now = 1 - values[f"rate_{group}"].value
        without[group] = now, now * after / before
    found = {}
    for row in rows("villages.csv"):
        own = people[row["village_id"]]
        persons = sum(own.values())
        old = float(row["pop_65_over"]) - float(row["pop_75_over"])
        counted = {"15_64": float(row["pop_15_64"]), "65_74": old, "75_over": float(row["pop_75_over"])}
        expected = sum(counted[g] * without[g][0] for g in OLD) / float(row["population"])
        later = sum(own[sex, 5 * k] * without[g][1] for g in OLD for sex in "fm" for k in OLD[g]) / persons
        found[row["village_id"]] = float(row["no_car_share"]) * later / expected * persons
    return found


def test_villages_of_the_old_are_the_same_on_the_future_page_in_targets_and_in_commands(later, people) -> None:
    outlook = outlook_of(later.effective.region.as_read)
    by_loops_here = 0
    for classes in people.values():
        persons = sum(classes.values())
        old = sum(n for (_, age), n in classes.items() if age >= 65)
        by_loops_here += persons >= 10 and old >= persons / 2
    assert indicator("aged_villages").compute(later) == by_loops_here
    assert region_figures(outlook.projection, YEAR).aged_villages == by_loops_here
    assert projected_value(outlook.alone, "aged_villages", YEAR) == by_loops_here
    written = CliRunner().invoke(cli, ["diagnose", str(SANSON), "--year", str(YEAR), "--json"])
    rows_written = {row["id"]: row["value"] for row in json.loads(written.stdout)["indicators"]}
    assert rows_written["aged_villages"] == by_loops_here


@pytest.fixture(scope="module")
def homes(people: dict[str, dict[tuple[str, int], float]]) -> list[tuple[str, float]]:
    """Return each home of residents.csv with its share of its village's people of 2045, in the order of the file."""
    known = [(r["village_id"], float(r["population"])) for r in rows("residents.csv") if float(r["population"]) > 0]
    totals: dict[str, float] = defaultdict(float)
    for village, persons in known:
        totals[village] += persons
    return [(v, persons / totals[v] * sum(people[v].values())) for v, persons in known]


def test_everybody_and_people_without_a_car(
    later: Evaluation, people: dict[str, dict[tuple[str, int], float]], no_car: dict[str, float]
) -> None:
    assert later.groups["population"].to_dict() == pytest.approx({v: sum(p.values()) for v, p in people.items()})
    assert later.groups["no_car"].to_dict() == pytest.approx(no_car)
    assert indicator("no_car").compute(later) == pytest.approx(sum(no_car.values()))
    old = sum(persons for own in people.values() for (_, age), persons in own.items() if age >= 65)
    everybody = sum(persons for own in people.values() for persons in own.values())
    assert indicator("ageing_rate").compute(later) == pytest.approx(old / everybody)


def test_coverage_counts_the_homes_of_2045(
    today: Evaluation, later: Evaluation, homes: list[tuple[str, float]]
) -> None:
    minutes = today.hub_minutes_at_homes("car")
    assert len(minutes) == len(homes)
    near = sum(persons for (_, persons), m in zip(homes, minutes.tolist(), strict=True) if m <= 15)
    assert indicator("hub_near_car").compute(later) == pytest.approx(near)
    assert indicator("hub_near_car").compute(today) > near + 1_000


def test_outings_count_people_without_a_car_of_2045(
    today: Evaluation, later: Evaluation, homes: list[tuple[str, float]], no_car: dict[str, float],
    people: dict[str, dict[tuple[str, int], float]],
) -> None:  # fmt: skip
    before, after = outings_to(today, "f002", "clinic"), outings_to(later, "f002", "clinic")
    own = {v: no_car[v] / sum(people[v].values()) for v in no_car}
    first = today.weights["no_car"].to_numpy()
    there = [0.0, 0.0]
    for i, (village, persons) in enumerate(homes):
        has = bool(after.homes[i])
        there[0] += first[i] * has
        there[1] += persons * own[village] * has
    assert before.people["no_car"] == pytest.approx(there[0])
    assert after.people["no_car"] == pytest.approx(there[1])
    assert after.people["no_car"] < before.people["no_car"] - 100


def test_siting_weighs_the_people_of_2045(region: Region, people: dict[str, dict[tuple[str, int], float]]) -> None:
    request = SitingRequest("total_time", hubs=2)
    later = prepared(apply(region, year=YEAR), request)
    minutes = later.question.minutes
    ways = {site: dict(zip(minutes.index, minutes[site].tolist(), strict=True)) for site in minutes.columns}
    totals = {
        pair: sum(sum(people[v].values()) * min(ways[s][v] for s in pair) for v in minutes.index)
        for pair in itertools.combinations(sorted(set(ways) - set(later.question.forbidden)), 2)
    }
    best = min(totals, key=lambda pair: totals[pair])
    answer = later.question.answer()
    assert tuple(sorted(answer.hubs)) == best
    assert answer.value == pytest.approx(totals[best])
    asked = prepared(apply(region), SitingRequest("total_time", hubs=2, weights=f"population@{YEAR}"))
    assert asked.question.answer().value == pytest.approx(totals[best])
    assert prepared(apply(region), request).question.answer().value > 1.5 * totals[best]


def asked(*args: str) -> dict[str, Any]:
    done = CliRunner().invoke(cli, [*args, "--json"], standalone_mode=False)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_the_command_line_says_the_same_and_the_year(later: Evaluation) -> None:
    found = asked("diagnose", str(SANSON), "--year", str(YEAR))
    assert found["year"] == YEAR
    told = {row["id"]: row["value"] for row in found["indicators"]}
    for known in ("population", "no_car", "hub_near_car", "hub_walk_no_car"):
        assert told[known] == pytest.approx(indicator(known).compute(later))
    projected = asked("project", str(SANSON), "--to", str(YEAR))
    assert told["population"] == pytest.approx(projected["total"][-1])


VALLEY = Path("sample_regions/model_chiku")


def texts_by_hand(persons: dict[str, float], upto: dict[str, int] | None = None) -> dict[str, str]:
    """Round down to tens, then up where most is left over, until the tens are those of everybody; no group above its village."""
    tens = {v: int(n // 10) for v, n in persons.items()}
    for v in sorted(persons, key=lambda v: persons[v] % 10, reverse=True):
        tens[v] += sum(tens.values()) < int(sum(persons.values()) / 10 + 0.5)
    told = {v: max(10 * n, 10) for v, n in tens.items()}
    if upto is not None:
        told = {v: min(n, max(upto[v], 10)) for v, n in told.items()}
    return {v: "10人未満" if persons[v] < 10 else f"{n:,}人" for v, n in told.items()}


@pytest.mark.parametrize("year", [YEAR, 2070])
def test_every_place_tells_the_same_of_each_village(year: int, tmp_path: Path) -> None:
    region = read_region(VALLEY)
    far = Hub("h1", "栃之元", *region.villages.loc["v006", ["lat", "lon"]])
    plan = Plan(region.id, region.fingerprint, (Scenario("c1", "いちばん奥に置く", hubs=(far,)),))
    (tmp_path / "far.plan.json").write_bytes(plan_bytes(plan))
    table = projection_of(region, FutureRequest(year)).people
    people: dict[str, float] = defaultdict(float)
    for village, of, persons in table[["village_id", "year", "persons"]].itertuples(index=False):
        people[village] += persons * (of == year)
    told = texts_by_hand(people)
    names = {str(v): str(name) for v, name in region.villages["name"].items()}
    if year == YEAR:
        assert told["v006"] == "20人", "25.1 people by themselves would be read as 30"
    before, after = (evaluation_of(region, plan, scenario, year) for scenario in ("base", "c1"))
    assert after.people_texts() == told
    aged = {str(v): float(n) for v, n in after.groups["pop_65_over"].items()}
    tens = {v: 0 if text == "10人未満" else int(text[:-1].replace(",", "")) for v, text in told.items()}
    old = texts_by_hand(aged, tens)
    sheet_of = {s.village_ids[0]: s for s in sheets(after, [("", [v]) for v in told])}
    page = content_of(page_alone(material([before, after], "c1", plan, datetime.date(2025, 4, 1))))
    on_pages = {name: text for name, _, _, text, _ in page["villages"]}
    changed = text_of(change_page(before, after))
    future = shown_persons(pd.Series(people), counted=False)
    for village, text in told.items():
        sentence = village_sentence(after, village)
        inside = f"（うち65歳以上 {old[village]}、車のない人 " if people[village] >= 10 else "が住み"
        assert sentence.startswith(f"{names[village]}には{text}{inside}")
        assert f"{text}が住む見込みです。" in text_of(village_page(sheet_of[village], after)).replace("\n", "")
        assert sheet_of[village].years[-1].text == text
        assert on_pages[names[village]] == text
        assert future[village].text == text
    assert forecast_texts(after) == told
    listed = changes(before, after)
    moved = [str(v) for v, minutes in listed["change_min"].items() if abs(minutes) >= 5]
    assert moved
    lines = (
        CliRunner()
        .invoke(cli, ["compare", str(tmp_path / "far.plan.json"), "--region", str(VALLEY), "--year", str(year)])
        .stdout
    )
    for village in moved:
        assert f"{names[village]}（{told[village]}）" in lines
        assert f"{names[village]}\n{told[village]}" in changed
    alone = (
        CliRunner().invoke(cli, ["spheres", str(VALLEY), "--hubs", "f009", "--within", "3", "--year", str(year)]).stdout
    )
    out_of_reach = re.findall(r"^  (\S+)（(\S+人\S*)）：", alone, re.MULTILINE)
    assert out_of_reach
    assert {name: told[v] for v, name in names.items() if name in dict(out_of_reach)} == dict(out_of_reach)


WEIGH_PEOPLE = {"evaluation_of": 4, "apply": 4}
"""What evaluates a scenario, and the place of the year among its arguments."""
OF_TODAY = {
    "plan/overview/first_shown.py": "what a region opens with, before anybody chooses a year",
    "plan/services/bus_riders.py": "riders that were counted are those of the people of today",
    "commands/hall.py": "a meeting is asked about places; its evaluation names them",
    "views/data/map_events.py": "roads and places alone",
    "views/documents/choice.py": "documents say the year that they stand for",
    "views/organisation/answer.py": "steps and money begin with the people of today",
    "views/projection/showing.py": "the running order; each scene has its own year",
    "views/session.py": "the people of the base year, asked for by that name",
}
"""Where no year is passed, and why the people of today are meant."""


def _without_year(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("plan.applied", "plan.reach.evaluation")
        for alias in node.names
    }
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    return [
        call.lineno
        for call in calls
        if call.func.id in imported & set(WEIGH_PEOPLE)  # type: ignore[attr-defined]
        and len(call.args) < WEIGH_PEOPLE[call.func.id]  # type: ignore[attr-defined]
        and not any(k.arg == "year" for k in call.keywords)
    ]


def test_nobody_falls_back_to_today_without_saying_why() -> None:
    rooms = ("plan", "layers", "reports", "hall", "views", "commands")
    files = [p for room in rooms for p in sorted(Path(room).rglob("*.py"))]
    assert {str(p) for p in files if _without_year(p)} == set(OF_TODAY)
