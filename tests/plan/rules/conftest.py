"""The drawn town, and any spoiled version of it, each written and read once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo.region.region import Region
from plan.applied import EffectiveScenario
from tests.plan.drawn_town import TOWN, applied_to, read_town

Drawn = dict[str, Any]
Town = Callable[[Drawn | None, Drawn | None], EffectiveScenario]


@pytest.fixture(scope="session")
def town_of(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Return what the rules see of a town and a scenario; either is the good one where not given."""
    known: dict[str, Region] = {}

    def make(drawn: Drawn | None, scenario: Drawn | None) -> EffectiveScenario:
        key = repr(TOWN if drawn is None else drawn)
        if key not in known:
            known[key] = read_town(tmp_path_factory.mktemp("drawn") / "egaita", drawn)
        return applied_to(known[key], scenario)

    return make


@pytest.fixture(scope="session")
def good(town_of: Town) -> EffectiveScenario:
    return town_of(None, None)
