"""Stars of hubs: days of shared services stand under the name, and a map without any stays as it was."""

from __future__ import annotations

import pandas as pd

from layers.features.hubs import hubs

FRAME = pd.DataFrame(
    {"name": ["下", "奥"], "lat": [35.0, 35.1], "lon": [137.0, 137.1]}, index=pd.Index(["h1", "h2"], name="hub_id")
)


def test_days_stand_at_their_hub_alone() -> None:
    assert hubs(FRAME, days={"h2": "医療 火・金"}).data["days"] == ["", "医療 火・金"]


def test_without_shared_services_nothing_is_sent() -> None:
    assert "days" not in hubs(FRAME, days={}).data
    assert hubs(FRAME, days={}) == hubs(FRAME)
