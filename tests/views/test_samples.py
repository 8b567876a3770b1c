"""Every page on every sample region that comes with the tool."""

from __future__ import annotations

import json
import re

import pytest

from plan.figure_texts import figure
from plan.indicators.registry import indicator
from tests.views.table import PAGES, WITHOUT_MAP, Table
from views.hubs.answer import hub_answer
from views.opening import SAMPLES_FOLDER

NAMES = ("sanson", "okuyama", "model_chiku")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_and_agrees_with_python(store, name):
    table = Table(region=name)
    assert table.work.folder == SAMPLES_FOLDER / name
    current, baseline = table.evaluation(), table.evaluation("base")
    assert len(table.plan.scenarios) >= 2
    assert len(current.effective.hubs) >= 1
    assert table.answer == hub_answer(current, baseline, "car")
    known = [indicator(f"hub_{kind}_car") for kind in ("near", "daily", "mean", "worst")]
    assert table.figures == [figure(k.compute(current), k.unit) for k in known]
    for page in PAGES:
        table.go(page)
        assert bool(table.app.get("component_instance")) == (page not in WITHOUT_MAP)
        assert not table.app.error
        assert not table.app.warning


def test_classes_of_the_legend_add_up_to_the_figures_beside_the_map(store):
    """People are counted where they live (residents.csv), not at their village's point."""
    table = Table()
    (shown,) = table.app.get("component_instance")
    rows = re.findall(
        r'"label":"(\d+)分以内"[^}]*?"people":([\d]+)', str(json.loads(shown.proto.json_args)).replace("\\", "")
    )
    people = {int(limit): int(count) for limit, count in rows}
    assert len(people) == 6
    figures = [int(digits.replace(",", "")) for digits, _ in table.figures[:2]]
    assert [sum(n for limit, n in people.items() if limit <= most) for most in (15, 30)] == figures


def test_the_whole_municipality_opens_first(store):
    assert Table().work.folder.name.endswith("sanson")
