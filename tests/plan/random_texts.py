"""Random pieces of plan files that strategies of several themes share."""

from __future__ import annotations

from hypothesis import strategies as st
from shapely import Polygon

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
numbers = st.floats(allow_nan=False, allow_infinity=False)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
extras = st.dictionaries(texts.map(lambda w: f"x-{w}"), anything, max_size=2)
areas = st.builds(
    lambda x, y: Polygon([(x, y), (x + 1, y), (x, y + 1)]),
    st.floats(-170, 170),
    st.floats(-80, 80),
)
