"""Figures of villages together: in tens, with a band, nothing of the ages of few."""

from __future__ import annotations

from plan.future.shown.region_figures import in_tens, region_figures


def test_forecasts_are_read_in_tens(projection):
    then = region_figures(projection, 2040)
    total = projection.totals[2040].sum()
    assert then.people == in_tens(total)
    assert then.band[0] <= then.people <= then.band[1]
    assert all(end % 10 == 0 for end in then.band)
    assert then.children is not None
    assert then.old is not None
    assert then.children % 10 == then.old % 10 == 0
    assert then.few_villages == 2


def test_the_count_is_whole_persons_without_a_band(projection):
    now = region_figures(projection, 2020)
    assert (now.people, now.band) == (278, (278, 278))
    assert now.few_villages == 0


def test_few_people_have_no_ages(projection):
    few = region_figures(projection, 2040, villages=["c"])
    assert (few.children, few.old, few.ageing) == (None, None, None)


def test_ages_that_are_not_known_are_not_told(only_totals):
    then = region_figures(only_totals, 2040)
    assert (then.children, then.old, then.ageing, then.aged_villages) == (None, None, None, None)
    assert then.people > 0
