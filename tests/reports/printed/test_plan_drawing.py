"""The plan on the wall map: every area and line is drawn, explained beside it, and lies on the sheet."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.patches import PathPatch

from geo.region.region import read_region
from plan.file.plan_file import read_plan
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.scenario.scenario import HubFacility
from reports.printed.page import Page
from reports.printed.plan_drawing import corners_of, plan_legend
from reports.printed.region_map import region_page
from tests.plan.documents.written_up import with_words
from tests.reports.printed.test_village_sheet import faults, text_of

SANSON = Path("sample_regions/sanson")


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Evaluation]:
    region, plan = read_region(SANSON), read_plan((SANSON / "example.plan.json").read_bytes())
    return {i: evaluation_of(region, plan, i) for i in ("base", "c1", "c4")}


def areas(page: Page) -> list[PathPatch]:
    return [p for axes in page.figure.axes[1:] for p in axes.patches if isinstance(p, PathPatch)]


def test_everything_drawn_is_on_the_map_and_in_the_legend(scenarios) -> None:
    page = region_page(scenarios["c4"])
    text = text_of(page)
    for word in ("拠点", "集落生活圏", "地域再生拠点区域", "農用地等保全利用区域", "西霧診療日便"):
        assert word in text
    scenario = scenarios["c4"].effective.scenario
    drawn = sum(len(h.areas) for h in scenario.hubs) + len(scenario.conservation_areas) + 2 * len(scenario.spheres)
    assert len(areas(page)) == drawn
    assert faults(page) == []


def test_a_published_plan_is_no_draft_and_one_without_a_day_is(scenarios) -> None:
    published = datetime.date.fromisoformat(scenarios["c4"].effective.scenario.procedure.published_on)
    assert "（素案）" not in text_of(region_page(scenarios["c4"], day=published))
    assert "（素案）" in text_of(region_page(scenarios["c4"], day=published - datetime.timedelta(days=1)))
    assert "（素案）" in text_of(region_page(scenarios["c4"]))


def test_a_scenario_without_areas_explains_its_star_alone(scenarios) -> None:
    text = text_of(region_page(scenarios["c1"]))
    assert "拠点" in text
    assert not any(word in text for word in ("集落生活圏", "区域", "診療日便"))
    assert areas(region_page(scenarios["c1"])) == []


def test_spheres_are_seen_whole(scenarios) -> None:
    page = region_page(scenarios["c4"])
    (axes,) = {patch.axes for patch in areas(page)}
    assert axes is not None
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    xy = np.vstack([patch.get_path().vertices for patch in areas(page)])
    assert x0 < xy[:, 0].min()
    assert xy[:, 0].max() < x1
    assert y0 < xy[:, 1].min()
    assert xy[:, 1].max() < y1


def test_names_of_sixty_characters_leave_no_map() -> None:
    page = region_page(with_words("長い名前の谷" * 10).chosen)
    assert faults(page) == []


def test_days_that_hubs_share_stand_beside_their_star(scenarios) -> None:
    effective = scenarios["c4"].effective
    hub = effective.scenario.hubs[0]
    clinic = HubFacility("medical", "診療所", "new", days=("tue", "fri"))
    shared = replace(effective.scenario, hubs=(replace(hub, facilities=(clinic,)), *effective.scenario.hubs[1:]))
    page = Page.blank()
    y = plan_legend(page, replace(effective, scenario=shared), (10, 10), 80)
    assert f"{hub.name}：医療 火・金" in text_of(page)
    assert y > plan_legend(Page.blank(), effective, (10, 10), 80)
    assert f"{hub.name}：医療" not in text_of(region_page(scenarios["c4"]))


def test_the_corners_of_the_present_are_its_hubs(scenarios) -> None:
    lat, lon = corners_of(scenarios["base"].effective)
    hubs = scenarios["base"].effective.hubs
    assert (lat, lon) == (hubs["lat"].tolist(), hubs["lon"].tolist())
