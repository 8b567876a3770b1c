"""将来, 学校: rolls by school where ages are known, and why there are none where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

import views.opening
from tests.views.table import Table

SANSON = Path(__file__).parents[3] / "sample_regions"


def test_without_ages_it_says_what_is_needed(samples, said):
    table = Table().go("future").tab("学校", key="future_tab")
    assert "町の中に、開いている小学校がありません" in said(table) or "五歳階級" in said(table)


@pytest.fixture
def town(store, monkeypatch) -> Table:
    monkeypatch.setattr(views.opening, "SAMPLES_FOLDER", SANSON)
    return Table(region="sanson").go("future").tab("学校", key="future_tab")


def test_rolls_of_a_town(town, said):
    assert "複式学級：続く二つの学年を合わせて16人以下" in said(town)
    assert "いちばん近い学校に分けています" in said(town)
    town.app.radio(key="future_school_kind").set_value("lower_secondary")
    town.run()
    assert "8人以下" in said(town)
    town.app.radio(key="future_school_by").set_value("sphere")
    town.run()
    assert "集落生活圏" in said(town)
