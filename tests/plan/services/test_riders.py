"""Riders are counted once however often they stand in the table, and cost what a pencil says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.tables.boardings import COLUMNS, read_boardings
from geo.region.tables.bus_contracts import read_bus_contracts
from plan.services.contract_costs import contract_costs
from plan.services.riders import ALL_ROUTES, boardings_by_month, boardings_by_year, boardings_in_detail


def counts(*rows: tuple[str, str, str, str, float]) -> pd.DataFrame:
    """Period, route, trip, stop, boardings."""
    frame = pd.DataFrame(rows, columns=["period", "route", "trip", "stop", "boardings"])
    for column in COLUMNS:
        if column.name not in frame:
            frame[column.name] = float("nan") if column.name == "days" else ""
    return frame[[c.name for c in COLUMNS]].astype({"boardings": "float64"})


def as_dict(table: pd.DataFrame, *keys: str) -> dict[object, float]:
    return {tuple(row[:-1]): row[-1] for row in table[[*keys, "boardings"]].itertuples(index=False)}


def test_the_month_of_a_route_is_not_added_to_its_stops_trips_days_and_to_the_whole_town() -> None:
    table = counts(
        ("2024-04", "西線", "", "", 100),
        ("2024-04", "西線", "1便", "", 60),
        ("2024-04", "西線", "", "役場", 70),
        ("2024-04-16", "西線", "", "", 5),
        ("2024-04", "", "", "", 130),
        ("2024-04", "東線", "", "谷口", 20),
        ("2024-04", "東線", "", "奥谷", 8),
        ("2024-05", "", "", "", 120),
    )
    assert as_dict(boardings_by_month(table), "month", "route") == {
        ("2024-04", "西線"): 100, ("2024-04", "東線"): 28, ("2024-05", ALL_ROUTES): 120,
    }  # fmt: skip


def test_a_log_of_days_becomes_a_month_and_the_day_of_a_survey_does_not() -> None:
    log = [(f"2024-06-{day:02d}", "西線", "", "", 3) for day in range(1, 13)]
    survey = [("2024-06-18", "東線", "", "", 9)]
    assert as_dict(boardings_by_month(counts(*log, *survey)), "month", "route") == {("2024-06", "西線"): 36}


def test_a_route_known_by_its_id_is_one_route_whatever_it_is_called() -> None:
    table = counts(("2024-04", "西線", "", "", 10), ("2024-05", "1号 西線", "", "", 20))
    table[["feed", "route_id"]] = ["gtfs", "r1"]
    assert set(boardings_by_month(table)["route"]) == {"西線"}


def test_years_come_from_months_before_they_come_from_yearly_counts() -> None:
    months = [(f"2024-{m:02d}", "西線", "", "", 10) for m in range(4, 13)] + [
        (f"2025-{m:02d}", "西線", "", "", 10) for m in (1, 2, 3)
    ]
    table = counts(
        *months, ("FY2024", "西線", "", "", 999), ("FY2023", "西線", "", "", 150), ("FY2023", "", "", "", 150)
    )
    assert as_dict(boardings_by_year(table), "fiscal_year", "route", "months") == {
        (2023, "西線", 12): 150, (2024, "西線", 12): 120,
    }  # fmt: skip


def test_stops_of_the_latest_year_are_listed_the_most_used_first() -> None:
    table = counts(
        ("2023-10-17", "西線", "", "役場", 50),
        ("2024-10-15", "西線", "", "役場", 9),
        ("2024-10-16", "西線", "", "役場", 8),
        ("2024-10-15", "西線", "", "谷口", 20),
        ("2024-10-15", "西線", "1便", "谷口", 20),
        ("2024-10", "西線", "", "", 400),
    )
    detail = boardings_in_detail(table, "stop")
    assert detail is not None
    assert as_dict(detail.table, "route", "name") == {("西線", "谷口"): 20, ("西線", "役場"): 17}
    assert (detail.first, detail.last) == ("2024-10-15", "2024-10-16")
    assert list(detail.table["name"]) == ["谷口", "役場"]
    assert boardings_in_detail(counts(("2024-10", "西線", "", "", 400)), "stop") is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2024-04", "2024-05", "2024-05-03", "FY2024"]), st.sampled_from(["", "西", "東"]),
            st.sampled_from(["", "1便"]), st.sampled_from(["", "役場", "谷口"]), st.integers(0, 99),
        ),
        max_size=12, unique_by=lambda row: row[:4],
    )
)  # fmt: skip
def test_no_month_has_more_people_than_its_widest_counts(rows: list[tuple[str, str, str, str, float]]) -> None:
    level = {(False, False): 0, (True, False): 1, (False, True): 2, (True, True): 2}
    expected: dict[tuple[str, str], float] = {}
    for month in ("2024-04", "2024-05"):
        inside = [r for r in rows if r[0] == month]
        named = any(r[1] for r in inside)
        for route in {r[1] for r in inside if r[1] or not named}:
            own = [r for r in inside if r[1] == route]
            best = min(level[bool(r[2]), bool(r[3])] for r in own)
            expected[month, route or ALL_ROUTES] = sum(r[4] for r in own if level[bool(r[2]), bool(r[3])] == best)
    assert as_dict(boardings_by_month(counts(*rows)), "month", "route") == expected


CONTRACT = "name,operator,from,to,fee_yen,fares_yen,fares_go_to,subsidies_yen,routes\n"


def contracts(tmp_path: Path, rows: str) -> pd.DataFrame:
    path = tmp_path / "bus_contracts.csv"
    path.write_text(CONTRACT + rows, encoding="utf-8")
    frame, notices = read_bus_contracts(path)
    assert frame is not None
    assert notices == []
    return frame


def test_the_year_of_oguchi_divides_as_the_town_published_it(tmp_path: Path) -> None:
    frame = contracts(tmp_path, "巡回バス,,2017-04-01,2018-03-31,59296164,12985300,town,7137521,\n")
    costs = contract_costs(frame, counts(("FY2017", "", "", "", 120_732))).iloc[0]
    assert round(costs["fares_share"], 3) == 0.219
    assert round(costs["cost_per_rider_yen"]) == 491
    assert round(costs["net_per_rider_yen"]) == 384
    assert round(costs["burden_per_rider_yen"]) == 324


def test_fares_that_the_operator_keeps_come_on_top_of_what_the_town_pays(tmp_path: Path) -> None:
    frame = contracts(tmp_path, "補助,,2024-04-01,2025-03-31,4000000,1000000,operator,,西線\n")
    months = [(f"2024-{m:02d}", "西線", "", "", 500) for m in range(4, 13)] + [
        (f"2025-{m:02d}", "西線", "", "", 500) for m in (1, 2, 3)
    ]
    costs = contract_costs(frame, counts(*months, *[(p, "東線", "", "", 7) for p, *_ in months])).iloc[0]
    assert costs["cost_yen"] == 5_000_000
    assert costs["fares_share"] == 0.2
    assert costs["riders"] == 6_000
    assert costs["cost_per_rider_yen"] == pytest.approx(5_000_000 / 6_000)
    assert costs["burden_per_rider_yen"] == pytest.approx(4_000_000 / 6_000)


def test_a_year_with_a_month_that_nobody_counted_gives_no_cost_for_each_rider(tmp_path: Path) -> None:
    frame = contracts(tmp_path, "委託,,2024-04-01,2024-06-30,300,,town,,西線、東線\n")
    table = counts(
        ("2024-04", "西線", "", "", 5),
        ("2024-05", "西線", "", "", 5),
        ("2024-06", "西線", "", "", 5),
        ("2024-04", "東線", "", "", 5),
    )
    costs = contract_costs(frame, table).iloc[0]
    assert (costs["months"], costs["months_counted"]) == (3, 1)
    assert pd.isna(costs["riders"])
    assert pd.isna(costs["cost_per_rider_yen"])
    assert contract_costs(frame, None).iloc[0]["months_counted"] == 0


def test_contracts_side_by_side_that_name_no_routes_share_no_riders(tmp_path: Path) -> None:
    frame = contracts(tmp_path, "甲,,2024-04-01,2024-04-30,300,,town,,\n乙,,2024-04-01,2024-04-30,300,,town,,\n")
    assert contract_costs(frame, counts(("2024-04", "", "", "", 10)))["riders"].isna().all()


def test_the_sample_is_believable_for_mountain_buses(tmp_path: Path) -> None:
    folder = Path(__file__).parents[3] / "sample_regions" / "sanson"
    boardings, notices = read_boardings(folder / "boardings.csv")
    frame, more = read_bus_contracts(folder / "bus_contracts.csv")
    assert boardings is not None
    assert frame is not None
    assert [*notices, *more] == []
    costs = contract_costs(frame, boardings).set_index("name")
    community = costs.loc["コミュニティバス運行業務委託"]
    # Rural: 収支率 5–20 %, burden 500–3,000 yen a rider.
    assert 0.05 <= community["fares_share"] <= 0.2
    assert 500 <= community["burden_per_rider_yen"] <= 3_000
    day = boardings[boardings["period"] == "2024-10-22"]
    by_stop, by_trip = (day.loc[day[c] != "", "boardings"].sum() for c in ("stop_id", "trip_id"))
    assert by_stop == by_trip > 0
