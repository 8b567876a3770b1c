"""The joint model allows whatever the house allows: its value of a solution is the search's, and coarser models only bound more loosely."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from network.bus_design.town.joint import joint_model
from network.bus_design.town.patterns import patterns
from network.bus_design.town.runs import RunValues
from network.bus_design.town.timetable import operated
from network.bus_design.town.town import FixedRun
from network.milp import Model, minimise, priced_bound, row_prices
from network.search_monitor import SearchMonitor
from network.services.service_terms import Depot
from tests.network.bus_design.town.small_town import FIRST, few_starts, small_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return small_town(tmp_path_factory.mktemp("town"), vehicles=2, drivers=2)


@pytest.fixture(scope="module")
def found(town):
    return patterns(town, few_starts()[0])


def model_of(town, found, **asked):
    starts = list(few_starts(60)[1])
    one = operated(town, found, [(0, starts[0])], FIRST)
    second = one.cost_yen / (one.year.volume.duty_hours / one.year.days * 3600)
    return joint_model(replace(town, budget_yen=1e12), found, starts, year_second_yen=second, **asked)


def held(joint, runs, cost_yen):
    """Hold the runs of a model as they are given."""
    model = joint.with_budget(cost_yen)
    lower, upper = model.lower.copy(), model.upper.copy()
    for at, run in enumerate(joint.runs):
        lower[at] = upper[at] = float(run in runs)
    return Model(model.cost, lower, upper, model.whole, model.rows, model.low, model.high)


def test_allowed_timetables_fit_the_model_at_their_own_cost_and_value(town, found):
    joint = model_of(town, found)
    values = RunValues(town, found, np.array(few_starts(60)[1]))
    rng = np.random.default_rng(7)
    fitted = 0
    for _ in range(60):
        chosen = sorted({joint.runs[n] for n in rng.integers(0, len(joint.runs), rng.integers(2, 6))})
        made = operated(town, found, chosen, FIRST)
        if not made.allowed_by(town):
            continue
        outcome = minimise(held(joint, chosen, made.cost_yen), SearchMonitor(20))
        assert outcome.status == "proven"
        assert -outcome.bound == pytest.approx(values.value(values.has(chosen)), abs=1e-5)
        fitted += 1
    assert fitted > 10


def test_longer_stretches_and_rounded_times_bound_more_loosely(town, found):
    def bound(**asked):
        model = model_of(town, found, **asked).with_budget(3_600_000)
        return -priced_bound(model, row_prices(model))

    exact = bound()
    assert bound(round_s=1800) >= exact - 1e-4
    assert bound(together=2) >= exact - 1e-4
    assert bound(together=4, round_s=3600) >= exact - 1e-4


def test_a_guarantee_is_kept_or_impossible(town, found):
    stop = int(np.flatnonzero(town.persons > 0)[0])
    sure = model_of(replace(town, guaranteed={stop: 1}), found)
    values = RunValues(town, found, np.array(few_starts(60)[1]))
    solution = minimise(sure.with_budget(8_000_000), SearchMonitor(30), nodes=200).solution
    assert values.has(sure.chosen(solution))[:, stop].any()
    never = model_of(replace(town, guaranteed={stop: len(town.visits) + 1}), found)
    assert minimise(never.with_budget(1e12), SearchMonitor(30)).status == "impossible"


def test_the_model_holds_fixed_runs_and_allows_a_driver_change_after_a_drive_from_the_depot(town, found):
    starts = list(few_starts(60)[1])
    spine = next(k for k, pattern in enumerate(found) if not pattern.loop)
    wished = replace(town, fixed=(FixedRun(found[spine].calls, starts[2]),))
    joint = model_of(wished, found)
    outcome = minimise(joint.with_budget(1e9), SearchMonitor(20))
    assert (spine, starts[2]) in joint.chosen(outcome.solution)
    far = replace(town, depot=Depot("車庫", town.stops[2].lat, town.stops[2].lon))
    away = model_of(far, found)
    values = RunValues(far, found, np.array(starts))
    rng = np.random.default_rng(3)
    fitted = 0
    for _ in range(80):
        chosen = sorted({away.runs[n] for n in rng.integers(0, len(away.runs), rng.integers(2, 8))})
        made = operated(far, found, chosen, FIRST)
        if not made.allowed_by(far):
            continue
        outcome = minimise(held(away, chosen, made.cost_yen), SearchMonitor(20))
        assert outcome.status == "proven"
        assert -outcome.bound == pytest.approx(values.value(values.has(chosen)), abs=1e-5)
        fitted += 1
    assert fitted > 10
