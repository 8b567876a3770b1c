"""Random pieces of plan files that strategies of several themes share."""

from __future__ import annotations

from hypothesis import strategies as st
from shapely import Polygon

CONTROLS = [chr(n) for n in (*range(32), 127) if chr(n) not in "\t\n\r"]
"""What no plan file may hold: reading refuses it, as it refuses halves of letters (category Cs)."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS), max_size=12)
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
