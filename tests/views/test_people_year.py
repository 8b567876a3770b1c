"""One control for the year, the same on every page: what it changes, what it says, and that it is remembered."""

from __future__ import annotations

import re

import pytest

from layers.map_component.map_events import YearChosen
from plan.applied import apply
from plan.figure_texts import forecast_persons, persons
from plan.indicators.registry import indicator
from plan.outings.best_outings import best_outings
from plan.reach.bus_days import usual_day
from plan.reach.evaluation import evaluate
from tests.views.table import Table

YEAR = "people_year"
_DRIVERS = re.compile(r"サービスの運転者.*?移動サービスの届く人", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_PEOPLE = re.compile(r"(?<![\d,.・])(\d[\d,]*)人(?!・分|/|あたり)")
COUNTING = ("now", "hubs", "siting", "land", "routes", "compare", "isolated")


def in_year(year: int | None, page: str = "hubs", **address: str) -> Table:
    table = Table(region="sanson", **address)
    table.go(page)
    table.app.selectbox(key=YEAR).set_value(year)
    return table.run()


@pytest.fixture(scope="module")
def later() -> Table:
    return in_year(2045)


@pytest.mark.parametrize("page", COUNTING)
def test_every_page_that_weighs_people_says_the_year(later: Table, page: str) -> None:
    later.go(page)
    assert later.app.selectbox(key=YEAR).value == 2045
    assert "人口は 2045年（推計）、施設と時刻表は案のまま" in later.text
    assert later.answer.startswith("2045年の人口で見ると、")


def test_the_figures_are_those_of_the_year(later: Table) -> None:
    later.go("hubs")
    region = later.evaluation().effective.region.as_read
    expected = evaluate(apply(region, later.work.history.present, later.work.scenario, 2045))
    assert persons(indicator("no_car").compute(expected), 2045) in later.answer
    later.go("now")
    today = evaluate(apply(region, year=2045))
    day = usual_day(region)
    assert day is not None
    found = best_outings(today, "clinic", day)
    for group in ("population", "no_car"):
        assert persons(found.people[group], 2045) in later.answer


@pytest.mark.parametrize("page", COUNTING)
def test_people_of_a_later_year_stand_in_tens_on_every_page(later: Table, page: str) -> None:
    later.go(page)
    words = f"{later.answer} {later.text} {' '.join(m.value for m in (*later.app.markdown, *later.app.caption))}"
    numbers = [int(n.replace(",", "")) for n in _PEOPLE.findall(_DRIVERS.sub("", _TAGS.sub("", words)))]
    assert numbers
    assert [n for n in numbers if n % 10] == []


def test_the_address_keeps_the_year_and_today_comes_back(later: Table) -> None:
    later.go("hubs")
    assert later.app.query_params["year"] in ("2045", ["2045"])
    again = Table(region="sanson", year="2045")
    assert again.answer == later.answer
    again.app.selectbox(key=YEAR).set_value(None)
    again.run()
    assert "year" not in again.app.query_params
    assert "2045" not in again.answer
    assert again.answer == Table(region="sanson").answer


def test_the_year_of_the_future_page_is_the_year_of_every_page() -> None:
    table = Table(region="sanson", year="2043").go("future")
    assert "2043年に" in table.answer
    assert "2043年の人口" in table.text
    table.do(YearChosen(2035, 33.5, 133.0), on="future")
    assert "2035年に" in table.answer
    assert table.app.query_params["year"] in ("2035", ["2035"])
    table.go("hubs")
    assert table.app.selectbox(key=YEAR).value == 2035
    assert table.answer.startswith("2035年の人口で見ると、")
    table.app.selectbox(key=YEAR).set_value(None)
    table.run()
    assert table.go("future").answer.startswith("2020年に住んでいた人は")


@pytest.mark.parametrize("word", ["1990", "2020", "2999", "soon"])
def test_an_address_with_a_year_that_there_is_not_opens_today(word: str) -> None:
    assert "人口で見ると" not in Table(region="sanson", year=word).answer


def test_both_ways_of_counting_licences_are_said_beside_the_control(later: Table) -> None:
    later.go("hubs")
    region = later.evaluation().effective.region
    known = apply(region, later.work.history.present, later.work.scenario, 2045).in_year
    assert known is not None
    said = " ".join(caption.value for caption in later.app.caption)
    assert all(persons(n, 2045) in said for n in known.no_car.values())


def test_lists_tell_villages_as_maps_and_papers_do() -> None:
    for page, year in (("hubs", 2045), ("now", 2070)):
        table = Table(region="model_chiku", year=str(year)).go(page)
        known = apply(table.evaluation().effective.region.as_read, table.plan, table.scenario, year)
        told, listed = evaluate(known).people_texts(), table.frame(column="population")["population"]
        assert len(listed)
        assert {str(v): forecast_persons(n) for v, n in listed.items()} == {str(v): told[str(v)] for v in listed.index}
