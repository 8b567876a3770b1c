"""Sliders answer at once because little is reckoned anew: told by counts, since clocks of busy machines tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import plan.future.of_region
import plan.future.projection
import plan.future.settlers_needed
from geo.region.region import read_region
from plan.future.shown.outlook import outlook_of
from plan.future.shown.region_figures import region_figures
from plan.future.shown.settling import needed_rows
from plan.scenario.future import Future, Settlers

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[None]:
    """Count how often a function is called through a module."""
    calls: list[None] = []
    real = getattr(module, name)

    def calling(*args: object, **named: object) -> object:
        calls.append(None)
        return real(*args, **named)

    monkeypatch.setattr(module, name, calling)
    return calls


def test_a_slider_fits_nothing_anew_and_draws_once(monkeypatch):
    region = read_region(SANSON)
    outlook_of(region)  # the page is open
    projected = counted(monkeypatch, plan.future.of_region, "project")
    drawn = counted(monkeypatch, plan.future.projection, "drawn_totals")
    followed = counted(monkeypatch, plan.future.projection, "followers_path")
    searched = counted(monkeypatch, plan.future.settlers_needed, "followers_path")
    future = Future(settlers=(Settlers("family", 1.5), Settlers("young_couple", 2.0)))
    outlook = outlook_of(region, future)
    for year in (2020, 2050):
        region_figures(outlook.projection, year)
    needed_rows(outlook, future)
    assert (len(projected), len(drawn), len(followed)) == (0, 1, 1)
    assert len(searched) == 2 * 6  # a type, a step of five years to the goal
