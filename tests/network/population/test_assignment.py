"""The nearest hub of each village."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from network.population.assignment import nearest


def test_the_nearest_wins_and_nowhere_is_none():
    minutes = pd.DataFrame({"h1": [5.0, np.inf, np.inf], "h2": [7.0, 3.0, np.inf]}, index=["a", "b", "c"])
    found = nearest(minutes)
    assert found["nearest"].tolist() == ["h1", "h2", None]
    assert found["minutes"].tolist() == [5, 3, np.inf]
    assert found.index.tolist() == ["a", "b", "c"]


def test_ties_go_to_the_first_id_whatever_the_order_of_columns():
    minutes = pd.DataFrame({"h2": [5.0], "h10": [5.0], "h3": [5.0]}, index=["a"])
    assert nearest(minutes)["nearest"].tolist() == ["h10"]
    assert nearest(minutes[["h3", "h10", "h2"]])["nearest"].tolist() == ["h10"]


def test_no_hubs_reach_nobody_and_no_villages_go_nowhere():
    found = nearest(pd.DataFrame(index=["a", "b"]))
    assert found["nearest"].tolist() == [None, None]
    assert np.isinf(found["minutes"]).all()
    assert nearest(pd.DataFrame({"h1": np.zeros(0)})).empty


@given(arrays(float, array_shapes(min_dims=2, max_dims=2), elements=st.one_of(st.floats(0, 100), st.just(np.inf))))
def test_nobody_has_a_nearer_hub_than_the_nearest(values):
    minutes = pd.DataFrame(values, columns=[f"h{i}" for i in range(values.shape[1])])
    found = nearest(minutes)
    assert (found["minutes"].to_numpy() == values.min(axis=1)).all()
    for row, hub in found["nearest"].items():
        assert (hub is None and np.isinf(values[row]).all()) or minutes.at[row, hub] == values[row].min()
