"""Every page on every sample region that comes with the tool."""

from __future__ import annotations

import pytest

from plan.figure_texts import figure
from plan.indicators.registry import indicator
from tests.views.table import PAGES, Table
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
        assert table.app.get("component_instance")
        assert not table.app.error
        assert not table.app.warning


def test_the_whole_municipality_opens_first(store):
    assert Table().work.folder.name.endswith("sanson")
